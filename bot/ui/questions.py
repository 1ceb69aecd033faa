"""The page of /settings on questions in plain words: where they are answered, and those that couldn't be."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.audience import audience
from bot.markdown import shorten
from bot.spoilers import Limit
from bot.storage.errors import StorageUnavailable
from bot.storage.questions import KEPT_FOR
from bot.storage.store import Store
from bot.storage.values import ServerSettings
from bot.texts import PLAIN, Say, Voice, row, say, say_n
from bot.ui import controls
from bot.ui.control_ids import Control, encode_control
from bot.ui.reply import Replies
from bot.ui.scene import chosen_values, scene_of

# What compares questions is loaded when somebody looks at them: see `ARCHITECTURE.md`.
if TYPE_CHECKING:
    from bot.unanswered.likeness import Group

PAGE = "questions"
SHOWN = 5
"""So many groups of questions stand on a page."""
_CHANNELS_LISTED = 20
_QUESTION_SHOWN = 150
_GREY, _BLUE, _RED = (
    discord.ButtonStyle.secondary,
    discord.ButtonStyle.primary,
    discord.ButtonStyle.danger,
)
CANNOT_READ = say("I can't read the questions just now. Please try again in a minute.")
_Drawn = tuple[list[str], list[controls.Row]]


class QuestionsPage:
    """Shows moderators the questions of their server, each as far as they may be told themselves.

    What is beyond that leaves no trace: all that stands here is made of what the reader may see.
    """

    def __init__(self, area: str, replies: Replies, store: Store) -> None:
        """`area` is that of the card on which this is a page."""
        self._area = area
        self._replies = replies
        self._store = store

    async def change(self, interaction: discord.Interaction, control: Control) -> bool:
        """Change what a press on the page asks for, if anything; raise StorageUnavailable."""
        guild_id = interaction.guild_id or 0
        chosen = (chosen_values(interaction) or [""])[0]
        match control.action:
            case "quiet":
                quiet = (await self._store.settings(guild_id)).quiet
                await self._store.set_quiet(guild_id, int(chosen), quiet=int(chosen) not in quiet)
            case "keep":
                await self._store.set_keeps_questions(guild_id, True)
            case "keep-none":
                await self._store.set_keeps_questions(guild_id, False)
            case "forget-all":
                await self._store.forget_all_questions(guild_id)
            case "forget":
                from bot.unanswered.likeness import find

                found = find(chosen, await self._groups(interaction))
                if found is not None:
                    await self._store.forget_questions([one.asked for one in found.questions])
            case _:
                return False
        return True

    async def export(self, interaction: discord.Interaction) -> None:
        """Send what the reader may see as a file for editors; raise StorageUnavailable."""
        from bot.unanswered.stubs import FILE_NAME, stubs

        text = stubs(await self._groups(interaction))
        await interaction.response.send_message(
            file=discord.File(io.BytesIO(text.encode()), FILE_NAME),
            ephemeral=True,
            allowed_mentions=discord.AllowedMentions.none(),
        )

    async def draw(
        self, interaction: discord.Interaction, page: Control, settings: ServerSettings, voice: Voice
    ) -> _Drawn:
        """The texts and rows of the page, or of what it asks before it deletes everything."""
        labels = replace(voice, medium=PLAIN)
        match page.action:
            case "ask-keep-none":
                question = say("Keep no more questions, and delete those that I have kept?")
                return self._confirmation(question, "keep-none", voice, labels)
            case "ask-forget-all":
                question = say("Delete all questions that I have kept?")
                return self._confirmation(question, "forget-all", voice, labels)
        texts, rows = self._channels(settings, voice, labels)
        if not settings.keeps_questions:
            texts.append(f"## {voice(_TITLE)}\n{voice(_KEPT_NOT)}")
            rows.append(controls.buttons((self._id("keep"), labels(say("Keep them")), _BLUE)))
            return texts, rows
        try:
            listed = await self._list(interaction, page, voice, labels)
        except StorageUnavailable:
            texts.append(voice(CANNOT_READ))
            return texts, rows
        return texts + listed[0], rows + listed[1]

    def _channels(self, settings: ServerSettings, voice: Voice, labels: Voice) -> _Drawn:
        quiet = [f"<#{id}>" for id in sorted(settings.quiet)]
        more = "…" if len(quiet) > _CHANNELS_LISTED else ""
        where = voice(say("Who mentions me gets an answer, except here:") if quiet else _EVERYWHERE)
        text = f"## {voice(say('Mentions'))}\n{where} {' '.join(quiet[:_CHANNELS_LISTED])}{more}".rstrip()
        prompt = labels(say("Pick where I keep quiet, or no longer do"))
        return [f"{text}\n-# {voice(_COMMANDS)}"], [controls.channels(self._id("quiet"), prompt)]

    async def _list(
        self, interaction: discord.Interaction, page: Control, voice: Voice, labels: Voice
    ) -> _Drawn:
        groups = await self._groups(interaction)
        last = max(len(groups) - 1, 0) // SHOWN
        number = min(int(page.arg(0) or 0), last)
        shown = groups[number * SHOWN : (number + 1) * SHOWN]
        lines = [
            f"{at}. {self._line(interaction, one, voice)}" for at, one in enumerate(shown, number * SHOWN + 1)
        ]
        texts = [f"## {voice(_TITLE)}\n{voice(_KEPT)}", "\n".join(lines) or voice(_NONE)]
        rows: list[controls.Row] = []
        if shown:
            choices = [(labels(one.text), one.key) for one in shown]
            rows.append(controls.menu(self._id("forget"), labels(say("Delete one of these")), choices))
        pager = []
        if number:
            pager.append((self._id(PAGE, number - 1), labels(say("More frequent ones")), _GREY))
        if number < last:
            pager.append((self._id(PAGE, number + 1), labels(say("Rarer ones")), _GREY))
        if pager:
            rows.append(controls.buttons(*pager))
        # These are here whether or not there is anything to see, as that may not be all there is.
        rows.append(
            controls.buttons(
                (self._id("export"), labels(say("Send me a file for the editors")), _GREY),
                (self._id("ask-forget-all"), labels(say("Delete all")), _RED),
                (self._id("ask-keep-none"), labels(say("Keep no more")), _RED),
            )
        )
        return texts, rows

    def _line(self, interaction: discord.Interaction, group: Group, voice: Voice) -> str:
        shelf = self._replies.known(interaction)
        show = shelf.shows[group.show_id].file.title if shelf.several else None
        often = say_n("asked {count} time", "asked {count} times", group.times)
        last = say("last on {date}", date=group.last)
        question = say("“{question}”", question=shorten(group.text, _QUESTION_SHOWN))
        return voice(row(question, show, often, last))

    async def _groups(self, interaction: discord.Interaction) -> list[Group]:
        """What the reader may see; raise StorageUnavailable."""
        from bot.unanswered.likeness import grouped
        from bot.unanswered.visible import visible

        kept = await self._store.questions(interaction.guild_id or 0)
        shows = self._replies.known(interaction).shows
        limits: dict[str, Limit] = {}
        scene, now = scene_of(interaction), self._replies.desk.now()
        for id in {one.asked.show_id for one in kept} & set(shows):
            who = await audience(self._store, scene, shows[id], now, private=True)
            limits[id] = who.limit
        # A thread lets others have their turn: to compare hundreds of questions takes a while.
        return await asyncio.to_thread(lambda: grouped(visible(kept, shows, limits.__getitem__)))

    def _confirmation(self, question: Say, action: str, voice: Voice, labels: Voice) -> _Drawn:
        texts = [f"## {voice(question)}", voice(say("They go at once, and I can't bring them back."))]
        yes = (self._id(action), labels(say("Yes, delete all of them")), _RED)
        return texts, [controls.buttons(yes)]

    def _id(self, action: str, *args: object) -> str:
        return encode_control(self._area, action, *args)


_TITLE = say("Questions that I couldn't answer")
_EVERYWHERE = say("Who mentions me gets an answer, in all channels that I can read.")
_COMMANDS = say("Commands work everywhere. Threads are as their channel.")
_KEPT_NOT = say(
    "I only count them. If you want to see what your members miss, I can keep the questions here for {days} "
    "days: never who asked or where, and without mentions, links and long numbers.",
    days=KEPT_FOR.days,
)
_KEPT = say(
    "I keep them for {days} days after they were last asked, without who asked or where. You see those that "
    "spoil nothing for you.",
    days=KEPT_FOR.days,
)
_NONE = say("There is none that I can show you.")
