"""What a fan says in a channel, and what the bot does about it."""

import asyncio
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

from .answers import JSON
from .interactions import NoAnswerError
from .reading import text_of


@dataclass(frozen=True)
class Posted:
    """The bot's message, or its reaction, and the seconds until it came."""

    latency: float
    message: JSON | None = None
    emoji: str | None = None

    @property
    def text(self) -> str:
        """The words of the message."""
        return text_of(self.message or {})


class Said:
    """A fan's message. Awaiting it gives the first message or reaction of the bot's to it."""

    def __init__(self, message: JSON, patience: float) -> None:
        self.message = message
        self.sent_at = 0.0
        self.posted: list[Posted] = []
        self._patience = patience
        self._changed = asyncio.Event()

    def is_in(self, channel: str) -> bool:
        """Whether it was said in this channel."""
        return bool(self.message["channel_id"] == channel)

    def answered(self, message: JSON, at: float) -> None:
        """The bot wrote `message`."""
        self._note(Posted(at - self.sent_at, message=message))

    def reacted(self, emoji: str, at: float) -> None:
        """The bot put `emoji` under it."""
        self._note(Posted(at - self.sent_at, emoji=emoji))

    def _note(self, posted: Posted) -> None:
        self.posted.append(posted)
        self._changed.set()

    def __await__(self) -> Generator[Any, None, Posted]:
        return self._wait().__await__()

    async def _wait(self) -> Posted:
        return await self._first(lambda posted: True, "nothing")

    async def reply(self) -> Posted:
        """The bot's first message about it, waited for if need be."""
        return await self._first(lambda posted: posted.message is not None, "no reply")

    async def _first(self, wanted: Callable[[Posted], bool], failing: str) -> Posted:
        try:
            async with asyncio.timeout(self._patience):
                while not (fitting := [posted for posted in self.posted if wanted(posted)]):
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise NoAnswerError(f"{failing} about {self.message['content']!r}") from None
        return fitting[0]
