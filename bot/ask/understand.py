"""From a message in plain words to the questions that it asks, or to none: it never guesses.

What a question asks is found in what its words mean together (`meanings`), and what it is about in the names
and facts of the cut show (`lookup`). Words of which nothing is known speak against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.answer import Question
from bot.ask.lexicon import lexicon
from bot.ask.lookup import PERSON, ROLE, Found, Lookup, lookup
from bot.ask.meanings import ALWAYS, ASKED, NONE, Asked, Pattern, echo, weight
from bot.ask.mentions import Mentions, recognise
from bot.ask.reading import LONGEST, Clause, Word, languages_of, read, sentences
from bot.ask.verdicts import verdict
from bot.spoilers import VisibleShow

MOST = 2
"""So many questions of one message are answered."""
NEAR = 3
_AGAINST = 0.75
"""How much a word that a pattern does not explain speaks against it, of its own weight."""
_FITS, _FITS_ALONE = 0.55, 0.75
"""How much of a description must fit somebody, and how much a single fact."""
_CLEARLY = 0.12
_ASKING = frozenset(
    ["who", "what", "when", "where", "why", "how", "how_many", "how_long", "year", "yes_or_no"]
)
_NO_DESCRIPTION = frozenset(
    [
        "who",
        "what",
        "when",
        "where",
        "year",
        "why",
        "how",
        "how_many",
        "how_long",
        "show",
        "season",
        "episode",
        "film",
        "first",
        "last",
        "next",
        "only",
        "more",
        "yes_or_no",
        "negation",
        "pronoun_person",
        "pronoun_thing",
        "tell_about",
        "play",
        "cast",
        "character",
        "lead",
        "known_for",
        "watch",
        "meaning",
    ]
)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a message asks for; `questions` is empty where that is not clear or not the bot's business."""

    language: str
    questions: tuple[Question, ...] = ()
    near: tuple[Question, ...] = ()
    """What might have been meant, the likeliest first."""
    lacks: str = ""
    """What the asker has to say first: `who`, or `what`; empty where a word more would not help."""


@dataclass(slots=True)
class _Reading:
    """One clause as it was understood."""

    question: Question | None = None
    score: float = 0.0
    lacks: str = ""
    asked: bool = False
    """Whether it asks anything, understood or not."""
    refused: bool = False
    near: list[Question] = field(default_factory=list)


def understand(
    text: str, show: VisibleShow, *, locale: str = "en", before: Sequence[Question] = ()
) -> Understood:
    """What `text` asks about a cut show.

    `locale` decides where a text could be of several languages; `before` are the questions that were
    answered to the same asker just now.
    """
    if len(text) > LONGEST:
        return Understood("en")
    parts = sentences(text)
    pieces = [piece for sentence, _ in parts for piece in sentence]
    if not pieces:
        return Understood("en")
    look = lookup(show)
    names = look.name_words
    shouted = text.upper() == text and any(letter.isalpha() for letter in text)
    best: tuple[tuple[float, ...], Understood] | None = None
    for rank, code in enumerate(languages_of(pieces, locale[:2])):
        readings = [
            reading
            for sentence, asks in parts
            for reading in _readings(
                read(sentence, asks, code, names, shouted, look.near), look, show, before
            )
        ]
        found = _sum_up(readings, code)
        quality = (len(found.questions), sum(one.score for one in readings if one.question), -rank)
        if best is None or quality > best[0]:
            best = (quality, found)
    assert best is not None
    return best[1]


def _sum_up(readings: list[_Reading], code: str) -> Understood:
    near = [question for one in readings for question in one.near]
    if any(one.refused for one in readings):
        return Understood(code)
    questions = list(dict.fromkeys(one.question for one in readings if one.question))
    if questions:
        return Understood(code, tuple(questions[:MOST]), tuple(dict.fromkeys(near))[:NEAR])
    lacks = next((one.lacks for one in readings if one.lacks), "")
    return Understood(code, (), tuple(dict.fromkeys(near))[:NEAR], lacks)


def _readings(clause: Clause, look: Lookup, show: VisibleShow, before: Sequence[Question]) -> list[_Reading]:
    """A sentence as one question, or as two where each half is one by itself."""
    whole = _read(_copy(clause), look, show, before)
    joins = lexicon(clause.language).joins
    for place, word in enumerate(clause.words):
        if not (0 < place < len(clause.words) - 1) or not (word.text in joins or word.comma):
            continue
        start = place + 1 if word.text in joins else place
        first = _read(_copy(clause, 0, place), look, show, before)
        told = (*before, first.question) if first.question else before
        second = _read(_copy(clause, start, None), look, show, told)
        if first.refused or second.refused:
            continue
        if (
            first.question
            and second.question
            and first.question != second.question
            and first.score + second.score > whole.score + 0.5
            and min(first.score, second.score) >= 1.5
            and second.asked
        ):
            return [first, second]
        # a greeting or a story before the question
        if (
            whole.question is None
            and not whole.refused
            and second.question
            and second.asked
            and not first.asked
        ):
            return [second]
    return [whole]


def _copy(clause: Clause, start: int = 0, end: int | None = None) -> Clause:
    return Clause([replace(word) for word in clause.words[start:end]], clause.asks, clause.language)


def _read(clause: Clause, look: Lookup, show: VisibleShow, before: Sequence[Question]) -> _Reading:
    """What one clause asks."""
    taught = look.taught(frozenset(word.text for word in clause.words))
    mentions = recognise(clause, look)
    reading = _Reading(asked=clause.asks or any(word.meanings & _ASKING for word in clause.words))
    if taught is not None:
        reading.question, reading.score = taught, 10.0
        return reading
    there = _there(clause)
    ranked = _ranked(clause, there)
    if not ranked or not any(weight(one) for one in there):
        ranked = _continued(clause, there, before, reading) or ranked
    reading.near = [
        Question(asked.topic, choice=asked.choice)
        for _, asked in ranked[:NEAR]
        if asked.topic != NONE and not asked.required
    ]
    if ranked and ranked[0][1].topic == NONE:
        reading.refused = ranked[0][1].choice in ("orders", "forbidden")
        reading.near = []
        return reading
    strangers = _strangers(clause)
    described = _described(clause, look, ranked, mentions)
    if described is not None:
        reading.question, reading.score, reading.lacks = described
        return reading
    if not ranked:
        reading.question, reading.score = _told(clause, look, strangers, None)
        return reading
    score, asked = ranked[0]
    question = _resolve(asked, mentions, look, clause, there, before, reading)
    if strangers:
        told, fit = _told(clause, look, strangers, asked.topic)
        if told is not None:
            reading.question, reading.score = told, fit
            return reading
    reading.score = score
    if question is not None and _is_plain_enough(score, strangers):
        reading.question = replace(question, verdict=verdict(question, clause, mentions, show))
    return reading


def _there(clause: Clause) -> frozenset[str]:
    return frozenset(meaning for word in clause.words for meaning in word.meanings)


def _ranked(clause: Clause, there: frozenset[str]) -> list[tuple[float, Asked]]:
    """The kinds of questions whose meanings come together in a clause, the best first."""
    found: list[tuple[float, int, Asked]] = []
    heavy = [
        (word.meanings, max(weight(one) for one in word.meanings))
        for word in clause.words
        if word.meanings and not word.meanings & ALWAYS
    ]
    for number, asked in enumerate(ASKED):
        scores = [_score(pattern, there, heavy) for pattern in asked.patterns]
        best = max(scores)
        if best > 0:
            found.append((best, -number, asked))
    found.sort(key=lambda one: one[:2], reverse=True)
    return [(score, asked) for score, _, asked in found]


def _score(pattern: Pattern, there: frozenset[str], heavy: list[tuple[frozenset[str], float]]) -> float:
    if there & pattern.forbidden:
        return 0.0
    score = 0.0
    explained: set[str] = set(pattern.allowed)
    for group in pattern.needed:
        matched = group & there
        if not matched:
            return 0.0
        score += max(max(weight(one) for one in matched), 0.25)
        explained |= matched
    for meanings, heft in heavy:
        if meanings & pattern.allowed:
            score += heft * 0.25
        elif not meanings & explained and heft > 1.0:
            score -= heft * _AGAINST
    return score


def _strangers(clause: Clause) -> list[Word]:
    """The words of which nothing is known."""
    return [word for word in clause.words if not word.known]


def _is_plain_enough(score: float, strangers: list[Word]) -> bool:
    """Whether so few words are unknown that they can't change what is asked."""
    burden = sum(2.0 if word.capital else 1.0 for word in strangers)
    if score >= 3.0:
        return burden <= 1.0
    return burden == 0.0 and score >= 0.9


def _describing(clause: Clause) -> list[frozenset[str]]:
    """The words that describe something, each with all its readings in English."""
    language = lexicon(clause.language)
    return [
        language.english(word.text)
        for word in clause.words
        if (
            not word.known
            or (word.meanings and not word.meanings & _NO_DESCRIPTION)
            or word.text in language.glossary
        )
        and not any(one.startswith("@") for one in word.meanings)
    ]


def _described(
    clause: Clause, look: Lookup, ranked: list[tuple[float, Asked]], mentions: Mentions
) -> tuple[Question | None, float, str] | None:
    """Somebody who is not named but described: "the one who screams"; None where nobody is."""
    there = _there(clause)
    if mentions.one(ROLE) or mentions.one(PERSON) or mentions.unsure:
        return None
    best = ranked[0][1] if ranked else None
    wants_somebody = bool(there & {"play", "character", "known_for", "villain"}) or (
        "who" in there and (best is None or best.topic == "cast" or best.id in ("plot.power",))
    )
    if not wants_somebody or (
        best is not None and best.topic not in ("cast", "plot") and not there & {"play"}
    ):
        return None
    describing = _describing(clause)
    if not describing:
        return None
    found = look.search(describing, topics=frozenset({"cast"}))
    choice = "known" if "known_for" in there else ""
    if _stands_out(found, _FITS):
        return replace(found[0].question, choice=choice), 3.0, ""
    if not _strangers(clause):
        return None
    return None, 0.0, ""


def _stands_out(found: list[Found], least: float) -> bool:
    return (
        bool(found) and found[0].fit >= least and (len(found) == 1 or found[0].fit - found[1].fit >= _CLEARLY)
    )


def _told(
    clause: Clause, look: Lookup, strangers: list[Word], topic: str | None
) -> tuple[Question | None, float]:
    """The single fact that tells of the words that are left; None where none does."""
    describing = _describing(clause)
    if not describing or not strangers:
        return None, 0.0
    found = look.search(describing)
    if topic is not None:
        same = [one for one in found if one.question.topic == topic and one.fit >= _FITS]
        found = same or found
    if found and found[0].fit >= _FITS_ALONE:
        return found[0].question, 2.0
    return None, 0.0


def _continued(
    clause: Clause, there: frozenset[str], before: Sequence[Question], reading: _Reading
) -> list[tuple[float, Asked]]:
    """A clause that is no question by itself ("and when?"), read with what was asked before it."""
    if not there & _ASKING or _strangers(clause):
        return []
    if not before:
        reading.lacks = "what"
        return []
    last = before[-1]
    together = there | echo(last.topic, last.choice)
    return [one for one in _ranked(clause, together) if one[0] >= 0.9]


def _resolve(
    asked: Asked,
    mentions: Mentions,
    look: Lookup,
    clause: Clause,
    there: frozenset[str],
    before: Sequence[Question],
    reading: _Reading,
) -> Question | None:
    """The question, about whom or what the clause names or the asker was told of before."""
    question = Question(asked.topic, choice=asked.choice)
    if mentions.unsure and asked.topic == "cast":
        reading.lacks = "who"
        reading.near = [thing.question for thing in mentions.unsure[:NEAR]]
        return None
    for kind in asked.about:
        if kind == "@episode":
            if mentions.point is not None:
                return replace(question, subject=str(mentions.point).lower())
            titled = mentions.one("@episode")
            if titled is not None:
                return replace(question, subject=titled.id)
        elif kind == "@s_known":
            if mentions.season in look.seasons:
                return replace(question, subject=f"s{mentions.season}")
        elif (thing := mentions.one(kind)) is not None:
            return replace(thing.question, choice=asked.choice, topic=asked.topic)
    if (
        "pronoun_person" in there and asked.topic == "cast" and not asked.choice == "villain"
    ) or asked.required:
        last = next((one for one in reversed(before) if one.topic == "cast" and one.subject), None)
        if last is not None:
            return replace(question, subject=last.subject)
        if asked.id in ("cast", "cast.known") and "play" in there | {"play" if asked.required else ""}:
            reading.lacks = "who"
            return None
    return question
