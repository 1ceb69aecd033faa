"""Puts questions together that ask the same."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.ask.index import Words, words
from bot.storage.questions import Asked, KeptQuestion

_ALIKE = 85.0
"""The likeness of two questions' words, of 100, from which on they ask the same."""
_SAME_WORD = 80.0
"""The likeness from which on two words are one that is misspelt."""
_SHARE = 2 / 3
"""So many of the longer question's words the shorter one has, at least: one word asks for anything."""
_STOPWORDS = {
    language: frozenset(listed.split())
    for language, listed in {
        "en": "a an the is are was were be been do does did has have had will would can could should "
        "may i you we they it me my your her his him of in on at to for from with about by and or "
        "so please pls hey hi hello thanks tell know anyone any some there this that these those "
        "usher bot just ever really actually s",
        "es": "el la los las un una unos unas es son fue eran ser ha han hay de del en con por para y o "
        "se te tu su lo le me que favor hola alguien sabe usher bot",
        "de": "der die das den dem des ein eine einen einem einer ist sind war waren sein hat haben "
        "wird werden kann von vom im in am an zu zum zur mit bei auf und oder denn mal bitte "
        "hallo ihr ich du er sie es usher bot",
        "fr": "le la les l un une des du de d est sont etait etre a ont au aux en dans avec par pour et "
        "ou ce cette ces on il elle je tu vous nous y s qu svp bonjour salut usher bot",
        "pt": "o a os as um uma uns umas e sao foi era ser tem do da dos das no na nos nas em com por "
        "para se eu voce ele ela oi ola alguem favor usher bot",
    }.items()
}
"""By language, words that say nothing of what is asked. Who, when and why are none of them."""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that are alike, the one that is asked most often first."""

    questions: tuple[KeptQuestion, ...]

    @property
    def show_id(self) -> str:
        """The show that they are about."""
        return self.questions[0].asked.show_id

    @property
    def text(self) -> str:
        """The one that stands for all of them."""
        return self.questions[0].asked.text

    @property
    def texts(self) -> tuple[str, ...]:
        """How it was put, each way once."""
        ways: dict[Words, str] = {}
        for one in self.questions:
            ways.setdefault(words(one.asked.text), one.asked.text)
        return tuple(ways.values())

    @property
    def times(self) -> int:
        """How often they were asked."""
        return sum(one.times for one in self.questions)

    @property
    def last(self) -> dt.date:
        """When one of them was last asked."""
        return max(one.last for one in self.questions)

    @property
    def key(self) -> str:
        """By which `find` finds the group, as long as the question that stands for it is kept."""
        return _digest(self.questions[0])


def grouped(questions: Iterable[KeptQuestion]) -> list[Group]:
    """The questions in groups of such as are alike, most frequent first. The same ones give the same groups.

    They are alike where they have the same words, forgiving case, accents, order, typing errors and words
    that say nothing.
    """
    made: dict[tuple[str, Words], list[KeptQuestion]] = {}
    leaders: dict[str, dict[Words, str]] = {}
    for one in sorted(questions, key=_rank):
        asked, ours = _words(one.asked), leaders.setdefault(one.asked.show_id, {})
        if asked not in ours:
            near = _nearest(asked, ours)
            if near is None:
                ours[asked] = " ".join(asked)
            asked = near or asked
        made.setdefault((one.asked.show_id, asked), []).append(one)
    return sorted((Group(tuple(one)) for one in made.values()), key=_importance)


def find(key: str, groups: Iterable[Group]) -> Group | None:
    """The group that has the question of this key; None where it is not there any more."""
    return next((one for one in groups if any(_digest(member) == key for member in one.questions)), None)


def _nearest(asked: Words, leaders: dict[Words, str]) -> Words | None:
    found = process.extract(
        " ".join(asked), leaders, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE, limit=None
    )
    return next((leader for _, _, leader in found if _alike(asked, leader)), None)


def _alike(one: Words, other: Words) -> bool:
    """Whether two sets of words that look alike ask the same: no other number, no other name."""
    fewer, more = sorted((set(one), set(other)), key=len)
    if len(fewer) < _SHARE * len(more) or _numbers(fewer) != _numbers(more):
        return False
    left = more - fewer
    return all(any(fuzz.ratio(word, near, score_cutoff=_SAME_WORD) for near in left) for word in fewer - more)


def _numbers(asked: Collection[str]) -> set[str]:
    return {word for word in asked if any(sign.isdigit() for sign in word)}


def _words(asked: Asked) -> Words:
    """The words that say what is asked, in one order; all of them where there are no others."""
    every = words(asked.text)
    empty = _STOPWORDS.get(asked.language, frozenset())
    return tuple(sorted({word for word in every if word not in empty} or every)) or (asked.text,)


def _rank(one: KeptQuestion) -> tuple[object, ...]:
    return (-one.times, one.asked.show_id, one.asked.text, one.asked.language, str(one.asked.told), one.first,
            one.asked.guild_id)  # fmt: skip


def _importance(group: Group) -> tuple[object, ...]:
    return (-group.times, -group.last.toordinal(), *_rank(group.questions[0]))


def _digest(one: KeptQuestion) -> str:
    named = "\n".join((one.asked.show_id, one.asked.language, str(one.asked.told), one.asked.text))
    return hashlib.blake2b(named.encode(), digest_size=9).hexdigest()
