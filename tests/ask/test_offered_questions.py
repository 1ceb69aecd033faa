"""The questions offered while a fan types one: such as can be answered, and are when they are sent."""

from __future__ import annotations

import re

import pytest

from bot import limits
from bot.knowledge.show import Show
from bot.spoilers import EVERYTHING, NOTHING, Limit
from tests.ask.orchard import answered, ask, desk, orchard
from tests.conftest import load

TYPED = ("", "who", "when", "where", "how", "what", "is", "was", "which", "could", "does", "data", "help",
         "who plays p", "hwo", "cast", "music", "song", "old", "cancel")  # fmt: skip


NOT_YET = frozenset(["Your data", "Which ages is it for?"])
"""Offers that are not understood when they are sent. Take out of here what is put right, and add none."""


def _offered(show: Show, limit: Limit) -> list[str]:
    one = desk(show)
    return list(
        dict.fromkeys(text for typed in TYPED for text in one.questions_like(typed, show=show, limit=limit))
    )


@pytest.mark.parametrize("limit", ["nothing", "S01E04", "everything"])
@pytest.mark.parametrize("name", ["glass-orchard", "harbour-lights", "paper-moons", "static-valley"])
def test_each_offered_question_is_answered(name: str, limit: str) -> None:
    """Whoever takes an offer gets an answer: none of them is a miss, or asked back."""
    show = orchard() if name == "glass-orchard" else load(name)
    offered = _offered(show, Limit.parse(limit))
    assert len(offered) >= 10
    missed = [text for text in offered if not answered(ask(text, show, Limit.parse(limit)))]
    assert set(missed) - NOT_YET == set()


def test_what_is_typed_decides_what_comes_first() -> None:
    """A beginning, a word from the middle, another wording and another language lead to the question."""
    one, show = desk(orchard()), orchard()
    for typed, wanted in (
        ("who dire", "Who directed it?"),
        ("directed", "Who directed it?"),
        ("who plays pet", "Who plays Petra Windahl?"),
        ("run time", "How long is an episode?"),
        ("wie viele folgen", "How many episodes are there?"),
        ("¿dónde puedo verla", "Where can I watch it?"),
    ):
        assert one.questions_like(typed, show=show, limit=EVERYTHING)[0] == wanted


def test_before_anything_is_typed_the_usual_questions_are_there() -> None:
    """An empty field offers as many as Discord shows, those that most fans ask first, and none twice."""
    offered = desk(orchard()).questions_like("", show=orchard(), limit=NOTHING)
    assert offered[0] == "When is it out?"
    assert len(offered) == len(set(offered)) == limits.CHOICES
    assert all(len(text) <= limits.CHOICE_NAME for text in offered)


def test_nothing_hidden_is_offered(harbour: Show) -> None:
    """No offer names what lies beyond the limit, whatever is typed, and those grow with it."""
    for limit in (NOTHING, Limit.parse("S01E05"), Limit.parse("S02E02"), EVERYTHING):
        for text in [
            *_offered(harbour, limit),
            *desk(harbour).questions_like("Hester Flounders", show=harbour, limit=limit),
        ]:
            for season, number in re.findall(r"s(\d\d)e(\d\d)\b", text):
                assert not limit.upto or (int(season), int(number)) <= (limit.upto.season, limit.upto.number)
                assert limit != NOTHING
    told = desk(harbour).questions_like("hester", show=harbour, limit=EVERYTHING)
    assert told[0] == "Who plays Hester Flounders02e02?"


def test_what_a_show_does_not_know_is_not_offered(valley: Show) -> None:
    """A show without a director does not offer to tell who directed it."""
    assert "Who directed it?" in _offered(orchard(), EVERYTHING)
    assert "Who directed it?" not in _offered(valley, EVERYTHING)


def test_without_a_show_nothing_is_offered() -> None:
    """Where it isn't clear which show is meant, there is nothing to offer yet."""
    assert desk(orchard(), load("paper-moons")).questions_like("who", show=None, limit=EVERYTHING) == []


@pytest.mark.parametrize("typed", ["x" * 6_000, "🙂", "\x00", "who plays " * 400, "((("])
def test_anything_may_be_typed(typed: str) -> None:
    """No beginning of a question is a fault."""
    assert len(desk(orchard()).questions_like(typed, show=orchard(), limit=NOTHING)) <= limits.CHOICES
