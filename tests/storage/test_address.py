"""DATABASE_URL, as self-hosters write it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bot.storage.address import read_address
from bot.storage.errors import UnusableDatabase


def test_file_in_the_working_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A short address names a file in the folder in which the bot was started."""
    monkeypatch.chdir(tmp_path)
    address = read_address("sqlite:///usher.db")
    monkeypatch.chdir("/")
    assert address.path == tmp_path / "usher.db"
    assert str(address) == str(tmp_path / "usher.db")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg"])
def test_postgresql(scheme: str) -> None:
    """PostgreSQL's addresses are taken as hosters give them out, and no password is shown."""
    address = read_address(f"{scheme}://usher:secret@db.example.org/usher")
    assert address.url.drivername == "postgresql+asyncpg"
    assert address.path is None
    assert "secret" not in f"{address} {address!r}"


def test_hosters_words() -> None:
    """The word for encryption that PostgreSQL's own tools have is understood."""
    address = read_address("postgres://usher@db.example.org/usher?sslmode=require")
    assert dict(address.url.query) == {"ssl": "require"}


def test_in_memory() -> None:
    """An SQLite address without a file keeps all in memory."""
    assert read_address("sqlite://").path is None


@pytest.mark.parametrize("text", ["", "usher.db", "mysql://root@localhost/usher", "sqlite://usher.db"])
def test_refused(text: str) -> None:
    """Any other address is answered with a sentence that shows what to write."""
    with pytest.raises(UnusableDatabase, match=r"sqlite:///usher\.db"):
        read_address(text)


def test_missing_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its driver, PostgreSQL is answered with a sentence that names the extra."""
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    with pytest.raises(UnusableDatabase, match=r"usher-bot\[postgres\]"):
        read_address("postgresql://localhost/usher")
