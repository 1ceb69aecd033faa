"""Keeps members' places, servers' settings and questions; gives the strictest where it can't read them."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Collection, Iterable
from contextvars import Context
from typing import Any, TypeVar

from sqlalchemy.engine import Connection

from bot.spoilers import Limit
from bot.storage import queries, questions
from bot.storage.address import read_address
from bot.storage.cache import ReadThrough
from bot.storage.database import Database, Pause
from bot.storage.errors import StorageUnavailable
from bot.storage.noting import Noted, Noting
from bot.storage.queries import Places
from bot.storage.questions import NO_SERVER, Asked, KeptQuestion
from bot.storage.scrub import scrub
from bot.storage.values import UNREAD_PLACE, UNREAD_SETTINGS, Ceiling, Place, ServerSettings

V = TypeVar("V")

MEMBERS_CACHED, SERVERS_CACHED = 4096, 1024
_READ_PATIENCE, _WRITE_PATIENCE = 1.0, 2.5
"""Seconds. Discord wants a reply within three."""


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Store:
    """All that the bot keeps, for one running bot: what another writes is seen at the next start.

    Reading never fails: what can't be read is the strictest value there is, with `known` False. What is
    remembered stays good during an outage, as nobody but this bot changes it, and is forgotten after one.
    Writing returns when it is saved for good, and raises StorageUnavailable otherwise.
    """

    def __init__(
        self, url: str, *, pause: Pause = asyncio.sleep, clock: Callable[[], dt.datetime] = _utc_now
    ) -> None:
        """Raises UnusableDatabase for a `url` that is not clear.

        `pause` waits for some seconds; `clock` gives the time with a zone.
        """
        self._database = Database(read_address(url), self._forget, pause)
        self._places: ReadThrough[int, Places] = ReadThrough(self._load_places, MEMBERS_CACHED)
        self._settings: ReadThrough[int, ServerSettings] = ReadThrough(self._load_settings, SERVERS_CACHED)
        self._turn = asyncio.Lock()
        self._saving: set[asyncio.Task[Any]] = set()
        self._clock = clock
        self._noting = Noting(self._save_noted, lambda: self._database.at_hand)

    @property
    def healthy(self) -> bool:
        """Whether the database could be read and written when that was last tried."""
        return self._database.healthy

    async def open(self) -> None:
        """Make the database ready, migrating it where it is older; raise DatabaseTooNew.

        Where it is away this returns all the same, and the store comes back to it by itself.
        """
        await self._database.open()

    async def close(self) -> None:
        """Finish what is being saved and read, and let go of the database."""
        await self._noting.settle()
        if self._saving:
            await asyncio.wait(self._saving)
        await self._places.settle()
        await self._settings.settle()
        await self._database.close()

    async def place(self, user_id: int, show_id: str) -> Place | None:
        """How far a member has watched a show; None where they never said."""
        try:
            return (await self._places.get(user_id, _READ_PATIENCE)).get(show_id)
        except (StorageUnavailable, TimeoutError):
            return UNREAD_PLACE

    async def set_place(self, user_id: int, show_id: str, place: Place) -> None:
        """Save how far a member has watched a show."""
        if not place.known:
            raise ValueError("a place that could not be read can't be saved")
        await self._save_places(user_id, lambda on: queries.save_place(on, user_id, show_id, place))

    async def clear_place(self, user_id: int, show_id: str) -> None:
        """Forget how far a member has watched a show."""
        await self._save_places(user_id, lambda on: queries.delete_place(on, user_id, show_id))

    async def export_user(self, user_id: int) -> dict[str, Any]:
        """All that is stored about a member, ready for JSON; raise StorageUnavailable."""
        places = await self._load_places(user_id)
        progress = [
            {
                "show": show,
                "upto": None if place.upto is None else str(place.upto),
                "finished": place.finished,
            }
            for show, place in sorted(places.items())
        ]
        return {"user": str(user_id), "progress": progress}

    async def delete_user(self, user_id: int) -> None:
        """Forget all that is stored about a member."""
        await self._save_places(user_id, lambda on: queries.delete_places(on, user_id))
        await self._database.tidy()

    async def settings(self, guild_id: int) -> ServerSettings:
        """How a server set the bot up."""
        try:
            return await self._settings.get(guild_id, _READ_PATIENCE)
        except (StorageUnavailable, TimeoutError):
            return UNREAD_SETTINGS

    async def set_shows(self, guild_id: int, shows: Iterable[str]) -> ServerSettings:
        """Save which shows a server is about, by their ids; none stands for all. Gives its settings."""
        return await self._save_settings(
            guild_id, lambda on: queries.save_server(on, guild_id, shows=" ".join(shows))
        )

    async def set_default_show(self, guild_id: int, show_id: str | None) -> ServerSettings:
        """Save which show is meant where a member names none. Gives the server's settings."""
        return await self._save_settings(
            guild_id, lambda on: queries.save_server(on, guild_id, default_show=show_id)
        )

    async def set_language(self, guild_id: int, language: str | None) -> ServerSettings:
        """Save the language of public answers. Gives the server's settings."""
        return await self._save_settings(
            guild_id, lambda on: queries.save_server(on, guild_id, language=language)
        )

    async def set_ceiling(
        self, guild_id: int, scope_id: int, show_id: str, ceiling: Ceiling
    ) -> ServerSettings:
        """Save the ceiling of a scope for a show. Gives the server's settings."""
        return await self._save_settings(
            guild_id, lambda on: queries.save_ceiling(on, guild_id, scope_id, show_id, ceiling)
        )

    async def clear_ceiling(self, guild_id: int, scope_id: int, show_id: str) -> ServerSettings:
        """Take the ceiling of a scope for a show away, so that it inherits. Gives the server's settings."""
        return await self._save_settings(
            guild_id, lambda on: queries.delete_ceiling(on, guild_id, scope_id, show_id)
        )

    async def set_quiet(self, guild_id: int, channel_id: int, *, quiet: bool) -> ServerSettings:
        """Save whether mentions go unanswered in a channel or category. Gives the server's settings."""
        return await self._save_settings(
            guild_id, lambda on: queries.save_quiet(on, guild_id, channel_id, quiet=quiet)
        )

    async def set_keeps_questions(self, guild_id: int, keeps: bool) -> ServerSettings:
        """Save whether a server keeps questions; one that stops has none. Gives the server's settings."""
        settings = await self._save_settings(
            guild_id, lambda on: queries.save_keeps_questions(on, guild_id, keeps=keeps)
        )
        if not keeps:
            await self._database.tidy()
        return settings

    async def not_understood(
        self, guild_id: int | None, show_id: str, language: str, text: str, limit: Limit
    ) -> None:
        """Count a question that could not be answered, and keep its text where the server does so.

        It is noted behind the answers: this never raises, and waits for nothing. What is kept is scrubbed of
        whatever names anybody; in direct messages (None) nothing is kept. `limit` is how far the asker was
        told: as a question may spoil what its asker knows, it is for those who know as much.
        """
        kept = scrub(text) if guild_id is not None and show_id else ""
        asked = Asked(NO_SERVER if guild_id is None else guild_id, show_id, limit, language, kept)
        self._noting.note(asked, self._clock().astimezone(dt.UTC).date())

    async def questions(self, guild_id: int) -> list[KeptQuestion]:
        """The questions that a server keeps; raise StorageUnavailable. Cut them before anybody reads them."""
        await self._noting.settle(_READ_PATIENCE)
        return await self._database.read(lambda on: questions.kept(on, guild_id))

    async def forget_questions(self, asked: Collection[Asked]) -> None:
        """Forget some questions that servers keep. They stay counted."""
        await self._save(lambda on: questions.forget(on, asked))
        await self._database.tidy()

    async def forget_all_questions(self, guild_id: int) -> None:
        """Forget all questions that a server keeps. They stay counted."""
        await self._save(lambda on: questions.forget_all(on, guild_id))
        await self._database.tidy()

    async def guild_removed(self, guild_id: int, at: dt.datetime) -> None:
        """Note that a server removed the bot."""
        await self._save(lambda on: queries.mark_removed(on, [guild_id], at))

    async def guild_present(self, guild_id: int) -> None:
        """Note that a server has the bot (again)."""
        await self._save(lambda on: queries.mark_removed(on, [guild_id], None))

    async def reconcile(self, present: Collection[int], at: dt.datetime) -> None:
        """Compare with the servers that have the bot, all of them: the others removed it, now or before.

        A list that an outage cut short must not come here.
        """
        await self._save(lambda on: queries.reconcile(on, frozenset(present), at))

    async def purge(self, now: dt.datetime, grace: dt.timedelta) -> int:
        """Forget the servers that removed the bot that long ago; give how many they were.

        So go the copies that were made before upgrades as long ago: what was deleted since is still in them.
        Questions go that nobody has asked for `questions.KEPT_FOR`.
        """

        def forget(connection: Connection) -> list[int]:
            questions.expire(connection, (now - questions.KEPT_FOR).astimezone(dt.UTC).date())
            gone = queries.removed_before(connection, now - grace)
            queries.delete_servers(connection, gone)
            return gone

        gone = await self._save(forget)
        for guild_id in gone:
            self._settings.drop(guild_id)
        self._database.expire_copies(now - grace)
        await self._database.tidy()
        return len(gone)

    async def _load_places(self, user_id: int) -> Places:
        return await self._database.read(lambda on: queries.places_of(on, user_id))

    async def _load_settings(self, guild_id: int) -> ServerSettings:
        return await self._database.read(lambda on: queries.settings_of(on, guild_id))

    async def _save_noted(self, noted: Noted) -> None:
        await self._save(lambda on: questions.note(on, noted))

    async def _save_places(self, user_id: int, change: Callable[[Connection], None]) -> None:
        def save(connection: Connection) -> Places:
            change(connection)
            return queries.places_of(connection, user_id)

        await self._save(save, self._places, user_id)

    async def _save_settings(self, guild_id: int, change: Callable[[Connection], None]) -> ServerSettings:
        def save(connection: Connection) -> ServerSettings:
            change(connection)
            return queries.settings_of(connection, guild_id)

        return await self._save(save, self._settings, guild_id)

    async def _save(
        self,
        work: Callable[[Connection], V],
        cache: ReadThrough[int, V] | None = None,
        key: int = 0,
    ) -> V:
        """Write in one transaction, then remember what is saved under `key`; give it."""

        async def in_turn() -> V:
            # One after the other, so that the cache gets the values in the order in which they are saved.
            async with self._turn:
                if not self._database.at_hand:
                    raise StorageUnavailable
                try:
                    value = await self._database.write(work)
                except BaseException:
                    if cache is not None:
                        cache.drop(key)
                    raise
                if cache is not None:
                    cache.put(key, value)
                return value

        # It goes on when whoever asked for it is gone: half a write is worse than one that nobody awaits.
        task = asyncio.create_task(in_turn(), context=Context())
        self._saving.add(task)
        task.add_done_callback(self._saved)
        done, _ = await asyncio.wait({task}, timeout=_WRITE_PATIENCE)
        if not done:
            raise StorageUnavailable
        return task.result()

    def _saved(self, task: asyncio.Task[Any]) -> None:
        self._saving.discard(task)
        if not task.cancelled():
            task.exception()  # Nobody may be left to ask for it.

    def _forget(self) -> None:
        self._places.clear()
        self._settings.clear()
