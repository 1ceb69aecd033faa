"""What all tests share: the invented shows, a fixed time, and the real bot on a simulated Discord."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.app import UsherBot, create_bot
from bot.desk import Desk
from bot.knowledge.load import read_show
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.storage.store import Store

DATA = Path(__file__).parent / "data"
NOW = dt.datetime(2026, 1, 1, 12, 0, tzinfo=dt.UTC)


def load(name: str) -> Show:
    """An invented show of tests/data."""
    reading = read_show(DATA / f"{name}.yaml")
    assert reading.show is not None, reading.problems
    return reading.show


@pytest.fixture(scope="session")
def harbour() -> Show:
    """A weekly show with guarded facts of every kind."""
    return load("harbour-lights")


@pytest.fixture(scope="session")
def moons() -> Show:
    """A show that is not out yet."""
    return load("paper-moons")


@pytest.fixture(scope="session")
def valley() -> Show:
    """A show that was cancelled before its release."""
    return load("static-valley")


@pytest.fixture
def desk_for() -> Callable[..., Desk]:
    """A desk over some shows, at a fixed time."""

    def make(*shows: Show, default: str | None = None) -> Desk:
        shelf = Shelf({show.id: show for show in shows}, default)
        return Desk(lambda: shelf, lambda: NOW)

    return make


@pytest.fixture
def bot_for() -> Callable[..., UsherBot]:
    """The real bot over some shows, at a fixed time."""

    def make(
        *shows: Show,
        default: str | None = None,
        report_url: str | None = None,
        store: Store | None = None,
        now: dt.datetime = NOW,
    ) -> UsherBot:
        shelf = Shelf({show.id: show for show in shows}, default)
        return create_bot(shelf, store=store, clock=lambda: now, report_url=report_url)

    return make
