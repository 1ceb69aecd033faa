"""Sets of questions with what has to come back for each, in YAML or JSON lines, and the shows they are about.

Scalars of the YAML are text, as in knowledge files: `No` and `2022` need no quotes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

import yaml

from bot.knowledge.load import find_files, read_show
from bot.knowledge.problems import shown
from bot.knowledge.sentences import did_you_mean
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.spoilers import NOTHING, Limit

Expect = Literal["answer", "abstain", "spoiler"]
BESIDE = "shows"
"""The folder beside a set in which it may have its shows."""
_LINES = (".jsonl", ".ndjson")
_OTHER_NAMES = {"question": "ask"}
_KEYS = ("ask", "show", "language", "topic", "expect", "any", "all", "not", "seen", "after")


class Unreadable(Exception):
    """A set that can't be used: one sentence that names the file and the place in it."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question, and what has to come back."""

    file: Path
    line: int
    ask: str
    expect: Expect
    show: str | None = None
    language: str = ""
    topic: str = ""
    """What it is about; empty where the set doesn't say."""
    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    seen: Limit = NOTHING
    after: tuple[str, ...] = ()
    """Earlier messages of the same asker, the oldest first."""

    @property
    def place(self) -> str:
        """Where it stands, as `file:line`."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class _Entry:
    file: Path
    line: int
    number: int
    values: Mapping[str, Any] = field(default_factory=dict)

    def refuse(self, what: str) -> Unreadable:
        return Unreadable(f"{self.file}:{self.line}: question {self.number}: {what}")


def read_set(path: Path) -> list[Case]:
    """The questions of a file, in its order; raise Unreadable.

    A file whose name ends in .jsonl or .ndjson holds a JSON object a line, any other one YAML: a list of
    questions, or `show` and `questions`.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Unreadable(f"{path}: cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise Unreadable(f"{path}: is not a text file in UTF-8.") from None
    entries = _from_lines(path, text) if path.suffix.lower() in _LINES else _from_yaml(path, text)
    try:
        cases = [_case(entry) for entry in entries]
    except RecursionError:
        raise Unreadable(f"{path}: is nested too deeply.") from None
    if not cases:
        raise Unreadable(f"{path}: holds no question.")
    return cases


class Shows:
    """The shows that sets are about, each read once."""

    def __init__(
        self, loaded: Callable[[], Shelf], *, files: Sequence[Path] = (), folder: Path | None = None
    ) -> None:
        """`loaded` gives the shelf that the bot would use; `files` and those in `folder` go before it."""
        self._loaded = cache(loaded)
        self._files = {file.stem: file for file in files}
        self._folder = folder
        self._read: dict[Path, Show] = {}

    def of(self, case: Case) -> Show:
        """The show of a question: in the given files, the given folder, the loaded ones, or in a folder
        `shows` beside the set. Where the question names none, it is the one given file or the usual show.
        Raise Unreadable.
        """
        if case.show is None:
            if len(self._files) == 1:
                return self._show(next(iter(self._files.values())))
            usual = self._loaded().meant(None)
            if usual is None:
                raise Unreadable(f"{case.place}: names no show: write `show:` and its id.")
            return usual
        file = self._files.get(case.show) or _file_in(self._folder, case.show)
        if file is not None:
            return self._show(file)
        show = self._loaded().meant(case.show)
        if show is not None:
            return show
        file = _file_in(case.file.parent / BESIDE, case.show)
        if file is None:
            raise Unreadable(
                f"{case.place}: there is no show `{shown(case.show)}`: neither among the loaded ones nor in "
                f"{case.file.parent / BESIDE}. --data names another folder."
            )
        return self._show(file)

    def _show(self, file: Path) -> Show:
        if file not in self._read:
            reading = read_show(file)
            if reading.show is None:
                raise Unreadable("\n".join(map(str, reading.problems)))
            self._read[file] = reading.show
        return self._read[file]


def _file_in(folder: Path | None, id: str) -> Path | None:
    """The knowledge file of a show in a folder, if there is one."""
    if folder is None or not folder.is_dir():
        return None
    return find_files([folder])[0].get(id)


def _from_lines(path: Path, text: str) -> Iterator[_Entry]:
    number = 0
    for line, written in enumerate(text.split("\n"), 1):
        if not written.strip():
            continue
        number += 1
        entry = _Entry(path, line, number)
        try:
            values = json.loads(written)
        except ValueError as error:
            raise entry.refuse(f"is not JSON: {error}.") from None
        if not isinstance(values, dict):
            raise entry.refuse("is no JSON object.")
        yield _Entry(path, line, number, values)


def _from_yaml(path: Path, text: str) -> Iterator[_Entry]:
    try:
        root = yaml.compose(text, Loader=yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise Unreadable(f"{path}{line}: is not YAML: {getattr(error, 'problem', None) or error}.") from None
    common: dict[str, Any] = {}
    if isinstance(root, yaml.MappingNode):
        top = dict(_pairs(root))
        questions = top.pop("questions", None)
        for key in top:
            if key != "show":
                raise Unreadable(
                    f"{path}: `{shown(key)}` is nothing that I know beside `show` and `questions`."
                )
        common = {key: _plain(node) for key, node in top.items()}
    else:
        questions = root
    if not isinstance(questions, yaml.SequenceNode):
        raise Unreadable(f"{path}: holds no list of questions: write them under `questions:`.")
    for number, node in enumerate(questions.value, 1):
        entry = _Entry(path, node.start_mark.line + 1, number)
        values = _plain(node)
        if not isinstance(values, dict):
            raise entry.refuse("has no keys: write `ask:` and `expect:` at least.")
        yield _Entry(path, entry.line, number, common | values)


def _pairs(node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
    return ((str(key.value), value) for key, value in node.value)


def _plain(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key: _plain(value) for key, value in _pairs(node)}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one) for one in node.value]
    # Nothing written is no value, and two quotes are an empty text.
    return node.value if isinstance(node, yaml.ScalarNode) and (node.value or node.style) else None


def _case(entry: _Entry) -> Case:
    values: dict[str, Any] = {}
    for key, value in entry.values.items():
        name = _OTHER_NAMES.get(key, key)
        if name not in _KEYS:
            raise entry.refuse(f"`{shown(key)}` is no key of a question{did_you_mean(key, _KEYS) or '.'}")
        if name in values:
            raise entry.refuse(f"`{key}` and `{name}` are the same: leave one out.")
        if value is not None:
            values[name] = value
    ask, expect = _text(entry, values, "ask"), _text(entry, values, "expect")
    if not ask:
        raise entry.refuse("`ask` is missing: write what the fan asks.")
    if expect not in get_args(Expect):
        raise entry.refuse("`expect` has to be answer, abstain or spoiler.")
    never = _texts(entry, values, "not")
    if expect == "spoiler" and not never:
        raise entry.refuse("`not` is missing: write by which words a spoiler can be told.")
    return Case(
        file=entry.file,
        line=entry.line,
        ask=ask,
        expect=cast("Expect", expect),
        show=_text(entry, values, "show") or None,
        language=_text(entry, values, "language"),
        topic=_text(entry, values, "topic"),
        any=_texts(entry, values, "any"),
        all=_texts(entry, values, "all"),
        never=never,
        seen=_seen(entry, _text(entry, values, "seen")),
        after=_texts(entry, values, "after"),
    )


def _text(entry: _Entry, values: Mapping[str, Any], key: str) -> str:
    value = values.get(key, "")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise entry.refuse(f"`{key}` has to be a text.")
    return str(value)


def _texts(entry: _Entry, values: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = values.get(key, [])
    texts = tuple(_text(entry, {key: one}, key) for one in (value if isinstance(value, list) else [value]))
    if not all(text.strip() for text in texts):
        raise entry.refuse(f"`{key}` holds an empty text.")
    return texts


def _seen(entry: _Entry, text: str) -> Limit:
    try:
        return Limit.parse(text.strip().lower()) if text.strip() else NOTHING
    except ValueError:
        raise entry.refuse("`seen` has to be an episode such as S01E04, nothing, or everything.") from None
