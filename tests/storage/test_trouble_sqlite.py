"""What can be wrong with an SQLite file, and that nothing which was said to be saved is lost by it."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from bot.knowledge.episodes import Episode
from bot.storage import engine
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

FOUR = Place(Episode(1, 4))


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits on locks are short."""
    monkeypatch.setattr(engine, "_LOCK_PATIENCE", 0.05)


class Pragmas(list[str]):
    """What is done to each connection before it is used."""


@pytest.fixture
def pragmas() -> Iterator[Pragmas]:
    """A list of PRAGMAs that hold from now on, for every use of a connection."""
    wanted = Pragmas()

    def set_them(connection: sqlite3.Connection, *_: object) -> None:
        cursor = connection.cursor()
        for pragma in wanted:
            cursor.execute(pragma)
        cursor.close()

    event.listen(Pool, "checkout", set_them)
    yield wanted
    event.remove(Pool, "checkout", set_them)


async def saved(url: str, open_store: OpenStore) -> Store:
    """An open store in which member 1 has a place."""
    store = await open_store(url)
    await store.set_place(1, "one", FOUR)
    return store


async def expect_no_saving(store: Store, member: int = 2) -> None:
    """A place can't be saved, and the store says so."""
    with pytest.raises(StorageUnavailable):
        await store.set_place(member, "one", FOUR)
    assert not store.healthy


async def first_that_fails(store: Store, show: str) -> int:
    """Save the places of ever more members; give the first whose place can't be saved."""
    for member in range(2, 1000):
        try:
            await store.set_place(member, show, FOUR)
        except StorageUnavailable:
            return member
    raise AssertionError("everything can be saved")


async def test_disk_full(sqlite_url: str, open_store: OpenStore, pauses: Pauses, pragmas: Pragmas) -> None:
    """With a full disk everything is read and nothing is saved; with room again it is saved."""
    store = await saved(sqlite_url, open_store)
    pragmas.append("PRAGMA max_page_count = 1")
    member = await first_that_fails(store, "a-show-" * 50)
    assert not store.healthy
    store._forget()
    assert await store.place(1, "one") == FOUR
    assert await store.place(member - 1, "a-show-" * 50) == FOUR
    assert await store.place(member, "a-show-" * 50) is None
    pragmas[:] = ["PRAGMA max_page_count = 100000"]
    await pauses.end_until_healthy(store)
    await store.set_place(member, "one", FOUR)


async def test_read_only(sqlite_url: str, open_store: OpenStore, pauses: Pauses, pragmas: Pragmas) -> None:
    """A database that has become read-only is read on, nothing is saved, and later it is again."""
    store = await saved(sqlite_url, open_store)
    pragmas.append("PRAGMA query_only = ON")
    await expect_no_saving(store)
    store._forget()
    assert await store.place(1, "one") == FOUR
    await pauses.end()
    pragmas[:] = ["PRAGMA query_only = OFF"]
    await pauses.end_until_healthy(store)
    assert len(store._places) == 0, "it may have changed meanwhile"
    await store.set_place(2, "one", FOUR)


@contextlib.contextmanager
def unprivileged() -> Iterator[None]:
    """Be a user for whom files can be read-only: root is none."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


async def test_read_only_at_start(open_store: OpenStore, pauses: Pauses) -> None:
    """A file and a folder that may not be written keep nothing from starting, and are used when they may."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder}/usher.db"
        folder.chmod(0o777)
        with unprivileged():
            await (await saved(url, open_store)).close()
        folder.chmod(0o555)
        (folder / "usher.db").chmod(0o444)
        with unprivileged():
            store = await open_store(url)
            assert await store.place(1, "one") in (UNREAD_PLACE, FOUR)
            await expect_no_saving(store)
            await pauses.end()
        folder.chmod(0o777)
        (folder / "usher.db").chmod(0o666)
        with unprivileged():
            await pauses.end_until_healthy(store)
            assert await store.place(1, "one") == FOUR
            await store.set_place(2, "one", FOUR)
            await store.close()


_HOLD = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2:]:
    database.execute(statement)
print("held", flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def held(file: Path, *statements: str) -> Iterator[None]:
    """Another process has run statements on the database, and keeps its locks."""
    arguments = [sys.executable, "-c", _HOLD, str(file), *statements]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        yield
        other.communicate()


async def test_locked(sqlite_url: str, sqlite_file: Path, open_store: OpenStore, pauses: Pauses) -> None:
    """While another process writes everything is read and nothing is saved, and then it is."""
    store = await saved(sqlite_url, open_store)
    with held(sqlite_file, "BEGIN IMMEDIATE"):
        await expect_no_saving(store)
        store._forget()
        assert await store.place(1, "one") == FOUR
        await pauses.end()
    await pauses.end_until_healthy(store)
    assert await store.place(2, "one") is None
    await store.set_place(2, "one", FOUR)


async def test_locked_at_start(
    sqlite_url: str, sqlite_file: Path, open_store: OpenStore, pauses: Pauses
) -> None:
    """A database that another process keeps to itself at start gives the strictest until it is let go."""
    await (await saved(sqlite_url, open_store)).close()
    alone = ("PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE")
    with held(sqlite_file, *alone):
        before = threading.active_count()
        store = await open_store(sqlite_url)
        assert await store.place(1, "one") == UNREAD_PLACE
        assert await store.settings(1) == UNREAD_SETTINGS
        await expect_no_saving(store)
        for _ in range(3):
            await pauses.end()
        assert threading.active_count() == before, "tries leave nothing behind"
    await pauses.end_until_healthy(store)
    assert await store.place(1, "one") == FOUR


async def test_uncertain(sqlite_url: str, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a write of which nobody knows whether it was saved, what is saved is read anew."""
    store = await saved(sqlite_url, open_store)
    checks = iter([None, OSError("the disk hangs")])

    def check() -> None:
        if (error := next(checks)) is not None:
            raise error

    with monkeypatch.context() as hanging:
        hanging.setattr(store._database._file, "expect_same", check)
        with pytest.raises(StorageUnavailable):
            await store.set_place(1, "one", NOT_STARTED)
    assert await store.place(1, "one") == NOT_STARTED


async def test_file_gone(sqlite_url: str, sqlite_file: Path, open_store: OpenStore, pauses: Pauses) -> None:
    """A file that is gone is not made anew: nothing counts as saved until it is back with all in it."""
    store = await saved(sqlite_url, open_store)
    elsewhere = sqlite_file.with_name("elsewhere.db")
    sqlite_file.rename(elsewhere)
    await expect_no_saving(store)
    assert await store.place(1, "one") == FOUR, "it is remembered"
    assert await store.place(3, "one") == UNREAD_PLACE
    await pauses.end()
    assert not sqlite_file.exists()
    elsewhere.rename(sqlite_file)
    await pauses.end_until_healthy(store)
    assert await store.place(1, "one") == FOUR
    await store.set_place(2, "one", FOUR)


async def test_another_file(
    sqlite_url: str, sqlite_file: Path, open_store: OpenStore, pauses: Pauses
) -> None:
    """Where another database is put in its place, no write to the old one counts, and the new one is used."""
    await (await saved(sqlite_url, open_store)).close()
    old = sqlite_file.read_bytes()
    store = await open_store(sqlite_url)
    await store.set_place(1, "one", NOT_STARTED)
    new = sqlite_file.with_name("new.db")
    new.write_bytes(old)
    new.replace(sqlite_file)
    await expect_no_saving(store)
    await pauses.end_until_healthy(store)
    assert await store.place(1, "one") == FOUR, "what was remembered of the old one is forgotten"
    assert await store.place(2, "one") is None
    await store.set_place(2, "one", FOUR)


async def test_another_file_that_is_read_only(
    sqlite_url: str, sqlite_file: Path, open_store: OpenStore, pauses: Pauses, pragmas: Pragmas
) -> None:
    """What is remembered of an old database is forgotten as soon as a new one can be read."""
    await (await saved(sqlite_url, open_store)).close()
    new = sqlite_file.with_name("new.db")
    new.write_bytes(sqlite_file.read_bytes())
    store = await open_store(sqlite_url)
    await store.set_place(1, "one", NOT_STARTED)
    new.replace(sqlite_file)
    await expect_no_saving(store)
    pragmas.append("PRAGMA query_only = ON")
    await pauses.end()
    assert await store.place(1, "one") == FOUR
    assert not store.healthy


async def test_damaged_at_start(
    sqlite_url: str, sqlite_file: Path, open_store: OpenStore, caplog: pytest.LogCaptureFixture
) -> None:
    """A file that is no database gives the strictest, and stays as it is."""
    sqlite_file.write_bytes(b"precious " * 1000)
    store = await open_store(sqlite_url)
    assert await store.place(1, "one") == UNREAD_PLACE
    await expect_no_saving(store)
    assert sqlite_file.read_bytes() == b"precious " * 1000
    assert "file is not a database" in caplog.text


async def test_unreadable_rows(sqlite_url: str, sqlite_file: Path, open_store: OpenStore) -> None:
    """A row with a text that means nothing counts as the strictest, and hides no other row."""
    store = await saved(sqlite_url, open_store)
    await store.set_ceiling(1, WHOLE_SERVER, ALL_SHOWS, NO_CEILING)
    await store.set_ceiling(1, 5, ALL_SHOWS, NO_CEILING)
    with contextlib.closing(sqlite3.connect(sqlite_file)) as database, database:
        database.execute("INSERT INTO usher_place VALUES (1, 'two', 'the end', false)")
        database.execute("UPDATE usher_ceiling SET ceiling = 'most of it' WHERE scope_id = 5")
    store._forget()
    assert await store.place(1, "one") == FOUR
    assert await store.place(1, "two") == UNREAD_PLACE
    settings = await store.settings(1)
    assert settings.ceiling("one", [5]) == PREMISE
    assert settings.ceiling("one", [6]) == NO_CEILING


async def test_healthy_again_by_a_write(
    sqlite_url: str, open_store: OpenStore, pragmas: Pragmas, caplog: pytest.LogCaptureFixture
) -> None:
    """Saving is tried whenever somebody wants it, so nobody waits for the next try in the background."""
    caplog.set_level(logging.ERROR)
    store = await saved(sqlite_url, open_store)
    pragmas.append("PRAGMA query_only = ON")
    await expect_no_saving(store)
    await expect_no_saving(store)
    assert len(caplog.records) == 1
    pragmas[:] = ["PRAGMA query_only = OFF"]
    await store.set_place(2, "one", FOUR)
    assert store.healthy
