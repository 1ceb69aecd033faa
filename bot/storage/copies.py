"""Verified copies of an SQLite file, made while it is in use."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
from pathlib import Path

from bot.storage import schema

KEPT = 3
"""The copies that stay beside a database, of its last versions; the oldest goes first."""


class DamagedFile(Exception):
    """The file is no sound database of Usher's: what is wrong with it, as the end of a sentence."""


def keep(path: Path, version: str) -> Path:
    """Leave a copy of the database beside it, named by its version.

    Raises OSError, sqlite3.Error or DamagedFile.
    """
    target = path.with_name(f"{path.name}.{version}.copy")
    with contextlib.closing(connect(path)) as database:
        write(database, target)
    for old in kept(path)[:-KEPT]:
        old.unlink(missing_ok=True)
    return target


def kept(path: Path) -> list[Path]:
    """The copies beside a database, the oldest version first."""
    there = (path.with_name(f"{path.name}.{version}.copy") for version in schema.REVISIONS)
    return [copy for copy in there if copy.exists()]


def expire(path: Path, before: dt.datetime) -> None:
    """Take away the copies beside a database that were made before then; raise OSError."""
    for copy in kept(path):
        if copy.stat().st_mtime < before.timestamp():
            copy.unlink(missing_ok=True)


def write(source: sqlite3.Connection, target: Path) -> str:
    """Copy a database to `target` as it is at one moment; give its version.

    What was at `target` is replaced when the copy is verified and on the disk, and not before.
    Raises OSError, sqlite3.Error or DamagedFile.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with contextlib.closing(connect(part)) as here:
            source.backup(here)
            # One file that needs no other beside it.
            here.execute("PRAGMA journal_mode = DELETE")
        version = verify(part)
        _to_the_disk(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    _to_the_disk(target.parent)
    return version


def connect(path: Path, *, mode: str = "rw", patience: float = 5.0) -> sqlite3.Connection:
    """A connection to a file that is there, in autocommit; raise sqlite3.Error."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, timeout=patience, isolation_level=None, uri=True)


def verify(path: Path) -> str:
    """Read every page of a database; give its version. Raises OSError or DamagedFile."""
    path.open("rb").close()
    try:
        with contextlib.closing(connect(path, mode="ro")) as database:
            if database.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise DamagedFile("is damaged")
            if database.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise DamagedFile("has rows that point to nothing")
            row = database.execute(f"SELECT version_num FROM {schema.VERSION_TABLE}").fetchone()  # noqa: S608
    except sqlite3.DatabaseError as error:
        raise DamagedFile(f"is no database of Usher's, or is damaged ({error})") from None
    if row is None or row[0] not in schema.REVISIONS:
        raise DamagedFile("was made by a newer Usher, or by another program")
    return str(row[0])


def _to_the_disk(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows can't, and need not
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
