"""`usher db` on the command line: what it prints, and its exit statuses."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.db_commands import app


@pytest.fixture(autouse=True)
def _there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command line is used in an empty folder, without settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)


def usher_db(*arguments: str) -> tuple[int, str, str]:
    """Run `usher db …`; give the exit status, and what was printed on both streams."""
    done = CliRunner().invoke(app, arguments)
    return done.exit_code, done.stdout, done.stderr


def test_the_usual_round(tmp_path: Path) -> None:
    """Without any setting, the database is a file in this folder that can be backed up and restored."""
    assert usher_db("upgrade")[0] == 0
    assert (tmp_path / "usher.db").exists()
    assert usher_db("backup", "monday.db")[0] == 0
    status, said, wrong = usher_db("restore", "monday.db")
    assert (status, wrong) == (0, "")
    assert "usher.db is as it was in monday.db." in said


def test_not_done() -> None:
    """What can't be done is said on standard error, with status 1."""
    status, said, wrong = usher_db("restore", "nothing.db")
    assert (status, said) == (1, "")
    assert wrong.startswith("nothing.db can't be read")


def test_put_right_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A database of a newer Usher and a setting that can't be used end with status 2."""
    usher_db("upgrade")
    with closing(sqlite3.connect(tmp_path / "usher.db")) as database, database:
        database.execute("UPDATE usher_version SET version_num = '9999'")
    status, said, wrong = usher_db("upgrade")
    assert (status, said) == (2, "")
    assert "newer Usher" in wrong
    monkeypatch.setenv("DATABASE_URL", "mysql://localhost/usher")
    assert usher_db("upgrade")[0] == 2


@pytest.mark.parametrize("command", ["upgrade", "backup", "restore"])
def test_help(command: str) -> None:
    """Each command explains itself, with an example."""
    status, said, _ = usher_db(command, "--help")
    assert status == 0
    assert f"usher db {command}" in said
