"""A message cut into clauses of words, each word with all that it may mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.ask.index import FORMS_OF_ADDRESS, words
from bot.ask.lexicon import ENGLISH, Lexicon, Meanings, languages, lexicon
from bot.ask.world import title_words

LONGEST = 600
"""Characters of a message beyond which it is no question any more."""
_MOST_WORDS = 90
_NOISE = re.compile(
    r"</?[A-Za-z][^<>]{0,40}>|<a?:\w+:\d+>|<[@#]?[!&]?\d+>|</[^>]{1,40}:\d+>|<t:\d+(?::\w)?>|https?://\S+|\|\||```.*?```",
    re.DOTALL,
)
_APOSTROPHES = re.compile(r"['’`´ʼ]")
_PIECES = re.compile(r"[^\W_]+|[?!.;,:\n¿¡()/–—+&]+")
_ORDINAL_DOT = re.compile(r"\b(\d{1,2})\.(?=\s+\w)")
_SHORT_DOT = re.compile(r"\b(dra?|mrs?|ms|st|sta|prof|vs|ep|vol|nr|sr|sra|mme|mlle|hr|fr)\.", re.IGNORECASE)
_ENDS = re.compile(r"[?!.;\n¿¡]")
_LETTERS_AND_DIGITS = re.compile(r"([a-z]{1,12})(\d{1,3})")
_REPEATED = re.compile(r"(.)\1{2,}")
_EPISODE = re.compile(r"s(\d{1,2})e(\d{1,3})|(\d{1,2})x(\d{1,3})")
_SEASON = re.compile(r"[st]\d{1,2}")
_AS_LIKELY = 0.65
_IS = "é"
_WHETHER = frozenset(["yes_or_no"])
_DISTANCE: Any = OSA.distance
_FUZZY_FROM = 4
_TWO_TYPOS_FROM = 8
_PLAIN_FROM = 6
_NAME_FROM = 5
_TWO = 2
ELSEWHERE = frozenset(["elsewhere"])
BLOCKING = frozenset(["personal", "forbidden", "orders", "elsewhere"])
"""Meanings of what the bot stays away from."""


@dataclass(slots=True)
class Word:
    """One word of a question."""

    text: str
    """Without case and accents, chat spelling put right."""
    capital: bool = False
    """Whether it was written like a name: with a capital, but not at the beginning, nor all in capitals."""
    meanings: Meanings = frozenset()
    alone: Meanings = frozenset()
    """What it means by itself, whatever phrase it stands in."""
    plain: bool = False
    """Whether it is an everyday word that says nothing about what is asked."""
    guessed: bool = False
    """Whether it was misspelt and has been put right."""
    number: int | None = None
    ordinal: bool = False
    """Whether the number is one of an order: "third"."""
    episode: tuple[int, int] | None = None
    comma: bool = False
    """Whether a comma stands before it."""

    @property
    def everyday(self) -> bool:
        """Whether anything is known about it by itself, so that it is hardly a name."""
        return bool(self.plain or self.alone or self.number is not None or self.episode)

    @property
    def known(self) -> bool:
        """Whether anything is known about it."""
        return bool(self.plain or self.meanings or self.number is not None or self.episode)


@dataclass(slots=True)
class Clause:
    """One sentence of a message."""

    words: list[Word]
    asks: bool = False
    """Whether it ends with a question mark."""
    language: str = "en"


@dataclass(slots=True)
class _Piece:
    raw: str
    text: str
    comma: bool


def sentences(text: str) -> list[tuple[list[_Piece], bool]]:
    """The sentences of a message as bare words, each with whether it ends as a question."""
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", _NOISE.sub(" ", text)))
    text = _SHORT_DOT.sub(r"\1 ", text)
    text = _ORDINAL_DOT.sub(r"\1 ", text)
    found: list[tuple[list[_Piece], bool]] = []
    current: list[_Piece] = []
    comma = False
    for piece in _PIECES.findall(text):
        if not (piece[0].isalnum()):
            if _ENDS.search(piece):
                if current:
                    found.append((current, "?" in piece))
                current, comma = [], False
            else:
                comma = True
            continue
        for part in words(piece):
            current.append(_Piece(piece, part, comma))
            comma = False
    if current:
        found.append((current, False))
    return found


def languages_of(pieces: Sequence[_Piece], hint: str) -> list[str]:
    """The languages that a text may be of, the likeliest first; `hint` decides where it could be several."""
    scores = dict.fromkeys(languages(), 0.0)
    seen = {piece.text for piece in pieces}
    for code in languages():
        lexicon_ = lexicon(code)
        for word in seen:
            if lexicon_.knows(word):
                scores[code] += 1.0 if len(word) > 2 else 0.6
    if hint in scores:
        scores[hint] += 0.6
    ranked = sorted(scores, key=lambda code: -scores[code])
    best = scores[ranked[0]]
    return [code for code in ranked if scores[code] >= best - _AS_LIKELY and scores[code] > 0][:2] or [
        ENGLISH
    ]


class Known(Protocol):
    """The words of a show."""

    def is_name(self, word: str) -> bool:
        """Whether a word stands in one of its names."""

    def holds(self, word: str) -> bool:
        """Whether a word stands in its facts."""

    def tells_of(self, word: str) -> bool:
        """Whether a word stands in the story."""

    def near(self, word: str) -> str:
        """The word of a name that is meant by a misspelt one; empty where none is."""


def read(pieces: Sequence[_Piece], asks: bool, code: str, known: Known, shouted: bool) -> Clause:
    """One sentence with what its words mean in a language, and in a show."""
    language = lexicon(code)
    read_: list[Word] = []
    for number, piece in enumerate(pieces[:_MOST_WORDS]):
        capital = bool(number) and piece.raw[0].isupper() and not shouted
        if piece.raw.casefold() == _IS:
            # Without its accent it is "and".
            read_.append(Word(_IS, meanings=_WHETHER, alone=_WHETHER))
            continue
        for part in _spelt(piece.text, language, known):
            read_.append(_word(part, language, known, capital=capital))
            read_[-1].comma = piece.comma
    _phrases(read_, language)
    if code != ENGLISH and not any(word.meanings - _FUNCTION for word in read_):
        _phrases(read_, lexicon(ENGLISH))
    for before, word in pairwise(read_):
        if "relative" in word.meanings and before.text in language.own:
            word.meanings, word.plain = word.meanings - {"relative"}, True
    return Clause(read_, asks, code)


_FUNCTION = frozenset(["yes_or_no", "pronoun_thing", "pronoun_person", "negation"])
_KEPT = frozenset(["who", "what", "when", "where", "why", "how", "year"]) | _FUNCTION


def _phrases(read_: list[Word], language: Lexicon) -> None:
    """Give words what they mean together; within a phrase, only question words keep what they mean alone."""
    texts = tuple(word.text for word in read_)
    found = sorted(language.phrases(texts), key=lambda one: one[1] - one[0])
    before = [word.meanings for word in read_]
    for start, end, meanings, whole in found:
        for place in range(start, end):
            word = read_[place]
            if whole:
                word.meanings = (before[place] & _KEPT) | meanings if meanings else meanings
                word.plain = word.plain or not meanings
            elif place in (start, end - 1):
                word.meanings |= meanings
    # Phrases of the same length mean both
    for start, end, meanings, whole in found:
        if whole and all(
            other[1] - other[0] <= end - start for other in found if other[0] < end and start < other[1]
        ):
            for word in read_[start:end]:
                word.meanings |= meanings


def _spelt(text: str, language: Lexicon, known: Known) -> Iterable[str]:
    """A word as it should be spelt; several where it is short for them."""
    if known.is_name(text):
        return (text,)
    if _SEASON.fullmatch(text):
        return (_GLUED["s"], text[1:])
    if text in language.short:
        return language.short[text]
    if _EPISODE.fullmatch(text) or language.knows(text):
        return (text,)
    glued = _LETTERS_AND_DIGITS.fullmatch(text)
    if glued is not None and (glued[1] in _GLUED or language.knows(glued[1])):
        return (_GLUED.get(glued[1], glued[1]), glued[2])
    if _REPEATED.search(text):
        for times in (r"\1\1", r"\1"):
            shorter = _REPEATED.sub(times, text)
            if known.is_name(shorter) or language.knows(shorter) or shorter in language.short:
                return language.short.get(shorter, (shorter,))
    return (text,)


_GLUED = {"s": "season", "e": "episode", "ep": "episode", "t": "season", "st": "season"}
"""What stands before a number without a space, in any language."""


def _word(text: str, language: Lexicon, known: Known, *, capital: bool) -> Word:
    word = Word(text, capital)
    point = _EPISODE.fullmatch(text)
    if point is not None:
        season, number = (point[1], point[2]) if point[1] else (point[3], point[4])
        word.episode = (int(season), int(number))
        return word
    _look_up(word, language)
    if word.meanings == ELSEWHERE and known.tells_of(text):
        word.meanings = frozenset()
    if word.known or known.is_name(text) or text in language.glossary:
        return word
    if text.endswith("s") and known.is_name(text[:-1]):
        word.text = text[:-1]
        return word
    english = lexicon(ENGLISH)
    elided = _elided(text, language, known)
    if elided:
        word.text = elided
        _look_up(word, language)
        return word
    if language is not english and len(text) >= _FUZZY_FROM and english.meanings(text):
        word.meanings = english.meanings(text)
        return word
    if len(text) >= _FUZZY_FROM - 1 and not known.holds(text) and text not in title_words():
        near, name = _near(text, language.code), known.near(text)
        if near and len(text) < _PLAIN_FROM and not language.meanings(near):
            # So short a word is rather a name that is not known than an everyday word misspelt.
            near = ""
        if (
            name
            and capital
            and not name.startswith(text)
            and (len(text) < _NAME_FROM or OSA.distance(text, name) > 1)
        ):
            # Rather somebody else of whom nothing is known.
            name = ""
        if name and (capital or not near or OSA.distance(text, name) < OSA.distance(text, near)):
            word.text, word.guessed = name, True
        elif near and not capital and not language.meanings(near) & BLOCKING:
            word.text, word.guessed = near, True
            _look_up(word, language)
    return word


def _elided(text: str, language: Lexicon, known: Known) -> str:
    """A word without the short one that was written together with it: "lep" is "l'ep"; or empty."""
    for short in language.elisions:
        rest = text.removeprefix(short)
        if rest != text and len(rest) > 1 and (language.knows(rest) or known.is_name(rest)):
            return rest
    return ""


def _look_up(word: Word, language: Lexicon) -> None:
    text = word.text
    word.meanings = language.meanings(text)
    word.plain = language.is_plain(text) or text in FORMS_OF_ADDRESS
    if text.isascii() and text.isdigit() and len(text) <= 4:
        word.number = int(text)
    elif text in language.numbers:
        word.number = language.numbers[text]
    elif text in language.ordinals:
        word.number, word.ordinal = language.ordinals[text], True
    if text in language.months:
        word.meanings |= {"month"}
    if text in _GLUED.values() and not word.meanings:
        word.meanings = frozenset({text})
    word.alone = word.meanings


@lru_cache(maxsize=8_192)
def _near(text: str, code: str) -> str:
    """The known word that is meant by a misspelt one; empty where none is near."""
    if len(text) < _FUZZY_FROM:
        return ""
    most = 2 if len(text) >= _TWO_TYPOS_FROM else 1
    found = process.extract(
        text, lexicon(code).like(text, most), scorer=_DISTANCE, score_cutoff=most, limit=None
    )
    near = [
        one
        for one in found
        if (one[1] < _TWO or one[0][0] == text[0])
        and (len(text) > _FUZZY_FROM or sorted(one[0]) == sorted(text))
    ]
    if not near:
        return ""
    best = min(near, key=lambda one: (one[1], one[0][0] != text[0], abs(len(one[0]) - len(text)), one[0]))
    return str(best[0])
