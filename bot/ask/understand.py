"""From a message in plain words to the questions that it asks, or to none: it never guesses.

What a question asks is found in what its words mean together (`meanings`), and what it is about in the names
and facts of the cut show (`lookup`). Words of which nothing is known speak against it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.answer import Question
from bot.ask.lexicon import ENGLISH, lexicon
from bot.ask.lookup import Found, Lookup, lookup
from bot.ask.meanings import ALWAYS, ASKED, NONE, STRONG, WEAK, Asked, Pattern, echo, weight
from bot.ask.mentions import Mentions, recognise
from bot.ask.reading import LONGEST, Clause, Word, languages_of, read, sentences
from bot.ask.things import PERSON, ROLE, TITLE, Thing
from bot.ask.verdicts import verdict
from bot.spoilers import VisibleShow

MOST = 2
"""So many questions of one message are answered."""
NEAR = 3
_AGAINST = 0.75
"""How much a word that a pattern does not explain speaks against it, of its own weight."""
_FITS, _FITS_STRANGE, _FITS_ALONE, _FITS_ALL = 0.5, 0.6, 0.8, 0.95
"""How much of a description must fit somebody, and how much a single fact."""
_CLEARLY = 0.12
_A_LITTLE = 0.2
"""How much a word speaks against a pattern that does not explain it, if it says little."""
_ASKING = frozenset(
    ["request", "who", "what", "when", "where", "why", "how", "how_many", "how_long", "year", "yes_or_no"]
)
_NO_DESCRIPTION = frozenset(
    [
        "request",
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
    instead: tuple[Question, ...] = ()
    """What else of the same topic the words may mean, for where nothing is known of the first question."""


Ranked = tuple[float, Asked, Pattern]


@dataclass(slots=True)
class _Reading:
    """One clause as it was understood."""

    question: Question | None = None
    score: float = 0.0
    lacks: str = ""
    asked: bool = False
    """Whether it asks anything, understood or not."""
    refused: bool = False
    bound: bool = False
    """Whether its parts mean nothing without each other: "does Ava love Beatrice"."""
    idle: bool = False
    """Whether it says nothing but everyday words."""
    near: list[Question] = field(default_factory=list)
    instead: list[Question] = field(default_factory=list)


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
    shouted = text.upper() == text and any(letter.isalpha() for letter in text)
    best: tuple[tuple[float, ...], Understood] | None = None
    telling = [piece for piece in pieces if not look.is_name(piece.text)] or pieces
    for rank, code in enumerate(languages_of(telling, locale[:2])):
        readings: list[_Reading] = []
        for sentence, asks in parts:
            told = [*before, *(one.question for one in readings if one.question)]
            readings += _readings(read(sentence, asks, code, look, shouted), look, show, told)
        found = _sum_up(readings, code)
        if not found.questions and not found.lacks and 1 < len(parts) and len(pieces) <= _TOGETHER:
            # What is asked may stand in one sentence, and of what in another.
            joined = read(pieces, parts[-1][1], code, look, shouted)
            readings = _readings(joined, look, show, before)
            found = _sum_up(readings, code)
        quality = (
            len(found.questions),
            sum(one.score for one in readings if one.question) - rank * _LESS_LIKELY,
        )
        if best is None or quality > best[0]:
            best = (quality, found)
    assert best is not None
    return best[1]


def _sum_up(readings: list[_Reading], code: str) -> Understood:
    near = [question for one in readings for question in one.near]
    if any(one.refused for one in readings):
        return Understood(code)
    if any(one.asked and one.question for one in readings):
        readings = [one for one in readings if one.asked or one.score >= STRONG]
    questions = list(dict.fromkeys(one.question for one in readings if one.question))
    if questions:
        instead = tuple(question for one in readings for question in one.instead)
        return Understood(code, tuple(questions[:MOST]), tuple(dict.fromkeys(near))[:NEAR], "", instead)
    lacks = next((one.lacks for one in readings if one.lacks), "")
    return Understood(code, (), tuple(dict.fromkeys(near))[:NEAR], lacks)


def _readings(clause: Clause, look: Lookup, show: VisibleShow, before: Sequence[Question]) -> list[_Reading]:
    """A sentence as one question, or as two where each half is one by itself."""
    whole = _read(_copy(clause), look, show, before)
    if whole.refused:
        return [whole]
    best, best_score = [whole], whole.score if whole.question else 0.0
    if whole.question and sum(bool(word.meanings & _OPENING) for word in clause.words) < MOST:
        return best
    for end, start in _joints(clause):
        first = _read(_copy(clause, 0, end), look, show, before)
        told = (*before, first.question) if first.question else before
        second = _read(_copy(clause, start, None), look, show, told)
        if first.refused or second.refused:
            continue
        both = _differ(first.question, second.question)
        if both and second.asked:
            score = first.score + second.score - 0.5
            if min(first.score, second.score) >= 1.5 and score > best_score:
                best, best_score = [first, second], score
        elif whole.question is None and not whole.bound:
            # a greeting or a story beside the question
            half, other = (first, second) if first.question else (second, first)
            if half.question and (half.asked or not other.asked) and half.score - 0.5 > best_score:
                best, best_score = [half], half.score - 0.5
    return best


def _differ(first: Question | None, second: Question | None) -> bool:
    """Whether two questions are two: not one of a topic as a whole, and one of a part of it."""
    if first is None or second is None or first == second:
        return False
    return first.topic != second.topic or bool(first.choice or first.subject) == bool(
        second.choice or second.subject
    )


def _joints(clause: Clause) -> list[tuple[int, int]]:
    """Where a sentence may be cut in two: where the first part ends and the second begins."""
    language = lexicon(clause.language)
    found = []
    for place, word in enumerate(clause.words):
        joins = word.text in language.joins
        if 0 < place < len(clause.words) - 1 and (joins or word.comma or word.text in language.selves):
            start = place + 1 if joins else place
            ahead, behind = clause.words[start : start + _SOON], clause.words[start:]
            if _asks(ahead) or not _asks(behind):
                found.append((place, start))
    return found[:_MOST_JOINTS]


def _asks(words: Sequence[Word]) -> bool:
    return any(word.meanings & _ASKING for word in words)


def _copy(clause: Clause, start: int = 0, end: int | None = None) -> Clause:
    return Clause([replace(word) for word in clause.words[start:end]], clause.asks, clause.language)


def _read(clause: Clause, look: Lookup, show: VisibleShow, before: Sequence[Question]) -> _Reading:
    """What one clause asks."""
    taught = look.taught(frozenset(word.text for word in clause.words))
    mentions = recognise(clause, look)
    reading = _Reading(
        asked=clause.asks or any(word.meanings & _ASKING for word in clause.words),
        idle=all(word.plain and not word.meanings for word in clause.words),
    )
    if taught is not None:
        reading.question, reading.score = taught, 10.0
        return reading
    there = _there(clause)
    if "@elsewhere" in there:
        return reading
    ranked = _ranked(clause, there)
    if not ranked or ranked[0][0] < _ALONE:
        ranked = _continued(clause, there, before, reading) or ranked
    reading.near = [
        Question(asked.topic, choice=asked.choice)
        for _, asked, _ in ranked[:NEAR]
        if asked.topic != NONE and not asked.required
    ]
    if ranked and ranked[0][1].topic == NONE:
        reading.refused = ranked[0][1].choice in ("orders", "forbidden")
        reading.near = []
        if ranked[0][1].choice == "personal" and _strange(clause):
            # What a file says of somebody is public work.
            private = [frozenset([word.text]) for word in clause.words if "personal" in word.meanings]
            found = look.search([*_strange(clause), *private], topics=frozenset({"cast"}))
            if found and found[0].fit >= _FITS_ALL:
                reading.question, reading.score = found[0].question, 2.0
        return reading
    claim = _claimed(clause, look, mentions, ranked)
    if claim is not None:
        reading.question, reading.score = claim, 4.0
        return reading
    strangers = _strangers(clause)
    named = next((thing for kind in _NAMED if (thing := mentions.one(kind))), None)
    if named is None and not mentions.unsure:
        described = _described(clause, look, ranked)
        if described is not None:
            reading.question, reading.score = described
            return reading
    if not ranked:
        reading.question, reading.score = _told(clause, look, mentions, None)
        if reading.question:
            reading.lacks = ""
        return reading
    score, asked, pattern = ranked[0]
    reading.score = score
    reading.instead = [
        Question(other.topic, choice=other.choice)
        for least, other, _ in ranked[1:]
        if other.topic == asked.topic and other.choice and not other.required and least >= _ALONE
    ]
    question = _resolve(asked, mentions, look, there, before, reading)
    left = _left_over(clause, pattern, asked)
    if named is not None and not reading.asked and len(clause.words) > _NAME_AND_MORE:
        return reading
    if len(mentions.things.get(ROLE, ())) > 1 and PERSON not in mentions.things:
        # What is between two of them has to stand in one fact.
        reading.question, reading.score = _between(clause, look, mentions)
        reading.bound = True
        return reading
    if named is not None and question == named.question and (strangers or left):
        # what else is asked of somebody has to stand in what is known of them
        reading.question = _of_thing(clause, look, mentions, named, strangers, left)
        return reading
    if strangers:
        told, fit = _told(clause, look, mentions, asked.topic)
        if told is not None and (told.topic == asked.topic or score < STRONG):
            reading.question, reading.score = told, fit
            return reading
    fallback, _ = _told(clause, look, mentions, asked.topic, _FITS)
    if (
        fallback is not None
        and fallback.topic == asked.topic
        and look.serves(fallback, asked.choice, frozenset().union(*pattern.needed) - ALWAYS - _FUNCTION_ONLY)
    ):
        reading.instead.append(fallback)
    if not reading.asked and len(clause.words) > _SHORT and score < STRONG:
        return reading
    if question is not None and score >= _LEAST and _is_plain_enough(strangers, clause, pattern):
        reading.question = replace(question, verdict=verdict(question, clause, mentions, show))
    elif reading.question is None and not reading.lacks:
        reading.question, reading.score = _told(clause, look, mentions, None)
    return reading


_ALONE, _LEAST = 1.5, 0.9
_NAMED = (ROLE, PERSON, TITLE)
_MOST_JOINTS = 3
_SOON = 5
_OPENING = frozenset("who what when where why how yes_or_no request recommend similar trailer".split())
_TOGETHER = 25
_LESS_LIKELY = 0.75
_FUNCTION_ONLY = frozenset(
    ["who", "when", "where", "why", "year", "how_many", "how_long", "season", "episode"]
)
_NAME_AND_MORE = 4
_SHORT = 5
"""Words up to which a message without a question word may go on from the last one."""


def _there(clause: Clause) -> frozenset[str]:
    return frozenset(meaning for word in clause.words for meaning in word.meanings)


def _ranked(clause: Clause, there: frozenset[str]) -> list[Ranked]:
    """The kinds of questions whose meanings come together in a clause, the best first."""
    found: list[tuple[float, int, Asked, Pattern]] = []
    heavy = [
        (word.meanings, _heft(word)) for word in clause.words if word.meanings and not word.meanings & ALWAYS
    ]
    hefts: dict[str, float] = {}
    for word in clause.words:
        for meaning in word.meanings:
            hefts[meaning] = max(hefts.get(meaning, 0.0), _heft(word))
    for number, asked in enumerate(ASKED):
        if not there & asked.any_of:
            continue
        scores = [_score(pattern, there, hefts, heavy) for pattern in asked.patterns]
        best = max(scores)
        if best > 0:
            found.append((best, -number, asked, asked.patterns[scores.index(best)]))
    found.sort(key=lambda one: one[:2], reverse=True)
    return [(score, asked, pattern) for score, _, asked, pattern in found]


def _heft(word: Word) -> float:
    """How much a word says about what is asked: as little as the least of what it may mean."""
    return min(weight(one) for one in word.meanings)


def _score(
    pattern: Pattern,
    there: frozenset[str],
    hefts: Mapping[str, float],
    heavy: list[tuple[frozenset[str], float]],
) -> float:
    if there & pattern.forbidden:
        return 0.0
    score = 0.0
    explained: set[str] = set(pattern.allowed)
    for group in pattern.needed:
        matched = group & there
        if not matched:
            return 0.0
        score += max(max(hefts.get(one, weight(one)) for one in matched), 0.25)
        explained |= matched
    for meanings, heft in heavy:
        if meanings & pattern.allowed:
            score += heft * 0.25
        elif pattern.open:
            continue
        elif not meanings & explained:
            score -= heft * _AGAINST if heft > WEAK else _A_LITTLE
    return score


def _strangers(clause: Clause) -> list[Word]:
    """The words of which nothing is known."""
    return [word for word in clause.words if not word.known]


def _left_over(clause: Clause, pattern: Pattern, asked: Asked) -> frozenset[str]:
    """The weighty meanings that an understanding does not account for, or only as such as may be there."""
    known = ALWAYS.union(*(pattern.needed if not asked.required else ()), _OF_THINGS)
    return frozenset(
        one
        for word in clause.words
        for one in word.meanings
        if not one.startswith("@")
        and (not word.meanings & known or one in _NEVER_TOLD)
        and (weight(one) > WEAK or one in _STORY)
    )


_STORY = frozenset(["happen", "ended"])
_NEVER_TOLD = frozenset(["language"])
_OF_THINGS = frozenset(
    [
        "play",
        "cast",
        "known_for",
        "plot",
        "more",
        "another",
        "similar",
        "season",
        "episode",
        "film",
        "who",
        "what",
        "when",
        "where",
        "year",
        "how_many",
        "help",
        "source",
        "title",
        "release",
        "watch",
    ]
)
"""What the card of somebody or something tells anyway, or does not change what is asked."""
_FATE = frozenset(
    [
        "happen",
        "ended",
        "announced",
        "announcement",
        "renew",
        "cancel",
        "recommend",
        "revive",
        "platform",
        "review",
        "good",
        "score",
    ]
)
"""What the card of another title tells anyway."""


def _is_plain_enough(strangers: list[Word], clause: Clause, pattern: Pattern) -> bool:
    """Whether so few words are unknown, or left over, that they can't change what is asked."""
    used = pattern.allowed.union(*pattern.needed)
    left = {
        one
        for word in clause.words
        for one in word.meanings
        if one in _POINTED_AT and not word.meanings & used
    }
    heavy = {
        min(word.meanings)
        for word in clause.words
        if word.meanings
        and not pattern.open
        and _heft(word) > WEAK
        and not word.meanings & used
        and not word.meanings & ALWAYS
    }
    burden = sum(2.0 if word.capital else 1.0 for word in strangers) + 1.5 * len(left) + len(heavy - left)
    return burden <= max(0.0, (len(clause.words) - 7) / 5)


_POINTED_AT = frozenset(
    ["@platform", "@role", "@person", "@title", "@work", "@year", "@episode", "@elsewhere", "relative"]
)
"""What changes a question when it stands in it."""


def _of_thing(
    clause: Clause,
    look: Lookup,
    mentions: Mentions,
    named: Thing,
    strangers: list[Word],
    left: frozenset[str],
) -> Question | None:
    """What is known of somebody or something that fits all else that is asked; None where nothing does."""
    if named.kind == TITLE:
        left -= _FATE
    if named.kind == ROLE and look.has_story(named):
        left -= _STORY
    if any(not look.tells(named, one) for one in left):
        return None
    if not strangers:
        return named.question
    if look.fit(named, _strange(clause)) >= _FITS:
        return named.question
    return _told(clause, look, mentions, None)[0]


def _strange(clause: Clause) -> list[frozenset[str]]:
    """The words of which nothing is known, and those that describe, each with all its readings in English."""
    language = lexicon(clause.language)
    return [
        language.english(word.text)
        for word in clause.words
        if not word.known or (word.text in language.glossary and not word.meanings and not word.plain)
    ]


def _soft(clause: Clause) -> list[frozenset[str]]:
    """The words that mean something in a question, but may as well describe: "band", "kill"."""
    language = lexicon(clause.language)
    return [
        language.english(word.text)
        for word in clause.words
        if (word.meanings or (word.plain and word.text not in language.plain))
        and not word.meanings & _NO_DESCRIPTION
        and not any(one.startswith("@") for one in word.meanings)
    ]


def _hints(clause: Clause) -> list[frozenset[str]]:
    """Everyday words that may still tell two who fit apart: "the lady", "turned down"."""
    language = lexicon(clause.language)
    return [
        language.english(word.text)
        for word in clause.words
        if word.plain and not word.meanings and len(word.text) > 3
    ]


def _described(clause: Clause, look: Lookup, ranked: list[Ranked]) -> tuple[Question | None, float] | None:
    """Somebody who is not named but described: "the one who screams"; None where nobody is."""
    there = _there(clause)
    best = ranked[0][1] if ranked else None
    wants_somebody = bool(there & {"play", "character", "known_for", "villain"}) or (
        "who" in there and (best is None or best.topic == "cast" or best.id == "plot.power")
    )
    if not wants_somebody or (
        best is not None and best.topic not in ("cast", "plot") and "play" not in there
    ):
        return None
    strange, soft = _strange(clause), _soft(clause)
    if not strange and not soft:
        glossary = lexicon(clause.language).glossary
        strange = [readings for word, readings in _plain_words(clause) if word in glossary]
    if not strange and not soft:
        return None
    found = look.search(strange, soft, _hints(clause), topics=frozenset({"cast"}))
    choice = "known" if "known_for" in there else ""
    if _stands_out(found, _FITS) and not (found[0].fit < _FITS_ALL and _has_strange_name(clause)):
        return replace(found[0].question, choice=choice), 3.0
    if not strange:
        return None
    return _told(clause, look, Mentions(), None)


def _plain_words(clause: Clause) -> list[tuple[str, frozenset[str]]]:
    language = lexicon(clause.language)
    return [
        (word.text, language.english(word.text)) for word in clause.words if word.plain and not word.meanings
    ]


def _has_strange_name(clause: Clause) -> bool:
    """Whether a word of which nothing is known was written like a name."""
    return any(word.capital for word in _strangers(clause))


def _stands_out(found: list[Found], least: float) -> bool:
    return (
        bool(found)
        and found[0].fit >= least
        and (len(found) == 1 or found[0].rank * (1 - _CLEARLY) >= found[1].rank)
    )


def _told(
    clause: Clause, look: Lookup, mentions: Mentions, topic: str | None, least: float | None = None
) -> tuple[Question | None, float]:
    """The single fact that tells of the words that are left; None where none does.

    `least` is how much of them has to fit, where it is not as much as usual.
    """
    strange, hints = _strange(clause), _hints(clause)
    names = [look.names_of(thing) for kind in _NAMED for thing in mentions.things.get(kind, ())]
    soft = [*_soft(clause), *_figures(clause, mentions), *names, *names]
    if mentions.season is not None:
        soft.append(_season_words(mentions.season))
    if topic is None and not strange:
        soft += [readings for readings in hints if look.is_rare(readings)]
    if not strange and not soft:
        return None, 0.0
    named = look.defined(strange) if len(strange) == 1 else None
    if named is not None and topic in (None, named.topic):
        return named, 2.0
    found = look.search(strange, soft, hints, topics=_TOLD, likely=topic)
    needed = least or (_FITS_STRANGE if strange else _FITS_ALONE)
    if not found or found[0].fit < needed:
        return None, 0.0
    if topic is None and found[0].words == 1 and found[0].question.topic not in _OF_THE_SHOW:
        return None, 0.0
    if (
        found[0].words == 1
        and not (topic is not None and not strange)
        and not any(map(look.is_rare, strange))
    ):
        # One word that stands in many facts says nothing about which of them is meant.
        return None, 0.0
    return found[0].question, 2.0


def _between(clause: Clause, look: Lookup, mentions: Mentions) -> tuple[Question | None, float]:
    """The fact that tells what is asked of several characters together; None where none does."""
    names = [look.names_of(thing) for thing in mentions.things[ROLE]]
    found = look.search([*names, *_strange(clause)], _soft(clause), _hints(clause), topics=_TOLD)
    if found and found[0].fit >= _FITS_ALL:
        return found[0].question, 2.0
    return None, 0.0


def _season_words(number: int) -> frozenset[str]:
    """How a knowledge file writes of a season."""
    english = lexicon(ENGLISH)
    spelt = {
        word for words in (english.numbers, english.ordinals) for word, one in words.items() if one == number
    }
    return frozenset(
        [f"season {number}", *(f"season {word}" for word in spelt), *(f"{word} season" for word in spelt)]
    )


_OF_THE_SHOW = frozenset(["plot", "production"])
"""The topics of which one word may be enough; elsewhere it only happens to stand."""
_TOLD = frozenset(["plot", "renewal", "release", "production", "reception"])
"""The topics whose single facts are told where their words are asked for."""


def _claimed(clause: Clause, look: Lookup, mentions: Mentions, ranked: list[Ranked]) -> Question | None:
    """An outdated claim that a question rests on: it says what the claim said, and what is not so."""
    there = _there(clause)
    if there & _OPEN:
        return None
    asserted = [*_strange(clause), *_figures(clause, mentions)]
    asserted += [frozenset([word.text]) for word in clause.words if "value_genres" in word.meanings]
    if not asserted:
        return None
    question, fit = look.claimed(asserted, [*_soft(clause), *_hints(clause)])
    if question is None or fit < _FITS_CLAIM:
        return None
    if ranked and ranked[0][1].topic not in (question.topic, *_NEIGHBOURS.get(question.topic, ())):
        return None
    return replace(question, verdict="no" if "yes_or_no" in there else "")


_FITS_CLAIM = 0.7
_OPEN = frozenset(["who", "where", "why", "how_many", "how_long", "year"])
"""Meanings of questions that take nothing for true."""
_NEIGHBOURS = {
    "release": ("renewal", "trailer", "episodes"),
    "episodes": ("release", "renewal"),
    "production": ("release", "recommendations"),
    "recommendations": ("production", "release", "renewal"),
    "renewal": ("release",),
}


def _figures(clause: Clause, mentions: Mentions) -> list[frozenset[str]]:
    """The numbers and months of a clause, in all the ways in which a knowledge file may write them."""
    english = lexicon(ENGLISH)
    found = []
    for word in clause.words:
        if word.number is not None and word.number != 1 and word.meanings & {"@number", "@year"}:
            spelt = {one for one, value in english.numbers.items() if value == word.number}
            found.append(frozenset([str(word.number), *spelt]))
        elif "@month" in word.meanings:
            months = lexicon(clause.language).months
            number = months.get(word.text)
            found.append(
                frozenset(one for one, value in english.months.items() if value == number and len(one) > 3)
            )
    return found


def _continued(
    clause: Clause, there: frozenset[str], before: Sequence[Question], reading: _Reading
) -> list[Ranked]:
    """A clause that is no question by itself ("and when?"), read with what was asked before it."""
    if _strangers(clause) or not (there & _ASKING or (before and len(clause.words) <= _SHORT)):
        return []
    if not before:
        if not any(weight(one) > WEAK for one in there):
            reading.lacks = "what"
        return []
    last = before[-1]
    together = there | echo(last.topic, last.choice)
    return [one for one in _ranked(clause, together) if one[0] >= 0.9]


def _resolve(
    asked: Asked,
    mentions: Mentions,
    look: Lookup,
    there: frozenset[str],
    before: Sequence[Question],
    reading: _Reading,
) -> Question | None:
    """The question, about whom or what the clause names or the asker was told of before."""
    choice = "films" if asked.id == "recommendations" and "film" in there else asked.choice
    question = Question(asked.topic, choice=choice)
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
            return replace(thing.question, choice=choice, topic=asked.topic)
    if asked.topic == "sources":
        about = next((one.topic for one in reading.near if one.topic not in ("sources", "help")), "")
        return replace(question, choice=about)
    people = ROLE in asked.about or (asked.topic == "cast" and "play" in there)
    if people and ("pronoun_person" in there or asked.required):
        last = next((one for one in reversed(before) if one.topic == "cast" and one.subject), None)
        if last is not None:
            return replace(question, subject=last.subject)
        reading.lacks = "who"
        return None
    if asked.required:
        reading.lacks = "what"
        return None
    return question
