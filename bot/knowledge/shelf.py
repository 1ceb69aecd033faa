"""All loaded shows, and which of them is meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.knowledge.show import Show


@dataclass(frozen=True, eq=False)
class Shelf:
    """One version of everything that is known; a reload makes another one."""

    shows: Mapping[str, Show]
    default: str | None = None
    """The id of the show that is meant where none is named."""

    @property
    def several(self) -> bool:
        """Whether a fan has to be able to say which show is meant."""
        return len(self.shows) > 1

    def narrowed(self, ids: tuple[str, ...], default: str | None) -> Shelf:
        """The shelf of a server that is about some shows only; all of them where none of those is loaded."""
        chosen = {id: self.shows[id] for id in ids if id in self.shows} or self.shows
        preset = next((id for id in (default, self.default) if id in chosen), None)
        return self if chosen is self.shows and preset == self.default else Shelf(chosen, preset)

    def meant(self, id: str | None) -> Show | None:
        """The show of that id. Without one: the default, the one marked so, or the only one, or None."""
        if id is not None:
            return self.shows.get(id)
        if self.default is not None:
            return self.shows.get(self.default)
        marked = [show for show in self.shows.values() if show.file.default == "true"]
        candidates = marked if len(marked) == 1 else list(self.shows.values())
        return candidates[0] if len(candidates) == 1 else None
