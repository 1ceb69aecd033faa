"""Reads knowledge files: every problem at once, each with its place, and a show where the file allows one."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.knowledge import problems
from bot.knowledge.problems import Problem, Severity, dotted, shown
from bot.knowledge.raw_text import MAX_BYTES, TOP
from bot.knowledge.schema import ID_LENGTH, Fact, Record, ShowFile, reference_fields
from bot.knowledge.sentences import did_you_mean, record_at, sentence, unknown_key
from bot.knowledge.show import Show
from bot.knowledge.yaml_text import YamlText, read_yaml

_MAX_TOLD = 250
ENDINGS = (".yaml", ".yml")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one file. `show` is None where the file can't be used as it is."""

    show: Show | None
    problems: tuple[Problem, ...]
    text: YamlText | None = None


@dataclass(frozen=True, slots=True)
class _Finding:
    path: problems.Path
    message: str
    fatal: bool = True
    severity: Severity = "error"


def read_show(path: Path) -> Reading:
    """Read one file; whatever is wrong with it comes back as problems, never as an exception."""
    raw = read_raw(path)
    return raw if isinstance(raw, Reading) else read_bytes(raw, path)


def read_raw(path: Path) -> bytes | Reading:
    """The bytes of a file, cut where it is far too long; a reading without a show where it can't be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return _unread(path, "is not a file: a show is one file, such as `my-show.yaml`")
        with path.open("rb") as file:
            return file.read(2 * MAX_BYTES + 1)
    except FileNotFoundError:
        return _unread(path, "is not there: check the name")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        return _unread(path, f"cannot be read ({reason}): check that the bot may read it")


def read_bytes(raw: bytes, path: Path) -> Reading:
    """Read the bytes of a file; `path` only names it."""
    text = read_yaml(raw)
    found = [
        Problem(str(path), *mistake.place, dotted(mistake.path), mistake.message, mistake.severity)
        for mistake in text.mistakes
    ]
    findings = list(_name_findings(path))
    file: ShowFile | None = None
    if text.data is not None:
        file, in_file = _check(text.data)
        said = {mistake.path for mistake in text.mistakes if mistake.path and mistake.severity == "error"}
        findings += [finding for finding in in_file if finding.path not in said]
        findings += _empty_unknown(said, text.data)
    found += [at(finding.path, finding.message, finding.severity, path, text) for finding in findings]
    show = None
    if file is not None and text.usable and not any(finding.fatal for finding in findings):
        show = Show.build(path.stem, file)
    return Reading(show, _told(found), text)


def at(where: problems.Path, message: str, severity: Severity, path: Path, text: YamlText) -> Problem:
    """A problem with what stands at `where` in a file."""
    return Problem(str(path), *text.place(where), dotted(where), message, severity)


def _told(found: list[Problem]) -> tuple[Problem, ...]:
    """The problems in the order of the file, as many as anybody reads."""
    ordered = sorted(found, key=lambda problem: (problem.line, problem.column))
    first, more = ordered[:_MAX_TOLD], len(ordered) - _MAX_TOLD
    if more > 0:
        last = first[-1]
        message = f"there are {more:,} more problems after this line: mend those above first"
        first.append(Problem(last.file, last.line, last.column, problems.WHOLE_FILE, message, "error"))
    return tuple(first)


def find_files(folders: Sequence[Path]) -> tuple[dict[str, Path], list[Problem]]:
    """The files that count, by the id of their show, and the folders that could not be looked into."""
    files: dict[str, Path] = {}
    found: list[Problem] = []
    for folder in folders:
        here: dict[str, Path] = {}
        try:
            entries = sorted(folder.iterdir())
        except FileNotFoundError:
            found.append(_problem(folder, "is not there: check the name of the folder"))
            continue
        except NotADirectoryError:
            found.append(_problem(folder, "is not a folder"))
            continue
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            found.append(
                _problem(folder, f"cannot be looked into ({reason}): check that the bot may read it")
            )
            continue
        for path in entries:
            if path.name.startswith(".") or path.suffix.lower() not in ENDINGS:
                continue
            if path.stem in here:
                twin = here[path.stem].name
                found.append(_problem(path, f"is left out, as {twin} has the same name: keep one of the two"))
                continue
            here[path.stem] = path
        files |= here
    return files, found


def _problem(path: Path, message: str) -> Problem:
    return Problem(str(path), *TOP, problems.WHOLE_FILE, message, "error")


def _unread(path: Path, message: str) -> Reading:
    return Reading(None, (_problem(path, message),))


def _name_findings(path: Path) -> Iterator[_Finding]:
    """The file's name is the show's id."""
    if _ID.fullmatch(path.stem) is None or len(path.stem) > ID_LENGTH:
        yield _Finding(
            (),
            "has a name that is not an id: use small letters a to z, digits and single dashes, "
            f"{ID_LENGTH} at most, such as `my-show.yaml`",
        )


def _empty_unknown(paths: set[problems.Path], data: dict[str, Any]) -> Iterator[_Finding]:
    """Keys without a value that should not be there either: they never reach the schema."""
    for path in paths:
        kind = record_at(path[:-1])
        if kind is not None and str(path[-1]) not in {*kind.model_fields, *_value_at(data, path[:-1])}:
            yield _Finding(path, unknown_key(path))


def _value_at(data: Any, path: problems.Path) -> Any:
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def _check(data: dict[str, Any]) -> tuple[ShowFile | None, list[_Finding]]:
    """The file as the schema sees it, or None, and all that is wrong with it."""
    try:
        file, said = ShowFile.model_validate(data), []
    except ValidationError as error:
        file, said = None, [sentence(detail) for detail in error.errors(include_url=False)]
    findings = [_Finding(*words) for words in said if words is not None]
    refused = {finding.path for finding in findings}
    return file, findings + [finding for finding in _findings(data) if finding.path not in refused]


def _findings(data: dict[str, Any]) -> Iterator[_Finding]:
    """What the types alone cannot see, in sound and broken records alike."""
    for path, kind, record in _records(data):
        for name, section, _ in reference_fields(kind):
            value = record.get(name)
            targets = enumerate(value) if isinstance(value, list) else [(None, value)]
            for index, target in targets:
                known = data.get(section)
                ids = list(known) if isinstance(known, dict) else []
                if isinstance(target, str) and target not in ids:
                    where = (*path, name) if index is None else (*path, name, index)
                    near = did_you_mean(target, ids)
                    yield _Finding(
                        where, f"is `{shown(target)}`, but nothing in `{section}` has that id{near}"
                    )
        if issubclass(kind, Fact) and "reveals" not in record:
            yield _Finding(
                (*path, "reveals"),
                "is missing: add `reveals: nothing`, or the episode that gives it away, such as S01E04",
                fatal=False,
            )


def _records(data: dict[str, Any]) -> Iterator[tuple[problems.Path, type[Record], dict[str, Any]]]:
    for section, value in data.items():
        if not isinstance(value, dict):
            continue
        single = record_at((section,))
        if single is not None:
            yield (section,), single, value
            continue
        kind = record_at((section, ""))
        if kind is not None:
            for id, record in value.items():
                if isinstance(record, dict):
                    yield (section, id), kind, record
