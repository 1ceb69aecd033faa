"""The words of a language: what each means for a question, read from its file in `languages/`."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

from bot.ask.index import Words, words

ENGLISH = "en"
"""The language of the knowledge files, whose words are understood in questions of other languages, too."""
_GAP = "_"
_GAP_WORDS = 3
_SHORTEST_COMPARED = 4
_SHORTEST_BEGINNING = 3

Meanings = frozenset[str]


class Readings(NamedTuple):
    """One describing word in all the English words by which it may stand in a knowledge file."""

    own: frozenset[str]
    """Itself, or what it means."""
    like: frozenset[str] = frozenset()
    """Others that may stand for it."""

    @property
    def all(self) -> frozenset[str]:
        """Both."""
        return self.own | self.like


NOTHING: Meanings = frozenset()


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Several words; a piece that ends in `*` stands for all words that begin so."""

    pieces: tuple[str, ...]
    meanings: Meanings

    def end(self, text: Words, start: int) -> int:
        """Where the phrase ends that begins at `start`; 0 if none does."""
        place, pieces = start, self.pieces
        for number, piece in enumerate(pieces):
            if piece == _GAP:
                continue
            reach = _GAP_WORDS if number and pieces[number - 1] == _GAP else 0
            place = next(
                (at + 1 for at in range(place, min(place + reach + 1, len(text))) if _fits(text[at], piece)),
                0,
            )
            if not place:
                return 0
        return place


def _fits(word: str, piece: str) -> bool:
    return word.startswith(piece[:-1]) if piece.endswith("*") else word == piece


class Lexicon:
    """One language, ready for looking up. All its words are as `bot.ask.index.words` leaves them."""

    def __init__(self, code: str, data: Mapping[str, Any]) -> None:
        self.code = code
        self._words: dict[str, Meanings] = {}
        self._beginnings: dict[str, Meanings] = {}
        self._phrases: dict[tuple[str, str], tuple[_Phrase, ...]] = {}
        """By their first two words; the second is empty where it may be several."""
        self._phrase_beginnings: dict[str, tuple[_Phrase, ...]] = {}
        self._gather(_entries(data))
        values = data.get("values") or {}
        pronouns = data.get("pronouns") or {}
        self.plain = _singles(data.get("plain"))
        self.short = {words(key)[0]: words(str(text)) for key, text in (data.get("short") or {}).items()}
        self.glossary = {
            sys.intern(key[0]): _one(word for text in texts for word in words(text))
            for name, texts in (data.get("glossary") or {}).items()
            if len(key := words(name)) == 1
        }
        self.alike = _alike(data.get("alike") or ())
        self.numbers = _figures(values.get("numbers") or {})
        self.ordinals = _figures(values.get("ordinals") or {})
        self.months = _figures(values.get("months") or {})
        self.selves, self.own = _singles(pronouns.get("self")), _singles(pronouns.get("own"))
        self.examples = tuple(
            (str(asked), frozenset(words(text)))
            for asked, texts in (data.get("examples") or {}).items()
            for text in texts
        )
        """Questions as fans put them, each with what it asks: `renewal`, `production.director`."""
        self.elisions = tuple(data.get("elisions") or ())
        self.joins = _singles(data.get("and"))
        self._longest = max(map(len, self._beginnings), default=0)
        self._compared: dict[tuple[str, int], tuple[str, ...]] | None = None

    def _gather(self, entries: Iterable[tuple[str, str]]) -> None:
        found: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for meaning, text in entries:
            pieces = tuple(_pieces(text))
            if len(pieces) < len(str(text).split()):
                # A sign, such as "#", which no word is left of
                continue
            if pieces and (len(pieces) > 1 or len(pieces[0].rstrip("*")) > 1):
                found[pieces].update([meaning] if meaning else [])
        phrases: defaultdict[tuple[str, str], list[_Phrase]] = defaultdict(list)
        begun: defaultdict[str, list[_Phrase]] = defaultdict(list)
        for pieces, ids in found.items():
            meanings, first = _one(ids), pieces[0]
            if len(pieces) > 1:
                phrase, second = _Phrase(pieces, meanings), pieces[1]
                if first.endswith("*"):
                    begun[first[:-1]].append(phrase)
                else:
                    phrases[first, "" if second.endswith(("*", _GAP)) else second].append(phrase)
            elif first.endswith("*"):
                self._beginnings[first[:-1]] = meanings
            else:
                self._words[first] = meanings
        self._phrases = {key: tuple(value) for key, value in phrases.items()}
        self._phrase_beginnings = {key: tuple(value) for key, value in begun.items()}
        self._begun = frozenset(key[:_SHORTEST_BEGINNING] for key in begun)
        self._pieces = frozenset(piece for pieces in found for piece in pieces if len(pieces) > 1)

    def meanings(self, word: str) -> Meanings:
        """What one word may mean; nothing if it is not known."""
        found = self._words.get(word, NOTHING)
        for length in range(min(self._longest, len(word)), 2, -1):
            begun = self._beginnings.get(word[:length])
            if begun:
                return found | begun
        return found

    def phrases(self, text: Words) -> Iterator[tuple[int, int, Meanings, bool]]:
        """Every phrase in a text: where it begins and ends, what it means, whether all its words are in it.

        One that means nothing is made of everyday words.
        """
        for start, word in enumerate(text):
            following = text[start + 1] if start + 1 < len(text) else ""
            for phrase in self._beginning_with(word, following):
                end = phrase.end(text, start)
                if end:
                    yield start, end, phrase.meanings, _GAP not in phrase.pieces

    def _beginning_with(self, word: str, following: str) -> Iterator[_Phrase]:
        yield from self._phrases.get((word, following), ())
        yield from self._phrases.get((word, ""), ())
        if word[:_SHORTEST_BEGINNING] in self._begun:
            for length in range(_SHORTEST_BEGINNING, len(word) + 1):
                yield from self._phrase_beginnings.get(word[:length], ())

    def is_plain(self, word: str) -> bool:
        """Whether a word says nothing by itself: an everyday one, or one that means something in a phrase."""
        return word in self.plain or (word in self._pieces and word not in self._words)

    def knows(self, word: str) -> bool:
        """Whether a word is in any of the lists."""
        return (
            word in self._pieces
            or word in self._words
            or word in self.plain
            or word in self.short
            or word in self.numbers
            or word in self.ordinals
            or word in self.months
            or word in self.glossary
            or bool(self.meanings(word))
        )

    def like(self, word: str, most: int) -> Iterable[str]:
        """The words that a misspelt one may stand for: they begin or end like it, and are about as long."""
        if self._compared is None:
            self._compared = self._by_ends()
        first, last = f"{word[0]}-", f"-{word[-1]}"
        return [
            known
            for length in range(len(word) - most, len(word) + most + 1)
            for end in (first, last)
            for known in self._compared.get((end, length), ())
        ]

    def _by_ends(self) -> dict[tuple[str, int], tuple[str, ...]]:
        found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._all_words():
            found[f"{word[0]}-", len(word)].append(word)
            found[f"-{word[-1]}", len(word)].append(word)
        return {key: tuple(words) for key, words in found.items()}

    def _all_words(self) -> list[str]:
        begun = {word for word in self._beginnings if len(word) > _SHORTEST_COMPARED}
        known = {*self._words, *begun, *self.plain, *self.glossary, *self.months}
        known |= {piece.rstrip("*") for piece in self._pieces}
        return sorted(word for word in known if len(word) >= _SHORTEST_COMPARED)

    def english(self, word: str) -> Readings:
        """The words by which a describing word is looked up in a knowledge file."""
        own = self.glossary.get(word, NOTHING) | {word}
        lists = [self.alike] if self.code == ENGLISH else [self.alike, lexicon(ENGLISH).alike]
        return Readings(
            own, frozenset().union(*(alike.get(one, NOTHING) for alike in lists for one in own)) - own
        )


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file, in the order of preference where a text could be of several."""
    folder = resources.files("bot.ask") / "languages"
    codes = {file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml")}
    return (ENGLISH, *sorted(codes - {ENGLISH}))


@cache
def lexicon(code: str) -> Lexicon:
    """The words of a language; raise FileNotFoundError for one that has no file."""
    file = resources.files("bot.ask") / "languages" / f"{code}.yaml"
    # Without types of YAML's own: "no" and "on" are words here.
    data = yaml.load(file.read_bytes(), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506
    return Lexicon(code, data)


def warm() -> None:
    """Read all languages, so that the first question need not wait. It takes a moment."""
    for code in languages():
        lexicon(code)


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, texts in (data.get("meanings") or {}).items():
        for text in texts:
            yield name, text
    for name, texts in (data.get("pronouns") or {}).items():
        for text in texts if name not in ("self", "own") else ():
            yield f"pronoun_{name}", text
    for text in data.get("plain") or ():
        if " " in text:
            yield "", text
    values = data.get("values") or {}
    for name in ("genres", "countries"):
        for text in values.get(name) or ():
            yield f"value_{name}", text


_sets: dict[Meanings, Meanings] = {}


def _one(members: Iterable[str]) -> Meanings:
    """A set, the same object for all that are equal: there are thousands of them, and few are different."""
    found = frozenset(map(sys.intern, members))
    return _sets.setdefault(found, found)


def _singles(texts: Iterable[str] | None) -> Meanings:
    """The entries of one word."""
    return frozenset(sys.intern(one[0]) for text in texts or () if len(one := words(text)) == 1)


def _pieces(text: str) -> Iterator[str]:
    for piece in str(text).split():
        if piece == _GAP:
            yield _GAP
            continue
        parts = words(piece)
        for number, part in enumerate(parts):
            yield (
                sys.intern(part + "*")
                if piece.endswith("*") and number == len(parts) - 1
                else sys.intern(part)
            )


def _figures(given: Mapping[str, str]) -> dict[str, int]:
    return {key[0]: int(number) for name, number in given.items() if len(key := words(name)) == 1}


def _alike(groups: Iterable[Iterable[str]]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in groups:
        members = [one for text in group for one in words(text)]
        for member in members:
            found[member].update(members)
    return {word: frozenset(others) for word, others in found.items()}
