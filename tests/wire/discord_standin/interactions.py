"""Interactions from INTERACTION_CREATE to the last follow-up."""

import asyncio
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Any

from .answers import (
    JSON,
    already_acknowledged,
    expired_webhook,
    unknown_interaction,
    unknown_webhook,
)
from .bodies import Asked, Flag
from .ids import snowflake
from .ids import token as new_token
from .reading import text_of
from .scene import Scene
from .world import APPLICATION_ID, Permission, World

FIRST_ANSWER = 3.0
LOADING = 1 << 7
LIFE = 15 * 60.0


class NoAnswerError(AssertionError):
    """The bot didn't answer in time."""


@dataclass(frozen=True)
class Callback:
    """The bot's first answer to an interaction.

    `type` and `data` are as it sent them, `latency` is in seconds from the moment before
    INTERACTION_CREATE went out.
    """

    type: int
    data: JSON
    latency: float
    asked: "Interaction" = field(repr=False)

    @property
    def message(self) -> JSON | None:
        """The message that the fan sees, as it is now."""
        return self.asked.original

    @property
    def text(self) -> str:
        """The words of the message, the modal or the choices."""
        return text_of(self.data)

    @property
    def private(self) -> bool:
        """Whether only the fan sees it."""
        return bool((self.message or {}).get("flags", 0) & Flag.EPHEMERAL)

    @property
    def choices(self) -> list[JSON]:
        """What autocomplete offers."""
        return list(self.data.get("choices") or ())


@dataclass(eq=False)
class Interaction:
    """One use of the bot by a fan. Awaiting it gives the callback, or raises `NoAnswerError`."""

    type: int
    data: JSON
    scene: Scene
    patience: float
    message: JSON | None = None
    id: str = field(default_factory=snowflake)
    token: str = field(default_factory=new_token)
    sent_at: float = 0.0
    callback: Callback | None = None
    original: JSON | None = None
    followups: list[JSON] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    taken: bool = False

    def payload(self, world: World) -> JSON:
        """The event that tells the bot of it."""
        payload: JSON = {
            "id": self.id,
            "application_id": str(APPLICATION_ID),
            "type": self.type,
            "token": self.token,
            "version": 1,
            "data": self.data,
            **self.scene.interaction(world),
        }
        if self.message is not None:
            payload["message"] = self.message
        return payload

    def take(self, at: float) -> None:
        """Let the bot acknowledge it at this time; raises Discord's refusals."""
        if self.sent_at and at - self.sent_at > FIRST_ANSWER:
            raise unknown_interaction()
        if self.taken:
            raise already_acknowledged()
        self.taken = True

    def must_be_alive(self) -> None:
        """Raises Discord's refusal if nothing can be sent after the callback (any more)."""
        if self.callback is None:
            raise unknown_webhook()
        if time.monotonic() - self.sent_at > LIFE:
            raise expired_webhook()

    def installed_only_by_user(self, world: World) -> bool:
        """Whether the bot is used where nobody but the fan installed it."""
        return "0" not in self.scene.authorizing_owners(world)

    def is_hushed(self, world: World) -> bool:
        """Whether the answer is private whatever the bot asks: the server forbids external apps."""
        outside = self.scene.context == 0 and self.installed_only_by_user(world)
        return outside and not self.scene.permissions & Permission.USE_EXTERNAL_APPS

    @property
    def title(self) -> str:
        """What the fan did, in a few words."""
        return f"{Asked(self.type).name} {self.data.get('name') or self.data.get('custom_id')!r}"

    def __await__(self) -> Generator[Any, None, Callback]:
        return self._answered().__await__()

    async def _answered(self) -> Callback:
        await self._until(lambda: self.callback is not None, "no callback to")
        assert self.callback is not None
        return self.callback

    async def followup(self, number: int = 1) -> JSON:
        """The `number`-th message after the first, waited for if need be."""
        await self._until(lambda: len(self.followups) >= number, f"no follow-up {number} to")
        return self.followups[number - 1]

    async def finished(self) -> JSON:
        """The first message once it isn't "thinking" any more."""
        await self._until(lambda: bool(self.original) and not self.loading, "still thinking about")
        assert self.original is not None
        return self.original

    @property
    def loading(self) -> bool:
        """Whether the fan sees that the bot is thinking."""
        return self.original is not None and bool(self.original["flags"] & LOADING)

    async def _until(self, done: Callable[[], bool], failing: str) -> None:
        try:
            async with asyncio.timeout(self.patience):
                while not done():
                    self.changed.clear()
                    await self.changed.wait()
        except TimeoutError:
            raise NoAnswerError(f"{failing} {self.title} within {self.patience:g} s") from None


class Interactions:
    """All interactions of a run, by their token."""

    def __init__(self) -> None:
        self._kept: dict[str, Interaction] = {}

    def add(self, interaction: Interaction) -> None:
        """Know it from now on."""
        self._kept[interaction.token] = interaction

    def by_token(self, token: str) -> Interaction | None:
        """The interaction with this secret."""
        return self._kept.get(token)

    def unanswered(self) -> list[Interaction]:
        """Those that have no callback, oldest first."""
        return [interaction for interaction in self._kept.values() if interaction.callback is None]
