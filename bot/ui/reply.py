"""Gives answers on Discord: whose language, how far the reader may be told, to whom it is shown."""

from __future__ import annotations

import discord

from bot import limits
from bot.answer import Name, Question
from bot.card import make_card
from bot.desk import Desk, Reply
from bot.markdown import shorten
from bot.spoilers import NOTHING, Limit
from bot.texts import DISCORD, PLAIN, Voice, language_for, row
from bot.ui.layout import layout


class Replies:
    """Answers interactions from the desk."""

    def __init__(self, desk: Desk, report_url: str | None = None) -> None:
        """`report_url` is where a reader can say that something is wrong."""
        self.desk = desk
        self._report_url = report_url

    async def give(
        self,
        interaction: discord.Interaction,
        question: Question,
        *,
        show: str | None = None,
        typed: str | None = None,
        limit: Limit = NOTHING,
        private: bool = False,
    ) -> None:
        """Answer a question; privately, too, where `limit` is what the reader said of themselves."""
        private = (private or limit != NOTHING) and not in_bot_dm(interaction)
        reply = self.desk.reply(question, show=show, limit=limit, typed=typed or "")
        await self.send(interaction, reply, private=private)

    async def send(self, interaction: discord.Interaction, reply: Reply, *, private: bool) -> None:
        """Show a reply: in place of a private card that was pressed, else as a new message."""
        voice = Voice(_language(interaction, private=private), DISCORD, self.desk.now())
        view = layout(make_card(reply, voice, report_url=self._report_url), reply)
        nobody = discord.AllowedMentions.none()
        pressed = interaction.message
        if pressed is not None and pressed.flags.ephemeral:
            await interaction.response.edit_message(view=view, allowed_mentions=nobody)
        else:
            await interaction.response.send_message(view=view, ephemeral=private, allowed_mentions=nobody)

    def offer(
        self, interaction: discord.Interaction, names: list[Name]
    ) -> list[discord.app_commands.Choice[str]]:
        """The choices of an autocomplete, in the asker's language."""
        voice = Voice(language_for(str(interaction.locale)), PLAIN, self.desk.now())
        return [
            discord.app_commands.Choice(
                name=shorten(voice(row(name.text, name.hint)), limits.CHOICE_NAME),
                value=shorten(voice(name.text), limits.CHOICE_NAME),
            )
            for name in names[: limits.CHOICES]
        ]


def in_bot_dm(interaction: discord.Interaction) -> bool:
    """Whether only the asker and the bot can read here. Group DMs count as public."""
    return interaction.context.dm_channel


def _language(interaction: discord.Interaction, *, private: bool) -> str:
    """A private answer speaks the asker's language, a public one the server's."""
    if private or interaction.guild_locale is None:
        return language_for(str(interaction.locale))
    return language_for(str(interaction.guild_locale))
