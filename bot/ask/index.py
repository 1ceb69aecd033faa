"""Names made ready for looking up: every spelling in words, and where each word stands."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from heapq import nlargest

from bot.answer import Name

_WORDS = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"['’`´]")
FORMS_OF_ADDRESS = frozenset({"dr", "doctor", "mr", "mrs", "ms", "miss", "prof", "professor", "the"})
_LAST = "\U0010ffff"
_COMPARED = 3
"""From how many letters on a word is compared letter by letter; shorter ones are like too many."""
_NEAR = 48.0
"""The likeness of two words, of 100, below which hardly any sum of several depends on it."""
_ROUNDING, _LESS = 1e-6, 1e-4
_REMEMBERED = 256

Words = tuple[str, ...]
Numbers = int
"""A set of numbers, one bit each: such sets are united and cut with each other all at once."""
Levels = tuple[tuple[float, Numbers], ...]
"""Spellings by how near one of their words is to an asked one, the nearest first."""
Sure = tuple[float, Numbers]
"""A sum, and the spellings that have it."""
Unsure = tuple[float, float, Words, Numbers]
"""A sum at most, the part of it that is known, the asked words that are not in that, and the spellings."""


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
        self._spellings: list[Words] = []
        self._owner: list[int] = []
        self._with_word: defaultdict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(self.names):
            for spelling in dict.fromkeys(words(text) for text in (name.text, *name.aliases)):
                self._add(place, spelling)
        self._texts = [" ".join(spelling) for spelling in self._spellings]
        self._sorted_texts = sorted((text, number) for number, text in enumerate(self._texts))
        self._sorted_words = sorted(self._with_word)
        self._having: dict[str, Numbers] = {}
        self._all: Numbers = (1 << len(self._spellings)) - 1
        # Who types on has typed the words before already.
        self._levels = lru_cache(_REMEMBERED)(self._compare)

    def _add(self, place: int, spelling: Words) -> None:
        """Number a spelling. The numbers are in the order of the names."""
        for word in dict.fromkeys(spelling):
            self._with_word[word].append(len(self._spellings))
        self._spellings.append(spelling)
        self._owner.append(place)

    @cached_property
    def _whole(self) -> dict[Words, set[int]]:
        whole: defaultdict[Words, set[int]] = defaultdict(set)
        for spelling, place in zip(self._spellings, self._owner, strict=True):
            whole[spelling].add(place)
            whole[tuple(word for word in spelling if word not in FORMS_OF_ADDRESS)].add(place)
        return dict(whole)

    def spelt(self, asked: Words) -> set[int]:
        """The names that are spelt just so, forms of address aside."""
        return self._whole.get(asked, set())

    def with_words(self, asked: Words) -> set[int]:
        """The names that have all of these words in one spelling."""
        return self._owners_of(set.intersection(*(set(self._with_word.get(word, ())) for word in asked)))

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
        # It takes 3 MiB, and nobody needs it who presses buttons or spells names as they are.
        from rapidfuzz import fuzz, process

        alike: dict[int, float] = {}
        for _, score, number in process.extract(
            " ".join(asked), self._texts, scorer=fuzz.ratio, score_cutoff=least, limit=None
        ):
            place = self._owner[number]
            alike[place] = max(score, alike.get(place, 0.0))
        sure, unsure = self._groups(asked, least * len(asked))
        for total, numbers in sure:
            for place in self._first_owners(numbers, most):
                alike[place] = max(total / len(asked), alike.get(place, 0.0))
        bar = nlargest(most, alike.values())[-1] if len(alike) >= most else least
        for bound, known, missing, numbers in unsure:
            if bound < bar * len(asked) - _ROUNDING:
                continue
            for number in _each(numbers):
                score = (known + sum([self._nearest(word, number) for word in missing])) / len(asked)
                if score >= bar - _ROUNDING:
                    place = self._owner[number]
                    alike[place] = max(score, alike.get(place, 0.0))
        # The same sum may differ in its last digits, depending on what was added first.
        ranked = sorted((-round(score, 6), place) for place, score in alike.items() if score >= least)
        return [(-score, place) for score, place in ranked[:most]]

    def _groups(self, asked: Words, needed: float) -> tuple[list[Sure], list[Unsure]]:
        """The spellings with words so near to the asked ones that all of those may sum up to `needed`.

        They are in groups, each with what its words sum up to, as far as that is known: nothing in the unsure
        ones is near to some of the asked words.
        """
        compared = [word for word in asked if len(word) >= _COMPARED]
        if needed > 100 * len(compared):
            return [], []
        cutoff = max(_NEAR, needed - 100 * (len(compared) - 1))
        levels = [self._levels(word, cutoff) for word in compared]
        far_most = cutoff - _LESS
        to_come = sum(near[0][0] if near else far_most for near, _ in levels)
        groups: list[Unsure] = [(0.0, 0.0, (), self._all)]
        for word, (near, far) in zip(compared, levels, strict=True):
            to_come -= near[0][0] if near else far_most
            bar = needed - to_come - _ROUNDING
            groups = [
                *(
                    (bound + score, known + score, missing, both)
                    for bound, known, missing, numbers in groups
                    for score, having in near
                    if bound + score >= bar and (both := numbers & having)
                ),
                *(
                    (bound + far_most, known, (*missing, word), both)
                    for bound, known, missing, numbers in groups
                    if bound + far_most >= bar and (both := numbers & far)
                ),
            ]
        sure = [(known, numbers) for _, known, missing, numbers in groups if not missing]
        return sure, [group for group in groups if group[2]]

    def _compare(self, word: str, cutoff: float) -> tuple[Levels, Numbers]:
        """The spellings by how near one of their words is, the nearest first, and those that are farther."""
        from rapidfuzz import fuzz, process

        by_score: defaultdict[float, Numbers] = defaultdict(int)
        for known, score, _ in process.extract(
            word, self._sorted_words, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None
        ):
            by_score[score] |= self._having.get(known) or self._note(known)
        levels = []
        rest = self._all
        for score, having in by_score.items():
            levels.append((score, having & rest))
            rest &= ~having
        return tuple(levels), rest

    def _note(self, word: str) -> Numbers:
        self._having[word] = sum(1 << number for number in self._with_word[word])
        return self._having[word]

    def _nearest(self, word: str, number: int) -> float:
        from rapidfuzz import fuzz

        return max([fuzz.ratio(word, other) for other in self._spellings[number]])

    def _first_owners(self, numbers: Numbers, most: int) -> Iterable[int]:
        """The first names that have one of these spellings."""
        first: dict[int, None] = {}
        for number in _each(numbers):
            first[self._owner[number]] = None
            if len(first) == most:
                break
        return first

    def _owners_of(self, numbers: Iterable[int]) -> set[int]:
        return {self._owner[number] for number in numbers}


def _each(numbers: Numbers) -> Iterator[int]:
    """The numbers of a set, in their order."""
    while numbers:
        first = numbers & -numbers
        yield first.bit_length() - 1
        numbers ^= first
