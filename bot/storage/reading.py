"""Reads what is kept of questions, also while the bot runs, for `usher unanswered`."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from bot.storage import questions, schema, upgrade
from bot.storage.address import Address, read_address
from bot.storage.commands import NotDone
from bot.storage.engine import dispose, make_engine, read
from bot.storage.errors import UnusableDatabase, reason
from bot.storage.questions import KeptQuestion, MissCount


@dataclass(frozen=True, slots=True)
class Unanswered:
    """The questions that servers keep, and the counts of all. Cut both before anybody reads them."""

    kept: tuple[KeptQuestion, ...]
    counts: tuple[MissCount, ...]


def read_unanswered(url: str) -> Unanswered:
    """Read the database as it is; raise NotDone or UnusableDatabase. Nothing is made or migrated."""
    address = read_address(url)
    if address.path is None and address.is_sqlite:
        raise NotDone("DATABASE_URL names a database in memory, which only the running bot can read.")
    if address.path is not None and not address.path.exists():
        raise NotDone(f"There is no database {address} yet, so there are no questions.")
    try:
        return asyncio.run(_read(address))
    except (NotDone, UnusableDatabase):
        raise
    except Exception as error:
        raise NotDone(f"The database {address} could not be read: {reason(error)}.") from error


async def _read(address: Address) -> Unanswered:
    def look(connection: Connection) -> Unanswered:
        found = upgrade.stored_version(connection)
        upgrade.expect_known(address, found)
        if found != schema.HEAD:
            raise NotDone(f"The database {address} is of an older version: run “usher db upgrade” first.")
        return Unanswered(tuple(questions.kept(connection)), tuple(questions.counts(connection)))

    engine = make_engine(address)
    try:
        return await read(engine, look)
    finally:
        await dispose(engine)
