"""/renewal: Whether there is more to come."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.answer import Question
from bot.ui.reply import Replies


class Renewal(commands.Cog):
    """Whether there is more to come."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies

    @app_commands.command(name=locale_str("renewal"), description=locale_str("Whether there is more to come"))
    @app_commands.describe(show=locale_str("Which show"), private=locale_str("Show the answer to you alone"))
    async def renewal(
        self, interaction: discord.Interaction, show: str | None = None, private: bool = False
    ) -> None:
        """Answer /renewal."""
        await self._replies.give(interaction, Question("renewal"), show=show, private=private)
