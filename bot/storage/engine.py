"""Opens connections in the way that the bot's promises need, and works on them without holding up the bot.

`sqlalchemy.ext.asyncio` would do that, too, and in the same way, but it brings SQLAlchemy's object mapper
along, which is not used here: that would be a tenth of the bot's start, and 6 MiB.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import AsyncAdaptedQueuePool
from sqlalchemy.util import greenlet_spawn

from bot.storage.address import Address

T = TypeVar("T")

_WRITING = "usher_writing"
_LOCK_PATIENCE = 2.0
"""Seconds for which a write waits on another process."""
_CONNECT_PATIENCE = _COMMAND_PATIENCE = 5.0
_TRIES = 5
_PRAGMAS = (
    # With FULL a confirmed write outlives a power cut, too; NORMAL would only outlive the process.
    "PRAGMA synchronous = FULL",
    # What a member deletes is overwritten in the file.
    "PRAGMA secure_delete = ON",
)


def make_engine(address: Address, *, migrating: bool = False) -> Engine:
    """An engine with no connection yet. For a migration it is patient, and alone on one connection."""
    if address.is_sqlite:
        return _sqlite(address, migrating=migrating)
    return create_engine(
        address.url,
        pool_pre_ping=True,
        pool_size=1 if migrating else 5,
        max_overflow=0,
        pool_timeout=_CONNECT_PATIENCE,
        connect_args={
            "timeout": _CONNECT_PATIENCE,
            "command_timeout": None if migrating else _COMMAND_PATIENCE,
        },
    )


async def read(engine: Engine, work: Callable[[Connection], T]) -> T:
    """What `work` gives, which reads in one transaction of its own."""

    def transaction() -> T:
        with engine.connect() as connection:
            return work(connection)

    return await greenlet_spawn(transaction)


async def write(engine: Engine, work: Callable[[Connection], T]) -> T:
    """What `work` gives, which writes in one transaction of its own. When this returns, it is written."""

    def transaction() -> T:
        with engine.execution_options(**{_WRITING: True}).begin() as connection:
            return work(connection)

    return await greenlet_spawn(transaction)


async def truncate_journal(engine: Engine) -> None:
    """Empty the journal of an SQLite file."""

    def truncate() -> None:
        # It can't be done inside a transaction, and SQLAlchemy's own connections always have one.
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()

    await greenlet_spawn(truncate)


async def dispose(engine: Engine) -> None:
    """Close all connections."""
    await greenlet_spawn(engine.dispose)


def _sqlite(address: Address, *, migrating: bool) -> Engine:
    # One connection writes while another reads; a database in memory is its one connection.
    alone = migrating or address.path is None
    engine = create_engine(
        address.url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1 if alone else 2,
        max_overflow=0,
        pool_timeout=_CONNECT_PATIENCE,
        connect_args={"timeout": 60.0 if migrating else _LOCK_PATIENCE},
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        _configure(connection, foreign_keys=not migrating)

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        # To take the lock at once is to wait for it at once; a later upgrade of the lock could fail.
        write = connection.get_execution_options().get(_WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _configure(connection: Any, *, foreign_keys: bool) -> None:
    """Set a new SQLite connection up; raise OperationalError where the file is locked."""
    # The driver's own way of beginning transactions would leave DDL outside of them.
    connection.isolation_level = None
    cursor = connection.cursor()
    for _ in range(_TRIES):
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            break
        except sqlite3.OperationalError:
            # Another process does the same just now. This does not wait for it, but a transaction does.
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("COMMIT")
    for pragma in (*_PRAGMAS, f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}"):
        cursor.execute(pragma)
    cursor.close()
