"""What `usher db` does: upgrade, backup and restore. Each gives the sentence to print."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from pathlib import Path

from bot.storage import copies, schema
from bot.storage.address import Address, read_address
from bot.storage.errors import UnusableDatabase, reason
from bot.storage.file import make as make_file
from bot.storage.upgrade import bring_up_to_date


class NotDone(Exception):
    """It could not be done, and nothing has changed: a sentence that says why."""


def upgrade(url: str) -> str:
    """Make the tables or migrate them; raise NotDone or UnusableDatabase."""
    address = read_address(url)
    try:
        before, after = asyncio.run(bring_up_to_date(address))
    except UnusableDatabase:
        raise
    except Exception as error:
        raise NotDone(f"The database {address} could not be upgraded: {reason(error)}.") from error
    if before is None:
        return f"The database {address} is made, of version {after}."
    if before == after:
        return f"The database {address} is up to date, of version {after}."
    return f"The database {address} is upgraded from version {before} to {after}."


def backup(url: str, target: Path) -> str:
    """Copy the database into one file, verified, also while the bot runs; raise NotDone or UnusableDatabase.

    A file of that name is replaced.
    """
    path = _file(read_address(url), f"pg_dump --format=custom --file={target} YOUR_DATABASE")
    if not path.exists():
        raise NotDone(f"There is no database {path} yet, so there is nothing to back up.")
    if target.exists() and target.samefile(path):
        raise NotDone("A backup needs a file of its own: name another than the database.")
    try:
        with contextlib.closing(copies.connect(path)) as database:
            copies.write(database, target)
    except (OSError, sqlite3.Error, copies.DamagedFile) as error:
        raise NotDone(f"The database {path} could not be copied to {target}: {reason(error)}.") from error
    return f"The database {path} is in {target} as it is now, and the copy is verified."


def restore(url: str, source: Path) -> str:
    """Put a backup into the place of the database; raise NotDone or UnusableDatabase.

    The backup is verified first, and the database must not be in use. What it replaces stays beside it. All
    of this is done or nothing, also when the machine stops in between.
    """
    path = _file(read_address(url), f"pg_restore --clean --if-exists --dbname=YOUR_DATABASE {source}")
    try:
        version = copies.verify(source)
    except OSError as error:
        raise NotDone(f"{source} can't be read: {error.strerror}.") from error
    except copies.DamagedFile as error:
        raise NotDone(f"{source} {error}, so it is not restored.") from error
    if path.exists() and path.samefile(source):
        raise NotDone("That is the database itself: name a backup.")
    kept = path.with_name(f"{path.name}.replaced.copy") if path.exists() else None
    try:
        _replace(path, source, kept)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise NotDone(f"{source} could not be restored to {path}: {error}.") from error
        raise NotDone(f"The database {path} is in use: stop the bot, then restore.") from error
    except (OSError, sqlite3.Error, copies.DamagedFile) as error:
        raise NotDone(f"{source} could not be restored to {path}: {reason(error)}.") from error
    replaced = f" What it replaced is in {kept}." if kept else ""
    older = "" if version == schema.HEAD else " It is of an older version, which the next start upgrades."
    return f"The database {path} is as it was in {source}.{replaced}{older}"


def _file(address: Address, instead: str) -> Path:
    if address.path is None:
        what = "a database in memory" if address.is_sqlite else "PostgreSQL"
        hint = "" if address.is_sqlite else f" Use its own tools: {instead}"
        raise NotDone(f"DATABASE_URL names {what}, which this can't back up or restore.{hint}")
    return address.path


def _replace(path: Path, source: Path, kept: Path | None) -> None:
    """Write `source` over the database at `path`, after what is there was copied to `kept`."""
    with contextlib.closing(copies.connect(source, mode="ro")) as backup:
        try:
            _fill(path, backup, kept)
        except sqlite3.OperationalError:
            raise
        except (sqlite3.DatabaseError, copies.DamagedFile):
            if kept is None:
                raise
            # It can't be copied as a database, as it is damaged or too new: it is set aside as it is.
            path.replace(kept)
            for ending in ("-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            _fill(path, backup, None)
    copies.verify(path)


def _fill(path: Path, backup: sqlite3.Connection, kept: Path | None) -> None:
    make_file(path)
    with contextlib.closing(copies.connect(path, patience=0)) as database:
        # Whoever has the database open keeps it in WAL mode, so this is refused while a bot runs.
        database.execute("PRAGMA journal_mode = DELETE")
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        database.execute("BEGIN EXCLUSIVE")
        database.execute("COMMIT")
        if kept is not None:
            copies.write(database, kept)
        backup.backup(database)
