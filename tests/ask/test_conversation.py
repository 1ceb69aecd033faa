"""What was said before is remembered for a moment, for one asker in one channel, and no longer."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answer import Question
from bot.ask.conversation import Before, Conversations

START = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
PETRA = Before("glass-orchard", (Question("cast", "r.petra"),))
GIL = Before("glass-orchard", (Question("cast", "r.gil"),))


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> dt.datetime:
        """What it shows."""
        return self.time


@pytest.fixture
def clock() -> Clock:
    """A clock of the test's own."""
    return Clock()


def test_the_last_answer_is_recalled_where_it_was_given(clock: Clock) -> None:
    """Each asker has a conversation of their own in each channel, and only the last answer counts."""
    kept = Conversations(clock)
    kept.note(1, 10, PETRA)
    assert kept.recall(1, 10) == PETRA
    assert kept.recall(1, 11) is None
    assert kept.recall(2, 10) is None
    kept.note(1, 10, GIL)
    assert kept.recall(1, 10) == GIL


@pytest.mark.parametrize(("seconds", "there"), [(0, True), (299, True), (301, False), (86_400, False)])
def test_it_is_kept_five_minutes(clock: Clock, seconds: int, there: bool) -> None:
    """A follow-up after more than five minutes goes on from nothing."""
    kept = Conversations(clock)
    kept.note(1, 10, PETRA)
    clock.time += dt.timedelta(seconds=seconds)
    assert (kept.recall(1, 10) == PETRA) is there


def test_each_answer_begins_the_five_minutes_anew(clock: Clock) -> None:
    """Who goes on asking is understood for as long as they do; asking back does not prolong it."""
    kept = Conversations(clock)
    for _ in range(5):
        kept.note(1, 10, PETRA)
        clock.time += dt.timedelta(minutes=4)
        assert kept.recall(1, 10) == PETRA
    clock.time += dt.timedelta(minutes=2)
    assert kept.recall(1, 10) is None
    assert kept.recall(1, 10) is None


def test_somebody_is_forgotten_on_demand(clock: Clock) -> None:
    """Everything of one asker goes, in all channels, and nothing of anybody else."""
    kept = Conversations(clock)
    for channel in (10, 11, 12):
        kept.note(1, channel, PETRA)
        kept.note(2, channel, GIL)
    kept.forget(1)
    kept.forget(3)
    assert [kept.recall(1, channel) for channel in (10, 11, 12)] == [None, None, None]
    assert [kept.recall(2, channel) for channel in (10, 11, 12)] == [GIL, GIL, GIL]


def test_no_number_of_askers_fills_the_memory(clock: Clock) -> None:
    """Of more askers than it can hold, those who asked longest ago are forgotten first."""
    kept = Conversations(clock)
    for asker in range(25_000):
        kept.note(asker, 10, PETRA)
    there = [asker for asker in range(25_000) if kept.recall(asker, 10)]
    assert 1_000 <= len(there) <= 10_000
    assert there == list(range(25_000 - len(there), 25_000))


def test_who_asked_again_counts_as_new(clock: Clock) -> None:
    """An asker who goes on is not the one to be forgotten."""
    kept = Conversations(clock)
    kept.note(0, 10, PETRA)
    for asker in range(1, 12_000):
        kept.note(asker, 10, GIL)
        if asker % 1_000 == 0:
            kept.note(0, 10, PETRA)
    assert kept.recall(0, 10) == PETRA
    assert kept.recall(1, 10) is None
