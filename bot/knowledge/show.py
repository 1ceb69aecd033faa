"""A show as loaded: its file, and the order in which its episodes are seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.knowledge.episodes import Episode
from bot.knowledge.schema import Fact, Sections, ShowFile

Position = tuple[int, int, int, int]
"""A place in the viewing order; compare with `<`."""

BEFORE_ALL: Position = (-1, 0, 0, 0)
AFTER_ALL: Position = (1_000_000, 0, 0, 0)
_UNPLACED_SPECIAL = 999_999


@dataclass(frozen=True, eq=False)
class Show:
    """One version of one show. Compared by identity: a reload makes another one."""

    id: str
    file: ShowFile
    last: Episode | None
    """The last episode known, in viewing order; None where no episode is known yet."""
    _specials: Mapping[Episode, Episode] = field(repr=False)

    @classmethod
    def build(cls, id: str, file: ShowFile) -> Show:
        """Make a show of a checked file; `id` is the file's name without its ending."""
        specials = {
            record.episode: record.after
            for record in file.episodes.values()
            if record.episode.season == 0 and record.after is not None
        }
        last = max(_known(file), key=lambda point: _position(point, specials), default=None)
        return cls(id, file, last, specials)

    def position(self, point: Episode) -> Position:
        """Where an episode stands in the viewing order; a special that nothing places comes last."""
        return _position(point, self._specials)

    def is_placed(self, point: Episode) -> bool:
        """Whether it is known where an episode stands; not so for a special that names none to follow."""
        return self.position(point)[0] != _UNPLACED_SPECIAL

    def revealed_at(self, fact: Fact) -> Position:
        """From where on a fact may be told: its own point, and that of a source to tell it with.

        A fact that does not say counts as revealed by the last known episode, and never where none is known.
        """
        own = self._point(fact.reveals) if fact.reveals is not None else self._unstated
        groups = [group for group in fact.cited_groups() if group]
        return max([own, *(min(self.source_revealed_at(id) for id in group) for group in groups)])

    def source_revealed_at(self, source_id: str) -> Position:
        """From where on a source's title may be shown."""
        return self._point(self.file.sources[source_id].reveals)

    @property
    def _unstated(self) -> Position:
        return AFTER_ALL if self.last is None else self.position(self.last)

    def _point(self, reveals: Episode | str) -> Position:
        return self.position(reveals) if isinstance(reveals, Episode) else BEFORE_ALL


def _position(point: Episode, specials: Mapping[Episode, Episode]) -> Position:
    if point.season != 0:
        return (point.season, point.number, 0, 0)
    after = specials.get(point)
    if after is None or after.season == 0:
        return (_UNPLACED_SPECIAL, point.number, 0, 0)
    return (after.season, after.number, 1, point.number)


def _known(file: ShowFile) -> Iterator[Episode]:
    """Every regular or placed episode of which the file knows that it exists."""
    for season in file.seasons.values():
        if season.episodes is not None and season.state != "cancelled" and season.number:
            yield Episode(season.number, season.episodes)
    for record in file.episodes.values():
        if record.episode.season or record.after is not None:
            yield record.episode
    for _, fact in all_facts(file):
        if isinstance(fact.reveals, Episode) and fact.reveals.season:
            yield fact.reveals


def all_facts(sections: Sections) -> Iterator[tuple[tuple[str, ...], Fact]]:
    """Every fact of a file with its path: `("cast", "juan-ruiz")`, or `("verdict",)`."""
    for name in Sections.model_fields:
        value = getattr(sections, name)
        if isinstance(value, Fact):
            yield (name,), value
        elif value is not None:
            for key, fact in value.items():
                yield (name, key), fact
