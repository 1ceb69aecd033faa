"""Where the knowledge files are, and the shelf that they make with the settings."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from pathlib import Path

from bot.config import Settings
from bot.knowledge.copies import Copies
from bot.knowledge.load import find_files
from bot.knowledge.problems import Problem, shown
from bot.knowledge.sentences import did_you_mean
from bot.knowledge.shelf import Shelf

log = logging.getLogger(__name__)


class NoShelf(Exception):
    """There is nothing to answer from: a sentence for whoever runs the bot, and the problems behind it."""

    def __init__(self, sentence: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(sentence)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        """The sentence, and each problem on a line of its own."""
        return "\n".join([str(self.args[0]), *map(str, self.problems)])


def shipped() -> Path:
    """The folder of the files that come with the bot: inside the package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "data"
    return inside if inside.is_dir() else package.parent / "data"


def folders(settings: Settings) -> tuple[Path, ...]:
    """The folders to read, the one that is laid over the others last; raise NoShelf."""
    if settings.usher_data is None:
        return (shipped(),)
    try:
        own = settings.usher_data.expanduser()
        found = own.is_dir()
    except (OSError, RuntimeError):
        own, found = settings.usher_data, False
    if not found:
        raise NoShelf(f"USHER_DATA is {own}, but there is no such folder: make it, or correct the setting.")
    return (shipped(), own)


def wanted(settings: Settings, known: Collection[str]) -> tuple[str, ...]:
    """The ids of the shows to use, of those that there are files of; raise NoShelf."""
    _expect("USHER_SHOWS", settings.usher_shows, known)
    ids = settings.usher_shows or tuple(known)
    if settings.usher_show is not None:
        _expect("USHER_SHOW", [settings.usher_show], known)
        if settings.usher_show not in ids:
            raise NoShelf(
                f"USHER_SHOW is `{settings.usher_show}`, which USHER_SHOWS leaves out: add it there, too."
            )
    return ids


def open_shelf(settings: Settings) -> tuple[Shelf, tuple[Problem, ...]]:
    """The shelf that the settings ask for, and what is wrong with its files; raise NoShelf.

    Files that can't be used are left out, so that one mistake never takes all shows away.
    """
    copies, problems = open_copies(settings)
    return shelf_of(copies, settings), problems


def open_copies(settings: Settings) -> tuple[Copies, tuple[Problem, ...]]:
    """Copies of the files that the settings ask for, with a show at least; raise NoShelf."""
    places = folders(settings)
    known, _ = find_files(places)
    wanted(settings, known)
    copies = Copies(places, settings.usher_shows)
    problems = copies.open().problems
    if not copies.shows:
        where = " and ".join(map(str, places))
        raise NoShelf(f"There is no show that can be used in {where}.", problems)
    return copies, problems


def shelf_of(copies: Copies, settings: Settings) -> Shelf:
    """The shelf that the copies make; the show that is meant is one of them or none."""
    shows = copies.shows
    return Shelf(shows, settings.usher_show if settings.usher_show in shows else None)


def log_problems(problems: Sequence[Problem]) -> None:
    """Write each problem into the log."""
    for problem in problems:
        log.log(logging.ERROR if problem.severity == "error" else logging.WARNING, "%s", problem)


def _expect(setting: str, ids: Sequence[str], known: Collection[str]) -> None:
    for id in ids:
        if id not in known:
            meant = did_you_mean(id, known)
            there = f" There are: {', '.join(sorted(known))}." if known else ""
            raise NoShelf(f"{setting} names `{shown(id)}`, but there is no such show{meant or '.'}{there}")
