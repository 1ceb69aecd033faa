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

    def meant(self, id: str | None) -> Show | None:
        """The show of that id; without one, the default or the only show; None where that is no help."""
        if id is not None:
            return self.shows.get(id)
        if self.default is not None and self.default in self.shows:
            return self.shows[self.default]
        return None if self.several else next(iter(self.shows.values()), None)
