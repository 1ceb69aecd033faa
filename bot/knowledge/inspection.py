"""Looks knowledge files over for their editor: what keeps them from being read, and what is odd."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.knowledge.checks import Finding, check_show, other_defaults, unknown_shows
from bot.knowledge.load import at, find_files, read_show
from bot.knowledge.problems import Problem
from bot.knowledge.show import Show

Check = Callable[[Show], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Inspected:
    """One file; `show` is None where it can't be read. `lines` are its lines, as far as it has any."""

    path: Path
    show: Show | None
    problems: tuple[Problem, ...]
    lines: tuple[str, ...] = ()


def files_in(paths: Iterable[Path]) -> tuple[list[Path], list[Problem]]:
    """The files that are meant by files and folders, and what keeps a folder from being looked into."""
    files: list[Path] = []
    found: list[Problem] = []
    for path in paths:
        if _is_folder(path):
            inside, unread = find_files([path])
            files += inside.values()
            found += unread
        else:
            files.append(path)
    return list(dict.fromkeys(files)), found


def inspect(
    files: Sequence[Path], today: dt.date, ids: Collection[str], checks: Sequence[Check] = ()
) -> Iterator[Inspected]:
    """Everything that is to be said of each file, one after the other.

    `ids` are those of the shows that there are besides; `checks` are made in addition to those of
    `bot.knowledge`.
    """
    known = {*ids, *(path.stem for path in files)}
    preset: list[Show] = []
    for path in files:
        yield _inspect(path, today, known, (*checks, partial(other_defaults, others=preset)))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _inspect(path: Path, today: dt.date, ids: Collection[str], checks: Sequence[Check]) -> Inspected:
    reading = read_show(path)
    problems = list(reading.problems)
    lines = reading.text.lines if reading.text is not None else ()
    if reading.show is not None and reading.text is not None:
        findings = [*check_show(reading.show, today), *unknown_shows(reading.show, ids)]
        findings += [finding for check in checks for finding in check(reading.show)]
        for finding in findings:
            problems.append(at(finding.path, finding.message, finding.severity, path, reading.text))
    problems.sort(key=lambda problem: (problem.line, problem.column))
    return Inspected(path, reading.show, tuple(problems), lines)
