"""The file of an SQLite database, and whether it is still the one that was opened."""

from __future__ import annotations

import os
from pathlib import Path

_Identity = tuple[int, int]


class DatabaseFile:
    """Watches over the path of a database; there is nothing to watch where it has none.

    SQLite goes on writing to a file that was moved away or deleted, without a word.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._opened: _Identity | None = None
        self._journal: _Identity | None = None

    def prepare(self) -> None:
        """Make the file where there is none, readable for its owner alone; raise OSError.

        One that was open and is gone may be on its way back: an empty one must not take its place. One that
        is now another must not meet the journal of the former, which SQLite would take for its own.
        """
        if self._path is None:
            return
        if self._opened is None:
            make(self._path)
        elif _identity(self._path) != self._opened and self._journal is not None:
            journal = self._path.with_name(f"{self._path.name}-wal")
            if journal.exists() and _identity(journal) == self._journal:
                journal.unlink()

    def opened(self) -> None:
        """Take note that the file is open; raise OSError."""
        if self._path is not None:
            self._opened = _identity(self._path)
            journal = self._path.with_name(f"{self._path.name}-wal")
            self._journal = _identity(journal) if journal.exists() else None

    def expect_same(self) -> None:
        """Raise FileNotFoundError where what is written is not where it will be looked for."""
        if self._path is not None and _identity(self._path) != self._opened:
            raise FileNotFoundError("another file is in its place")


def make(path: Path) -> None:
    """Make an empty file that its owner alone can read, where there is none; raise OSError."""
    if not path.exists():
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _identity(path: Path) -> _Identity:
    found = path.stat()
    return found.st_dev, found.st_ino
