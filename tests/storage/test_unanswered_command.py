"""`usher unanswered` as people use it: what it prints, and what it keeps from who has not seen so far."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
import yaml

from bot.knowledge.episodes import Episode
from bot.spoilers import EVERYTHING, NOTHING, Limit
from bot.storage.address import IN_MEMORY
from bot.storage.store import Store
from tests.conftest import NOW
from tests.storage.postgres import Postgres
from tests.test_cli import folder as folder
from tests.test_cli import usher

SHOW, FOUR = "harbour-lights", Limit(Episode(1, 4))
GUILD = 2**62 + 1
ASKED = (
    (GUILD, SHOW, "where was it made", NOTHING, 3),
    (GUILD, SHOW, "Where was it made?", FOUR, 4),
    (GUILD, SHOW, 'what is "the \\ light": #1', NOTHING, 1),
    (2, SHOW, "where was it made??", NOTHING, 1),
    (GUILD, SHOW, "who is Bramblings01e05", NOTHING, 5),
    (GUILD, SHOW, "why so sad", EVERYTHING, 6),
    (GUILD, "gone", "where was that made", NOTHING, 7),
    (3, SHOW, "of a server that keeps nothing", NOTHING, 8),
    (None, SHOW, "in direct messages", NOTHING, 9),
)


def fill(url: str) -> None:
    """Let fans ask all of that."""

    async def ask() -> None:
        store = Store(url, clock=lambda: NOW)
        await store.open()
        for guild in (GUILD, 2):
            await store.set_keeps_questions(guild, True)
        for guild_id, show, text, limit, times in ASKED:
            for _ in range(times):
                await store.not_understood(guild_id, show, "en", text, limit)
        await store.close()

    asyncio.run(ask())


@pytest.fixture
def database(folder: Path) -> str:
    """A database that the settings mean, with questions."""
    url = f"sqlite:///{folder}/usher.db"
    fill(url)
    return url


def test_the_table(database: str) -> None:
    """By default it shows what anybody may know, most frequent first, with how often and when last."""
    status, out, err = usher("unanswered")
    assert (status, err) == (0, "")
    lines = [line.rstrip().split(maxsplit=3) for line in out.splitlines()]
    assert lines[:3] == [
        ["Times", "Last", "Show", "Question"],
        ["4", "2026-01-01", SHOW, "where was it made"],
        ["1", "2026-01-01", SHOW, 'what is "the \\ light": #1'],
    ]
    assert "Not understood in 90 days, kept or not: 27 about harbour-lights." in out
    for hidden in ("Bramblings", "sad", "that made", "keeps nothing", "direct", "gone"):
        assert hidden not in out


@pytest.mark.parametrize("form", [(), ("--json",), ("--yaml",)])
def test_what_lies_beyond(database: str, form: tuple[str, ...]) -> None:
    """In each form, more is shown to those who have seen more, and never before."""
    seen = {
        limit: usher("unanswered", "--seen", limit, *form)[1]
        for limit in ("nothing", "s01e04", "S01E05", "everything")
    }
    for word, first in (("Bramblings01e05", "S01E05"), ("why so sad", "everything")):
        there = [limit for limit, out in seen.items() if word in out]
        assert there == list(seen)[list(seen).index(first) :]
    assert all("that made" not in out for out in seen.values()), "of a show that isn't there"


def test_a_show_and_a_server(database: str) -> None:
    """Both can be chosen; of an unknown show it says which there are."""
    assert "where was it made??" in usher("unanswered", "--guild", "2")[1]
    assert "what is" not in usher("unanswered", "--guild", "2", "--show", SHOW)[1]
    status, out, err = usher("unanswered", "--show", "harbor-lights")
    assert (status, out) == (2, "")
    assert "did you mean `harbour-lights`?" in err


def test_json(database: str) -> None:
    """One document: the groups, and the counts by show and server."""
    document = json.loads(usher("unanswered", "--json", "--seen", "S01E04")[1])
    assert document["seen"] == "S01E04"
    assert document["groups"][0] == {
        "show": SHOW,
        "times": 8,
        "last": "2026-01-01",
        "asked_as": ["Where was it made?"],
        "servers": ["2", str(GUILD)],
    }
    assert document["counts"] == [
        {"show": SHOW, "server": server, "times": times}
        for server, times in ((None, 9), ("2", 1), ("3", 8), (str(GUILD), 13))
    ]


def test_yaml(database: str) -> None:
    """Stubs of facts, in which hostile texts stay what they are."""
    facts = yaml.load(usher("unanswered", "--yaml")[1], Loader=yaml.BaseLoader)[SHOW]
    assert [fact["asked_as"] for fact in facts.values()] == [
        ["where was it made"],
        ['what is "the \\ light": #1'],
    ]


def test_postgresql(folder: Path, postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    """It reads PostgreSQL just as well."""
    url = postgres.new_database()
    fill(url)
    monkeypatch.setenv("DATABASE_URL", url)
    status, out, _ = usher("unanswered")
    assert status == 0
    assert "where was it made" in out


def test_nothing_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a database it says so, makes none, and ends with status 1; without questions it says that."""
    status, out, err = usher("unanswered")
    assert (status, out) == (1, "")
    assert "There is no database" in err
    assert list(folder.iterdir()) == []
    monkeypatch.setenv("DATABASE_URL", IN_MEMORY)
    assert "in memory" in usher("unanswered")[2]
    monkeypatch.delenv("DATABASE_URL")
    usher("db", "upgrade")
    assert usher("unanswered")[:2] == (0, "No question is kept that may be shown to who has seen nothing.\n")
    (folder / "usher.db").write_bytes(b"not a database" * 100)
    status, _, err = usher("unanswered")
    assert status == 1
    assert "could not be read" in err


def test_an_older_database(folder: Path) -> None:
    """One that is still to be upgraded is left as it is."""
    (folder / "usher.db").touch()
    status, _, err = usher("unanswered")
    assert status == 1
    assert "usher db upgrade" in err


@pytest.mark.parametrize("options", [("--seen", "soon"), ("--yaml", "--json")])
def test_options_that_are_not_clear(database: str, options: tuple[str, ...]) -> None:
    """They are refused with a sentence."""
    status, out, err = usher("unanswered", *options)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_help() -> None:
    """It explains itself, with examples."""
    status, out, _ = usher("unanswered", "--help")
    assert status == 0
    assert "\n    usher unanswered" in out
    assert "Exit status: 0" in out
