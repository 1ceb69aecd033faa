"""The two private spots of simcord that the demo needs: whose language a user speaks, and the time."""

from __future__ import annotations

import datetime as dt
import inspect
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

from simcord import interactions
from simcord.env import Env

_PAYLOAD_ARGUMENTS = {"backend", "type", "channel_id", "guild_id", "user_id", "data"}
_PAYLOAD_KEYS = {"locale", "authorizing_integration_owners"}
_CLOCK_PARTS = {"now", "advance", "elapsed"}


class SimcordChanged(Exception):
    """simcord is no longer built as the demo needs it; the text says what to do."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The demo does not work with simcord {version('simcord')}: {what} is not as expected. "
            "Install the version that constraints.txt names: python -m pip install -c constraints.txt simcord"
        )


class WallClock:
    """Tells the real time where simcord's own clock stands still; nothing but time moves it."""

    def __init__(self, elapsed: float) -> None:
        """`elapsed` is how many seconds the clock before it has counted."""
        # simcord replaces time.monotonic while it runs
        self._start = time.perf_counter() - elapsed

    @property
    def elapsed(self) -> float:
        """Seconds since the simulation began."""
        return time.perf_counter() - self._start

    def now(self) -> dt.datetime:
        """The time, in UTC."""
        return dt.datetime.now(dt.UTC)

    def advance(self, seconds: float) -> None:
        """Time passes by itself."""


def set_clock(env: Env) -> None:
    """Make the simulation tell the real time; raise SimcordChanged where its clock is another one."""
    clock: Any = getattr(env.backend, "clock", None)
    if not all(hasattr(clock, part) for part in _CLOCK_PARTS):
        raise SimcordChanged("its clock")
    env.backend.clock = WallClock(clock.elapsed)  # type: ignore[assignment]
    if abs(env.now() - dt.datetime.now(dt.UTC)) > dt.timedelta(minutes=1):
        raise SimcordChanged("its clock")


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Everybody on the simulated Discord speaks `locale`, and has the bot from their server.

    simcord itself knows one language. Raise SimcordChanged where it sends interactions in another way.
    """
    original: Callable[..., Any] | None = getattr(interactions, "base_payload", None)
    if original is None or not set(inspect.signature(original).parameters) >= _PAYLOAD_ARGUMENTS:
        raise SimcordChanged("the way it sends interactions")

    def base_payload(backend: Any, **given: Any) -> tuple[Any, dict[str, Any]]:
        record, payload = original(backend, **given)
        if not payload.keys() >= _PAYLOAD_KEYS:
            raise SimcordChanged("the way it sends interactions")
        payload["locale"] = locale
        if "guild_locale" in payload:
            payload["guild_locale"] = locale
        payload["authorizing_integration_owners"] = {"0": str(payload.get("guild_id", 0))}
        return record, payload

    interactions.base_payload = base_payload
    try:
        yield
    finally:
        interactions.base_payload = original
