"""What is kept, as values: a member's place in a show, a ceiling, and a server's settings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from bot.knowledge.episodes import Episode

WHOLE_SERVER = 0
"""The scope of a ceiling that holds for the server; the others are ids of categories and channels."""
ALL_SHOWS = ""
"""The show of a ceiling that holds for every show."""

_DELAYED = re.compile(r"aired\+([1-9]\d{0,2})")


@dataclass(frozen=True, slots=True)
class Place:
    """How far a member has watched a show: up to and with an episode, or not started (`upto` is None).

    Someone who has finished has finished with the episodes known on that day: `upto` is the last of them.
    A place that is not `known` could not be read just now; it reveals as little as "not started" does.
    """

    upto: Episode | None = None
    finished: bool = False
    known: bool = True

    def __post_init__(self) -> None:
        if self.upto is None and self.finished:
            raise ValueError("to have finished a show is to have seen its last episode: name that")


NOT_STARTED = Place()
UNREAD_PLACE = Place(known=False)


@dataclass(frozen=True, slots=True)
class Ceiling:
    """How far public answers go in some part of a server, at most."""

    kind: Literal["premise", "episode", "aired", "everything"]
    upto: Episode | None = None
    """The last episode that may be told of, where the kind is `episode`."""
    delay: int = 0
    """The days from an episode's date until it may be told of, where the kind is `aired`: 0 to 999."""

    def __post_init__(self) -> None:
        if (self.kind == "episode") != (self.upto is not None):
            raise ValueError("an episode is named by a ceiling of the kind “episode”, and by no other")
        if not 0 <= self.delay <= (999 if self.kind == "aired" else 0):
            raise ValueError("only a ceiling of the kind “aired” has a delay, of 999 days at most")

    @classmethod
    def parse(cls, text: str) -> Ceiling:
        """Read what `str` writes; raise ValueError.

        That is `premise`, `S01E04`, `aired`, `aired+3` or `everything`.
        """
        for ceiling in (PREMISE, AIRED, NO_CEILING):
            if text == ceiling.kind:
                return ceiling
        delayed = _DELAYED.fullmatch(text)
        return cls("aired", delay=int(delayed[1])) if delayed else cls("episode", Episode.parse(text))

    def __str__(self) -> str:
        if self.upto is not None:
            return str(self.upto)
        return f"{self.kind}+{self.delay}" if self.delay else self.kind


PREMISE = Ceiling("premise")
AIRED = Ceiling("aired")
NO_CEILING = Ceiling("everything")


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """How a server set the bot up. What nobody has set is as it is here.

    Settings that are not `known` could not be read just now; they are the strictest there are.
    """

    shows: tuple[str, ...] = ()
    """The ids of the shows that the server is about; all of them where empty."""
    default_show: str | None = None
    """The show that is meant where a member names none."""
    language: str | None = None
    """The language of public answers; None leaves it to what Discord says of the server."""
    ceilings: Mapping[tuple[int, str], Ceiling] = field(default_factory=lambda: MappingProxyType({}))
    """By scope (`WHOLE_SERVER`, or the id of a category or channel) and show (`ALL_SHOWS`, or its id)."""
    quiet: frozenset[int] = frozenset()
    """The ids of channels and categories in which messages that mention the bot are not answered."""
    keeps_questions: bool = False
    """Whether questions that could not be answered are kept for the moderators, without who asked."""
    known: bool = True

    def hears(self, scopes: Iterable[int] | None) -> bool:
        """Whether messages that mention the bot are answered in a place.

        `scopes` are the ids of the channel and its category; where they can't be known (None), or these
        settings are not, it keeps quiet.
        """
        return self.known and scopes is not None and self.quiet.isdisjoint(scopes)

    def ceiling(self, show_id: str, scopes: Iterable[int] = ()) -> Ceiling:
        """The ceiling for a show in a place: the nearest that is set, or premise only.

        `scopes` go from near to far, such as a channel's id and its category's; the server comes last by
        itself. In each of them a ceiling for the show goes before one for all shows.
        """
        for scope in (*scopes, WHOLE_SERVER):
            for show in (show_id, ALL_SHOWS):
                if (scope, show) in self.ceilings:
                    return self.ceilings[scope, show]
        return PREMISE


NOTHING_SET = ServerSettings()
UNREAD_SETTINGS = ServerSettings(known=False)
