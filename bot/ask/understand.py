"""From a message in plain words to the questions that it asks, or to none: it never guesses.

What a question asks is found in what its words mean together (`meanings`), and what it is about in the names
and facts of the cut show (`lookup`). Words of which nothing is known speak against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answer import Question
from bot.ask.interpret import NEAR, Reading, interpret
from bot.ask.lexicon import ENGLISH, lexicon
from bot.ask.lookup import Lookup, lookup
from bot.ask.meanings import STRONG
from bot.ask.reading import LONGEST, Clause, Word, languages_of, read, sentences
from bot.ask.said import ASKING, Said
from bot.spoilers import VisibleShow

MOST = 2
"""So many questions of one message are answered."""
_OPENING = frozenset("who what when where why how yes_or_no request recommend similar trailer".split())
"""Meanings of which each question of a sentence has one."""
_EACH, _CUT_COSTS = 1.5, 0.5
"""The least score of each of two questions in a sentence, and what a cut has to bring in."""
_MOST_JOINTS, _SOON = 3, 5
_TOGETHER = 25
"""Words up to which several sentences may be one question."""
_LESS_LIKELY = 0.75
"""What a language costs that is less likely."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a message asks for; `questions` is empty where that is not clear or not the bot's business."""

    language: str
    questions: tuple[Question, ...] = ()
    near: tuple[Question, ...] = ()
    """What might have been meant, the likeliest first."""
    lacks: str = ""
    """What the asker has to say first: `who`, or `what`; empty where a word more would not help."""
    instead: tuple[Question, ...] = ()
    """What else of the same topic the words may mean, for where nothing is known of the first question."""


def understand(
    text: str, show: VisibleShow, *, locale: str = ENGLISH, before: Sequence[Question] = ()
) -> Understood:
    """What `text` asks about a cut show.

    `locale` decides where a text could be of several languages; `before` are the questions that were
    answered to the same asker just now.
    """
    if len(text) > LONGEST:
        return Understood(ENGLISH)
    parts = sentences(text)
    pieces = [piece for sentence, _ in parts for piece in sentence]
    if not pieces:
        return Understood(ENGLISH)
    look = lookup(show)
    shouted = text.upper() == text and any(letter.isalpha() for letter in text)
    english = lexicon(ENGLISH)
    telling = [
        piece for piece in pieces if english.knows(piece.text) or not look.is_name(piece.text)
    ] or pieces
    best: tuple[tuple[float, ...], Understood] | None = None
    for rank, code in enumerate(languages_of(telling, locale[:2])):
        clauses = [read(sentence, asks, code, look, shouted) for sentence, asks in parts]
        readings = _each(clauses, look, show, before)
        found = _sum_up(readings, code)
        if not found.questions and not found.lacks and len(parts) > 1 and len(pieces) <= _TOGETHER:
            # What is asked may stand in one sentence, and of what in another.
            readings = _each([read(pieces, parts[-1][1], code, look, shouted)], look, show, before)
            found = _sum_up(readings, code)
        score = sum(one.score for one in readings if one.question) - rank * _LESS_LIKELY
        quality = (len(found.questions), score)
        if best is None or quality > best[0]:
            best = (quality, found)
        if not found.questions and any(one.away for one in readings):
            break
    assert best is not None
    return best[1]


def _each(
    clauses: Sequence[Clause], look: Lookup, show: VisibleShow, before: Sequence[Question]
) -> list[Reading]:
    """Every sentence as it was understood, each with the questions of those before it."""
    readings: list[Reading] = []
    for clause in clauses:
        answered = [*before, *(one.question for one in readings if one.question)]
        readings += _sentence(clause, look, show, answered)
    return readings


def _sum_up(readings: list[Reading], code: str) -> Understood:
    if any(one.refused for one in readings):
        return Understood(code)
    near = tuple(dict.fromkeys(question for one in readings for question in one.near))[:NEAR]
    if any(one.asked and one.question for one in readings):
        readings = [one for one in readings if one.asked or one.score >= STRONG]
    questions = tuple(dict.fromkeys(one.question for one in readings if one.question))
    if questions:
        instead = tuple(question for one in readings for question in one.instead)
        return Understood(code, questions[:MOST], near, instead=instead)
    return Understood(code, (), near, next((one.lacks for one in readings if one.lacks), ""))


def _sentence(clause: Clause, look: Lookup, show: VisibleShow, before: Sequence[Question]) -> list[Reading]:
    """A sentence as one question, or as two where each half is one by itself."""
    whole = _part(clause, look, show, before)
    best, best_score = [whole], whole.score if whole.question else 0.0
    one_only = sum(bool(word.meanings & _OPENING) for word in clause.words) < MOST
    if whole.refused or (whole.question and one_only) or not (whole.asked or whole.question):
        return best
    for end, start in _joints(clause):
        first = _part(clause, look, show, before, 0, end)
        answered = (*before, first.question) if first.question else before
        second = _part(clause, look, show, answered, start)
        if first.refused or second.refused:
            continue
        halves = _halves(first, second, whole)
        score = sum(half.score for half in halves) - _CUT_COSTS
        if halves and score > best_score:
            best, best_score = halves, score
    return best


def _part(
    clause: Clause,
    look: Lookup,
    show: VisibleShow,
    before: Sequence[Question],
    start: int = 0,
    end: int | None = None,
) -> Reading:
    words = [replace(word) for word in clause.words[start:end]]
    return interpret(Said(Clause(words, clause.asks, clause.language), look), show, before)


def _halves(first: Reading, second: Reading, whole: Reading) -> list[Reading]:
    """Both halves of a sentence where each asks something, or the one beside which there is a mere story."""
    if second.asked and _differ(first.question, second.question):
        return [first, second] if min(first.score, second.score) >= _EACH else []
    if whole.question is not None or whole.bound:
        return []
    half, other = (first, second) if first.question else (second, first)
    return [half] if half.question and (half.asked or not other.asked) else []


def _differ(first: Question | None, second: Question | None) -> bool:
    """Whether two questions are two: not one of a topic as a whole, and one of a part of it."""
    if first is None or second is None or first == second:
        return False
    parts = bool(first.choice or first.subject), bool(second.choice or second.subject)
    return first.topic != second.topic or parts[0] == parts[1]


def _joints(clause: Clause) -> list[tuple[int, int]]:
    """Where a sentence may be cut in two: where the first part ends and the second begins."""
    language = lexicon(clause.language)
    found = []
    for place, word in enumerate(clause.words):
        joins = word.text in language.joins
        if 0 < place < len(clause.words) - 1 and (joins or word.comma or word.text in language.selves):
            start = place + 1 if joins else place
            ahead, behind = clause.words[start : start + _SOON], clause.words[start:]
            if _asks(ahead) or not _asks(behind):
                found.append((place, start))
    return found[:_MOST_JOINTS]


def _asks(words: Sequence[Word]) -> bool:
    return any(word.meanings & ASKING for word in words)
