"""What can be wrong with a PostgreSQL database."""

from __future__ import annotations

import asyncio

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from bot.knowledge.episodes import Episode
from bot.storage import engine
from bot.storage import store as module
from bot.storage.errors import StorageUnavailable
from bot.storage.values import UNREAD_PLACE, Place
from tests.storage.conftest import OpenStore, Pauses
from tests.storage.postgres import Postgres

FOUR = Place(Episode(1, 4))


def name_of(url: str) -> str:
    """The name of a database."""
    name = make_url(url).database
    assert name is not None
    return name


async def test_connections_ended(postgres: Postgres, open_store: OpenStore) -> None:
    """After all connections were ended, as by a restart, the next reading and writing works at once."""
    url = postgres.new_database()
    store = await open_store(url)
    await store.set_place(1, "one", FOUR)
    postgres.sql(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name_of(url)}'", "postgres"
    )
    store._forget()
    assert await store.place(1, "one") == FOUR
    await store.set_place(2, "one", FOUR)


async def test_nobody_waits_for_what_is_away(postgres: Postgres, open_store: OpenStore) -> None:
    """After one reading has failed, no other is tried until the store has come back by itself."""
    store = await open_store(postgres.new_database())
    postgres.stop()
    try:
        assert await store.place(1, "one") == UNREAD_PLACE
        assert not store._database.at_hand
        assert await store.place(2, "one") == UNREAD_PLACE
    finally:
        postgres.start()


async def test_read_only(postgres: Postgres, open_store: OpenStore, pauses: Pauses) -> None:
    """While the server takes no writes, as a standby, everything is read and nothing is saved."""
    url = postgres.new_database()
    store = await open_store(url)
    await store.set_place(1, "one", FOUR)
    await store.close()
    postgres.sql(f"ALTER DATABASE {name_of(url)} SET default_transaction_read_only = on", "postgres")
    await store.open()
    assert await store.place(1, "one") == FOUR
    with pytest.raises(StorageUnavailable):
        await store.set_place(2, "one", FOUR)
    await pauses.end()
    postgres.sql(f"ALTER DATABASE {name_of(url)} RESET default_transaction_read_only", "postgres")
    postgres.sql(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name_of(url)}'", "postgres"
    )
    await pauses.end_until_healthy(store)
    await store.set_place(2, "one", FOUR)


async def test_locked(
    postgres: Postgres, open_store: OpenStore, pauses: Pauses, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While somebody locks the tables nothing is read or saved, nobody waits for long, and then all works."""
    monkeypatch.setattr(engine, "_COMMAND_PATIENCE", 0.5)
    monkeypatch.setattr(module, "_READ_PATIENCE", 0.05)
    monkeypatch.setattr(module, "_WRITE_PATIENCE", 0.05)
    url = postgres.new_database()
    store = await open_store(url)
    await store.set_place(1, "one", FOUR)
    store._forget()
    address = make_url(url)
    other = await asyncpg.connect(
        user=address.username, database=address.database, host=str(address.query["host"])
    )
    async with other.transaction():
        await other.execute("LOCK TABLE usher_place")
        assert await store.place(1, "one") == UNREAD_PLACE
        with pytest.raises(StorageUnavailable):
            await store.set_place(1, "two", FOUR)
        await store._places.settle()
        await asyncio.wait(store._saving)
    await other.close()
    await pauses.end_until_healthy(store)
    monkeypatch.undo()
    assert await store.place(1, "one") == FOUR
    await store.set_place(2, "one", FOUR)


async def test_not_let_in(
    postgres: Postgres, open_store: OpenStore, pauses: Pauses, caplog: pytest.LogCaptureFixture
) -> None:
    """A database that does not exist yet is said so, without the password, and is used when it does."""
    url = make_url(postgres.new_database())
    missing = url.set(database=f"{url.database}_later", password="secret")
    store = await open_store(missing.render_as_string(hide_password=False))
    assert await store.place(1, "one") == UNREAD_PLACE
    assert "does not exist" in caplog.text
    assert "secret" not in caplog.text
    postgres.sql(f"CREATE DATABASE {missing.database}", "postgres")
    await pauses.end_until_healthy(store)
    await store.set_place(1, "one", FOUR)
