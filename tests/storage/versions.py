"""Databases of every version there ever was, with data in them, and migrations that are only made up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Connection

from bot.knowledge.episodes import Episode
from bot.storage import schema, upgrade
from bot.storage.address import read_address
from bot.storage.engine import dispose, make_engine, write
from bot.storage.store import Store
from bot.storage.values import (
    ALL_SHOWS,
    NO_CEILING,
    NOT_STARTED,
    NOTHING_SET,
    WHOLE_SERVER,
    Ceiling,
    Place,
    ServerSettings,
)

_FIRST = (
    "INSERT INTO usher_place (user_id, show_id, upto, finished) VALUES (1, 'one', 'S01E04', false)",
    "INSERT INTO usher_place (user_id, show_id, upto, finished) VALUES (1, 'two', NULL, false)",
    "INSERT INTO usher_place (user_id, show_id, upto, finished) VALUES (2, 'one', 'S02E10', true)",
    "INSERT INTO usher_server (guild_id, shows, default_show, language) VALUES (7, 'one two', 'two', 'de')",
    "INSERT INTO usher_server (guild_id, shows, default_show, language) VALUES (8, '', NULL, NULL)",
    "INSERT INTO usher_ceiling (guild_id, scope_id, show_id, ceiling) VALUES (7, 0, '', 'aired+3')",
    "INSERT INTO usher_ceiling (guild_id, scope_id, show_id, ceiling) VALUES (7, 70, 'one', 'everything')",
)
_SECOND = (
    *_FIRST,
    "INSERT INTO usher_place (user_id, show_id, upto, finished) VALUES (3, 'one', NULL, false)",
    "UPDATE usher_server SET removed_at = 1767268800 WHERE guild_id = 8",
)
DATA = {
    # Only the first version could hold a place that is finished with nothing.
    "0001": (
        *_FIRST,
        "INSERT INTO usher_place (user_id, show_id, upto, finished) VALUES (3, 'one', NULL, true)",
    ),
    "0002": _SECOND,
    "0003": (
        *_SECOND,
        "INSERT INTO usher_server (guild_id, shows, keeps_questions) VALUES (11, '', true)",
        "INSERT INTO usher_quiet_channel (guild_id, channel_id) VALUES (11, 90)",
        "INSERT INTO usher_quiet_channel (guild_id, channel_id) VALUES (11, 91)",
        "INSERT INTO usher_miss (guild_id, show_id, told, day, times)"
        " VALUES (11, 'one', 'S01E04', '2026-01-01', 2)",
        "INSERT INTO usher_question (guild_id, show_id, told, language, asked, first_day, last_day, times)"
        " VALUES (11, 'one', 'S01E04', 'en', 'why?', '2026-01-01', '2026-01-01', 2)",
    ),
}
"""What to put into a database of each version, so that `expect_data` finds it."""


_LATER = {"0003": ServerSettings(quiet=frozenset({90, 91}), keeps_questions=True)}
"""What server 11 has set up in the versions that could keep it."""


async def make_version(url: str, version: str) -> None:
    """Make a database as the Usher of that version left it, with data."""
    engine = make_engine(read_address(url), migrating=True)

    def make(connection: Connection) -> None:
        upgrade.migrate(connection, version)
        for statement in DATA[version]:
            connection.execute(text(statement))

    await write(engine, make)
    await dispose(engine)


async def expect_data(store: Store, version: str = schema.HEAD) -> None:
    """All of the data of a version is there."""
    assert await store.place(1, "one") == Place(Episode(1, 4))
    assert await store.place(1, "two") == NOT_STARTED
    assert await store.place(2, "one") == Place(Episode(2, 10), finished=True)
    assert await store.place(3, "one") == NOT_STARTED
    ceilings = {(WHOLE_SERVER, ALL_SHOWS): Ceiling("aired", delay=3), (70, "one"): NO_CEILING}
    assert await store.settings(7) == ServerSettings(("one", "two"), "two", "de", ceilings)
    assert await store.settings(8) == NOTHING_SET
    assert await store.settings(11) == _LATER.get(version, NOTHING_SET)
    assert [one.asked.text for one in await store.questions(11)] == (["why?"] if version in _LATER else [])


def invent_version(monkeypatch: pytest.MonkeyPatch, folder: Path, body: str) -> None:
    """Let there be one more version, 9999, whose migration does `body`."""
    migrations = folder / "migrations"
    shutil.copytree(upgrade.MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    lines = "\n".join(f"    {line}" for line in body.strip().splitlines())
    (migrations / "versions" / "v9999_invented.py").write_text(
        "import sqlalchemy as sa\n"
        "from alembic import op\n"
        f"revision, down_revision = '9999', '{schema.HEAD}'\n"
        f"def upgrade():\n{lines}\n"
    )
    monkeypatch.setattr(upgrade, "MIGRATIONS", migrations)
    monkeypatch.setattr(schema, "REVISIONS", (*schema.REVISIONS, "9999"))
    monkeypatch.setattr(schema, "HEAD", "9999")
