"""What a file may say and probably does not mean: checks beyond the schema, each a function over a show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import NamedTuple

from bot.knowledge.dates import PartialDate
from bot.knowledge.episodes import Episode
from bot.knowledge.hints import telling_aliases, telling_sources
from bot.knowledge.leaks import Leak, folded, leaks
from bot.knowledge.problems import Path, Severity, shown
from bot.knowledge.schema import PlotFact
from bot.knowledge.show import Show, all_facts


class Finding(NamedTuple):
    """Something to look at, and the path of it in the file."""

    path: Path
    severity: Severity
    message: str


def check_show(show: Show, today: dt.date) -> tuple[Finding, ...]:
    """Everything that the checks find in one show."""
    return (
        *unused_sources(show),
        *unknown_episodes(show),
        *stale_states(show, today),
        *future_days(show, today),
        *check_days(show, today),
        *shared_names(show),
        *late_sources(show),
        *told_too_early(show),
        *may_tell(show),
    )


def unused_sources(show: Show) -> Iterator[Finding]:
    """Sources that no fact cites."""
    used = {id for _, fact in all_facts(show.file) for group in fact.cited_groups() for id in group}
    for id in show.file.sources:
        if id not in used:
            yield Finding(
                ("sources", id), "warning", "is used by no fact: delete it, or name it where it belongs"
            )


def unknown_episodes(show: Show) -> Iterator[Finding]:
    """Episodes that are named somewhere, though neither a season nor an episode entry knows of them."""
    for path, point in _points(show):
        message = _unknown(show, point)
        if message is not None:
            yield Finding(path, "warning", f"is {point}, but {message}")


def _points(show: Show) -> Iterator[tuple[Path, Episode]]:
    for path, fact in all_facts(show.file):
        if isinstance(fact.reveals, Episode):
            yield (*path, "reveals"), fact.reveals
        if isinstance(fact, PlotFact) and fact.episode is not None:
            yield (*path, "episode"), fact.episode
    for id, source in show.file.sources.items():
        if isinstance(source.reveals, Episode):
            yield ("sources", id, "reveals"), source.reveals


def _unknown(show: Show, point: Episode) -> str | None:
    records = [record for record in show.file.episodes.values() if record.episode == point]
    if point.season == 0:
        if any(record.after is not None for record in records):
            return None
        return "nothing says when this special is seen: give it an entry in `episodes` with `after: S01E06`"
    if records:
        return None
    seasons = [season for season in show.file.seasons.values() if season.number == point.season]
    if not seasons:
        return f"`seasons` has no season {point.season}"
    counts = [season.episodes for season in seasons if season.episodes is not None]
    if counts and point.number > max(counts):
        return f"season {point.season} has {max(counts)} episodes"
    return None


def stale_states(show: Show, today: dt.date) -> Iterator[Finding]:
    """Seasons whose state and date do not go together on this day."""
    for id, season in show.file.seasons.items():
        if season.date is None:
            continue
        if season.state == "released" and season.date.first_day > today:
            yield Finding(
                ("seasons", id, "state"), "warning", f"is `released`, but its date, {season.date}, is to come"
            )
        if season.state == "expected" and season.date.last_day < today:
            yield Finding(
                ("seasons", id, "state"), "warning", f"is `expected`, but its date, {season.date}, has passed"
            )


def future_days(show: Show, today: dt.date) -> Iterator[Finding]:
    """Days on which something is said to have happened, though they are still to come."""
    dates: list[tuple[Path, PartialDate | None]] = []
    dates += [(("timeline", id, "date"), event.date) for id, event in show.file.timeline.items()]
    dates += [(("reception", id, "as_of"), fact.as_of) for id, fact in show.file.reception.items()]
    dates += [(("sources", id, "date"), source.date) for id, source in show.file.sources.items()]
    if show.file.verdict is not None:
        dates.append((("verdict", "date"), show.file.verdict.date))
    for path, date in dates:
        if date is not None and date.first_day > today:
            yield Finding(
                path, "warning", f"is {date}, which is still to come: only what has been belongs here"
            )


def check_days(show: Show, today: dt.date) -> Iterator[Finding]:
    """Days of checking that are still to come, or too long ago for a fact that changes."""
    for path, fact in all_facts(show.file):
        if fact.checked > today:
            yield Finding(
                (*path, "checked"),
                "error",
                f"is {fact.checked}, which is still to come: write the day on which you checked it",
            )
        elif fact.is_old(today):
            days = (today - fact.checked).days
            yield Finding(
                (*path, "checked"),
                "warning",
                f"is {days} days ago, and such a fact counts as old after {fact.SHELF_LIFE}: check it anew",
            )


def shared_names(show: Show) -> Iterator[Finding]:
    """Names by which two people, two characters or two titles would be found."""
    people = [(("people", id), person.name, person.aliases) for id, person in show.file.people.items()]
    roles = [(("cast", id), role.character, role.aliases) for id, role in show.file.cast.items()]
    titles = [(("titles", id), title.title, title.aliases) for id, title in show.file.titles.items()]
    played = {("cast", id): ("people", role.played_by) for id, role in show.file.cast.items()}
    for group, name_key in ((people + roles, ""), (titles, "title")):
        seen: dict[str, Path] = {}
        for path, name, aliases in group:
            own_key = name_key or ("name" if path[0] == "people" else "character")
            named: list[tuple[Path, str]] = [((*path, own_key), name)]
            named += [((*path, "aliases", index), alias) for index, alias in enumerate(aliases)]
            for place, text in named:
                first = seen.setdefault(folded(text), path)
                if first != path and played.get(path) != first:
                    other = f"{first[0]}.{first[1]}"
                    yield Finding(
                        place, "warning", f"is `{shown(text)}`, by which one would also find `{other}`"
                    )


def late_sources(show: Show) -> Iterator[Finding]:
    """Facts that have to wait for their sources, as each of them gives away more than the fact does."""
    for path, fact in all_facts(show.file):
        if fact.reveals is None:
            continue
        own = show.position(fact.reveals) if isinstance(fact.reveals, Episode) else None
        for group in fact.cited_groups():
            points = [show.file.sources[id].reveals for id in group]
            late = [point for point in points if isinstance(point, Episode)]
            if len(late) < len(points) or not late:
                continue
            first = min(late, key=show.position)
            if own is None or show.position(first) > own:
                yield Finding(
                    (*path, "reveals"),
                    "warning",
                    f"is `{fact.reveals}`, but its sources may be shown from {first} on, and so may it: "
                    "name a source that gives nothing away",
                )


def told_too_early(show: Show) -> Iterator[Finding]:
    """Texts that name somebody, or an episode's title, before that name may be known."""
    for leak in leaks(show):
        yield Finding(leak.path, "error" if leak.certain else "warning", _leak_message(leak))


def may_tell(show: Show) -> Iterator[Finding]:
    """Aliases and sources whose own words seem to give something away."""
    for path, alias, point in telling_aliases(show):
        yield Finding(
            path,
            "warning",
            f"is `{shown(alias)}`, of which other texts speak from {point} on only: if it gives something "
            "away, make it a role of its own that reveals that episode",
        )
    for path, words in telling_sources(show):
        yield Finding(
            path,
            "warning",
            f"says “{shown(words)}”: if that gives something away, let the source reveal that episode",
        )


def _leak_message(leak: Leak) -> str:
    where = ".".join(str(step) for step in leak.name_path)
    verb = "names" if leak.certain else "seems to name"
    return (
        f"{verb} `{shown(leak.name)}` ({where}), known from {leak.known_from} on, but may be told from "
        f"{leak.told_from} on: reword it, or let it reveal {leak.known_from}"
    )


def unknown_shows(show: Show, ids: Collection[str]) -> Iterator[Finding]:
    """Recommendations that point at a show of which there is no file."""
    for id, title in show.file.titles.items():
        if title.show is not None and title.show not in ids:
            yield Finding(("titles", id, "show"), "warning", f"is `{title.show}`, but there is no such show")


def other_defaults(show: Show, others: list[Show]) -> Iterator[Finding]:
    """A show that means to be the default beside another one; it joins `others`, those that came before."""
    if show.file.default != "true":
        return
    first = next((other for other in others if other.id != show.id), None)
    others.append(show)
    if first is not None:
        yield Finding(
            ("default",),
            "warning",
            f"is `true`, as it is in `{first.id}`: with two of them none is the default, so keep one",
        )
