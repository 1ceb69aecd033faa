"""How often questions are answered."""

from __future__ import annotations

import datetime as dt

from bot.ui import pace
from bot.ui.pace import Pace
from tests.conftest import NOW


class Clock:
    """A time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        """The time."""
        return self.now

    def pass_by(self, seconds: float) -> None:
        """Let time pass."""
        self.now += dt.timedelta(seconds=seconds)


def test_a_member_is_told_once_to_wait() -> None:
    """After so many questions comes one sign, then silence, and an answer once the oldest is a minute old."""
    clock = Clock()
    counted = Pace(clock, member=2, channel=99)
    assert [counted.turn(1, 10) for _ in range(4)] == ["answer", "answer", "wait", "silence"]
    clock.pass_by(59)
    assert counted.turn(1, 10) == "silence"
    clock.pass_by(1)
    assert [counted.turn(1, 10) for _ in range(4)] == ["answer", "answer", "wait", "silence"]


def test_a_member_is_counted_wherever_they_ask() -> None:
    """Another channel gives nobody more; another member has their own count."""
    counted = Pace(Clock(), member=1, channel=99)
    assert [counted.turn(1, 10), counted.turn(1, 11), counted.turn(2, 10)] == ["answer", "wait", "answer"]


def test_a_channel_is_told_once_to_wait() -> None:
    """However many ask there; in other channels they are still answered."""
    counted = Pace(Clock(), member=99, channel=2)
    assert [counted.turn(user, 10) for user in range(5)] == ["answer", "answer", "wait", "silence", "silence"]
    assert counted.turn(4, 11) == "answer"


def test_what_is_not_answered_does_not_count() -> None:
    """Who goes on asking is answered as early as who waits."""
    clock = Clock()
    counted = Pace(clock, member=2, channel=3)
    assert counted.turn(1, 10) == "answer"
    for _ in range(11):
        clock.pass_by(5)
        counted.turn(1, 10)
    clock.pass_by(5)
    assert counted.turn(1, 10) == "answer"


def test_members_and_channels_are_forgotten() -> None:
    """However many ask, only so many are remembered."""
    counted = Pace(Clock(), member=1, channel=1)
    for user in range(pace._MOST):
        counted.turn(user, user)
    assert len(counted._counted) <= pace._MOST
    assert counted.turn(0, 0) == "answer"
    assert counted.turn(pace._MOST - 1, pace._MOST - 1) == "wait"
