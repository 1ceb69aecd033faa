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
    modal = ui.Modal(title=voice(say("Where I'm up to")), custom_id=encode(press), timeout=None)
    for label in (say("Season"), say("Last episode you have seen")):
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


def _unknown(point: Episode, show: VisibleShow) -> Say | None:
    lengths: dict[int, int | None] = {}
    for season in show.facts.seasons.values():
        if season.state != "cancelled":
            lengths[season.number] = season.episodes
    for record in show.facts.episodes.values():
        known = lengths.get(record.episode.season)
        if known is not None or record.episode.season not in lengths:
            lengths[record.episode.season] = max(known or 0, record.episode.number)
    if not lengths:
        return None
    if point.season not in lengths:
        return say("I don't know a season {season} yet.", season=point.season)
    count = lengths[point.season]
    if count is not None and point.number > count:
        return say_n(
            "Season {season} has {count} episode, as far as I know.",
            "Season {season} has {count} episodes, as far as I know.",
            count,
            season=point.season,
        )
    return None
