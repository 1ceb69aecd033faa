"""The one gate: everything past it sees a show cut to what its reader may know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import InitVar, dataclass
from functools import lru_cache
from typing import Any

from bot.knowledge.dates import PartialDate
from bot.knowledge.episodes import Episode
from bot.knowledge.schema import Fact, Sections, Source, references
from bot.knowledge.show import AFTER_ALL, BEFORE_ALL, Position, Show


@dataclass(frozen=True, slots=True)
class Limit:
    """How far a reader may be told: nothing that reveals, up to and with an episode, or everything."""

    upto: Episode | None = None
    everything: bool = False

    @classmethod
    def parse(cls, text: str) -> Limit:
        """Read what `str` writes: `nothing`, `S01E04` or `everything`; raise ValueError on anything else."""
        if text == "nothing":
            return NOTHING
        if text == "everything":
            return EVERYTHING
        return cls(Episode.parse(text))

    def __str__(self) -> str:
        if self.everything:
            return "everything"
        return "nothing" if self.upto is None else str(self.upto)


NOTHING = Limit()
EVERYTHING = Limit(everything=True)

_SEAL = object()


@dataclass(frozen=True, eq=False)
class VisibleShow:
    """A show without anything beyond a limit. Only `cut` makes one."""

    id: str
    title: str
    aliases: tuple[str, ...]
    accent: str
    facts: Sections
    sources: Mapping[str, Source]
    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("a VisibleShow is made by bot.spoilers.cut alone")


@lru_cache(maxsize=512)
def cut(show: Show, limit: Limit) -> VisibleShow:
    """The show as a reader at `limit` may see it.

    Facts beyond the limit are gone, and with them every reference to them, the people whom nothing
    visible names, and the sources that no visible fact cites.
    """
    reached = reach(show, limit)
    sections: dict[str, Any] = {}
    for name in Sections.model_fields:
        value = getattr(show.file, name)
        if isinstance(value, Fact):
            sections[name] = value if show.revealed_at(value) <= reached else None
        elif value is not None:
            sections[name] = {key: fact for key, fact in value.items() if show.revealed_at(fact) <= reached}
    sources = {
        key: source for key, source in show.file.sources.items() if show.source_revealed_at(key) <= reached
    }
    _drop_dangling(sections, sources)
    named = _referenced(sections)
    sections["people"] = {
        key: person for key, person in sections["people"].items() if ("people", key) in named
    }
    named = _referenced(sections)
    return VisibleShow(
        id=show.id,
        title=show.file.title,
        aliases=show.file.aliases,
        accent=show.file.accent,
        facts=Sections.model_construct(**sections),
        sources={key: source for key, source in sources.items() if ("sources", key) in named},
        seal=_SEAL,
    )


def stricter(show: Show, one: Limit, other: Limit) -> Limit:
    """The limit of the two that tells less of this show; `one` where they tell the same."""
    return one if reach(show, one) <= reach(show, other) else other


def aired(show: Show, now: dt.datetime) -> Limit:
    """As far as the show has come out by `now`, which must carry a zone.

    A day counts once it is over (in UTC), an instant once it has come. Goes through the episodes in viewing
    order and stops at the first regular one that is not known to be out: by its own date, or by its
    season's where the whole season came at once. Fails closed.
    """
    reached = NOTHING
    for point, out in _schedule(show, now):
        if out:
            reached = Limit(point)
        elif point.season:
            break
    return reached


def _schedule(show: Show, now: dt.datetime) -> Iterator[tuple[Episode, bool]]:
    """Every known episode in viewing order, and whether it is known to be out."""
    dates: dict[Episode, PartialDate | None] = {}
    for season in show.file.seasons.values():
        if season.state != "cancelled":
            date = season.date if season.released == "together" else None
            dates |= {Episode(season.number, n): date for n in range(1, (season.episodes or 0) + 1)}
    for record in show.file.episodes.values():
        dates[record.episode] = record.date or dates.get(record.episode)
    for point in sorted(dates, key=show.position):
        date = dates[point]
        if show.is_placed(point):
            yield point, date is not None and _is_over(date, now)


def _is_over(date: PartialDate, now: dt.datetime) -> bool:
    return date.instant <= now if date.instant else date.last_day < now.astimezone(dt.UTC).date()


def reach(show: Show, limit: Limit) -> Position:
    """The last point of a show that a reader at `limit` may be told."""
    if limit.everything:
        return AFTER_ALL
    if limit.upto is None or not show.is_placed(limit.upto):
        return BEFORE_ALL
    return show.position(limit.upto)


def _facts(sections: Mapping[str, Any]) -> list[tuple[dict[str, Any], str, Fact]]:
    """Every fact with the mapping that holds it and its key there, so that it can be replaced."""
    found: list[tuple[dict[str, Any], str, Fact]] = []
    for name, value in sections.items():
        if isinstance(value, Fact):
            assert isinstance(sections, dict)
            found.append((sections, name, value))
        elif value is not None:
            found.extend((value, key, fact) for key, fact in value.items())
    return found


def _drop_dangling(sections: dict[str, Any], sources: Mapping[str, Source]) -> None:
    """Take out of every fact the references to what is not visible."""
    for holder, key, fact in _facts(sections):
        gone = [
            (path, target)
            for path, section, target in references(fact)
            if target not in (sources if section == "sources" else sections.get(section, {}))
        ]
        if not gone:
            continue
        update: dict[str, Any] = {}
        for path, target in gone:
            name = str(path[0])
            value = update.get(name, getattr(fact, name))
            update[name] = tuple(one for one in value if one != target) if len(path) == 2 else None
        holder[key] = fact.model_copy(update=update)


def _referenced(sections: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {(section, target) for _, _, fact in _facts(sections) for _, section, target in references(fact)}
