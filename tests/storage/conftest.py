"""Both databases for real, and a store on each of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.storage.store import Store
from tests.storage.postgres import Postgres

_PATIENCE = 30
"""Seconds after which something never comes."""


OpenStore = Callable[[str], Awaitable[Store]]


class Pauses:
    """Stands for the pauses between tries: they are over when the test says so."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self._over = asyncio.Semaphore(0)
        self._begun = asyncio.Event()

    async def __call__(self, seconds: float) -> None:
        """Wait until the test ends the pause."""
        self.seconds.append(seconds)
        self._begun.set()
        await self._over.acquire()

    async def end(self) -> None:
        """End one pause, and wait until the next begins: the try in between has failed."""
        async with asyncio.timeout(_PATIENCE):
            await self._begun.wait()
            self._begun.clear()
            self._over.release()
            await self._begun.wait()

    async def end_until_healthy(self, store: Store) -> None:
        """End all pauses until the store has come back."""
        async with asyncio.timeout(_PATIENCE):
            while not store.healthy:
                self._over.release()
                await asyncio.sleep(0.005)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A running PostgreSQL server."""
    server = Postgres()
    server.start()
    yield server
    server.remove()


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    """Where an SQLite database may be made."""
    return tmp_path / "usher.db"


@pytest.fixture
def sqlite_url(sqlite_file: Path) -> str:
    """The address of an SQLite database that is not made yet."""
    return f"sqlite:///{sqlite_file}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, once of each kind."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
def pauses() -> Pauses:
    """What the stores of this test wait with."""
    return Pauses()


@pytest.fixture
async def open_store(pauses: Pauses) -> AsyncIterator[OpenStore]:
    """Opens stores, and closes them after the test."""
    opened: list[Store] = []

    async def make(url: str) -> Store:
        store = Store(url, pause=pauses)
        opened.append(store)
        await store.open()
        return store

    yield make
    for store in opened:
        await store.close()


@pytest.fixture
async def store(url: str, open_store: OpenStore) -> Store:
    """An open store on an empty database, once of each kind."""
    return await open_store(url)


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """All statements that any database gets during the test."""
    seen: list[str] = []

    def note(*arguments: object) -> None:
        seen.append(str(arguments[2]))

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)
