"""What `usher unanswered` tells: the groups of questions and the counts, as far as a reader may know."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.knowledge.show import Show
from bot.spoilers import EVERYTHING, Limit, reach
from bot.storage.questions import KEPT_FOR, NO_SERVER, KeptQuestion, MissCount
from bot.unanswered.likeness import Group, grouped
from bot.unanswered.visible import spoils, visible

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Report:
    """What a reader may see."""

    seen: Limit
    groups: tuple[Group, ...]
    counts: Mapping[tuple[str, int], int]
    """How many were not understood, kept or not, by show and server."""


def report(
    kept: Iterable[KeptQuestion],
    counts: Iterable[MissCount],
    shows: Mapping[str, Show],
    seen: Limit,
    *,
    show_id: str | None = None,
    guild_id: int | None = None,
) -> Report:
    """What somebody at `seen` may read, of one show or server where those are given."""

    def wanted(show: str, guild: int) -> bool:
        return show_id in (None, show) and guild_id in (None, guild)

    questions = [one for one in kept if wanted(one.asked.show_id, one.asked.guild_id)]
    times: Counter[tuple[str, int]] = Counter()
    for count in counts:
        if wanted(count.show_id, count.guild_id) and _may_know(shows.get(count.show_id), count.told, seen):
            times[count.show_id, count.guild_id] += count.times
    return Report(
        seen, tuple(grouped(visible(questions, shows, lambda _: seen))), dict(sorted(times.items()))
    )


def as_json(report: Report) -> str:
    """One JSON document. Ids of servers are texts, as they are too long for some programs' numbers."""
    document = {
        "format": FORMAT,
        "seen": str(report.seen),
        "days": KEPT_FOR.days,
        "groups": [
            {
                "show": group.show_id,
                "times": group.times,
                "last": str(group.last),
                "asked_as": list(group.texts),
                "servers": sorted({str(one.asked.guild_id) for one in group.questions}),
            }
            for group in report.groups
        ],
        "counts": [
            {"show": show, "server": None if guild == NO_SERVER else str(guild), "times": times}
            for (show, guild), times in report.counts.items()
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def count_lines(report: Report) -> Iterator[str]:
    """How many there were, a line for each show."""
    by_show: Counter[str] = Counter()
    for (show, _), times in report.counts.items():
        by_show[show] += times
    for show, times in by_show.most_common():
        named = show or "no show in particular"
        yield f"Not understood in {KEPT_FOR.days} days, kept or not: {times} about {named}."


def _may_know(show: Show | None, told: Limit, seen: Limit) -> bool:
    return seen == EVERYTHING if show is None else spoils(show, told) <= reach(show, seen)
