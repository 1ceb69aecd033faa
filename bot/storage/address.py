"""Reads DATABASE_URL: which database, and where it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.storage.errors import UnusableDatabase

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
_UNCLEAR = (
    "DATABASE_URL is not clear to me. Write sqlite:///usher.db for a file in this folder, "
    "sqlite:////srv/usher/usher.db for one elsewhere, or postgresql+asyncpg://user:password@host/name."
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where the database is. Its `repr` holds no password."""

    url: URL
    path: Path | None
    """The file, where it is an SQLite file; None for PostgreSQL and for a database in memory."""

    @property
    def is_sqlite(self) -> bool:
        """Whether it is SQLite, in a file or in memory."""
        return self.url.get_backend_name() == "sqlite"

    def __str__(self) -> str:
        """A name for it that may be shown: the file, or the address without the password."""
        return str(self.path) if self.path else self.url.render_as_string(hide_password=True)


IN_MEMORY = "sqlite://"
"""The address of a database that is gone when the process is."""


def read_address(text: str) -> Address:
    """Read a DATABASE_URL; raise UnusableDatabase. Nothing is opened, and no file has to be there yet."""
    try:
        url = make_url(text)
    except ArgumentError:
        raise UnusableDatabase(_UNCLEAR) from None
    if url.drivername not in _DRIVERS:
        raise UnusableDatabase(
            f"DATABASE_URL asks for {url.drivername}, which I can't use: "
            "I keep what I know in SQLite (sqlite:///usher.db) or PostgreSQL (postgresql+asyncpg://…)."
        )
    url = url.set(drivername=_DRIVERS[url.drivername])
    if url.get_backend_name() != "sqlite":
        _need_asyncpg()
        if "sslmode" in url.query:
            # As PostgreSQL's own tools call it, and therefore most hosters.
            mode = url.query["sslmode"]
            url = url.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})
        return Address(url, None)
    if url.host or url.query:
        raise UnusableDatabase(_UNCLEAR)
    if url.database in (None, "", ":memory:"):
        return Address(url, None)
    path = Path(url.database).expanduser().absolute()
    return Address(url.set(database=str(path)), path)


def _need_asyncpg() -> None:
    try:
        import asyncpg  # noqa: F401
    except ImportError:
        raise UnusableDatabase(
            "PostgreSQL needs the extra “postgres”: python -m pip install 'usher-bot[postgres]'"
        ) from None
