"""Notes questions that were not understood behind the answers: nobody waits for it, and nothing grows."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextvars import Context

from bot.storage.questions import Asked

log = logging.getLogger(__name__)

WAITING = 256
"""So many different questions wait to be saved; what comes beyond them is lost."""

Noted = Mapping[tuple[Asked, dt.date], int]


class Noting:
    """Gathers questions and saves them together, as soon as the last ones are saved.

    While the database is away they wait for the next question after it came back. What fails while it is
    being saved is lost, as it is not certain then what was.
    """

    def __init__(self, save: Callable[[Noted], Awaitable[None]], at_hand: Callable[[], bool]) -> None:
        self._save = save
        self._at_hand = at_hand
        self._waiting: dict[tuple[Asked, dt.date], int] = {}
        self._task: asyncio.Task[None] | None = None

    def note(self, asked: Asked, day: dt.date) -> None:
        """Take a question; never waits, never raises."""
        key = (asked, day)
        if key not in self._waiting and len(self._waiting) >= WAITING:
            return
        self._waiting[key] = self._waiting.get(key, 0) + 1
        self._begin()

    async def settle(self, patience: float | None = None) -> None:
        """Wait until all is saved that can be saved now, or for `patience` seconds."""
        self._begin()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=patience)

    def _begin(self) -> None:
        if self._waiting and self._at_hand() and (self._task is None or self._task.done()):
            # It belongs to nobody who asks, so it gets a context of its own.
            self._task = asyncio.create_task(self._save_all(), context=Context())

    async def _save_all(self) -> None:
        while self._waiting and self._at_hand():
            batch, self._waiting = self._waiting, {}
            try:
                await self._save(batch)
            except Exception as error:
                log.debug("could not note what was not understood: %s", type(error).__name__)
