"""What can be wrong with the database, for those who have to know."""

from __future__ import annotations


class StorageUnavailable(Exception):
    """Nothing can be saved or exported just now. Another try later may do."""


class UnusableDatabase(Exception):
    """The database can't be used until somebody acts: a sentence for whoever runs the bot."""


class DatabaseTooNew(UnusableDatabase):
    """The database was made by a newer Usher than this one, or by another program."""


def reason(error: Exception) -> str:
    """What is wrong, in one line that holds neither SQL nor anybody's data."""
    cause = getattr(error, "orig", None) or error
    text = getattr(cause, "strerror", None) or str(cause)
    return f"{type(cause).__name__}: {text}".splitlines()[0] if text else type(cause).__name__
