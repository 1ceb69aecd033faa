"""Brings a database to the tables of today: makes them, or migrates what is there.

Alembic is imported when something is to be migrated, and not before: it is slow to load and large.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from sqlalchemy import inspect, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.util import await_

from bot.storage import copies, schema
from bot.storage.address import Address
from bot.storage.engine import dispose, make_engine, write
from bot.storage.errors import DatabaseTooNew
from bot.storage.file import make as make_file

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x75736865
"""What processes that migrate the same PostgreSQL database wait for, each in its turn."""


def stored_version(connection: Connection) -> str | None:
    """The version of the tables that are there; None where there are none."""
    if not inspect(connection).has_table(schema.VERSION_TABLE):
        return None
    return connection.scalar(select(schema.version.c.version_num))


async def bring_up_to_date(address: Address) -> tuple[str | None, str]:
    """Make or migrate the tables, all or nothing; give the versions before and after.

    Of an SQLite file there is a verified copy beside it before anything is migrated. Processes that do this
    at once wait for each other. Raises DatabaseTooNew, or whatever kept it from being done: then nothing has
    changed.
    """
    if address.path is not None:
        make_file(address.path)

    def bring(connection: Connection) -> str | None:
        if not address.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        found = stored_version(connection)
        expect_known(address, found)
        if found is None:
            create(connection)
        elif found != schema.HEAD:
            if address.path is not None:
                await_(asyncio.to_thread(copies.keep, address.path, found))
            migrate(connection, schema.HEAD)
        return found

    engine = make_engine(address, migrating=True)
    try:
        found = await write(engine, bring)
    finally:
        await dispose(engine)
    if found is not None and found != schema.HEAD:
        log.info("The database is now of version %s; it was %s.", schema.HEAD, found)
    return found, schema.HEAD


def expect_known(address: Address, found: str | None) -> None:
    """Raise DatabaseTooNew for a version that this Usher doesn't know."""
    if found is not None and found not in schema.REVISIONS:
        raise DatabaseTooNew(
            f"The database {address} has version {found}, and this Usher knows none after {schema.HEAD}: "
            "a newer Usher has made it. Run that one, or restore a copy from before its upgrade."
        )


def create(connection: Connection) -> None:
    """Make the tables of today where there are none."""
    schema.metadata.create_all(connection, checkfirst=False)
    schema.version.create(connection)
    connection.execute(schema.version.insert().values(version_num=schema.HEAD))


def migrate(connection: Connection, target: str) -> None:
    """Bring tables of an older version to `target`, in the transaction that has begun.

    Raises RuntimeError where rows would be left that point to nothing.
    """
    from alembic import command
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)
    if connection.dialect.name == "sqlite":
        # Foreign keys are off while tables are copied; this is what they would have refused.
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"the migration left {len(broken)} rows that point to nothing")
