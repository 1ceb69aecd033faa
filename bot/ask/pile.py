"""Many texts in one string, so that they are small, and finding a word among them is quick."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

LINE = "\n"

_ENDINGS = ("ings", "ing", "ers", "ies", "ied", "ed", "es", "er", "s", "y", "e")
_SHORTEST_STEM = 4
_ENDINGS_OR_NONE = frozenset(
    [
        "",
        *_ENDINGS,
        "d",
        "al",
        "ally",
        "ly",
        "ion",
        "ions",
        "or",
        "ors",
        "ist",
        "ists",
        "ment",
        "ness",
        "al",
        "ic",
        "ity",
    ]
)


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """The beginning by which a word and its other forms are found, with the space before it."""
    if len(word) <= 3:
        return f" {word} "
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return f" {word[: -len(ending)]}"
    return f" {word}"


class Texts:
    """Many texts in one string, each with a number; finds those that hold a word."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._ends = array("L")
        pieces: list[str] = []
        length = 0
        for text in texts:
            piece = f" {text} {LINE}"
            pieces.append(piece)
            length += len(piece)
            self._ends.append(length)
        self.joined = "".join(pieces)

    def __len__(self) -> int:
        return len(self._ends)

    def holding(self, part: str) -> set[int]:
        """The numbers of the texts in which `part` stands."""
        found: set[int] = set()
        at = self.joined.find(part)
        while at >= 0:
            end = at + len(part)
            rest = "" if part.endswith((" ", LINE)) else self.joined[end : self.joined.index(" ", end)]
            number = bisect_right(self._ends, at)
            if rest in _ENDINGS_OR_NONE:
                found.add(number)
                end = self._ends[number]
            at = self.joined.find(part, end)
        return found

    def text(self, number: int) -> str:
        """One of the texts."""
        start = self._ends[number - 1] if number else 0
        return self.joined[start : self._ends[number]].strip()
