"""What was asked in the demo before anyone opens the page."""

from __future__ import annotations

from dataclasses import dataclass

from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.spoilers import NOTHING, cut
from bot.topics import TOPICS

ASKED = ("recommendations", "release", "renewal")


@dataclass(frozen=True, slots=True)
class Asked:
    """A slash command with its options."""

    command: str
    options: dict[str, str]

    def __str__(self) -> str:
        """The line as a fan types it."""
        return " ".join([f"/{self.command}", *(f"{name}:{value}" for name, value in self.options.items())])


def opening(shelf: Shelf) -> list[Asked]:
    """A few questions about the show that is meant, else about the first; none where there is no show."""
    show = shelf.meant(None) or next(iter(shelf.shows.values()), None)
    if show is None:
        return []
    which = {"show": show.id} if shelf.several else {}
    asked = [Asked(command, which) for command in ASKED]
    name = _somebody(show)
    return [*asked, Asked("cast", {"person": name, **which})] if name else asked


def in_words(shelf: Shelf) -> list[str]:
    """A few more about the same show in plain words, the second a follow-up of the first."""
    show = shelf.meant(None) or next(iter(shelf.shows.values()), None)
    if show is None:
        return []
    of = "" if shelf.meant(None) else f" of {show.file.title}"
    name = _somebody(show)
    asked = [f"Is there going to be another season{of}?", "Why?"]
    return [*asked, f"Who plays {name}?"] if name else asked


def _somebody(show: Show) -> str:
    """Who comes first in the cast, as far as anybody may know it; empty where it is not known."""
    naming = TOPICS["cast"].names
    names = naming(cut(show, NOTHING)) if naming else ()
    return names[0].text if names else ""
