"""Names made ready for looking up: every spelling in words, and where each word stands."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.answer import Name

_WORDS = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"['’`´]")
_FORMS_OF_ADDRESS = frozenset({"dr", "doctor", "mr", "mrs", "ms", "miss", "prof", "professor", "the"})
_LAST = "\U0010ffff"
_COMPARED = 3
"""From how many letters on a word is compared letter by letter; shorter ones are like too many."""
_ROUNDING = 1e-6

Words = tuple[str, ...]


@lru_cache(maxsize=16_384)
def words(text: str) -> Words:
    """The words of a text without case, accents and punctuation."""
    bare = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold()
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return tuple(_WORDS.findall(bare))


def without_address(asked: Words) -> Words:
    """The words without forms of address and articles; all of them where nothing else is there."""
    return tuple(word for word in asked if word not in _FORMS_OF_ADDRESS) or asked


class Index:
    """Names in their order, by the words of their spellings. What it gives are places in that order."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = tuple(names)
        self._owners: list[int] = []
        self._spellings: list[Words] = []
        self._whole: defaultdict[Words, set[int]] = defaultdict(set)
        self._with_word: defaultdict[str, set[int]] = defaultdict(set)
        for place, name in enumerate(self.names):
            for spelling in dict.fromkeys(words(text) for text in (name.text, *name.aliases)):
                self._add(place, spelling)
        self._texts = [" ".join(spelling) for spelling in self._spellings]
        self._sorted_texts = sorted((text, number) for number, text in enumerate(self._texts))
        self._sorted_words = sorted(self._with_word)

    def _add(self, place: int, spelling: Words) -> None:
        number = len(self._spellings)
        self._owners.append(place)
        self._spellings.append(spelling)
        self._whole[spelling].add(place)
        self._whole[tuple(word for word in spelling if word not in _FORMS_OF_ADDRESS)].add(place)
        for word in spelling:
            self._with_word[word].add(number)

    def spelt(self, asked: Words) -> set[int]:
        """The names that are spelt just so, forms of address aside."""
        return self._whole.get(asked, set())

    def with_words(self, asked: Words) -> set[int]:
        """The names that have all of these words in one spelling."""
        return self._owners_of(set.intersection(*(self._with_word.get(word, set()) for word in asked)))

    def beginning(self, asked: Words) -> set[int]:
        """The names that begin with what is asked."""
        joined = " ".join(asked)
        start = bisect_left(self._sorted_texts, (joined,))
        end = bisect_left(self._sorted_texts, (joined + _LAST,))
        return self._owners_of(number for _, number in self._sorted_texts[start:end])

    def with_beginnings(self, asked: Words) -> set[int]:
        """The names that have, in one spelling, a word that begins with each of the asked ones."""
        return self._owners_of(set.intersection(*map(self._with_beginning, asked)))

    def _with_beginning(self, part: str) -> set[int]:
        start, end = bisect_left(self._sorted_words, part), bisect_left(self._sorted_words, part + _LAST)
        return set().union(*(self._with_word[word] for word in self._sorted_words[start:end]))

    def like(self, asked: Words, least: float) -> dict[int, float]:
        """How alike, of 100, names are that are at least so alike.

        As a whole, or on the average of each asked word and the word that is nearest to it.
        """
        joined = " ".join(asked)
        alike: dict[int, float] = {}
        whole = process.extract(joined, self._texts, scorer=fuzz.ratio, score_cutoff=least, limit=None)
        for _, score, number in whole:
            alike[self._owners[number]] = max(score, alike.get(self._owners[number], 0.0))
        for number, score in self._by_words(asked, least):
            if score >= least:
                alike[self._owners[number]] = max(score, alike.get(self._owners[number], 0.0))
        return alike

    def _by_words(self, asked: Words, least: float) -> Iterator[tuple[int, float]]:
        """Each spelling that may be so alike by its words, and how alike it is by them."""
        compared = [word for word in asked if len(word) >= _COMPARED]
        needed = least * len(asked)
        if needed > 100 * len(compared):
            return
        cutoff = _cutoff(needed, len(compared))
        gains: defaultdict[int, float] = defaultdict(float)
        bests: list[dict[int, float]] = []
        for word in compared:
            best: dict[int, float] = {}
            # These come the nearest first.
            for known, score, _ in process.extract(
                word, self._sorted_words, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None
            ):
                for number in self._with_word[known]:
                    best.setdefault(number, score)
            for number, score in best.items():
                gains[number] += score - cutoff
            bests.append(best)
        for number, gain in gains.items():
            if gain + cutoff * len(compared) >= needed - _ROUNDING:
                total = 0.0
                for word, best in zip(compared, bests, strict=True):
                    total += best.get(number) or self._nearest(word, number)
                yield number, total / len(asked)

    def _nearest(self, word: str, number: int) -> float:
        return max(fuzz.ratio(word, other) for other in self._spellings[number])

    def _owners_of(self, numbers: Iterable[int]) -> set[int]:
        return {self._owners[number] for number in numbers}


def _cutoff(needed: float, compared: int) -> float:
    """How near one word, or one besides the nearest, must be for all of them to sum up to `needed`."""
    return (needed - 100) / (compared - 1) if compared > 2 else needed / compared
