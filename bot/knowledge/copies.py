"""The last good copy of every knowledge file, brought up to date by looking at the folders again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.knowledge import problems
from bot.knowledge.bell import Home, home_of
from bot.knowledge.load import ENDINGS, Reading, find_files, read_bytes, read_raw
from bot.knowledge.problems import Problem
from bot.knowledge.raw_text import TOP
from bot.knowledge.show import Show

Stamp = tuple[int, ...]
"""What changes about a file when its content does; empty where there is none behind the name."""
Seen = tuple[Path, Stamp]

_EMPTY_FOR = 3
"""Looks in a row that find a folder without the files that it had, before they count as deleted.

While a pull or a copy is going on, all of them may be gone for a moment.
"""
VANISHED = (
    "has lost all its files at once, as if a disk were gone: what was in it is kept until there are some"
)


@dataclass(frozen=True, slots=True)
class Copy:
    """One file as it was read last, and the show that it made, or the one before if it was broken then."""

    seen: Seen
    digest: bytes
    show: Show | None
    problems: tuple[Problem, ...]
    broken: bool


@dataclass(frozen=True, slots=True)
class Broken:
    """A file that became unusable; `kept` says that there is a good copy from before."""

    path: Path
    problems: tuple[Problem, ...]
    kept: bool


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at the folders brought.

    `problems` has all that is newly wrong, `broken` and `mended` the files that became unusable or usable.
    `settling` says that something is being written, so that another look should follow soon.
    """

    changed: bool = False
    settling: bool = False
    problems: tuple[Problem, ...] = ()
    broken: tuple[Broken, ...] = ()
    mended: tuple[Path, ...] = ()


class Copies:
    """Copies of the files of some folders; a file in a later folder replaces an earlier one of its name.

    A file counts as it is once two looks in a row find it alike, so that nothing half-written is read.
    """

    def __init__(self, folders: Sequence[Path], ids: Collection[str] = ()) -> None:
        """Look at nothing yet. `ids` are those of the shows to read, all of them where empty."""
        self._folders = tuple(folders)
        self._ids = frozenset(ids)
        self._copies: dict[str, Copy] = {}
        self._waiting: dict[str, Seen | None] = {}
        self._homes: dict[Path, Home | None] = {}
        self._emptied: dict[Path, int] = {}
        self._strange: dict[str, Problem] = {}
        self._told: dict[str, Problem] = {}
        self._glanced: list[object] | None = None

    @property
    def broken(self) -> tuple[Broken, ...]:
        """The files that can't be used as they are now."""
        return tuple(
            Broken(copy.seen[0], _errors(copy.problems), copy.show is not None)
            for _, copy in sorted(self._copies.items())
            if copy.broken
        )

    @property
    def shows(self) -> Mapping[str, Show]:
        """The shows as far as they could ever be read, by id."""
        return {id: copy.show for id, copy in sorted(self._copies.items()) if copy.show is not None}

    def open(self) -> Look:
        """The first look, which takes every file as it is."""
        seen, self._strange = self._look_around()
        self._waiting = dict(seen)
        self._told = dict(self._strange)
        look = self._take_in(seen)
        return replace(look, problems=(*self._strange.values(), *look.problems))

    def look(self, halt: Callable[[], bool] = lambda: False) -> Look:
        """Take in what has changed. Where `halt` says so, it stops between two files, and nothing counts."""
        glance = [_glance(folder) for folder in self._folders]
        if glance == self._glanced:
            return Look()
        look = self._look(halt)
        self._glanced = None if look.settling or halt() else glance
        return look

    def _look(self, halt: Callable[[], bool]) -> Look:
        seen, strange = self._look_around()
        new = {file: strange[file] for file in strange if file in self._strange and file not in self._told}
        over = [Path(file) for file in self._told if file not in strange]
        restless = bool(self._emptied) or any(file not in self._strange for file in strange)
        self._told = {file: strange[file] for file in strange if file in self._told or file in new}
        self._strange = strange
        look = self._take_in(seen, halt)
        broken = [Broken(Path(file), (problem,), kept=True) for file, problem in new.items()]
        return Look(
            look.changed,
            look.settling or restless,
            (*new.values(), *look.problems),
            (*broken, *look.broken),
            (*over, *look.mended),
        )

    def _look_around(self) -> tuple[dict[str, Seen], dict[str, Problem]]:
        """Every file that counts, and what is wrong with the folders, by what it is wrong with."""
        seen: dict[str, Seen] = {}
        strange: dict[str, Problem] = {}
        for folder in self._folders:
            files, unread = find_files([folder])
            strange |= {
                problem.file: problem
                for problem in unread
                if problem.file == str(folder) or self._wants(Path(problem.file).stem)
            }
            home = home_of(folder)
            if files:
                self._homes[folder] = home
                self._emptied.pop(folder, None)
                seen |= {id: (path, _stamp(path)) for id, path in files.items() if self._wants(id)}
                continue
            before = {id: copy.seen for id, copy in self._copies.items() if copy.seen[0].parent == folder}
            looks = self._emptied.pop(folder, 0) + 1
            if before and home != self._homes.get(folder):
                seen |= before
                strange.setdefault(str(folder), _of_folder(folder, VANISHED))
            elif len(before) > 1:
                self._emptied[folder] = looks
                if looks <= _EMPTY_FOR:
                    seen |= before
        return seen, strange

    def _wants(self, id: str) -> bool:
        return not self._ids or id in self._ids

    def _take_in(self, seen: Mapping[str, Seen], halt: Callable[[], bool] = lambda: False) -> Look:
        changed = {id: seen.get(id) for id in sorted({*seen, *self._copies}) if seen.get(id) != self._at(id)}
        due = [id for id, now in changed.items() if id in self._waiting and self._waiting[id] == now]
        read: dict[str, Copy | None] = {}
        for id in due:
            if halt():
                return Look()
            now = changed[id]
            copy = None if now is None else self._read(id, now)
            if now is None or (copy is not None and _stamp(now[0]) == now[1]):
                read[id] = copy
        self._waiting = {id: now for id, now in changed.items() if id not in read}
        before = dict(self._copies)
        self._copies |= {id: copy for id, copy in read.items() if copy is not None}
        for id in [id for id, copy in read.items() if copy is None]:
            del self._copies[id]
        return self._compared(before, read, settling=bool(self._waiting))

    def _at(self, id: str) -> Seen | None:
        copy = self._copies.get(id)
        return copy.seen if copy else None

    def _read(self, id: str, now: Seen) -> Copy:
        """A new copy; where the content is the same, with the same show."""
        path, before = now[0], self._copies.get(id)
        raw = read_raw(path)
        digest = b"" if isinstance(raw, Reading) else hashlib.sha256(raw).digest()
        if before is not None and digest == before.digest and digest and path == before.seen[0]:
            return Copy(now, digest, before.show, before.problems, before.broken)
        reading = raw if isinstance(raw, Reading) else read_bytes(raw, path)
        last = before.show if before is not None else None
        return Copy(now, digest, reading.show or last, reading.problems, reading.show is None)

    def _compared(
        self, before: Mapping[str, Copy], read: Mapping[str, Copy | None], *, settling: bool
    ) -> Look:
        changed = False
        found: list[Problem] = []
        broken: list[Broken] = []
        mended: list[Path] = []
        for id, copy in read.items():
            old = before.get(id)
            changed = changed or (copy.show if copy else None) is not (old.show if old else None)
            if copy is None:
                if old is not None and old.broken:
                    mended.append(old.seen[0])
                continue
            if _gist(copy.problems) != _gist(old.problems if old else ()):
                found += copy.problems
                if copy.broken:
                    broken.append(Broken(copy.seen[0], _errors(copy.problems), copy.show is not None))
            if old is not None and old.broken and not copy.broken:
                mended.append(copy.seen[0])
        return Look(changed, settling, tuple(found), tuple(broken), tuple(mended))


def _stamp(path: Path | os.DirEntry[str]) -> Stamp:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _glance(folder: Path) -> object:
    """What is the same as before where nothing has changed, at the least cost: this is asked every second."""
    try:
        with os.scandir(folder) as entries:
            return home_of(folder), {
                entry.name: _stamp(entry) for entry in entries if entry.name.lower().endswith(ENDINGS)
            }
    except (OSError, ValueError):
        return None


def _gist(found: Iterable[Problem]) -> list[tuple[str, str, str]]:
    """What makes problems the same, wherever in the file they have moved to."""
    return [(problem.file, problem.field, problem.message) for problem in found]


def _errors(found: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for problem in found if problem.severity == "error")


def _of_folder(folder: Path, message: str) -> Problem:
    return Problem(str(folder), *TOP, problems.WHOLE_FILE, message, "error")
