"""The text of a new knowledge file: what is known so far, and examples to go on from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge.dates import PartialDate
from bot.knowledge.json_schema import FIRST_LINE
from bot.knowledge.leaks import folded
from bot.knowledge.schema import ID_LENGTH
from bot.knowledge.yaml_syntax import quoted

_PLAIN = re.compile(r"[^\W\d_][\w ,.'’()/+&-]*")
"""Texts that mean themselves in YAML, whatever reads it."""
_APOSTROPHES = re.compile("['’ʼ]")
_LATIN = re.compile("[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class NewSeason:
    """What is known of a season; nothing of it has to be."""

    episodes: int | None = None
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class NewSource:
    """A page that all of the first facts are from."""

    title: str
    publisher: str
    url: str | None = None
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class NewShow:
    """What a new file is made of."""

    title: str
    seasons: tuple[NewSeason, ...]
    source: NewSource
    platform: str | None = None


def id_of(title: str) -> str:
    """The id for a show of that title; raise ValueError with a sentence where none can be made."""
    words = _LATIN.findall(folded(_APOSTROPHES.sub("", title)))
    if not words:
        raise ValueError("has no letter from a to z and no digit, of which an id could be made")
    id = "-".join(words)
    if len(id) <= ID_LENGTH:
        return id
    cut = id[: ID_LENGTH + 1].rpartition("-")[0] or id[:ID_LENGTH]
    return cut.rstrip("-")


def text_of(show: NewShow, today: dt.date) -> str:
    """The file, with what the editor has to know in comments; what is commented out is right as it stands."""
    return "\n".join([*_head(show), *_seasons(show, today), *_examples(today), *_sources(show), ""])


def _head(show: NewShow) -> Iterator[str]:
    yield FIRST_LINE
    yield f"# {_comment(show.title)}: what the bot knows about the show."
    yield from _INTRODUCTION
    yield "format: 1"
    yield f"title: {_scalar(show.title)}"
    yield "#aliases: [Another name that fans use, Its title abroad]"


_INTRODUCTION = """\
#
# You can edit this file without being a programmer. Change the words after a colon and save.
#   - Indent with spaces, never with tabs, and keep each line under the heading it belongs to.
#   - Put "double quotes" around a text that has a colon followed by a space, or that starts with a sign.
#   - Every fact says where it comes from (sources), when a person last checked it (checked) and from
#     which episode on it may be told (reveals: an episode such as S01E04, or the word nothing).
#   - A line that begins with # is for you alone. Examples wait behind some: take the # away and change them.
# If something is amiss, "usher check" names the line. The guide is docs/knowledge.md.

""".splitlines()


def _seasons(show: NewShow, today: dt.date) -> Iterator[str]:
    yield ""
    yield "# Seasons: when each came out, where, and how many episodes it has."
    yield "# The state is released, expected (it is to come) or cancelled (it never came)."
    yield "seasons:"
    for number, season in enumerate(show.seasons, start=1):
        followed = number < len(show.seasons)
        yield f"  s{number}:"
        yield f"    number: {number}"
        yield f"    state: {_state(season, followed, today)}"
        yield f"    {f'date: {season.date}' if season.date else '#date: 2026-10  # a day, a month or a year'}"
        if show.platform:
            yield f"    platform: {_scalar(show.platform)}"
        yield f"    {f'episodes: {season.episodes}' if season.episodes else '#episodes: 8'}"
        yield "    sources: [first]"
        yield f"    checked: {today}"
        yield "    reveals: nothing"


def _state(season: NewSeason, followed: bool, today: dt.date) -> str:
    """Out if all that its date can mean is past; without a date, if there is a later season."""
    if season.date is None:
        return "released" if followed else "expected"
    return "released" if season.date.last_day <= today else "expected"


def _examples(today: dt.date) -> Iterator[str]:
    for line in _EXAMPLES:
        yield line.replace("TODAY", str(today))


_EXAMPLES = """\

# Is there more to come? The outcome is renewed, cancelled, ended, undecided or continues.
#verdict:
#  outcome: undecided
#  text: Nobody has said so far whether there will be more.
#  sources: [first]
#  checked: TODAY
#  reveals: nothing

# Plot: what it is about (premise, setting), and what happens (event), each from the episode that shows it.
#plot:
#  premise:
#    kind: premise
#    text: In one or two sentences, what anybody may know before the first episode.
#    sources: [first]
#    checked: TODAY
#    reveals: nothing

# People: who is real. Cast: the characters, each with the id of whoever plays it.
#people:
#  jane-doe:
#    name: Jane Doe
#    aliases: [Jayne Doe]
#    sources: [first]
#    checked: TODAY
#    reveals: nothing
#cast:
#  captain:
#    character: The Captain
#    played_by: jane-doe
#    description: Who that is, as far as the first episode tells.
#    sources: [first]
#    checked: TODAY
#    reveals: nothing
""".splitlines()


def _sources(show: NewShow) -> Iterator[str]:
    source = show.source
    yield ""
    yield "# Sources: where it can be checked. Facts name them by their ids, such as first."
    yield "sources:"
    yield "  first:"
    yield f"    title: {_scalar(source.title)}"
    yield f"    publisher: {_scalar(source.publisher)}"
    if source.url:
        yield f"    url: {_scalar(source.url)}"
    yield f"    date: {source.date or 'undated'}"


def _scalar(text: str) -> str:
    """The text as YAML on one line."""
    text = " ".join(text.split())
    return text if _PLAIN.fullmatch(text) else quoted(text)


def _comment(text: str) -> str:
    return " ".join(text.split())
