"""`usher new`: gathers what is known of a show, from flags or by asking, and writes its first file."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.config import Settings
from bot.knowledge.dates import PartialDate
from bot.knowledge.json_schema import NAME, json_schema_text
from bot.knowledge.load import find_files, read_bytes
from bot.knowledge.new_show import NewSeason, NewShow, NewSource, id_of, text_of
from bot.knowledge.problems import shown
from bot.knowledge.schema import Id, Line, Url
from bot.knowledge.sentences import sentence

Kind = TypeVar("Kind")
MOST_SEASONS, MOST_EPISODES = 99, 999


class Refused(Exception):
    """Nothing was written: a sentence that says why, and what would be right."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line says, as it was typed; None or empty where it does not."""

    title: str
    id: str | None = None
    seasons: str | None = None
    episodes: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    platform: str | None = None
    source_title: str | None = None
    publisher: str | None = None
    address: str | None = None
    published: str | None = None

    @property
    def suffices(self) -> bool:
        """Whether there is all that a file cannot do without."""
        return bool(self.source_title and self.publisher)


@dataclass(frozen=True, slots=True)
class Terminal:
    """A person who can be asked."""

    ask: Callable[[str], str]
    tell: Callable[[str], None]


def chosen_id(given: Given) -> str:
    """The id of the show, as given or made of its title; raise Refused."""
    if given.id is not None:
        return _flag("--id", given.id, _line(Id))
    try:
        return id_of(given.title)
    except ValueError as error:
        raise Refused(f"The title {error}: choose one with --id, such as --id my-show.") from None


def gather(given: Given, terminal: Terminal | None) -> NewShow:
    """All that goes into the file; asks for what is missing if there is somebody to ask. Raise Refused."""
    title = _flag("The title", given.title, _line(Line))
    if terminal is not None and given.suffices:
        terminal = None
    if terminal is None and not given.suffices:
        raise Refused(
            "Every fact names its source: add --source-title and --publisher, and --address and --published "
            "where you know them."
        )
    said = max(1, len(given.episodes), len(given.dates))
    count = _value(
        "--seasons", given.seasons, terminal, f"How many seasons are there? [{said}]", _number(MOST_SEASONS)
    )
    seasons = tuple(_season(given, terminal, number) for number in range(1, max(count or said, said) + 1))
    where = "Where can it be watched? (Enter if you don't know)"
    platform = _value("--platform", given.platform, terminal, where, _line(Line))
    if terminal is not None:
        terminal.tell("Every fact names its source. Which page says so?")
    asked = partial(_required, terminal)
    source = NewSource(
        asked("--source-title", given.source_title, "The page's title:", _line(Line)),
        asked("--publisher", given.publisher, "Who published it:", _line(Line)),
        _value(
            "--address", given.address, terminal, "Its address, with https:// (Enter for none):", _line(Url)
        ),
        _value(
            "--published", given.published, terminal, f"When it came out, {_DATES} (Enter if undated):", _date
        ),
    )
    return NewShow(title, seasons, source, platform)


def check_free(id: str, folder: Path, shipped: Path) -> None:
    """Raise Refused where a show of that id would hide another one, or be put where it can't be."""
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} is not a folder.")
    if id in find_files([folder])[0]:
        raise Refused(f"There is a show `{id}` in {folder} already: edit its file, or choose another --id.")
    if id in find_files([shipped])[0]:
        raise Refused(
            f"A show `{id}` comes with Usher, and a file of that name would replace it: choose another --id."
        )


def write(show: NewShow, id: str, folder: Path, today: dt.date) -> Path:
    """Write the file of a new show, never over another one, and the schema beside it; raise Refused."""
    path = folder / f"{id}.yaml"
    text = text_of(show, today)
    for problem in read_bytes(text.encode(), path).problems:
        raise Refused(f"That would make a file with a mistake: {problem.field} {problem.message}.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        if not (folder / NAME).exists():
            (folder / NAME).write_text(json_schema_text(), encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Refused(f"{path} can't be written ({reason}).") from None
    return path


def next_steps(path: Path, id: str, settings: Settings) -> Iterator[str]:
    """What to do with a new file, a line each."""
    yield f"  usher check {shlex.quote(str(path))}"
    own = settings.usher_data
    if own is None or own.expanduser().resolve() != path.parent.resolve():
        yield f"The bot reads it once the setting USHER_DATA is {path.parent.resolve()}."
    elif settings.usher_shows and id not in settings.usher_shows:
        yield f"The bot reads it once the setting USHER_SHOWS names {id}, too."
    else:
        yield f'  usher ask "/release" --show {id}'


_DATES = "as 2026, 2026-10 or 2026-10-08"


def _season(given: Given, terminal: Terminal | None, number: int) -> NewSeason:
    def nth(values: tuple[str, ...]) -> str | None:
        return values[number - 1] if number <= len(values) else None

    unknown = "(Enter if you don't know)"
    how_many = f"How many episodes does season {number} have? {unknown}"
    when = f"When did season {number} come out, or when will it, {_DATES}? {unknown}"
    return NewSeason(
        _value("--episodes", nth(given.episodes), terminal, how_many, _number(MOST_EPISODES)),
        _value("--date", nth(given.dates), terminal, when, _date),
    )


def _required(
    terminal: Terminal | None, flag: str, given: str | None, question: str, read: Callable[[str], Kind]
) -> Kind:
    while (value := _value(flag, given, terminal, question, read)) is None:
        assert terminal is not None
        terminal.tell("  That can't be left out.")
    return value


def _value(
    flag: str, given: str | None, terminal: Terminal | None, question: str, read: Callable[[str], Kind]
) -> Kind | None:
    """What the flag says; without it what is answered, asked again until it can be read; None for nothing."""
    if given is not None:
        return _flag(flag, given, read)
    while terminal is not None and (answer := terminal.ask(question).strip()):
        try:
            return read(answer)
        except ValueError as error:
            terminal.tell(f"  That {error}.")
    return None


def _flag(flag: str, given: str, read: Callable[[str], Kind]) -> Kind:
    try:
        return read(given)
    except ValueError as error:
        raise Refused(f"{flag} {error}.") from None


def _date(text: str) -> PartialDate | None:
    return None if text.strip() == "undated" else PartialDate.parse(text)


def _number(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.strip().isdecimal() or not 1 <= int(text) <= most:
            raise ValueError(f"is `{shown(text, 20)}`: it must be a number from 1 to {most}")
        return int(text)

    return read


def _line(kind: Any) -> Callable[[str], str]:
    """Reads what the schema calls that; raises ValueError with a sentence."""

    def read(text: str) -> str:
        try:
            return str(TypeAdapter(kind).validate_python(text.strip()))
        except ValidationError as error:
            words = sentence(error.errors(include_url=False)[0])
            raise ValueError(words[1] if words is not None else "can't be used") from None

    return read
