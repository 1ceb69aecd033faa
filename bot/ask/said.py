"""One clause with all that is known of it before it is understood."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from bot.ask.lexicon import ENGLISH, Meanings, Readings, lexicon
from bot.ask.lookup import Lookup
from bot.ask.mentions import recognise
from bot.ask.ranking import Ranked, meanings_of, ranked
from bot.ask.reading import Clause, Word
from bot.ask.things import PERSON, ROLE, TITLE, Thing

ASKING = frozenset("request who what when where why how how_many how_long year yes_or_no".split())
"""Meanings by which a clause asks something."""
NAMED = (ROLE, PERSON, TITLE)
"""The kinds of things that are asked about by name."""
_NO_DESCRIPTION = ASKING | frozenset(
    "show season episode film first last next only more negation pronoun_person pronoun_thing tell_about "
    "play cast character lead known_for watch meaning".split()
)
_SHORTEST_HINT = 4
_SHORT_MONTH = 3


class Said:
    """A clause, what it speaks of, and its words by what they are good for."""

    def __init__(self, clause: Clause, look: Lookup) -> None:
        """Marks the words of `clause` with what they name."""
        self.clause = clause
        self.look = look
        self.mentions = recognise(clause, look)
        self.there: Meanings = meanings_of(clause)
        self.asks = clause.asks or _asks(clause.words)

    @cached_property
    def ranked(self) -> list[Ranked]:
        """The questions that its meanings come together to, the best first."""
        return ranked(self.clause, self.there)

    @cached_property
    def named(self) -> Thing | None:
        """Whom or what it asks about by name."""
        return next((thing for kind in NAMED if (thing := self.mentions.one(kind))), None)

    @cached_property
    def strangers(self) -> list[Word]:
        """The words of which nothing is known."""
        return [word for word in self.clause.words if not word.known]

    @cached_property
    def strange(self) -> list[Readings]:
        """The words of which nothing is known, and those that only describe."""
        language = lexicon(self.clause.language)
        return [
            language.english(word.text)
            for word in self.clause.words
            if not word.known or (word.text in language.glossary and not word.meanings and not word.plain)
        ]

    @cached_property
    def soft(self) -> list[Readings]:
        """The words that mean something in a question, but may as well describe: "band", "kill"."""
        language = lexicon(self.clause.language)
        return [
            language.english(word.text)
            for word in self.clause.words
            if (word.meanings or (word.plain and word.text not in language.plain))
            and not word.meanings & _NO_DESCRIPTION
            and not any(one.startswith("@") for one in word.meanings)
        ]

    @cached_property
    def hints(self) -> list[Readings]:
        """Everyday words that may still tell two who fit apart: "the lady", "turned down"."""
        language = lexicon(self.clause.language)
        return [
            language.english(word.text)
            for word in self.clause.words
            if word.plain and not word.meanings and len(word.text) >= _SHORTEST_HINT
        ]

    @cached_property
    def everyday(self) -> list[Readings]:
        """Everyday words that describe as well, by the language's glossary."""
        language = lexicon(self.clause.language)
        return [
            language.english(word.text)
            for word in self.clause.words
            if word.plain and not word.meanings and word.text in language.glossary
        ]

    @cached_property
    def figures(self) -> list[Readings]:
        """The numbers and months, in all the ways in which a knowledge file may write them."""
        english, language = lexicon(ENGLISH), lexicon(self.clause.language)
        found = []
        for word in self.clause.words:
            if word.number is not None and word.number != 1 and word.meanings & {"@number", "@year"}:
                spelt = {one for one, value in english.numbers.items() if value == word.number}
                found.append(Readings(frozenset([str(word.number), *spelt])))
            elif "@month" in word.meanings:
                number = language.months.get(word.text)
                found.append(
                    Readings(
                        frozenset(
                            one for one, value in english.months.items() if value == number and len(one) > 3
                        )
                    )
                )
        return found

    @cached_property
    def names(self) -> list[Readings]:
        """The names of all that it asks about, each in all its words, and its season."""
        things = [thing for kind in NAMED for thing in self.mentions.things.get(kind, ())]
        found = [Readings(self.look.names_of(thing)) for thing in things for _ in range(_NAMES_COUNT)]
        if self.mentions.season is not None:
            found.append(_season_words(self.mentions.season))
        return found


def _asks(words: Sequence[Word]) -> bool:
    """Whether words ask something; those that only may want yes or no, if they stand in front."""
    asking = [word.meanings & ASKING for word in words]
    return any(asking[:_IN_FRONT]) or any(found - _WHETHER for found in asking)


_WHETHER = frozenset(["yes_or_no"])
_IN_FRONT = 3
_NAMES_COUNT = 2
"""How many words a name is worth."""


def _season_words(number: int) -> Readings:
    """How a knowledge file writes of a season."""
    english = lexicon(ENGLISH)
    figures = (*english.numbers.items(), *english.ordinals.items())
    spelt = {word for word, value in figures if value == number}
    both = (f"season {word}" for word in spelt), (f"{word} season" for word in spelt)
    return Readings(frozenset([f"season {number}", *both[0], *both[1]]))
