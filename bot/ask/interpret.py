"""What one clause asks: tried in a fixed order, from what is sure to what its words only describe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.answer import Question
from bot.ask.finding import (
    FITS,
    STORY,
    between,
    claimed,
    described,
    of_thing,
    public_life,
    relative,
    told,
)
from bot.ask.lexicon import Meanings, lexicon
from bot.ask.meanings import ALWAYS, NONE, STRONG, WEAK, Asked, Pattern, echo, weight
from bot.ask.ranking import Ranked, heft, ranked
from bot.ask.said import ASKING, Said
from bot.ask.things import EPISODE, PERSON, ROLE, Thing
from bot.ask.verdicts import decided
from bot.spoilers import VisibleShow

NEAR = 3
"""So many questions are offered where none is understood."""
_ALONE, _LEAST = 1.5, 0.9
"""From which score on a clause needs nothing that was asked before; and from which on it is understood."""
_SURE, _OF_FACTS, _DESCRIBED = 10.0, 2.0, 3.0
"""The scores of what an editor wrote down, of a single fact, and of somebody described."""
_A_BIT = 0.5
_NAME_AND_MORE = 4
"""Words from which on a name is no question by itself."""
_SHORT = 5
"""Words up to which a clause without a question word may go on from the last one."""
_BEARABLE, _WORDS_EACH = 7, 5
"""A clause of more words than this bears one unknown word for each so many more."""
_ONLY_WHETHER = frozenset(["yes_or_no", "what", "request"])
_AS_GOOD_AS_SAME = 0.6
"""How much of the words of a question and an example have to be the same, of 1."""
_REFUSED = ("orders", "forbidden")
_FUNCTION_ONLY = frozenset("who when where why year how_many how_long season episode".split())
_NEVER_TOLD = frozenset(["language"])
_OF_THINGS = frozenset(
    "play cast known_for plot more another similar season episode film who what when where year how_many "
    "help source title release watch villain character lead genre".split()
)
"""What the card of somebody or something tells anyway, or does not change what is asked."""
_ANY_WISH = frozenset(["recommend", "similar"])
_POINTED_AT = frozenset("@platform @role @person @title @work @year @episode @elsewhere relative".split())
"""What changes a question when it stands in it."""


@dataclass(slots=True)
class Reading:
    """One clause as it was understood."""

    question: Question | None = None
    score: float = 0.0
    lacks: str = ""
    """What the asker has to say first: `who` or `what`."""
    asked: bool = False
    """Whether it asks anything, understood or not."""
    refused: bool = False
    """Whether it is such that nothing of the whole message is answered."""
    away: bool = False
    """Whether it asks what the bot stays away from."""
    bound: bool = False
    """Whether its parts mean nothing without each other: "does Ava love Beatrice"."""
    near: list[Question] = field(default_factory=list)
    instead: list[Question] = field(default_factory=list)
    """What else of the same topic may be meant, for where nothing is known of the question."""


def interpret(said: Said, show: VisibleShow, before: Sequence[Question]) -> Reading:
    """What a clause asks, given the questions that were answered just before."""
    reading = Reading(asked=said.asks)
    taught = said.look.taught(frozenset(word.text for word in said.clause.words))
    if taught is not None:
        reading.question, reading.score = taught, _SURE
        return reading
    if "@elsewhere" in said.there:
        reading.bound = True
        return reading
    order = _order(said, before, reading)
    if order and order[0][1].topic == NONE:
        return _stay_away(said, order[0][1], reading)
    reading.near = [
        Question(asked.topic, choice=asked.choice)
        for _, asked, _ in order[:NEAR]
        if asked.topic != NONE and not asked.required
    ]
    reading = (
        _found_first(said, order, reading)
        or _named(said, order, before, reading)
        or _asked(said, order, show, before, reading)
    )
    if reading.question is None and not reading.bound:
        reading.question, reading.score = _like_an_example(said), _OF_FACTS
    return reading


def _like_an_example(said: Said) -> Question | None:
    """What an example of the language asks that is nearly the same; it settles what the words leave open."""
    asked = frozenset(word.text for word in said.clause.words)
    best, best_fit = "", _AS_GOOD_AS_SAME
    for question, example in lexicon(said.clause.language).examples:
        fit = len(asked & example) / len(asked | example)
        if fit >= best_fit:
            best, best_fit = question, fit
    topic, _, choice = best.partition(".")
    return Question(topic, choice=choice) if topic else None


def _order(said: Said, before: Sequence[Question], reading: Reading) -> list[Ranked]:
    """The questions that the clause may be, read with what was asked before where it is none by itself."""
    order = said.ranked
    if order and order[0][0] >= _ALONE:
        return order
    return _continued(said, before, reading) or order


def _continued(said: Said, before: Sequence[Question], reading: Reading) -> list[Ranked]:
    """A clause that is no question by itself ("and when?"), read with what was asked before it."""
    weighty = any(weight(one) for one in said.there)
    goes_on = bool(before) and weighty and len(said.clause.words) <= _SHORT
    if said.strangers or not (said.there & ASKING or goes_on):
        return []
    if not before:
        if not any(weight(one) > WEAK for one in said.there):
            reading.lacks = "what"
        return []
    if not goes_on and (not weighty or said.there & ASKING <= _ONLY_WHETHER):
        return []
    last = before[-1]
    together = said.there | echo(last.topic, last.choice)
    return [one for one in ranked(said.clause, together) if one[0] >= _LEAST]


def _stay_away(said: Said, asked: Asked, reading: Reading) -> Reading:
    reading.away, reading.refused = True, asked.choice in _REFUSED
    reading.bound = True
    if asked.choice == "personal":
        reading.question, reading.score = public_life(said), _OF_FACTS
    return reading


def _found_first(said: Said, order: list[Ranked], reading: Reading) -> Reading | None:
    """An outdated claim, or somebody who is described, before anything else."""
    claim = claimed(said)
    if claim is not None:
        reading.question, reading.score = claim, _SURE / 2
        return reading
    if said.named is None and not said.mentions.unsure and _wants_somebody(said, order):
        somebody = described(said)
        if somebody is not None:
            reading.question, reading.score = somebody, _DESCRIBED
            return reading
        if said.strange:
            return reading
    if not order and not said.asks and len(said.clause.words) > _SHORT:
        return reading
    if not order:
        reading.question, reading.score = told(said, None), _OF_FACTS
        if reading.question:
            reading.lacks = ""
        return reading
    return None


def _wants_somebody(said: Said, order: list[Ranked]) -> bool:
    best = order[0][1] if order else None
    if best is not None and best.id == "plot.setting":
        return False
    if best is not None and best.topic not in ("cast", "plot") and "play" not in said.there:
        return False
    if said.there & {"play", "character", "known_for", "villain"}:
        return True
    return "who" in said.there and (best is None or best.topic == "cast" or best.id == "plot.power")


def _named(said: Said, order: list[Ranked], before: Sequence[Question], reading: Reading) -> Reading | None:
    """What is asked of somebody or something with a name."""
    score, asked, pattern = order[0]
    reading.score = score
    if said.named is None:
        return None
    bare = asked.required and not asked.choice and score <= STRONG + _A_BIT
    if bare and not reading.asked and len(said.clause.words) > _NAME_AND_MORE:
        return reading
    roles, people = said.mentions.things.get(ROLE, ()), said.mentions.things.get(PERSON, ())
    if len(roles) > 1 and not people:
        reading.question, reading.score, reading.bound = between(said), _OF_FACTS, True
        return reading
    if "relative" in said.there and said.named.kind == ROLE:
        reading.question, reading.score, reading.bound = relative(said, said.named), _OF_FACTS, True
        return reading
    left = _left_over(said, pattern, asked)
    if (said.strangers or left) and _resolve(said, asked, before, reading) == said.named.question:
        # What else is asked of somebody has to stand in what is known of them.
        reading.question = of_thing(said, said.named, left)
        return reading
    return None


def _left_over(said: Said, pattern: Pattern, asked: Asked) -> Meanings:
    """The weighty meanings that an understanding does not account for, or only as such as may be there."""
    known = ALWAYS.union(*(pattern.needed if not asked.required else ()), _OF_THINGS)
    return frozenset(
        one
        for word in said.clause.words
        for one in word.meanings
        if not one.startswith("@")
        and (not word.meanings & known or one in _NEVER_TOLD)
        and (weight(one) > WEAK or one in STORY)
    )


def _asked(
    said: Said, order: list[Ranked], show: VisibleShow, before: Sequence[Question], reading: Reading
) -> Reading:
    """The question that the meanings come together to."""
    score, asked, pattern = order[0]
    question = _resolve(said, asked, before, reading)
    if said.strangers:
        fact = told(said, asked.topic)
        if fact is not None and (fact.topic == asked.topic or score < STRONG):
            reading.question, reading.score = fact, _OF_FACTS
            return reading
    reading.instead = _instead(said, order)
    if not reading.asked and len(said.clause.words) > _SHORT and score < STRONG:
        return reading
    ends = asked.id == "plot.ending" and reading.asked
    if question is not None and score >= _LEAST and (ends or _is_plain_enough(said, pattern)):
        reading.question = decided(question, said.clause, said.mentions, show)
    elif not reading.lacks:
        reading.question, reading.score = told(said, None), _OF_FACTS
    return reading


def _instead(said: Said, order: list[Ranked]) -> list[Question]:
    """What to tell where nothing is known of the best question: others of its topic, or a fact."""
    _, asked, pattern = order[0]
    found = [
        Question(other.topic, choice=other.choice)
        for least, other, _ in order[1:]
        if other.topic == asked.topic and other.choice and not other.required and least >= _ALONE
    ]
    fact = told(said, asked.topic, FITS)
    meant = frozenset().union(*pattern.needed) - ALWAYS - _FUNCTION_ONLY
    if fact is not None and fact.topic == asked.topic and said.look.serves(fact, asked.choice, meant):
        found.append(fact)
    return found


def _is_plain_enough(said: Said, pattern: Pattern) -> bool:
    """Whether so few words are unknown, or left over, that they can't change what is asked."""
    used = pattern.allowed.union(*pattern.needed)
    unused = [word for word in said.clause.words if word.meanings and not word.meanings & used]
    pointed = {one for word in unused for one in word.meanings if one in _POINTED_AT}
    heavy = {
        min(word.meanings)
        for word in unused
        if not pattern.open and heft(word) > WEAK and not word.meanings & ALWAYS
    }
    burden = sum(2.0 if word.capital else 1.0 for word in said.strangers)
    if pattern.needed[0] & _ANY_WISH:
        # What somebody would like to see may be described in any words.
        burden = sum(2.0 for word in said.strangers if word.capital)
    burden += 1.5 * len(pointed) + len(heavy - pointed)
    return burden <= max(0.0, (len(said.clause.words) - _BEARABLE) / _WORDS_EACH)


def _resolve(said: Said, asked: Asked, before: Sequence[Question], reading: Reading) -> Question | None:
    """The question, about whom or what the clause names or the asker was told of before."""
    choice = "films" if asked.id == "recommendations" and "film" in said.there else asked.choice
    question = Question(asked.topic, choice=choice)
    if said.mentions.unsure and asked.topic == "cast":
        reading.lacks = "who"
        reading.near = [thing.question for thing in said.mentions.unsure[:NEAR]]
        return None
    subject = _subject(said, asked)
    if subject:
        return replace(question, subject=subject)
    if asked.topic == "sources":
        about = next((one.topic for one in reading.near if one.topic not in ("sources", "help")), "")
        return replace(question, choice=about)
    somebody = ROLE in asked.about or (asked.topic == "cast" and "play" in said.there)
    if somebody and ("pronoun_person" in said.there or asked.required):
        last = next((one for one in reversed(before) if one.topic == "cast" and one.subject), None)
        if last is None:
            reading.lacks = "who"
            return None
        return replace(question, subject=last.subject)
    if asked.required:
        reading.lacks = "what"
        return None
    return question


def _subject(said: Said, asked: Asked) -> str:
    """The id of the first thing in the clause that such a question can be about; empty where none is."""
    mentions = said.mentions
    for kind in asked.about:
        thing: Thing | None = mentions.one(kind)
        if kind == EPISODE and mentions.point is not None:
            return str(mentions.point).lower()
        if kind == "@s_known" and mentions.season in said.look.seasons:
            return f"s{mentions.season}"
        if thing is not None:
            return thing.question.subject
    return ""
