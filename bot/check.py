"""What `usher check` prints: each problem with the line that it is on, or all of it as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.progress import track

from bot.knowledge.inspection import Inspected
from bot.knowledge.problems import Problem
from bot.knowledge.raw_text import TOP
from bot.knowledge.show import all_facts

JSON_FORMAT = 1
"""Grows when a key of the JSON goes or means something else; a key that is added leaves it as it is."""
_WIDEST = 100
_BEFORE = 40
"""How much of a long line is shown, and how much of that before the place."""
_INDENT = "    "


@dataclass(frozen=True, slots=True)
class Report:
    """What came of checking some files, those problems first that no file has."""

    files: tuple[Inspected, ...]
    unread: tuple[Problem, ...] = ()

    @property
    def problems(self) -> list[Problem]:
        """All problems, file by file."""
        return [*self.unread, *(problem for file in self.files for problem in file.problems)]

    @property
    def errors(self) -> int:
        """How many of them are errors."""
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many of them are warnings."""
        return len(self.problems) - self.errors

    @property
    def empty(self) -> bool:
        """Whether there was nothing to check."""
        return not self.files and not self.unread


def watched(files: Iterable[Inspected], total: int) -> Iterator[Inspected]:
    """The files as they come, with a bar on stderr if that is a terminal and there are several."""
    console = Console(stderr=True)
    shown = console.is_terminal and total > 1
    yield from track(files, "Checking", total, console=console, transient=True, disable=not shown)


def as_text(report: Report) -> Iterator[str]:
    """For people: every problem, with the line and a caret below the place; at last a summary."""
    lines = {str(file.path): file.lines for file in report.files}
    for file, problems in groupby(report.problems, key=lambda problem: problem.file):
        for problem in problems:
            yield str(problem)
            yield from excerpt(problem, lines.get(file, ()))
    if report.empty:
        yield "There is no knowledge file there, which ends in .yaml."
        return
    fine = ", ".join(
        f"{file.show.id} ({_counted(_facts(file), 'fact')})"
        for file in report.files
        if file.show is not None and not file.problems
    )
    found = f"{_counted(report.errors, 'error')}, {_counted(report.warnings, 'warning')}."
    yield f"{found if report.problems else 'Nothing to mend.'}{f' Fine: {fine}.' if fine else ''}"


def as_json(report: Report) -> str:
    """For programs: one JSON document; docs/knowledge.md lists its keys."""
    document = {
        "format": JSON_FORMAT,
        "errors": report.errors,
        "warnings": report.warnings,
        "files": [
            {"file": str(file.path), "usable": file.show is not None, "facts": _facts(file)}
            for file in report.files
        ],
        "problems": [asdict(problem) for problem in report.problems],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def excerpt(problem: Problem, lines: Sequence[str]) -> tuple[str, ...]:
    """The line of a problem and a caret below its place; nothing where the problem is of the whole file.

    What can't be printed stands as a space; of a long line only the surroundings are shown.
    """
    line = lines[problem.line - 1] if problem.line <= len(lines) else ""
    text = "".join(letter if letter.isprintable() else " " for letter in line)
    if not text.strip() or ((problem.line, problem.column) == TOP and _is_of_no_line(problem, text)):
        return ()
    place = min(problem.column - 1, len(text))
    start = max(place - _BEFORE, 0) if len(text) > _WIDEST else 0
    end = start + _WIDEST
    head, tail = "…" if start else "", "…" if end < len(text) else ""
    before = head + text[start:place]
    mark = "^" if problem.severity == "error" else "^ warning"
    return f"{_INDENT}{before}{text[place:end]}{tail}", f"{_INDENT}{' ' * cell_len(before)}{mark}"


def _is_of_no_line(problem: Problem, first: str) -> bool:
    """Whether a problem stands at the top of a file only because there is nowhere else."""
    return not first.startswith(problem.field)


def _facts(file: Inspected) -> int:
    return len(list(all_facts(file.show.file))) if file.show is not None else 0


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
