"""Gives answers on Discord: how far the reader may be told, to whom it is shown, and in whose language."""

from __future__ import annotations

from typing import cast

import discord

from bot import limits
from bot.answer import Name, Question
from bot.ask.conversation import Conversations
from bot.audience import Audience, Memory, Scene, audience, server_settings
from bot.card import make_cards
from bot.desk import Desk, Reply
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.markdown import shorten
from bot.spoilers import NOTHING, Limit
from bot.texts import DISCORD, PLAIN, Voice, language_for, row
from bot.ui.layout import layout, plain
from bot.ui.scene import scene_of

NOBODY = discord.AllowedMentions.none()
"""Whom any answer pings."""


class Replies:
    """Answers from the desk, as far as each reader may be told."""

    def __init__(self, desk: Desk, memory: Memory, report_url: str | None = None) -> None:
        """`report_url` is where a reader can say that something is wrong."""
        self.desk = desk
        self.memory = memory
        self.conversations = Conversations(desk.now)
        self._report_url = report_url

    async def give(
        self,
        interaction: discord.Interaction,
        question: Question,
        *,
        show: str | None = None,
        typed: str | None = None,
        private: bool = False,
        own: Limit | None = None,
    ) -> None:
        """Answer a question. `own` is how far the asker said to be where nothing is stored of them."""
        scene = scene_of(interaction)
        shelf = await self.shelf(interaction)
        who = await self.reader(scene, self.desk.find(show, shelf), private=private, own=own)
        reply = self.desk.reply(question, show=show, limit=who.limit, typed=typed or "", shelf=shelf)
        await self.send(interaction, reply, private=who.private)

    def known(self, interaction: discord.Interaction) -> Shelf:
        """Everything that is known: the same version from an interaction's start to its end."""
        return cast(Shelf, interaction.extras.setdefault("shelf", self.desk.shelf))

    async def shelf(self, interaction: discord.Interaction) -> Shelf:
        """The shows that can be asked about where an interaction is, always of the same version."""
        return await self.shelf_in(scene_of(interaction), self.known(interaction))

    async def shelf_in(self, scene: Scene, known: Shelf) -> Shelf:
        """The shows of a shelf that can be asked about in a scene."""
        settings = await server_settings(self.memory, scene)
        return known.narrowed(settings.shows, settings.default_show)

    async def reader(
        self, scene: Scene, show: Show | None, *, private: bool = False, own: Limit | None = None
    ) -> Audience:
        """The audience of an answer about a show, or about none."""
        if show is None:
            return Audience(NOTHING, private and not scene.alone, NOTHING)
        return await audience(self.memory, scene, show, self.desk.now(), private=private, own=own)

    async def send(
        self,
        interaction: discord.Interaction,
        *replies: Reply,
        private: bool,
        language: str | None = None,
        target: int = 0,
    ) -> None:
        """Show one reply or two: in place of a private card that was pressed, else as a new message.

        `language` is the one that was asked in, if that is known; `target` the id of the message that was
        asked about.
        """
        voice = await self.voice(interaction, private=private, language=language)
        shareable = private and interaction.guild_id is not None
        cards = make_cards(replies, voice, report_url=self._report_url, shareable=shareable)
        view = layout(*zip(cards, replies, strict=True), target=target)
        pressed = interaction.message
        if private and pressed is not None and pressed.flags.ephemeral:
            await interaction.response.edit_message(view=view, allowed_mentions=NOBODY)
        else:
            await interaction.response.send_message(view=view, ephemeral=private, allowed_mentions=NOBODY)

    async def publish(
        self, interaction: discord.Interaction, reply: Reply, *, link: tuple[str, str] | None = None
    ) -> None:
        """Show a reply to everybody where the interaction is, as a new message.

        `link` is the label and the address of one more button.
        """
        voice = await self.voice(interaction, private=False)
        cards = make_cards([reply], voice, report_url=self._report_url)
        view = layout((cards[0], reply), link=link)
        await interaction.response.send_message(view=view, allowed_mentions=NOBODY)

    def text(self, *replies: Reply, voice: Voice, room: int = limits.CONTENT) -> tuple[str, discord.ui.View]:
        """One reply or two as a text of at most `room` characters, with buttons under it."""
        cards = make_cards(replies, voice, report_url=self._report_url, room=room)
        return plain(*zip(cards, replies, strict=True))

    async def voice(
        self, interaction: discord.Interaction, *, private: bool, language: str | None = None
    ) -> Voice:
        """A private answer speaks the asker's language, a public one the server's.

        `language` goes before both: it is the one in which somebody asked.
        """
        if language is not None:
            language = language_for(language)
        elif private or interaction.guild_id is None:
            language = language_for(str(interaction.locale))
        else:
            settings = await self.memory.settings(interaction.guild_id)
            language = language_for(settings.language or str(interaction.guild_locale or interaction.locale))
        return Voice(language, DISCORD, self.desk.now())

    async def complete(
        self, interaction: discord.Interaction, topic: str, typed: str
    ) -> list[discord.app_commands.Choice[str]]:
        """Suggestions for a topic's names, cut to what may be shown where the answer will land."""
        scene, options = scene_of(interaction), interaction.namespace
        show, private = getattr(options, "show", None), bool(getattr(options, "private", False))
        shelf = await self.shelf(interaction)
        who = await self.reader(scene, self.desk.find(show, shelf), private=private)
        names = self.desk.complete(topic, typed, show=show, limit=who.limit, shelf=shelf)
        return self._choices(interaction, names)

    async def complete_show(
        self, interaction: discord.Interaction, typed: str
    ) -> list[discord.app_commands.Choice[str]]:
        """Suggestions for the shows that can be asked about here."""
        shelf = await self.shelf(interaction)
        return self._choices(interaction, self.desk.complete_show(typed, shelf))

    def _choices(
        self, interaction: discord.Interaction, names: list[Name]
    ) -> list[discord.app_commands.Choice[str]]:
        voice = Voice(language_for(str(interaction.locale)), PLAIN, self.desk.now())
        return [
            discord.app_commands.Choice(
                name=shorten(voice(row(name.text, name.hint)), limits.CHOICE_NAME),
                value=shorten(voice(name.text), limits.CHOICE_NAME),
            )
            for name in names[: limits.CHOICES]
        ]
