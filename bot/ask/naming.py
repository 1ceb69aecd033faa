"""Which of many shows a message names."""

from __future__ import annotations

from bot.answer import Name
from bot.ask.index import Index, Words, words
from bot.ask.lexicon import languages, lexicon
from bot.ask.reading import LONGEST

_LONGEST_TITLE = 8


def naming(text: str, titles: Index) -> Name | None:
    """The show whose title stands in a message, the longest title first; None where none does.

    A title of one everyday word counts only where it is written like a name.
    """
    raw = text[:LONGEST]
    said = words(raw)
    capitals = _capitals(raw)
    for length in range(min(_LONGEST_TITLE, len(said)), 0, -1):
        for start in range(len(said) - length + 1):
            span = said[start : start + length]
            places = titles.spelt(span)
            if len(places) == 1 and (length > 1 or not _everyday(span) or (span[0] in capitals and start)):
                return titles.names[next(iter(places))]
    return None


def _capitals(text: str) -> frozenset[str]:
    if text.upper() == text:
        return frozenset()
    return frozenset(word for piece in text.split() if piece[:1].isupper() for word in words(piece))


def _everyday(span: Words) -> bool:
    return all(any(lexicon(code).knows(word) for code in languages()) for word in span)
