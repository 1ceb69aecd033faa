"""Episode points such as S01E04: how they are written and how they are read."""

from __future__ import annotations

import re
from typing import NamedTuple

_SHAPE = re.compile(r"[sS](\d{1,2})[eE](\d{1,3})")


class Episode(NamedTuple):
    """One episode by its numbers; season 0 holds the specials."""

    season: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Episode:
        """Read `S01E04`; raise ValueError with a sentence for an editor."""
        shape = _SHAPE.fullmatch(text.strip())
        if shape is None or int(shape[2]) == 0:
            raise ValueError("is not an episode: write it like S01E04")
        return cls(int(shape[1]), int(shape[2]))

    def __str__(self) -> str:
        """The text that `parse` reads back."""
        return f"S{self.season:02}E{self.number:02}"
