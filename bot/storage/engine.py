"""Opens connections in the way that the bot's promises need."""

from __future__ import annotations

import os
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.storage.address import Address

_WRITING = "usher_writing"
_LOCK_PATIENCE = 2.0
"""Seconds for which a write waits on another process."""
_CONNECT_PATIENCE = _COMMAND_PATIENCE = 5.0
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    # With FULL a confirmed write outlives a power cut, too; NORMAL would only outlive the process.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # What a member deletes is overwritten in the file.
    "PRAGMA secure_delete = ON",
)


def make_engine(address: Address, *, migrating: bool = False) -> AsyncEngine:
    """An engine with no connection yet. For a migration it is patient, and alone on one connection."""
    if address.is_sqlite:
        return _sqlite(address, migrating=migrating)
    return create_async_engine(
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


def for_writing(engine: AsyncEngine) -> AsyncEngine:
    """The same connections, for transactions that write."""
    return engine.execution_options(**{_WRITING: True})


def _sqlite(address: Address, *, migrating: bool) -> AsyncEngine:
    # One connection writes while another reads; a database in memory is its one connection.
    alone = migrating or address.path is None
    engine = create_async_engine(
        address.url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1 if alone else 2,
        max_overflow=0,
        pool_timeout=_CONNECT_PATIENCE,
        connect_args={"timeout": 60.0 if migrating else _LOCK_PATIENCE},
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        # The driver's own way of beginning transactions would leave DDL outside of them.
        connection.isolation_level = None
        cursor = connection.cursor()
        try:
            for pragma in (*_PRAGMAS, *(["PRAGMA foreign_keys = OFF"] if migrating else [])):
                cursor.execute(pragma)
        except BaseException:
            connection.close()  # The pool leaves that to whoever listens here.
            raise
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begun(connection: Connection) -> None:
        # To take the lock at once is to wait for it at once; a later upgrade of the lock could fail.
        write = connection.get_execution_options().get(_WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def create_private(address: Address) -> None:
    """Make the SQLite file, where there is none, so that only its owner can read it; raise OSError."""
    if address.path is not None and not address.path.exists():
        os.close(os.open(address.path, os.O_RDWR | os.O_CREAT, 0o600))
