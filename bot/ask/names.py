"""Finds whom or what a fan means by a typed name: accents, case, typos and parts of names forgiven."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from bot import limits
from bot.answer import Name

_WORDS = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"['’`´]")
_FORMS_OF_ADDRESS = frozenset({"dr", "doctor", "mr", "mrs", "ms", "miss", "prof", "professor", "the"})

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


@lru_cache(maxsize=16_384)
def words(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents and punctuation."""
    bare = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold()
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return tuple(_WORDS.findall(bare))


def find(typed: str, names: Sequence[Name]) -> Match:
    """Who of `names` is meant by `typed`. Where two are meant equally, both are near."""
    asked = _asked(typed)
    if not asked:
        return Match()
    for likeness in (_whole, _within):
        same = [name for name in names if any(likeness(asked, known) for known in _spellings(name))]
        if same:
            return Match(same[0]) if len(same) == 1 else Match(near=tuple(same[:SUGGESTED]))
    scored = sorted(((_score(asked, name), name) for name in names), key=lambda pair: -pair[0])
    likely = [(score, name) for score, name in scored if score >= LIKELY]
    if not likely:
        return Match()
    best = likely[0][0]
    clear = len(likely) == 1 or best - likely[1][0] >= _CLEARLY_BETTER
    if best >= SURE and clear:
        return Match(likely[0][1])
    return Match(near=tuple(name for _, name in likely[:SUGGESTED]))


def complete(typed: str, names: Iterable[Name]) -> list[Name]:
    """The names to offer while a fan types, best first; all of them, in their own order, before that."""
    asked = words(typed[: limits.TYPED_NAME])
    if not asked:
        return list(names)[: limits.CHOICES]
    ranked = [(_rank(asked, name), name) for name in names]
    chosen = sorted((pair for pair in ranked if pair[0] >= LIKELY), key=lambda pair: -pair[0])
    return [name for _, name in chosen][: limits.CHOICES]


def _asked(typed: str) -> tuple[str, ...]:
    asked = words(typed[: limits.TYPED_NAME])
    return tuple(word for word in asked if word not in _FORMS_OF_ADDRESS) or asked


def _spellings(name: Name) -> list[tuple[str, ...]]:
    return [words(spelling) for spelling in (name.text, *name.aliases)]


def _whole(asked: tuple[str, ...], known: tuple[str, ...]) -> bool:
    return asked in (known, tuple(word for word in known if word not in _FORMS_OF_ADDRESS))


def _within(asked: tuple[str, ...], known: tuple[str, ...]) -> bool:
    return set(asked) <= set(known)


def _score(asked: tuple[str, ...], name: Name) -> float:
    return max(_likeness(asked, known) for known in _spellings(name))


def _likeness(asked: tuple[str, ...], known: tuple[str, ...]) -> float:
    """How alike two names are: as a whole, and each asked word with the known word nearest to it."""
    if not known:
        return 0.0
    whole = fuzz.ratio(" ".join(asked), " ".join(known))
    each = [max(fuzz.ratio(word, other) for other in known) if len(word) > 2 else 0.0 for word in asked]
    return max(whole, sum(each) / len(each))


def _rank(asked: tuple[str, ...], name: Name) -> float:
    """Like `_score`, but a name whose words begin with what is typed comes first."""
    joined = " ".join(asked)
    best = 0.0
    for known in _spellings(name):
        text = " ".join(known)
        if text.startswith(joined):
            return 200.0
        if all(any(word.startswith(part) for word in known) for part in asked):
            best = max(best, 150.0)
    return best or _score(asked, name)
