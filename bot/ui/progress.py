"""The card on which a member says how far they have watched."""

from __future__ import annotations

from dataclasses import replace

import discord
from discord import ui

from bot.card import NEUTRAL
from bot.knowledge.episodes import Episode
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.spoilers import NOTHING, cut
from bot.storage.errors import StorageUnavailable
from bot.storage.store import Store
from bot.storage.values import NOT_STARTED, Place
from bot.texts import PLAIN, Say, Voice, say
from bot.ui import controls, failures
from bot.ui.control_ids import Control, encode_control
from bot.ui.place import lengths
from bot.ui.reply import Replies
from bot.ui.scene import chosen_values, scene_of

AREA = "progress"
_EPISODE_MENUS = 3
"""So many menus of 25 episodes; who is further along uses the form on an answer's card."""


class ProgressCard:
    """Shows and changes a member's place in each show."""

    def __init__(self, replies: Replies, store: Store) -> None:
        self._replies = replies
        self._store = store

    async def open(self, interaction: discord.Interaction, asked: str | None = None) -> None:
        """Show the card, for the show that is asked about or the one that is meant here."""
        shelf = await self._replies.shelf(interaction)
        show = self._replies.desk.find(asked, shelf) or next(iter(shelf.shows.values()), None)
        if show is None:
            await failures.tell(interaction, say("I have no show to talk about yet."))
            return
        await self._show(interaction, shelf, show)

    async def pressed(self, interaction: discord.Interaction, control: Control) -> None:
        """Do what a press on the card asks for, and show the card anew."""
        shelf = await self._replies.shelf(interaction)
        chosen = (chosen_values(interaction) or [""])[0]
        show = shelf.meant(chosen if control.action == "show" else control.arg(0))
        if show is None:
            await failures.tell(interaction, failures.OLD_CARD)
            return
        if control.action in ("show", "season"):
            season = int(chosen) if control.action == "season" else None
            await self._show(interaction, shelf, show, season)
            return
        try:
            await self._save(interaction.user.id, show, control, chosen)
        except StorageUnavailable:
            await failures.tell(interaction, say("I can't save that just now. Please try again in a minute."))
            return
        await self._show(interaction, shelf, show, saved=True)

    async def _save(self, user_id: int, show: Show, control: Control, chosen: str) -> None:
        match control.action:
            case "episode":
                await self._store.set_place(user_id, show.id, Place(Episode.parse(chosen)))
            case "finished" if show.last is not None:
                await self._store.set_place(user_id, show.id, Place(show.last, finished=True))
            case "none":
                await self._store.set_place(user_id, show.id, NOT_STARTED)
            case "clear":
                await self._store.clear_place(user_id, show.id)

    async def _show(
        self,
        interaction: discord.Interaction,
        shelf: Shelf,
        show: Show,
        season: int | None = None,
        *,
        saved: bool = False,
    ) -> None:
        place = await self._store.place(interaction.user.id, show.id)
        voice = await self._replies.voice(interaction, private=True)
        view = _card(shelf, show, place, season, voice, saved=saved)
        await controls.show(interaction, view, private=not scene_of(interaction).alone)


def _card(
    shelf: Shelf, show: Show, place: Place | None, season: int | None, voice: Voice, *, saved: bool
) -> ui.LayoutView:
    labels = replace(voice, medium=PLAIN)
    known = lengths(cut(show, NOTHING))
    at = season if season is not None else _first_shown(place, known)
    rows: list[controls.Row] = []
    if len(shelf.shows) > 1:
        shows = [(labels(one.file.title), one.id) for one in shelf.shows.values()]
        rows.append(controls.menu(_id("show"), labels(say("Show")), shows, chosen=[show.id]))
    if known:
        seasons = [(labels(_season(number)), str(number)) for number in sorted(known)]
        rows.append(controls.menu(_id("season", show.id), labels(say("Season")), seasons, chosen=[str(at)]))
        rows += _episode_menus(show, at, known.get(at) or 25, place, labels)
    grey, red = discord.ButtonStyle.secondary, discord.ButtonStyle.danger
    rows.append(
        controls.buttons(
            (_id("finished", show.id), labels(say("Finished")), grey),
            (_id("none", show.id), labels(say("Not started")), grey),
            (_id("clear", show.id), labels(say("Forget it")), red),
        )
    )
    texts = [f"## {voice(show.file.title)}", voice(_state(place))]
    if saved:
        texts.append(f"-# {voice(say('Saved. It holds in every server and in our messages.'))}")
    return controls.control_card(show.file.accent or NEUTRAL, texts, rows)


def _first_shown(place: Place | None, known: dict[int, int | None]) -> int:
    """The season in which the member is, else the first one."""
    if place is not None and place.upto is not None:
        return place.upto.season
    return min((number for number in known if number), default=0)


def _episode_menus(
    show: Show, season: int, count: int, place: Place | None, labels: Voice
) -> list[controls.Row]:
    rows = []
    now = [str(place.upto)] if place and place.upto else []
    for first in range(1, min(count, 25 * _EPISODE_MENUS) + 1, 25):
        points = [Episode(season, number) for number in range(first, min(first + 24, count) + 1)]
        choices = [(labels(say("Episode {number}", number=point.number)), str(point)) for point in points]
        prompt = labels(say("Last episode you have seen"))
        rows.append(controls.menu(_id("episode", show.id, first), prompt, choices, chosen=now))
    return rows


def _season(number: int) -> Say:
    return say("Season {season}", season=number) if number else say("Specials")


def _state(place: Place | None) -> Say:
    if place is None:
        return say("You have not told me how far you are, so I tell you what everybody here may know.")
    if not place.known:
        return say("I can't look up how far you are just now, so I give nothing away.")
    if place.upto is None:
        return say("You have not started: I give nothing away.")
    if place.finished:
        return say("You have seen all there was when you told me, so I tell you as much. News stays guarded.")
    return say(
        "You are up to season {season}, episode {episode}. I tell you no more than that.",
        season=place.upto.season,
        episode=place.upto.number,
    )


def _id(action: str, *args: object) -> str:
    return encode_control(AREA, action, *args)
