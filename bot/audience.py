"""How far an answer may go, and who sees it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from bot.knowledge.show import Show
from bot.spoilers import EVERYTHING, NOTHING, Limit, aired, stricter
from bot.storage.values import NOTHING_SET, Ceiling, Place, ServerSettings


class Memory(Protocol):
    """What is remembered of members and servers; `bot.storage.store.Store` is the real one."""

    async def place(self, user_id: int, show_id: str) -> Place | None:
        """How far a member has watched a show; None if they never said."""

    async def settings(self, guild_id: int) -> ServerSettings:
        """How a server set the bot up."""

    async def set_place(self, user_id: int, show_id: str, place: Place) -> None:
        """Remember how far a member has watched; raise StorageUnavailable if it can't be kept."""

    async def not_understood(
        self, guild_id: int | None, show_id: str, language: str, text: str, limit: Limit
    ) -> None:
        """Note a question that could not be answered; `limit` is how far its asker was told.

        Never raises, and never keeps an answer waiting.
        """


@dataclass(frozen=True, slots=True)
class Scene:
    """Who asks, and where.

    `scopes` are the ids of the channel (of a thread, its parent's) and of its category, near to far; None
    where they can't be known, which counts as the strictest. `alone` means that nobody else can read there.
    """

    user_id: int
    guild_id: int | None = None
    scopes: tuple[int, ...] | None = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Audience:
    """How far to tell, whether to the asker alone, and how far everybody there may be told."""

    limit: Limit
    private: bool
    ceiling: Limit


async def audience(
    memory: Memory,
    scene: Scene,
    show: Show,
    now: dt.datetime,
    *,
    private: bool = False,
    own: Limit | None = None,
) -> Audience:
    """The audience of an answer about a show.

    A public answer stops at the ceiling; if the asker is not that far, it goes to them alone, cut to their
    place. A private one goes as far as they have seen; if they never said, then as far as `own` (what they
    said on this very card) or the ceiling.
    """
    ceiling = await _ceiling(memory, scene, show, now)
    place = await memory.place(scene.user_id, show.id)
    if private or scene.alone:
        seen = _seen(place) if place is not None else own
        return Audience(ceiling if seen is None else seen, not scene.alone, ceiling)
    if place is None:
        return Audience(ceiling, False, ceiling)
    limit = stricter(show, ceiling, _seen(place))
    return Audience(limit, limit != ceiling, ceiling)


async def server_settings(memory: Memory, scene: Scene) -> ServerSettings:
    """The settings that hold in a scene; outside servers, those of nobody."""
    return NOTHING_SET if scene.guild_id is None else await memory.settings(scene.guild_id)


async def _ceiling(memory: Memory, scene: Scene, show: Show, now: dt.datetime) -> Limit:
    if scene.guild_id is None or scene.scopes is None:
        return NOTHING
    settings = await memory.settings(scene.guild_id)
    return ceiling_limit(settings.ceiling(show.id, scene.scopes), show, now)


def ceiling_limit(ceiling: Ceiling, show: Show, now: dt.datetime) -> Limit:
    """How far a ceiling lets a show be told today."""
    match ceiling.kind:
        case "premise":
            return NOTHING
        case "episode":
            return Limit(ceiling.upto)
        case "aired":
            return aired(show, now - dt.timedelta(days=ceiling.delay))
        case "everything":
            return EVERYTHING


def _seen(place: Place) -> Limit:
    return Limit(place.upto)
