"""Names made ready for looking up: every spelling in words, and where each word stands."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import nlargest

from rapidfuzz import fuzz, process

from bot.answer import Name

_WORDS = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"['’`´]")
FORMS_OF_ADDRESS = frozenset({"dr", "doctor", "mr", "mrs", "ms", "miss", "prof", "professor", "the"})
_LAST = "\U0010ffff"
_COMPARED = 3
"""From how many letters on a word is compared letter by letter; shorter ones are like too many."""
_ROUNDING, _LESS = 1e-6, 1e-3

_AT_A_TIME = 64

Words = tuple[str, ...]
Bests = list[tuple[str, dict[int, float]]]


@lru_cache(maxsize=16_384)
def words(text: str) -> Words:
    """The words of a text without case, accents and punctuation."""
    bare = _APOSTROPHES.sub("", text).casefold()
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", bare).casefold()
        bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return tuple(_WORDS.findall(bare))


def without_address(asked: Words) -> Words:
    """The words without forms of address and articles; all of them where nothing else is there."""
    return tuple(word for word in asked if word not in FORMS_OF_ADDRESS) or asked


class Index:
    """Names in their order, by the words of their spellings. What it gives are places in that order."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = tuple(names)
        owners: defaultdict[Words, set[int]] = defaultdict(set)
        for place, name in enumerate(self.names):
            for text in (name.text, *name.aliases):
                owners[words(text)].add(place)
        self._spellings = list(owners)
        self._owners = list(owners.values())
        self._whole: defaultdict[Words, set[int]] = defaultdict(set)
        self._with_word: defaultdict[str, set[int]] = defaultdict(set)
        for number, spelling in enumerate(self._spellings):
            self._add(number, spelling)
        self._texts = [" ".join(spelling) for spelling in self._spellings]
        self._sorted_texts = sorted((text, number) for number, text in enumerate(self._texts))
        self._sorted_words = sorted(self._with_word)

    def _add(self, number: int, spelling: Words) -> None:
        self._whole[spelling] |= self._owners[number]
        self._whole[tuple(word for word in spelling if word not in FORMS_OF_ADDRESS)] |= self._owners[number]
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

    def like(self, asked: Words, least: float, most: int) -> list[tuple[float, int]]:
        """The `most` names that are most alike, and at least `least` of 100; with how much, the best first.

        As a whole, or on the average of each asked word and the word that is nearest to it.
        """
        whole = process.extract(
            " ".join(asked), self._texts, scorer=fuzz.ratio, score_cutoff=least, limit=None
        )
        alike: dict[int, float] = {}
        for _, score, number in whole:
            self._note(alike, number, score)
        bar = least
        for count, (bound, number, bests) in enumerate(self._by_words(asked, least)):
            if count % _AT_A_TIME == 0 and len(alike) >= most:
                bar = max(bar, nlargest(most, alike.values())[-1])
            if bound + _ROUNDING < bar:
                break
            score = sum(best.get(number) or self._nearest(word, number) for word, best in bests) / len(asked)
            if score >= least:
                self._note(alike, number, score)
        ranked = sorted(((score, place) for place, score in alike.items()), key=lambda one: (-one[0], one[1]))
        return ranked[:most]

    def _note(self, alike: dict[int, float], number: int, score: float) -> None:
        for place in self._owners[number]:
            alike[place] = max(score, alike.get(place, 0.0))

    def _by_words(self, asked: Words, least: float) -> Iterator[tuple[float, int, Bests]]:
        """Each spelling that may be so alike by its words, with how alike at most, the most promising first.

        With them comes what is known of it: for each compared word, the nearness in the spellings that have
        a near one.
        """
        compared = [word for word in asked if len(word) >= _COMPARED]
        needed = least * len(asked)
        if needed > 100 * len(compared):
            return
        cutoff = _cutoff(needed, len(compared))
        gains: defaultdict[int, float] = defaultdict(float)
        bests: Bests = []
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
            bests.append((word, best))
        floor = needed - cutoff * len(compared) - _ROUNDING
        for gain, number in sorted(
            ((gain, number) for number, gain in gains.items() if gain >= floor), reverse=True
        ):
            yield (gain + cutoff * len(compared)) / len(asked), number, bests

    def _nearest(self, word: str, number: int) -> float:
        return max(fuzz.ratio(word, other) for other in self._spellings[number])

    def _owners_of(self, numbers: Iterable[int]) -> set[int]:
        return set().union(*(self._owners[number] for number in numbers))


def _cutoff(needed: float, compared: int) -> float:
    """How near one word, or one besides the nearest, must be for all of them to sum up to `needed`."""
    if compared <= 2:
        return needed / compared
    # A little less, so that one word that is spelt alike is not enough by itself.
    return (needed - 100) / (compared - 1) - _LESS
