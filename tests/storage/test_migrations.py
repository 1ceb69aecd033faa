"""Migrations: from every version, with data, at once, and when they fail."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.engine import Connection

from bot.storage import copies, schema, upgrade
from bot.storage.address import read_address
from bot.storage.engine import dispose, make_engine, read
from bot.storage.errors import DatabaseTooNew, StorageUnavailable
from bot.storage.upgrade import bring_up_to_date
from bot.storage.values import NOT_STARTED, UNREAD_PLACE
from tests.storage.conftest import OpenStore, Pauses
from tests.storage.postgres import Postgres
from tests.storage.versions import DATA, expect_data, invent_version, make_version

FIRST = schema.REVISIONS[0]
COPY_SERVERS = """
with op.batch_alter_table("usher_server") as server:
    server.create_check_constraint("ck_invented", "guild_id > 0")
"""


def test_all_versions_are_known() -> None:
    """The versions that the bot knows are the migrations there are, and each has data to test it with."""
    config = Config()
    config.set_main_option("script_location", str(upgrade.MIGRATIONS))
    script = ScriptDirectory.from_config(config)
    assert tuple(one.revision for one in script.walk_revisions())[::-1] == schema.REVISIONS
    assert tuple(DATA) == schema.REVISIONS


@pytest.mark.parametrize("version", schema.REVISIONS)
async def test_from_every_version(url: str, version: str, open_store: OpenStore) -> None:
    """A database of any earlier version has all its data when it is opened."""
    await make_version(url, version)
    await expect_data(await open_store(url), version)
    assert await bring_up_to_date(read_address(url)) == (schema.HEAD, schema.HEAD)
    await expect_data(await open_store(url), version)


async def shape(url: str) -> object:
    """Everything that a database says of its tables."""
    engine = make_engine(read_address(url))

    def look(connection: Connection) -> object:
        at = inspect(connection)
        return {
            table: (
                [
                    (one["name"], str(one["type"]), one["nullable"], one["default"])
                    for one in at.get_columns(table)
                ],
                at.get_pk_constraint(table),
                at.get_foreign_keys(table),
                at.get_indexes(table),
                at.get_check_constraints(table),
                at.get_unique_constraints(table),
            )
            for table in sorted(at.get_table_names())
        }

    def compare(connection: Connection) -> object:
        options = {"version_table": schema.VERSION_TABLE}
        return compare_metadata(MigrationContext.configure(connection, opts=options), schema.metadata)

    assert await read(engine, compare) == []
    found = await read(engine, look)
    await dispose(engine)
    return found


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_same_tables(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """A migrated database has the same tables as one that is new, down to the names of constraints."""
    if kind == "sqlite":
        new, old = (f"sqlite:///{tmp_path}/{name}.db" for name in ("new", "old"))
    else:
        server: Postgres = request.getfixturevalue("postgres")
        new, old = server.new_database(), server.new_database()
    await make_version(old, FIRST)
    await bring_up_to_date(read_address(old))
    await bring_up_to_date(read_address(new))
    assert await shape(new) == await shape(old)


async def test_newer_database(url: str, open_store: OpenStore) -> None:
    """A database of a version that is not known is refused with a sentence, and left alone."""
    store = await open_store(url)
    await store._database.write(lambda on: on.execute(schema.version.update().values(version_num="9999")))
    await store.close()
    with pytest.raises(DatabaseTooNew, match="newer Usher"):
        await store.open()
    with pytest.raises(DatabaseTooNew, match="9999"):
        await bring_up_to_date(read_address(url))
    assert await store.place(1, "one") == UNREAD_PLACE


@pytest.mark.parametrize(
    "body",
    [
        "op.add_column('usher_server', sa.Column('note', sa.Text))\nop.execute('SELECT 1 FROM nowhere')",
        "op.execute('DELETE FROM usher_place')\nraise ValueError('wrong')",
        f'{COPY_SERVERS}\nop.execute("UPDATE usher_ceiling SET guild_id = 9")',
    ],
)
async def test_failed_migration(
    url: str,
    body: str,
    open_store: OpenStore,
    pauses: Pauses,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """A migration that fails changes nothing: the bot starts and saves nothing, and the older bot goes on."""
    await make_version(url, schema.HEAD)
    before = await shape(url)
    with monkeypatch.context() as newer:
        invent_version(newer, tmp_path, body)
        store = await open_store(url)
        assert await store.place(1, "one") == UNREAD_PLACE
        with pytest.raises(StorageUnavailable):
            await store.set_place(1, "one", NOT_STARTED)
        await pauses.end()
        await store.close()
    assert await shape(url) == before
    await expect_data(await open_store(url))


async def test_copied_tables_keep_what_points_to_them(
    url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, open_store: OpenStore
) -> None:
    """Copying a table to change it takes nothing from the tables that point to it."""
    await make_version(url, schema.HEAD)
    invent_version(monkeypatch, tmp_path, COPY_SERVERS)
    assert await bring_up_to_date(read_address(url)) == (schema.REVISIONS[-2], "9999")
    store = await open_store(url)
    await expect_data(store)
    await store._database.write(lambda on: on.exec_driver_sql("DELETE FROM usher_server WHERE guild_id = 7"))
    store._forget()
    assert (await store.settings(7)).ceilings == {}, "ceilings still go with their server"


async def test_copy_first(sqlite_url: str, sqlite_file: Path) -> None:
    """Before a migration there is a verified copy of the file, as it was, for its owner alone."""
    await make_version(sqlite_url, FIRST)
    await bring_up_to_date(read_address(sqlite_url))
    copy = sqlite_file.with_name(f"usher.db.{FIRST}.copy")
    assert copies.verify(copy) == FIRST
    assert copy.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("SELECT count(*) FROM usher_place").fetchone() == (4,)
    assert {file.name for file in sqlite_file.parent.iterdir()} == {"usher.db", copy.name}


async def test_no_copy_no_migration(
    sqlite_url: str, sqlite_file: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no copy can be made, nothing is migrated."""
    await make_version(sqlite_url, FIRST)
    sqlite_file.with_name(f"usher.db.{FIRST}.copy").mkdir()
    store = await open_store(sqlite_url)
    assert not store.healthy
    with closing(sqlite3.connect(sqlite_file)) as database:
        assert database.execute("SELECT version_num FROM usher_version").fetchone() == (FIRST,)


async def test_few_copies(sqlite_url: str, sqlite_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the copies of the last versions stay."""
    versions = tuple(f"000{number}" for number in range(1, 8))
    monkeypatch.setattr(schema, "REVISIONS", versions)
    await make_version(sqlite_url, FIRST)
    for version in versions:
        copies.keep(sqlite_file, version)
    assert [copy.name for copy in copies.kept(sqlite_file)] == [
        f"usher.db.{one}.copy" for one in versions[-3:]
    ]


_UPGRADE = """
import asyncio, sys
from bot.storage.address import read_address
from bot.storage.upgrade import bring_up_to_date
print("ready", flush=True)
for url in sys.stdin:
    print(*asyncio.run(bring_up_to_date(read_address(url.strip()))), flush=True)
"""


async def upgraded_at_once(urls: list[str]) -> list[set[str]]:
    """What two processes say that upgrade each database at the same time: its versions before and after."""
    command = [sys.executable, "-W", "error", "-c", _UPGRADE]
    both = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    said = []
    for url in ["", *urls]:
        for one in both if url else []:
            assert one.stdin is not None
            one.stdin.write(f"{url}\n")
            one.stdin.flush()
        said.append({one.stdout.readline().strip() for one in both if one.stdout is not None})
    for one in both:
        one.communicate()
    return said[1:]


async def test_two_migrate_at_once(url: str, open_store: OpenStore) -> None:
    """Of two processes that migrate the same database at once, one does it and the other waits."""
    await make_version(url, FIRST)
    assert await upgraded_at_once([url]) == [{f"{FIRST} {schema.HEAD}", f"{schema.HEAD} {schema.HEAD}"}]
    await expect_data(await open_store(url), FIRST)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_two_make_at_once(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Of two processes that make the same database at once, one does it and the other waits."""
    if kind == "sqlite":
        urls = [f"sqlite:///{tmp_path}/{number}.db" for number in range(30)]
    else:
        server: Postgres = request.getfixturevalue("postgres")
        urls = [server.new_database() for _ in range(3)]
    said = await upgraded_at_once(urls)
    assert said == [{f"None {schema.HEAD}", f"{schema.HEAD} {schema.HEAD}"}] * len(urls)


_KILLED = """
import asyncio, sys
from pathlib import Path
import bot.storage.schema as schema
from bot.storage import upgrade
from bot.storage.address import read_address
schema.REVISIONS, schema.HEAD = (*schema.REVISIONS, "9999"), "9999"
upgrade.MIGRATIONS = Path(sys.argv[2])
asyncio.run(upgrade.bring_up_to_date(read_address(sys.argv[1])))
"""


async def test_killed_in_between(
    url: str, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A migration that is killed in the middle has changed nothing."""
    await make_version(url, schema.HEAD)
    with monkeypatch.context() as newer:
        invent_version(
            newer, tmp_path, f"{COPY_SERVERS}\nprint('half', flush=True)\nimport time; time.sleep(600)"
        )
        command = [sys.executable, "-c", _KILLED, url, str(upgrade.MIGRATIONS)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"half\n"
            process.kill()
    await expect_data(await open_store(url))


async def test_copies_expire(sqlite_url: str, sqlite_file: Path, open_store: OpenStore) -> None:
    """The copies go when the settings of removed servers go: what was deleted since is still in them."""
    await make_version(sqlite_url, FIRST)
    store = await open_store(sqlite_url)
    (copy,) = copies.kept(sqlite_file)
    now = dt.datetime(2026, 1, 31, tzinfo=dt.UTC)
    os.utime(copy, (0, (now - dt.timedelta(days=29)).timestamp()))
    await store.purge(now, dt.timedelta(days=30))
    assert copy.exists()
    await store.purge(now + dt.timedelta(days=2), dt.timedelta(days=30))
    assert not copy.exists()
