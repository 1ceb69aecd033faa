"""Keeps the database at hand, and comes back to it by itself when it was away."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextvars import Context
from typing import TypeVar

from sqlalchemy.engine import Connection, Engine

from bot.storage import copies, engine, schema, upgrade
from bot.storage.address import Address
from bot.storage.errors import DatabaseTooNew, StorageUnavailable, reason
from bot.storage.file import DatabaseFile

log = logging.getLogger(__name__)

T = TypeVar("T")
Work = Callable[[Connection], T]
Pause = Callable[[float], Awaitable[None]]

_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0


class Database:
    """One database, read and written in short transactions.

    While it can't be read, nothing is tried but by the one task that waits for it, longer each time. What was
    read before an outage may have changed during it, so `forget` is called when it is over.
    """

    def __init__(self, address: Address, forget: Callable[[], None], pause: Pause = asyncio.sleep) -> None:
        self.address = address
        self._forget = forget
        self._pause = pause
        self._engine: Engine | None = None
        self._file = DatabaseFile(address.path)
        self._writable = False
        self._said = ""
        self._recovery: asyncio.Task[None] | None = None
        self._closed = True

    @property
    def healthy(self) -> bool:
        """Whether it could be read and written when that was last tried."""
        return self._engine is not None and self._writable

    @property
    def at_hand(self) -> bool:
        """Whether reading and writing are tried at all."""
        return self._engine is not None

    async def open(self) -> None:
        """Make it ready, with the tables of today; go on trying in the background where it is away.

        Once it is ready this does nothing. Raises DatabaseTooNew.
        """
        if self._engine is not None:
            return
        self._closed = False
        try:
            await self._connect()
            await self._try_writing()
        except DatabaseTooNew:
            raise  # Waiting would not help.
        except Exception as error:
            self._fall(error)

    async def close(self) -> None:
        """Let go of it."""
        self._closed = True
        if self._recovery is not None:
            self._recovery.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._recovery
        await self._disconnect()

    async def read(self, work: Work[T]) -> T:
        """Read in one transaction; raise StorageUnavailable."""
        opened = self._engine
        if opened is None:
            raise StorageUnavailable
        try:
            return await engine.read(opened, work)
        except Exception as error:
            if self._engine is opened:
                await self._disconnect()
            self._fall(error)
            raise StorageUnavailable from error

    async def write(self, work: Work[T]) -> T:
        """Write in one transaction, which is on the disk when this returns.

        Raises StorageUnavailable. Unless it was not `at_hand` before, it is not certain then what is saved.
        """
        opened = self._engine
        if opened is None:
            raise StorageUnavailable

        def written(connection: Connection) -> T:
            result = work(connection)
            self._file.expect_same()
            return result

        try:
            result = await engine.write(opened, written)
            self._file.expect_same()
            if self._engine is not opened:
                raise ConnectionError("it was opened anew in between")
        except Exception as error:
            if isinstance(error, FileNotFoundError):
                await self._disconnect()
            self._fall(error)
            raise StorageUnavailable from error
        self._writable = True
        return result

    async def tidy(self) -> None:
        """Let nothing of what was deleted stay in SQLite's journal, if that can be done now."""
        if self._engine is not None and self.address.path is not None:
            with contextlib.suppress(Exception):
                await engine.truncate_journal(self._engine)

    def expire_copies(self, before: dt.datetime) -> None:
        """Take away what upgrades left beside an SQLite file before then, if that can be done now."""
        if self.address.path is not None:
            with contextlib.suppress(OSError):
                copies.expire(self.address.path, before)

    async def _connect(self) -> None:
        """Open it, and make or migrate the tables; raise DatabaseTooNew, or whatever is in the way."""
        self._file.prepare()
        made = engine.make_engine(self.address)
        try:
            if self.address.path is None and self.address.is_sqlite:
                await engine.write(made, upgrade.create)
            else:
                found = await engine.read(made, upgrade.stored_version)
                upgrade.expect_known(self.address, found)
                if found != schema.HEAD:
                    await upgrade.bring_up_to_date(self.address)
            self._file.opened()
        except BaseException:
            await engine.dispose(made)
            raise
        self._engine = made

    async def _disconnect(self) -> None:
        opened, self._engine = self._engine, None
        if opened is not None:
            await engine.dispose(opened)

    async def _try_writing(self) -> None:
        """Write what is there already; raise what keeps it from being written."""
        assert self._engine is not None, "connected"
        same = schema.version.update().values(version_num=schema.version.c.version_num)
        await engine.write(self._engine, lambda on: on.execute(same))
        self._file.expect_same()
        self._writable = True

    def _fall(self, error: Exception) -> None:
        """Take note that something failed, and wait for it to be over."""
        self._writable = False
        if self._closed:
            return
        self._say(error)
        if self._recovery is None or self._recovery.done():
            # It outlives the question in which the failure was noticed, so it gets a context of its own.
            self._recovery = asyncio.create_task(self._recover(), context=Context())

    async def _recover(self) -> None:
        for wait in _waits():
            await self._pause(wait)
            try:
                if self._engine is None:
                    await self._connect()
                    self._forget()
                await self._try_writing()
            except Exception as error:
                if isinstance(error, FileNotFoundError):
                    await self._disconnect()
                self._say(error)
            if self.healthy:
                break
        self._said = ""
        self._forget()
        log.info("The database %s is at hand again.", self.address)

    def _say(self, error: Exception) -> None:
        """Log what is wrong, once until it is something else."""
        what = "read" if self._engine is None else "written"
        said = f"The database {self.address} can't be {what} ({reason(error)}). I go on trying."
        if said != self._said:
            self._said = said
            log.error("%s", said)


def _waits() -> Iterator[float]:
    """Seconds between one try and the next."""
    wait = _FIRST_WAIT
    while True:
        yield wait
        wait = min(wait * 2, _LONGEST_WAIT)
