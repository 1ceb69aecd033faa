"""What a knowledge file may say: one class a record, one field a key of the YAML."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from bot.knowledge import json_shapes
from bot.knowledge.dates import EARLIEST_YEAR, EXPECTED, LATEST_YEAR, PartialDate
from bot.knowledge.episodes import Episode

FORMAT = 1
ID_LENGTH = 32
"""Ids travel in the custom_id of buttons, which Discord bounds; see `bot.limits`."""


@dataclass(frozen=True, slots=True)
class RefTo:
    """Marks a field that holds the id, or a list of ids, of records in another section."""

    section: str


def _episode(value: object) -> object:
    if isinstance(value, Episode):
        return value
    if not isinstance(value, str):
        raise ValueError("is not an episode: write it like S01E04")
    return Episode.parse(value)


def _reveals(value: object) -> object:
    if value == "nothing":
        return value
    try:
        return _episode(value)
    except ValueError:
        raise ValueError(
            "must say when it may be known: an episode like S01E04, or the word nothing"
        ) from None


def _date(value: object) -> object:
    if isinstance(value, PartialDate):
        return value
    if not isinstance(value, str):
        raise ValueError(f"is not a date: write {EXPECTED}")
    return PartialDate.parse(value)


def _day(value: object) -> object:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value.strip() if isinstance(value, str) else "")
    except ValueError:
        raise ValueError("must be the day on which a person last checked it, like 2026-11-22") from None


def _format(value: object) -> object:
    return FORMAT if value == str(FORMAT) else value


def _source_date(value: object) -> object:
    return None if value == "undated" else _date(value)


def _web_address(value: str) -> str:
    if re.fullmatch(r"https?://[^\s/<>\"\\^`{|}]+(/[^\s<>\"\\^`{|}]*)?", value) is None:
        raise ValueError("is not a web address: it starts with https:// and has no spaces")
    return value


def _single_line(value: str) -> str:
    return " ".join(value.split())


Id = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=1, max_length=ID_LENGTH),
    WithJsonSchema(json_shapes.id(ID_LENGTH)),
]
Line = Annotated[
    str,
    AfterValidator(_single_line),
    StringConstraints(min_length=1, max_length=120),
    WithJsonSchema(json_shapes.text(120)),
]
Text = Annotated[
    str,
    AfterValidator(_single_line),
    StringConstraints(min_length=1, max_length=700),
    WithJsonSchema(json_shapes.text(700)),
]
Url = Annotated[
    str,
    StringConstraints(max_length=400),
    AfterValidator(_web_address),
    WithJsonSchema(json_shapes.ADDRESS),
]
Accent = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$"), WithJsonSchema(json_shapes.COLOUR)]
EpisodePoint = Annotated[
    Episode,
    BeforeValidator(_episode),
    PlainSerializer(str, return_type=str, when_used="json"),
    WithJsonSchema(json_shapes.EPISODE),
]
Reveals = Annotated[
    Episode | Literal["nothing"], BeforeValidator(_reveals), WithJsonSchema(json_shapes.REVEALS)
]
Date = Annotated[
    PartialDate, BeforeValidator(_date), WithJsonSchema(json_shapes.date(EARLIEST_YEAR, LATEST_YEAR))
]
SourceDate = Annotated[
    PartialDate | None,
    BeforeValidator(_source_date),
    WithJsonSchema(json_shapes.date(EARLIEST_YEAR, LATEST_YEAR, "undated")),
]
Day = Annotated[dt.date, BeforeValidator(_day), WithJsonSchema(json_shapes.DAY)]
Status = Literal["confirmed", "reported", "rumoured", "superseded"]
TopicName = Literal[
    "release", "renewal", "plot", "cast", "trailer", "recommendations", "production", "episodes", "reception"
]


class Record(BaseModel):
    """Anything written as a mapping in the file: fixed keys, unchangeable once read."""

    # A file is read as a whole, so only that needs a validator; those of its parts alone are made when used.
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


class Source(Record):
    """Where a fact can be checked. Its title is shown only with a fact that may be shown."""

    title: Line
    publisher: Line
    url: Url | None = None
    date: SourceDate
    """When it was published; `undated` in the file where it does not say."""
    reveals: Reveals = "nothing"
    """Set where the title or the address itself gives something away."""


class Fact(Record):
    """The base of all that is known: who says so, how sure, when checked, and from when it may be told."""

    SHELF_LIFE: ClassVar[int | None] = None
    """Days after which `checked` has grown old; None for what does not change."""

    sources: Annotated[tuple[Annotated[Id, RefTo("sources")], ...], Field(min_length=1)]
    status: Status = "confirmed"
    checked: Day
    reveals: Reveals | None = None
    """From which episode on it may be told. Missing is an error, and then counts as the last known one."""
    note: Text | None = None
    """For other editors; never shown to a fan."""
    asked_as: tuple[Line, ...] = ()
    """Questions in fans' own words that this fact answers, where they are not understood by themselves."""

    def cited_groups(self) -> tuple[tuple[str, ...], ...]:
        """The source ids that a reader is shown with this fact; of each group at least one is needed."""
        return (self.sources,)

    def is_old(self, today: dt.date) -> bool:
        """Whether the last check lies further back than the shelf life of such a fact."""
        return self.SHELF_LIFE is not None and (today - self.checked).days > self.SHELF_LIFE


class Statement(Fact):
    """One thing that is known, as a sentence; `value` is its shortest form, where it has one."""

    text: Text
    value: Line | None = None


class Season(Fact):
    """One season as it was, or is to be, published."""

    SHELF_LIFE: ClassVar[int | None] = 365

    number: Annotated[int, Field(ge=0, le=99)]
    state: Literal["released", "expected", "cancelled"]
    """`cancelled` means that it was never published and will not be."""
    date: Date | None = None
    platform: Line | None = None
    episodes: Annotated[int, Field(ge=1, le=999)] | None = None
    released: Literal["together", "weekly"] | None = None


class EpisodeRecord(Fact):
    """One episode by its number; a title stands here only where it was verified."""

    episode: EpisodePoint
    title: Line | None = None
    date: Date | None = None
    after: EpisodePoint | None = None
    """For specials (season 0): the regular episode that should be seen first."""


class ReleaseFact(Statement):
    """Something about how and where the show came out."""

    SHELF_LIFE: ClassVar[int | None] = 365
    kind: Literal["platform", "schedule", "runtime", "rating", "title-abroad", "languages"]


class Verdict(Fact):
    """The one present answer to "is there more?"."""

    SHELF_LIFE: ClassVar[int | None] = 365

    outcome: Literal["renewed", "cancelled", "ended", "undecided", "continues"]
    """`ended`: concluded as planned. `continues`: goes on in another form, which `text` names."""
    season: Annotated[int, Field(ge=1, le=99)] | None = None
    """The season in question: the one that is coming, or the one that will not."""
    by: Line | None = None
    date: Date | None = None
    text: Text | None = None


class Event(Fact):
    """Something that happened to the show (not in it) on a day, a month or a year."""

    date: Date
    text: Text


class RenewalFact(Statement):
    """What stands beside the verdict: the reason given, how it was left, what was planned."""

    kind: Literal["reason", "loose-ends", "plans", "revival"]


class PlotFact(Statement):
    """Something of the story itself."""

    kind: Literal[
        "premise", "genre", "setting", "world", "power", "teaser", "event", "ending", "open-question"
    ]
    about: tuple[Annotated[Id, RefTo("cast")], ...] = ()
    episode: EpisodePoint | None = None


class Person(Fact):
    """A real person: public work only, nothing private."""

    name: Line
    aliases: tuple[Line, ...] = ()
    known_for: tuple[Line, ...] = ()
    bio: Text | None = None


class Role(Fact):
    """A character, who plays it, and what may be said of it from `reveals` on."""

    character: Line
    aliases: tuple[Line, ...] = ()
    played_by: Annotated[Id, RefTo("people")] | None = None
    billing: Literal["main", "supporting", "guest"] = "main"
    description: Text | None = None


class Credit(Fact):
    """Who did one of the jobs behind the camera."""

    job: Literal[
        "creator", "showrunner", "executive-producer", "producer", "company", "director", "writer", "composer"
    ]
    people: tuple[Annotated[Id, RefTo("people")], ...] = ()
    companies: tuple[Line, ...] = ()
    text: Text | None = None

    @model_validator(mode="after")
    def _someone(self) -> Credit:
        if not self.people and not self.companies:
            raise ValueError("names nobody: add people (ids) or companies (names)")
        return self


class ProductionFact(Statement):
    """How and where the show was made."""

    kind: Literal["origin", "country", "filming-place", "filming-dates", "announcement", "music", "other"]


class Trailer(Fact):
    """A teaser, trailer or clip."""

    kind: Literal["teaser", "trailer", "clip"]
    date: Date | None = None
    url: Url | None = None
    text: Text | None = None


class Title(Fact):
    """Another film or series: why it belongs on the list, and what became of it."""

    SHELF_LIFE: ClassVar[int | None] = 365

    title: Line
    aliases: tuple[Line, ...] = ()
    list: Literal["similar", "makers", "announced", "alongside"]
    """`similar`: to watch next; `makers`: earlier work; `announced`: once to come; `alongside`: others."""
    kind: Literal["series", "miniseries", "film", "films", "planned"]
    platform: Line | None = None
    began: Date | None = None
    ended: Date | None = None
    premise: Text
    why: Text | None = None
    fate: Text
    tags: tuple[Id, ...] = ()
    """What it is like, for "more like this": superpowers, space, family."""
    show: Id | None = None
    """The id of the show's own knowledge file, where there is one."""


class ReceptionFact(Statement):
    """How it was received; figures carry the day on which they were true."""

    kind: Literal["chart", "viewing", "score", "review", "award"]
    as_of: Date | None = None


class Claim(Fact):
    """Something once claimed and since overtaken, kept so that the bot can explain it."""

    topic: TopicName
    said: Text
    truth: Text
    corrected_by: Annotated[tuple[Annotated[Id, RefTo("sources")], ...], Field(min_length=1)]
    status: Literal["superseded"] = "superseded"

    def cited_groups(self) -> tuple[tuple[str, ...], ...]:
        """The sources of the claim, and those of the truth."""
        return (self.sources, self.corrected_by)


class Sections(Record):
    """Every section of facts. A section is a mapping from an id to a record, or one record."""

    seasons: dict[Id, Season] = {}
    episodes: dict[Id, EpisodeRecord] = {}
    release: dict[Id, ReleaseFact] = {}
    verdict: Verdict | None = None
    timeline: dict[Id, Event] = {}
    renewal: dict[Id, RenewalFact] = {}
    plot: dict[Id, PlotFact] = {}
    people: dict[Id, Person] = {}
    cast: dict[Id, Role] = {}
    credits: dict[Id, Credit] = {}
    production: dict[Id, ProductionFact] = {}
    trailers: dict[Id, Trailer] = {}
    titles: dict[Id, Title] = {}
    reception: dict[Id, ReceptionFact] = {}
    claims: dict[Id, Claim] = {}


class ShowFile(Sections):
    """A whole knowledge file, as written."""

    format: Annotated[Literal[1], BeforeValidator(_format)]
    title: Line
    aliases: tuple[Line, ...] = ()
    accent: Accent = "#5865F2"
    default: Literal["true", "false"] = "false"
    """Whether this show is meant where nobody names one and no setting says which."""
    sources: dict[Id, Source]


def references(record: Record) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Every reference in a record: its path inside the record, the section that it points at, the id."""
    for name, section, many in reference_fields(type(record)):
        value: Any = getattr(record, name)
        if many:
            for index, target in enumerate(value):
                yield (name, index), section, target
        elif value is not None:
            yield (name,), section, value


_known_reference_fields: dict[type[Record], tuple[tuple[str, str, bool], ...]] = {}


def reference_fields(kind: type[Record]) -> tuple[tuple[str, str, bool], ...]:
    """The fields of a record class that hold references: name, section, whether it is a list."""
    if kind not in _known_reference_fields:
        found = []
        for name, field in kind.model_fields.items():
            marks = _marks(field.annotation, field.metadata)
            if marks is not None:
                found.append((name, *marks))
        _known_reference_fields[kind] = tuple(found)
    return _known_reference_fields[kind]


def _marks(annotation: Any, metadata: list[Any]) -> tuple[str, bool] | None:
    for mark in metadata:
        if isinstance(mark, RefTo):
            return mark.section, False
    many = getattr(annotation, "__origin__", None) is tuple
    for inner in getattr(annotation, "__args__", ()):
        inner_marks = _marks(inner, list(getattr(inner, "__metadata__", ())))
        if inner_marks is not None:
            return inner_marks[0], many or inner_marks[1]
    return None
