"""The form behind "Where I'm up to": season and episode by number, never by title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import discord
from discord import ui

from bot.answer import Sorry
from bot.knowledge.episodes import Episode
from bot.spoilers import Limit, VisibleShow
from bot.texts import Say, Voice, say, say_n
from bot.ui.custom_ids import Press, encode

_NUMBER = re.compile(r"\D*(\d{1,3})\D*")
LONGEST = 12


def form(press: Press, voice: Voice) -> ui.Modal:
    """The form, in a plain-text voice; its answer comes back under the custom_id of `press`."""
    title, episode = say("Where I'm up to"), say("Last episode you have seen")
    return numbers_form(encode(press), title, episode, voice)


def numbers_form(custom_id: str, title: Say, episode: Say, voice: Voice) -> ui.Modal:
    """A form for a season and an episode, in a plain-text voice."""
    modal = ui.Modal(title=voice(title), custom_id=custom_id, timeout=None)
    for label in (say("Season"), episode):
        field: ui.TextInput[ui.Modal] = ui.TextInput(placeholder=voice(say("A number")), max_length=LONGEST)
        modal.add_item(ui.Label(text=voice(label), component=field))
    modal.stop()
    return modal


def submitted(interaction: discord.Interaction) -> tuple[str, str]:
    """The two texts that came back, season first; empty where Discord sent none."""
    data: Mapping[str, Any] = interaction.data or {}
    fields = [row.get("component", {}) for row in data.get("components", ())]
    season, episode, *_ = [*(str(field.get("value", "")) for field in fields), "", ""]
    return season, episode


def read(season: str, episode: str, show: VisibleShow) -> Limit | Sorry:
    """How far a reader is, from what they typed; a miss says what would be right.

    Looks only at the numbers of seasons and episodes that `show` lets everybody see.
    """
    numbers = [_NUMBER.fullmatch(text) for text in (season, episode)]
    if numbers[0] is None or numbers[1] is None or not int(numbers[1][1]):
        return Sorry(say("Please give me two numbers, such as season 1, episode 4."))
    point = Episode(int(numbers[0][1]), int(numbers[1][1]))
    wrong = _unknown(point, show)
    return Sorry(wrong) if wrong else Limit(upto=point)


def lengths(show: VisibleShow) -> dict[int, int | None]:
    """The numbers of the seasons, and of the last episode of each as far as it is known."""
    found: dict[int, int | None] = {}
    for season in show.facts.seasons.values():
        if season.state != "cancelled":
            found[season.number] = season.episodes
    for record in show.facts.episodes.values():
        season_number, number = record.episode
        found[season_number] = max(found.get(season_number) or 0, number)
    return found


def _unknown(point: Episode, show: VisibleShow) -> Say | None:
    known = lengths(show)
    if not known:
        return None
    if point.season not in known:
        return say("I don't know a season {season} yet.", season=point.season)
    count = known[point.season]
    if count is not None and point.number > count:
        return say_n(
            "Season {season} has {count} episode, as far as I know.",
            "Season {season} has {count} episodes, as far as I know.",
            count,
            season=point.season,
        )
    return None
