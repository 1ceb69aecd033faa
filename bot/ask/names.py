"""Finds whom or what a fan means by a typed name: accents, case, typos and parts of names forgiven."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot import limits
from bot.answer import Name
from bot.ask.index import Index, without_address, words

SURE = 84.0
"""The likeness, of 100, from which on a typo is forgiven without asking back."""
LIKELY = 62.0
"""The likeness from which on a name is worth a "did you mean"."""
_CLEARLY_BETTER = 6.0
SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Match:
    """Who is meant: one name, or several that are near, or none."""

    one: Name | None = None
    near: tuple[Name, ...] = ()


def find(typed: str, names: Iterable[Name] | Index) -> Match:
    """Who of `names` is meant by `typed`. Where two are meant equally, both are near."""
    asked = without_address(words(typed[: limits.TYPED_NAME]))
    if not asked:
        return Match()
    index = _indexed(names)
    for look_up in (index.spelt, index.with_words):
        same = [index.names[place] for place in sorted(look_up(asked))]
        if same:
            return Match(same[0]) if len(same) == 1 else Match(near=tuple(same[:SUGGESTED]))
    likely = index.like(asked, LIKELY, SUGGESTED)
    if not likely:
        return Match()
    best = likely[0][0]
    clear = len(likely) == 1 or best - likely[1][0] >= _CLEARLY_BETTER
    if best >= SURE and clear:
        return Match(index.names[likely[0][1]])
    return Match(near=tuple(index.names[place] for _, place in likely))


def complete(typed: str, names: Iterable[Name] | Index) -> list[Name]:
    """The names to offer while a fan types, best first; all of them, in their own order, before that.

    Names that begin with what is typed come first, then those with words that do, then those that are alike.
    """
    index = _indexed(names)
    asked = words(typed[: limits.TYPED_NAME])
    if not asked:
        return list(index.names[: limits.CHOICES])
    places = dict.fromkeys(sorted(index.beginning(asked)))
    places |= dict.fromkeys(sorted(index.with_beginnings(asked)))
    if len(places) < limits.CHOICES:
        places |= dict.fromkeys(
            place for _, place in index.like(without_address(asked), LIKELY, limits.CHOICES)
        )
    return [index.names[place] for place in places][: limits.CHOICES]


def _indexed(names: Iterable[Name] | Index) -> Index:
    return names if isinstance(names, Index) else Index(names)
