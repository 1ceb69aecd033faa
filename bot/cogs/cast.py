"""/cast: who plays whom."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import Range, locale_str
from discord.ext import commands

from bot import limits
from bot.answer import Question
from bot.ui.options import name_completer
from bot.ui.reply import Replies


class Cast(commands.Cog):
    """Who plays whom."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies
        self.cast.autocomplete("person")(name_completer(replies, "cast"))

    @app_commands.command(name=locale_str("cast"), description=locale_str("Who plays whom"))
    @app_commands.describe(
        person=locale_str("An actor or a character; leave it out for everyone"),
        show=locale_str("Which show"),
        private=locale_str("Show the answer to you alone"),
    )
    async def cast(
        self,
        interaction: discord.Interaction,
        person: Range[str, 1, limits.TYPED_NAME] | None = None,
        show: str | None = None,
        private: bool = False,
    ) -> None:
        """Answer /cast."""
        await self._replies.give(interaction, Question("cast"), show=show, typed=person, private=private)
