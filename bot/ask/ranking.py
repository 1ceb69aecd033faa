"""Which kinds of questions the meanings of a clause come together to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.ask.lexicon import Meanings
from bot.ask.meanings import ALWAYS, ASKED, WEAK, Asked, Pattern, weight
from bot.ask.reading import Clause, Word

Ranked = tuple[float, Asked, Pattern]
"""How well a pattern fits, the question that it is of, and the pattern."""
_AGAINST, _A_LITTLE = 0.75, 0.2
"""How much a weighty word that is not explained speaks against a pattern, of its weight; and a light one."""
_LEAST_GAIN, _BESIDE = 0.25, 0.25
"""What a group is worth whose words weigh nothing; and a word that may be there, of its weight."""


def meanings_of(clause: Clause) -> Meanings:
    """All that its words mean."""
    return frozenset(meaning for word in clause.words for meaning in word.meanings)


def heft(word: Word) -> float:
    """How much a word says about what is asked: as little as the least of what it may mean."""
    weights = [weight(one) for one in word.meanings]
    return min((one for one in weights if one), default=0.0)


def ranked(clause: Clause, there: Meanings) -> list[Ranked]:
    """The questions whose meanings come together, the best first; `there` are those to take for given."""
    hefts: dict[str, float] = {}
    for word in clause.words:
        for meaning in word.meanings:
            hefts[meaning] = max(hefts.get(meaning, 0.0), heft(word) if weight(meaning) else 0.0)
    heavy = [
        (word.meanings, heft(word)) for word in clause.words if word.meanings and not word.meanings & ALWAYS
    ]
    found = list(_found(there, hefts, heavy))
    # Of those that fit as well, the first in the table.
    return sorted(found, key=lambda one: -one[0])


def _found(
    there: Meanings, hefts: Mapping[str, float], heavy: list[tuple[Meanings, float]]
) -> Iterator[Ranked]:
    for asked in ASKED:
        if there & asked.any_of:
            scores = [_score(pattern, there, hefts, heavy) for pattern in asked.patterns]
            best = max(scores)
            if best > 0:
                yield best, asked, asked.patterns[scores.index(best)]


def _score(
    pattern: Pattern,
    there: Meanings,
    hefts: Mapping[str, float],
    heavy: list[tuple[Meanings, float]],
) -> float:
    if there & pattern.forbidden:
        return 0.0
    score = 0.0
    explained: set[str] = set(pattern.allowed)
    for group in pattern.needed:
        matched = group & there
        if not matched:
            return 0.0
        score += max(_LEAST_GAIN, *(hefts.get(one, weight(one)) for one in matched))
        explained |= matched
    for meanings, weighs in heavy:
        if meanings & pattern.allowed:
            score += weighs * _BESIDE
        elif not pattern.open and not meanings & explained:
            score -= weighs * _AGAINST if weighs > WEAK else _A_LITTLE
    return score
