"""When the database is away: the strictest is given, and the store comes back by itself."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.knowledge.episodes import Episode
from bot.storage.errors import StorageUnavailable
from bot.storage.store import Store
from bot.storage.values import (
    ALL_SHOWS,
    NO_CEILING,
    NOT_STARTED,
    PREMISE,
    UNREAD_PLACE,
    UNREAD_SETTINGS,
    WHOLE_SERVER,
    Place,
)
from tests.storage.conftest import OpenStore, Pauses
from tests.storage.postgres import Postgres

FOUR = Place(Episode(1, 4))


class Away(NamedTuple):
    """A database's address, and what takes it away and brings it back with all that was in it."""

    url: str
    take: Callable[[], None]
    bring_back: Callable[[], None]


@pytest.fixture(params=["sqlite", "postgresql"])
def away(request: pytest.FixtureRequest) -> Iterator[Away]:
    """A database that can be taken away, once of each kind."""
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        url = server.new_database()
        yield Away(url, server.stop, server.start)
        server.ensure_started()
        return
    file: Path = request.getfixturevalue("sqlite_file")
    home, elsewhere = file.parent / "volume", file.parent / "elsewhere"
    home.mkdir()
    yield Away(
        f"sqlite:///{home}/usher.db", lambda: _rename(home, elsewhere), lambda: _rename(elsewhere, home)
    )


def _rename(source: Path, target: Path) -> None:
    source.rename(target)


async def expect_strictest(store: Store) -> None:
    """Nothing is revealed to those who are not remembered, and nothing is said to be saved."""
    assert await store.place(77, "one") == UNREAD_PLACE
    assert await store.settings(77) == UNREAD_SETTINGS
    assert (await store.settings(77)).ceiling("one") == PREMISE
    with pytest.raises(StorageUnavailable):
        await store.set_place(78, "one", FOUR)
    with pytest.raises(StorageUnavailable):
        await store.set_ceiling(78, WHOLE_SERVER, ALL_SHOWS, NO_CEILING)
    with pytest.raises(StorageUnavailable):
        await store.export_user(77)
    with pytest.raises(StorageUnavailable):
        await store.delete_user(77)
    assert not store.healthy


async def expect_saving(store: Store) -> None:
    """Saving works, and what could not be read is read now."""
    assert await store.place(77, "one") == FOUR
    assert (await store.settings(77)).ceiling("one") == NO_CEILING
    await store.set_place(79, "one", FOUR)
    assert await store.place(79, "one") == FOUR
    assert store.healthy


async def fill(store: Store) -> None:
    """Save what `expect_saving` reads."""
    await store.set_place(77, "one", FOUR)
    await store.set_ceiling(77, WHOLE_SERVER, ALL_SHOWS, NO_CEILING)


async def test_away_at_start(away: Away, open_store: OpenStore, pauses: Pauses) -> None:
    """A database that is away at start keeps nothing from starting, and is used when it comes."""
    first = await open_store(away.url)
    await fill(first)
    await first.close()
    away.take()
    store = await open_store(away.url)
    await expect_strictest(store)
    await pauses.end()
    await expect_strictest(store)
    away.bring_back()
    await pauses.end_until_healthy(store)
    await expect_saving(store)


async def test_away_while_running(away: Away, open_store: OpenStore, pauses: Pauses) -> None:
    """A database that goes away while the bot runs is used again when it is back."""
    store = await open_store(away.url)
    await fill(store)
    await store.set_place(76, "one", FOUR)
    store._forget()
    assert await store.place(76, "one") == FOUR
    away.take()
    with pytest.raises(StorageUnavailable):
        await store.set_place(76, "two", FOUR)
    await pauses.end()
    await expect_strictest(store)
    away.bring_back()
    await pauses.end_until_healthy(store)
    await expect_saving(store)
    assert await store.place(76, "two") is None


async def test_remembered_during_an_outage(away: Away, open_store: OpenStore, pauses: Pauses) -> None:
    """What is remembered stays good while the database is away, and is read anew when it is back."""
    store = await open_store(away.url)
    await fill(store)
    away.take()
    with pytest.raises(StorageUnavailable):
        await store.set_place(1, "one", FOUR)
    assert await store.place(1, "two") == UNREAD_PLACE
    with pytest.raises(StorageUnavailable):
        await store.set_place(77, "one", NOT_STARTED)
    assert await store.place(77, "one") == FOUR
    assert (await store.settings(77)).ceiling("one") == NO_CEILING
    away.bring_back()
    await pauses.end_until_healthy(store)
    assert len(store._places) == len(store._settings) == 0
    await expect_saving(store)


async def test_back_off(away: Away, open_store: OpenStore, pauses: Pauses) -> None:
    """The store tries again soon, then less and less often, and at least twice a minute."""
    away.take()
    await open_store(away.url)
    for _ in range(8):
        await pauses.end()
    assert pauses.seconds == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]


async def test_logged_once(
    away: Away,
    open_store: OpenStore,
    pauses: Pauses,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """An outage is one line in the log, its end another, and neither has anything about anybody."""
    caplog.set_level(logging.INFO, "bot.storage")
    away.take()
    store = await open_store(away.url)
    for _ in range(3):
        await store.place(12345, "one")
        await pauses.end()
    away.bring_back()
    await pauses.end_until_healthy(store)
    begun, over = (record.getMessage() for record in caplog.records)
    assert " can't be read (" in begun
    assert over.endswith(" is at hand again.")
    assert "12345" not in caplog.text


async def test_closed(away: Away, open_store: OpenStore) -> None:
    """A store can be closed during an outage, and gives the strictest from then on."""
    away.take()
    store = await open_store(away.url)
    await store.close()
    await expect_strictest(store)
    away.bring_back()
    await store.open()
    assert store.healthy
