"""Finds texts that name somebody, or an episode's title, before the name may be known."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_origin

from bot.knowledge.episodes import Episode
from bot.knowledge.problems import Path
from bot.knowledge.schema import EpisodeRecord, Fact, Person, Role, reference_fields
from bot.knowledge.show import AFTER_ALL, BEFORE_ALL, Position, Show, all_facts

_NEVER_SHOWN = {"note", "show"}
_LONG_ENOUGH = 4
"""Letters from which on a word by itself gives a name away, or a part of a name does."""
_FORMS_OF_ADDRESS = frozenset({
    "captain", "doctor", "professor", "miss", "mister", "lady", "lord", "king", "queen", "prince", "princess",
    "agent", "officer", "detective", "sister", "brother", "mother", "father", "uncle", "aunt", "young",
})  # fmt: skip
_UNDECOMPOSED = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "\u0131": "i", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class Leak:
    """A text that gives a name away; `certain` where it is the whole name, and not a word like any other."""

    path: Path
    name: str
    name_path: Path
    known_from: str
    told_from: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A text that a fan may be shown, and from when on."""

    path: Path
    text: str
    position: Position


@dataclass(frozen=True, slots=True)
class _Name:
    path: Path
    text: str
    position: Position
    in_parts: bool
    """Whether a part of it, such as a surname, gives it away too."""


def folded(text: str) -> str:
    """A text as names are compared: without case, accents and punctuation, one space between words."""
    return " ".join(low for _, low in _words(text))


def leaks(show: Show) -> Iterator[Leak]:
    """Every place where a name stands too early, each name once a place."""
    names = list(_names(show))
    late = [name for name in names if name.position > BEFORE_ALL]
    words = {name: frozenset(folded(name.text).split()) for name in late}
    labels = _labels(show)
    for text in told_texts(show):
        there = frozenset(low for _, low in _words(text.text))
        # Most texts share no word with most names; comparing them closely would take most of a check's time.
        near = [name for name in late if words[name] & there or _unspaced(folded(name.text))]
        if not near:
            continue
        known = [folded(name.text) for name in names if name.position <= text.position]
        known += [folded(title) for title in (show.file.title, *show.file.aliases)]
        found: dict[Path, Leak] = {}
        for name in near:
            if name.position <= text.position:
                continue
            certain = _gives_away(text.text, name, known)
            if certain is None or (name.path in found and (found[name.path].certain or not certain)):
                continue
            found[name.path] = Leak(
                text.path,
                name.text,
                name.path,
                labels.get(name.position, "the end"),
                labels.get(text.position, "the end"),
                certain,
            )
        yield from found.values()


def _gives_away(text: str, name: _Name, known: list[str]) -> bool | None:
    """True where a text holds the name, False where it may, None where it does not."""
    wanted = folded(name.text)
    if not wanted or wanted in known:
        return None
    if _unspaced(wanted):
        return True if wanted.replace(" ", "") in folded(text).replace(" ", "") else None
    words = _words(_without(text, wanted, known))
    lows = [low for _, low in words]
    size = len(wanted.split())
    for start in range(len(words) - size + 1):
        if " ".join(lows[start : start + size]) == wanted:
            ordinary = size == 1 and (
                len(wanted) < _LONG_ENOUGH or wanted.isdigit() or words[start][0][0].islower()
            )
            return not ordinary
    if name.in_parts:
        known_words = {word for phrase in known for word in phrase.split()}
        parts = {
            low
            for word, low in _words(name.text)
            if len(low) >= _LONG_ENOUGH and not word[0].islower() and not low.isdigit()
        } - (known_words | _FORMS_OF_ADDRESS)
        address = text.startswith(("http://", "https://"))
        if any(low in parts and (address or not word[0].islower()) for word, low in words):
            return False
    return None


def _without(text: str, wanted: str, known: list[str]) -> str:
    """The text without longer names that are known already and have the wanted one inside."""
    around = [name for name in known if f" {wanted} " in f" {name} "]
    if not around:
        return text
    words = _words(text)
    lows = [low for _, low in words]
    keep = [True] * len(words)
    for name in around:
        size = len(name.split())
        for start in range(len(words) - size + 1):
            if " ".join(lows[start : start + size]) == name:
                keep[start : start + size] = [False] * size
    return " ".join(word for (word, _), kept in zip(words, keep, strict=True) if kept)


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[tuple[str, str], ...]:
    """The words of a text, each as written and as compared."""
    spaced = "".join(
        sign if sign.isalnum() or unicodedata.combining(sign) else " "
        for sign in unicodedata.normalize("NFC", text)
    )
    pairs = ((word, _low(word)) for word in spaced.split())
    return tuple((word, low) for word, low in pairs if low)


def _low(word: str) -> str:
    signs = unicodedata.normalize("NFKD", word.casefold().translate(_UNDECOMPOSED))
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


def _unspaced(wanted: str) -> bool:
    """Whether a name is in a script that puts no spaces, or no accents, between and around words."""
    return len(wanted) > 1 and all(unicodedata.category(sign) in ("Lo", "Zs") for sign in wanted)


def _names(show: Show) -> Iterator[_Name]:
    for path, fact in all_facts(show.file):
        position = show.revealed_at(fact)
        if isinstance(fact, Person):
            spellings: tuple[str, ...] = (fact.name, *fact.aliases)
        elif isinstance(fact, Role):
            spellings = (fact.character, *fact.aliases)
        elif isinstance(fact, EpisodeRecord) and fact.title is not None:
            spellings = (fact.title,)
        else:
            continue
        for spelling in spellings:
            yield _Name(path, spelling, position, not isinstance(fact, EpisodeRecord))


def told_texts(show: Show) -> Iterator[Told]:
    """Everything that a fan may be shown, with the point from which on it may be."""
    cited_from: dict[str, Position] = {}
    for path, fact in all_facts(show.file):
        position = show.revealed_at(fact)
        for inside, text in _shown_texts(fact):
            yield Told((*path, *inside), text, position)
        for group in fact.cited_groups():
            for id in group:
                first = max(position, show.source_revealed_at(id))
                cited_from[id] = min(first, cited_from.get(id, AFTER_ALL))
    for id, position in cited_from.items():
        source = show.file.sources[id]
        for key, value in (("title", source.title), ("publisher", source.publisher), ("url", source.url)):
            if value is not None:
                yield Told(("sources", id, key), value, position)


def _shown_texts(fact: Fact) -> Iterator[tuple[Path, str]]:
    hidden = {name for name, _, _ in reference_fields(type(fact))} | _NEVER_SHOWN
    for name, field in type(fact).model_fields.items():
        if name in hidden or get_origin(field.annotation) is Literal:
            continue
        value = getattr(fact, name)
        if isinstance(value, str):
            if name != "reveals":
                yield (name,), value
        elif isinstance(value, tuple) and not isinstance(value, Episode):
            for index, item in enumerate(value):
                if isinstance(item, str):
                    yield (name, index), item


def _labels(show: Show) -> dict[Position, str]:
    """How editors write the points at which something is revealed."""
    points = [fact.reveals for _, fact in all_facts(show.file)]
    points += [source.reveals for source in show.file.sources.values()]
    labels = {show.position(point): str(point) for point in points if isinstance(point, Episode)}
    if show.last is not None:
        labels.setdefault(show.position(show.last), str(show.last))
    return {**labels, BEFORE_ALL: "the start"}
