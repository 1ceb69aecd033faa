"""What the store promises while all is well, on both databases."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.episodes import Episode
from bot.storage import store as module
from bot.storage.address import IN_MEMORY
from bot.storage.store import Store
from bot.storage.values import (
    ALL_SHOWS,
    NO_CEILING,
    NOT_STARTED,
    NOTHING_SET,
    UNREAD_PLACE,
    WHOLE_SERVER,
    Ceiling,
    Place,
    ServerSettings,
)
from tests.storage.conftest import OpenStore

FOUR = Place(Episode(1, 4))
DONE = Place(Episode(2, 10), finished=True)
NOW = dt.datetime(2026, 1, 1, 12, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
MEMBER, GUILD, CHANNEL = 2**63 - 1, 2**62 + 1, 2**61 + 1


async def test_places(store: Store, url: str, open_store: OpenStore) -> None:
    """A place is kept for each member and show, and "not started" is not the same as never said."""
    await store.set_place(MEMBER, "one", FOUR)
    await store.set_place(MEMBER, "two", NOT_STARTED)
    await store.set_place(2, "one", DONE)
    await store.set_place(MEMBER, "three", FOUR)
    await store.set_place(MEMBER, "three", DONE)
    await store.set_place(MEMBER, "four", FOUR)
    await store.clear_place(MEMBER, "four")
    for reader in (store, await open_store(url)):
        places = [await reader.place(MEMBER, show) for show in ("one", "two", "three", "four")]
        assert places == [FOUR, NOT_STARTED, DONE, None]
        assert await reader.place(2, "one") == DONE


async def test_settings(store: Store, url: str, open_store: OpenStore) -> None:
    """Each setting is kept by itself, and saving one gives all of them as they are now."""
    five = Ceiling("episode", Episode(1, 5))
    await store.set_shows(GUILD, ["one", "two"])
    await store.set_default_show(GUILD, "two")
    await store.set_language(GUILD, "pt-BR")
    await store.set_ceiling(GUILD, CHANNEL, "one", five)
    await store.set_ceiling(GUILD, CHANNEL, "two", five)
    await store.clear_ceiling(GUILD, CHANNEL, "two")
    now = await store.set_ceiling(GUILD, WHOLE_SERVER, ALL_SHOWS, NO_CEILING)
    assert now == ServerSettings(
        ("one", "two"), "two", "pt-BR", {(CHANNEL, "one"): five, (WHOLE_SERVER, ALL_SHOWS): NO_CEILING}
    )
    for reader in (store, await open_store(url)):
        assert await reader.settings(GUILD) == now
        assert await reader.settings(1) == NOTHING_SET
    await store.set_shows(GUILD, [])
    await store.set_default_show(GUILD, None)
    await store.set_language(GUILD, None)
    await store.clear_ceiling(GUILD, CHANNEL, "one")
    assert await store.clear_ceiling(GUILD, WHOLE_SERVER, ALL_SHOWS) == NOTHING_SET


async def test_first_ceiling(store: Store) -> None:
    """A ceiling may be the first thing that a server sets."""
    settings = await store.set_ceiling(GUILD, CHANNEL, "one", NO_CEILING)
    assert settings.ceilings == {(CHANNEL, "one"): NO_CEILING}


async def test_no_query_for_what_is_known(store: Store, statements: list[str]) -> None:
    """What was read or written once needs no query again, also where there was nothing to find."""
    await store.set_place(1, "one", FOUR)
    await store.set_language(GUILD, "de")
    assert await store.place(2, "one") is None
    assert await store.settings(5) == NOTHING_SET
    statements.clear()
    assert await store.place(1, "one") == FOUR
    assert await store.place(1, "two") is None
    assert await store.place(2, "two") is None
    assert (await store.settings(GUILD)).language == "de"
    assert await store.settings(5) == NOTHING_SET
    assert statements == []


async def test_bounded(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many members and servers ask, so many are remembered and no more."""
    monkeypatch.setattr(store._places, "_size", 3)
    monkeypatch.setattr(store._settings, "_size", 2)
    for id in range(10):
        await store.place(id, "one")
        await store.set_place(id, "one", FOUR)
        await store.settings(id)
        await store.set_language(id, "de")
    assert (len(store._places), len(store._settings)) == (3, 2)
    assert await store.place(0, "one") == FOUR


async def test_concurrent_writers(store: Store, url: str, open_store: OpenStore) -> None:
    """Of writes at the same time none is lost, and what is remembered is what is saved."""
    numbers = range(1, 30)
    await asyncio.gather(*(store.set_place(1, f"show-{n % 5}", Place(Episode(1, n))) for n in numbers))
    await asyncio.gather(*(store.set_ceiling(GUILD, n, "one", NO_CEILING) for n in numbers))
    other = await open_store(url)
    for show in (f"show-{n}" for n in range(5)):
        assert await store.place(1, show) == await other.place(1, show) is not None
    assert len((await store.settings(GUILD)).ceilings) == len(numbers)
    assert await store.settings(GUILD) == await other.settings(GUILD)


async def test_remembered_in_the_order_of_saving(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two writes to the same place the later is remembered, also where the earlier is slow to return."""
    write = store._database.write
    saved, slow = asyncio.Event(), asyncio.Event()

    async def write_slowly(work: Any) -> Any:
        value = await write(work)
        if not saved.is_set():
            saved.set()
            await slow.wait()
        return value

    monkeypatch.setattr(store._database, "write", write_slowly)
    earlier = asyncio.create_task(store.set_place(1, "one", FOUR))
    await saved.wait()
    later = asyncio.create_task(store.set_place(1, "one", DONE))
    # Long enough for the later one to overtake, if it could.
    await asyncio.sleep(0.1)
    slow.set()
    await asyncio.gather(earlier, later)
    assert await store.place(1, "one") == DONE


async def test_two_stores(store: Store, url: str, open_store: OpenStore) -> None:
    """Two processes that write to the same database at once lose nothing of each other's."""
    other = await open_store(url)
    await asyncio.gather(
        *(
            one.set_ceiling(GUILD, n, show, NO_CEILING)
            for n in range(20)
            for one, show in ((store, "a"), (other, "b"))
        )
    )
    third = await open_store(url)
    assert len((await third.settings(GUILD)).ceilings) == 40


async def test_export(store: Store) -> None:
    """An export is JSON and holds all that is stored about a member, and nobody else's."""
    await store.set_place(MEMBER, "two", NOT_STARTED)
    await store.set_place(MEMBER, "one", DONE)
    await store.set_place(2, "three", FOUR)
    exported = json.loads(json.dumps(await store.export_user(MEMBER)))
    assert exported == {
        "user": str(MEMBER),
        "progress": [
            {"show": "one", "upto": "S02E10", "finished": True},
            {"show": "two", "upto": None, "finished": False},
        ],
    }


async def test_delete(store: Store, url: str, open_store: OpenStore) -> None:
    """Deleting takes everything of one member at once, and nothing of the others."""
    await store.set_place(1, "one", FOUR)
    await store.set_place(1, "two", DONE)
    await store.set_place(2, "one", FOUR)
    await store.delete_user(1)
    for reader in (store, await open_store(url)):
        assert (await reader.export_user(1))["progress"] == []
        assert await reader.place(1, "one") is None
        assert await reader.place(2, "one") == FOUR


async def test_deleted_from_the_files(sqlite_url: str, sqlite_file: Path, open_store: OpenStore) -> None:
    """What a member deleted is in none of SQLite's files afterwards."""
    store = await open_store(sqlite_url)
    await store.set_place(1, "a-show-that-nobody-else-watches", FOUR)
    await store.set_place(2, "one", FOUR)
    await store.delete_user(1)
    for file in sqlite_file.parent.iterdir():
        assert b"a-show-that-nobody" not in file.read_bytes(), file.name


async def test_removed_servers(store: Store) -> None:
    """A server that removed the bot loses its settings after the grace period, and not before."""
    for guild in (1, 2, 3):
        await store.set_ceiling(guild, WHOLE_SERVER, ALL_SHOWS, NO_CEILING)
    await store.guild_removed(1, NOW)
    await store.guild_removed(2, NOW)
    await store.guild_present(2)
    assert await store.purge(NOW + 29 * DAY, 30 * DAY) == 0
    assert (await store.settings(1)).ceilings
    assert await store.purge(NOW + 30 * DAY, 30 * DAY) == 1
    assert await store.settings(1) == NOTHING_SET
    assert (await store.settings(2)).ceilings
    assert (await store.settings(3)).ceilings
    assert await store.set_language(1, "de") == ServerSettings(language="de"), "its ceilings are gone, too"


async def test_removed_while_away(store: Store) -> None:
    """At start, servers that are not there count as removed from now on, unless they did already."""
    for guild in (1, 2, 3):
        await store.set_language(guild, "de")
    await store.guild_removed(2, NOW)
    await store.guild_removed(3, NOW)
    await store.reconcile([3, 4], NOW + 10 * DAY)
    assert await store.purge(NOW + 30 * DAY, 30 * DAY) == 1
    assert await store.settings(2) == NOTHING_SET
    assert await store.purge(NOW + 40 * DAY, 30 * DAY) == 1
    assert await store.settings(1) == NOTHING_SET
    assert (await store.settings(3)).language == "de"


async def test_set_up_again(store: Store) -> None:
    """A server that is being set up has the bot, whatever was noted before."""
    await store.set_language(1, "de")
    await store.guild_removed(1, NOW)
    await store.set_ceiling(1, WHOLE_SERVER, ALL_SHOWS, NO_CEILING)
    assert await store.purge(NOW + 100 * DAY, 30 * DAY) == 0


async def test_unread_is_never_saved(store: Store) -> None:
    """A place that could not be read is no place to save."""
    with pytest.raises(ValueError, match="read"):
        await store.set_place(1, "one", UNREAD_PLACE)


async def test_a_reader_gives_up(store: Store) -> None:
    """A write goes on when nobody awaits it any more."""
    waiting = asyncio.create_task(store.set_place(1, "one", FOUR))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await store.close()
    await store.open()
    assert await store.place(1, "one") == FOUR


async def test_in_memory(open_store: OpenStore) -> None:
    """A store in memory keeps all until it is closed."""
    store = await open_store(IN_MEMORY)
    await asyncio.gather(
        *(store.set_place(n, "one", FOUR) for n in range(9)), *(store.place(n, "two") for n in range(9))
    )
    store._forget()
    assert await store.place(8, "one") == FOUR
    assert store.healthy


async def test_only_its_owner_reads_it(sqlite_url: str, sqlite_file: Path, open_store: OpenStore) -> None:
    """The files of an SQLite database can be read by their owner alone."""
    store = await open_store(sqlite_url)
    await store.set_place(1, "one", FOUR)
    modes = {file.name: file.stat().st_mode & 0o077 for file in sqlite_file.parent.iterdir()}
    assert modes == {"usher.db": 0, "usher.db-wal": 0, "usher.db-shm": 0}


def test_light_start(sqlite_url: str) -> None:
    """A database that is up to date, or is not made yet, is opened without loading Alembic."""
    code = (
        "import asyncio, sys; from bot.storage.store import Store; store = Store(sys.argv[1]);"
        "asyncio.run(store.open()); assert store.healthy; print('alembic' in sys.modules)"
    )
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code, sqlite_url], capture_output=True, text=True, check=True
        )
        assert done.stdout == "False\n"


def test_replies_in_time() -> None:
    """The store gives up before Discord does, which waits three seconds for a reply."""
    assert module._READ_PATIENCE < module._WRITE_PATIENCE < 3
