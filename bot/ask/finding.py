"""What of a show's facts a clause describes: somebody who is not named, a single fact, an outdated claim."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import Question
from bot.ask.lexicon import Meanings, Readings
from bot.ask.lookup import Found
from bot.ask.said import Said
from bot.ask.things import ROLE, TITLE, Thing

FITS = 0.5
"""How much of a description must fit somebody, of 1."""
_STRANGE_FIT, _SOFT_FIT, ALL_FITS = 0.6, 0.8, 0.95
"""How much must fit a single fact: of words that are not known otherwise, of others; of both, to be sure."""
_CLAIM_FITS = 0.7
_CLEARLY = 0.12
_BY_NAME, _RANKED = 1.5, 5
"""How much more a word of somebody's own name is worth than one of what is told of them."""
_TOLD = frozenset(["plot", "renewal", "release", "production", "reception"])
"""The topics whose single facts are told where their words are asked for."""
_OF_THE_SHOW = frozenset(["plot", "production"])
"""The topics of which one word may be enough; elsewhere it only happens to stand."""
_CAST = frozenset(["cast"])
STORY = frozenset("happen ended".split())
"""Light meanings that ask what becomes of somebody."""
_BECOMES = STORY | frozenset("die end_of_story power revive villain why cancel meaning".split())
"""What the card of somebody tells of whose story anything may be told."""
_WHEN = frozenset(["end_of_story", "happen", "ended"])
"""Meanings that say when somebody dies, rather than ask."""
_FATE = frozenset(
    "happen ended announced announcement renew cancel recommend revive platform review good score "
    "genre makers_work company cast how_many season maker schedule".split()
)
"""What the card of another title tells anyway."""
_OPEN = frozenset("who where why how_many how_long year".split())
"""Meanings of questions that take nothing for true."""
_NEIGHBOURS = {
    "release": ("renewal", "trailer", "episodes"),
    "episodes": ("release", "renewal"),
    "production": ("release", "recommendations"),
    "recommendations": ("production", "release", "renewal"),
    "renewal": ("release",),
}
"""The topics whose questions a claim of another topic may answer."""


def told(said: Said, topic: str | None, least: float | None = None) -> Question | None:
    """The single fact that tells of the words that are left; None where none does.

    `topic` is the one that the clause points at. `least` is how much has to fit, if not as much as usual.
    """
    look, strange = said.look, said.strange
    soft = [*said.soft, *said.figures, *said.names]
    if topic is None and not strange:
        soft += [readings for readings in said.hints if look.is_rare(readings)]
    if not strange and not said.soft and not said.names and topic is None and len(soft) == len(said.figures):
        return None
    if not strange and not soft:
        return None
    defined = look.defined(strange[0]) if len(strange) == 1 else None
    if defined is not None and topic in (None, defined.topic):
        return defined
    found = look.search(strange, soft, said.hints, topics=_TOLD, likely=topic)
    somebody = said.named
    if somebody is not None and somebody.kind == ROLE:
        found = [one for one in found if look.speaks_of(one.question, somebody)]
    needed = least or (_STRANGE_FIT if strange else _SOFT_FIT)
    if not found or found[0].fit < needed or (found[0].words == 1 and _says_little(said, found[0], topic)):
        return None
    return found[0].question


def _says_little(said: Said, found: Found, topic: str | None) -> bool:
    """Whether the one word that fits says nothing about which fact is meant, as it stands in many."""
    if topic is None and found.question.topic not in _OF_THE_SHOW:
        return True
    return not (topic is not None and not said.strange) and not any(map(said.look.is_rare, said.strange))


def described(said: Said) -> Question | None:
    """Somebody who is not named but described: "the one who screams"; None where nobody is.

    Where nobody fits, a fact of the story may.
    """
    strange, soft = said.strange, said.soft
    if not strange and not soft:
        strange = said.everyday
    if not strange and not soft:
        return None
    found = said.look.search(strange, soft, said.hints, topics=_CAST)
    found = sorted(found[:_RANKED], key=lambda one: -one.rank * (_BY_NAME if _in_name(said, one) else 1.0))
    unsure = any(word.capital for word in said.strangers)
    if _stands_out(found) and not (unsure and found[0].fit < ALL_FITS):
        return replace(found[0].question, choice="known" if "known_for" in said.there else "")
    return told(said, None) if strange else None


def _in_name(said: Said, found: Found) -> bool:
    """Whether a describing word stands in the name itself: "the cardinal"."""
    names = said.look.names_for(found.question)
    return any(readings.own & names for readings in (*said.strange, *said.soft))


def _stands_out(found: list[Found]) -> bool:
    if not found or found[0].fit < FITS:
        return False
    return len(found) == 1 or found[0].rank * (1 - _CLEARLY) >= found[1].rank


def of_thing(said: Said, thing: Thing, left: Meanings) -> Question | None:
    """What is known of somebody or something that fits all else that is asked; None where nothing does.

    `left` are the meanings of which its card has to tell.
    """
    if thing.kind == TITLE:
        left -= _FATE
    if thing.kind == ROLE and said.look.has_story(thing):
        left -= _BECOMES
    if "die" in left:
        left -= _WHEN
    if thing.kind == ROLE and "die" in said.there:
        fact = told(said, "plot", FITS)
        if fact is not None and fact.choice == "fact":
            return fact
    if any(not said.look.tells(thing, one) for one in left):
        return None
    if not said.strangers or said.look.fit(thing, said.strange) >= FITS:
        return thing.question
    return told(said, None)


def relative(said: Said, thing: Thing) -> Question | None:
    """Somebody who is described as related to somebody else: "Petra's brother"; None where nobody is."""
    relation = [Readings(frozenset([word.text])) for word in said.clause.words if "relative" in word.meanings]
    names = Readings(said.look.names_of(thing))
    found = said.look.search([names, *relation, *said.strange], topics=_CAST)
    others = [one for one in found if one.question != thing.question and one.fit >= ALL_FITS]
    return others[0].question if relation and len(others) == 1 else None


def between(said: Said) -> Question | None:
    """The fact that tells what is asked of several characters together; None where none does."""
    names = [Readings(said.look.names_of(thing)) for thing in said.mentions.things[ROLE]]
    found = said.look.search([*names, *said.strange], said.soft, said.hints, topics=_TOLD)
    return found[0].question if found and found[0].fit >= ALL_FITS else None


def public_life(said: Said) -> Question | None:
    """Somebody of whom a file tells just what is asked of their life; what it tells is public."""
    if not said.strange:
        return None
    private: list[Readings] = [
        Readings(frozenset([word.text])) for word in said.clause.words if "personal" in word.meanings
    ]
    found = said.look.search([*said.strange, *private], topics=_CAST)
    return found[0].question if found and found[0].fit >= ALL_FITS else None


def claimed(said: Said) -> Question | None:
    """An outdated claim that a question rests on: it says what the claim said, and what is not so."""
    if said.there & _OPEN or not (said.asks or said.ranked):
        return None
    genres = [
        Readings(frozenset([word.text])) for word in said.clause.words if "value_genres" in word.meanings
    ]
    asserted = [*said.strange, *said.figures, *genres]
    if not asserted:
        return None
    question, fit = said.look.claimed(asserted, [*said.soft, *said.hints])
    if question is None or fit < _CLAIM_FITS:
        return None
    if said.ranked and said.ranked[0][1].topic not in (
        question.topic,
        *_NEIGHBOURS.get(question.topic, ()),
    ):
        return None
    return replace(question, verdict="no" if "yes_or_no" in said.there else "")
