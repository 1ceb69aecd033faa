"""What `usher db` does: upgrade, backup and restore."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.knowledge.episodes import Episode
from bot.storage import commands, copies, schema
from bot.storage.commands import NotDone
from bot.storage.errors import DatabaseTooNew, UnusableDatabase
from bot.storage.store import Store
from bot.storage.values import NOT_STARTED, Place
from tests.storage.conftest import OpenStore
from tests.storage.postgres import Postgres
from tests.storage.versions import expect_data, make_version

FOUR = Place(Episode(1, 4))


def fill(url: str, *members: int, place: Place = FOUR) -> None:
    """Save a place for each of some members."""

    async def save() -> None:
        store = Store(url)
        await store.open()
        for member in members:
            await store.set_place(member, "one", place)
        await store.close()

    asyncio.run(save())


def places(url: str, *members: int) -> list[Place | None]:
    """The places of some members."""

    async def read() -> list[Place | None]:
        store = Store(url)
        await store.open()
        found = [await store.place(member, "one") for member in members]
        await store.close()
        return found

    return asyncio.run(read())


def test_upgrade(url: str) -> None:
    """`upgrade` makes the tables, and may be run again; it says what it did."""
    assert f"is made, of version {schema.HEAD}." in commands.upgrade(url)
    assert f"is up to date, of version {schema.HEAD}." in commands.upgrade(url)


def test_upgrade_from_older(sqlite_url: str) -> None:
    """`upgrade` says from which version to which."""
    first = schema.REVISIONS[0]
    asyncio.run(make_version(sqlite_url, first))
    said = commands.upgrade(sqlite_url)
    assert said.endswith(f"usher.db is upgraded from version {first} to {schema.HEAD}.")
    assert places(sqlite_url, 1) == [FOUR]


def test_upgrade_refused(sqlite_url: str, sqlite_file: Path) -> None:
    """A newer database and one that can't be reached are said to be so."""
    fill(sqlite_url, 1)
    with closing(sqlite3.connect(sqlite_file)) as database, database:
        database.execute("UPDATE usher_version SET version_num = '9999'")
    with pytest.raises(DatabaseTooNew, match="newer Usher"):
        commands.upgrade(sqlite_url)
    with pytest.raises(NotDone, match="could not be upgraded"):
        commands.upgrade(f"{sqlite_url}/in/no/folder.db")
    with pytest.raises(UnusableDatabase, match="mysql"):
        commands.upgrade("mysql://localhost/usher")


def test_backup_and_restore(sqlite_url: str, sqlite_file: Path, tmp_path: Path) -> None:
    """A backup brings back all that was there when it was made, and what it replaces is kept."""
    backup = tmp_path / "backup.db"
    fill(sqlite_url, 1, 2)
    assert "verified" in commands.backup(sqlite_url, backup)
    fill(sqlite_url, 1, 3, place=NOT_STARTED)
    said = commands.restore(sqlite_url, backup)
    assert "as it was in" in said
    assert places(sqlite_url, 1, 2, 3) == [FOUR, FOUR, None]
    replaced = sqlite_file.with_name("usher.db.replaced.copy")
    assert str(replaced) in said
    assert places(f"sqlite:///{replaced}", 1, 2, 3) == [NOT_STARTED, FOUR, NOT_STARTED]


def test_backup_for_its_owner(sqlite_url: str, tmp_path: Path) -> None:
    """A backup is one file that its owner alone can read, and takes the place of an older one."""
    backup = tmp_path / "folder" / "backup.db"
    backup.parent.mkdir()
    fill(sqlite_url, 1)
    commands.backup(sqlite_url, backup)
    fill(sqlite_url, 2)
    commands.backup(sqlite_url, backup)
    assert [file.name for file in backup.parent.iterdir()] == ["backup.db"]
    assert backup.stat().st_mode & 0o077 == 0
    assert copies.verify(backup) == schema.HEAD
    assert places(f"sqlite:///{backup}", 1, 2) == [FOUR, FOUR]


def test_backup_while_the_bot_runs(sqlite_url: str, tmp_path: Path) -> None:
    """A backup while the bot writes holds what was saved before it, and is one moment of what came after."""

    async def run() -> None:
        store = Store(sqlite_url)
        await store.open()
        for number in range(1, 9):
            point = Place(Episode(1, number))
            await store.set_place(1, "one", point)
            target = tmp_path / f"{number}.db"
            copying = asyncio.create_task(asyncio.to_thread(commands.backup, sqlite_url, target))
            member = 1
            while not copying.done():
                member += 1
                await store.set_place(member, "one", FOUR)
            await copying
            with closing(sqlite3.connect(target)) as copy:
                saved = dict(copy.execute("SELECT user_id, upto FROM usher_place").fetchall())
            assert saved.pop(1) == str(point.upto)
            assert set(saved) >= set(range(2, len(saved) + 2)), "no gap among the members who came one by one"
        await store.close()

    asyncio.run(run())


def test_nothing_to_back_up(sqlite_url: str, sqlite_file: Path, tmp_path: Path) -> None:
    """Without a database there is no backup, and none that overwrites the database itself."""
    with pytest.raises(NotDone, match="no database"):
        commands.backup(sqlite_url, tmp_path / "backup.db")
    assert not sqlite_file.exists()
    fill(sqlite_url, 1)
    with pytest.raises(NotDone, match="another"):
        commands.backup(sqlite_url, sqlite_file)
    with pytest.raises(NotDone, match="could not be copied"):
        commands.backup(sqlite_url, tmp_path / "no-folder" / "backup.db")
    assert places(sqlite_url, 1) == [FOUR]


def test_no_backup_of_damage(sqlite_url: str, sqlite_file: Path, tmp_path: Path) -> None:
    """A damaged database is not backed up, so that no damage takes the place of a sound backup."""
    backup = tmp_path / "backup.db"
    fill(sqlite_url, 1)
    commands.backup(sqlite_url, backup)
    sound = backup.read_bytes()
    with closing(sqlite3.connect(sqlite_file)) as database, database:
        database.execute("INSERT INTO usher_ceiling VALUES (99, 0, '', 'everything')")
    with pytest.raises(NotDone, match="could not be copied"):
        commands.backup(sqlite_url, backup)
    assert backup.read_bytes() == sound
    assert {file.name for file in tmp_path.iterdir()} == {"usher.db", "backup.db"}


@pytest.mark.parametrize("damage", ["cut", "text", "empty", "newer", "other", "absent"])
def test_restore_verifies(sqlite_url: str, tmp_path: Path, damage: str) -> None:
    """A backup that is damaged or not Usher's is refused, and the database stays as it is."""
    backup = tmp_path / "backup.db"
    fill(sqlite_url, 1, 2)
    commands.backup(sqlite_url, backup)
    fill(sqlite_url, 1, place=NOT_STARTED)
    match damage:
        case "cut":
            backup.write_bytes(backup.read_bytes()[: -4096 * 2])
        case "text":
            backup.write_text("not a database " * 1000)
        case "empty":
            backup.write_bytes(b"")
        case "absent":
            backup.unlink()
        case "newer" | "other":
            with closing(sqlite3.connect(backup)) as database, database:
                database.execute(
                    "UPDATE usher_version SET version_num = '9999'"
                    if damage == "newer"
                    else "DROP TABLE usher_version"
                )
    with pytest.raises(NotDone, match=r"backup\.db"):
        commands.restore(sqlite_url, backup)
    assert places(sqlite_url, 1, 2) == [NOT_STARTED, FOUR]
    assert {file.name for file in tmp_path.iterdir()} - {"backup.db"} == {"usher.db"}


async def test_restore_in_use(sqlite_url: str, tmp_path: Path, open_store: OpenStore) -> None:
    """While a bot uses the database nothing is restored, also when it is doing nothing just then."""
    backup = tmp_path / "backup.db"
    store = await open_store(sqlite_url)
    await store.set_place(1, "one", FOUR)
    commands.backup(sqlite_url, backup)
    await store.set_place(1, "one", NOT_STARTED)
    with pytest.raises(NotDone, match="in use: stop the bot"):
        commands.restore(sqlite_url, backup)
    await store.set_place(2, "one", FOUR)
    assert await store.place(1, "one") == NOT_STARTED
    assert store.healthy


def test_restore_where_nothing_is(sqlite_url: str, sqlite_file: Path, tmp_path: Path) -> None:
    """A backup can be restored to a new machine, for its owner alone."""
    fill(sqlite_url, 1)
    commands.backup(sqlite_url, tmp_path / "backup.db")
    elsewhere = tmp_path / "elsewhere.db"
    said = commands.restore(f"sqlite:///{elsewhere}", tmp_path / "backup.db")
    assert "replaced" not in said
    assert elsewhere.stat().st_mode & 0o077 == 0
    assert places(f"sqlite:///{elsewhere}", 1) == [FOUR]


@pytest.mark.parametrize("damage", ["text", "newer"])
def test_restore_over_what_cannot_be_used(
    sqlite_url: str, sqlite_file: Path, tmp_path: Path, damage: str
) -> None:
    """A database that is damaged or too new gives way to a backup, and is set aside as it is."""
    fill(sqlite_url, 1)
    commands.backup(sqlite_url, tmp_path / "backup.db")
    if damage == "text":
        sqlite_file.write_bytes(b"damaged " * 1000)
    else:
        with closing(sqlite3.connect(sqlite_file)) as database, database:
            database.execute("UPDATE usher_version SET version_num = '9999'")
    commands.restore(sqlite_url, tmp_path / "backup.db")
    assert places(sqlite_url, 1) == [FOUR]
    content = sqlite_file.with_name("usher.db.replaced.copy").read_bytes()
    assert (b"damaged" if damage == "text" else b"9999") in content


async def test_restore_an_older_one(sqlite_url: str, tmp_path: Path, open_store: OpenStore) -> None:
    """A backup of an older version is restored as it is, and upgraded at the next start."""
    old = tmp_path / "old.db"
    await make_version(f"sqlite:///{old}", schema.REVISIONS[0])
    assert "the next start upgrades" in commands.restore(sqlite_url, old)
    await expect_data(await open_store(sqlite_url), schema.REVISIONS[0])


def test_other_tools_for_postgresql(postgres: Postgres, tmp_path: Path) -> None:
    """For PostgreSQL, backup and restore name the tools that do it."""
    url = postgres.new_database()
    with pytest.raises(NotDone, match="pg_dump"):
        commands.backup(url, tmp_path / "backup.db")
    (tmp_path / "backup.db").touch()
    with pytest.raises(NotDone, match="pg_restore"):
        commands.restore(url, tmp_path / "backup.db")
    with pytest.raises(NotDone, match="memory"):
        commands.backup("sqlite://", tmp_path / "backup.db")
