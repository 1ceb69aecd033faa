"""/trailer: Teasers and trailers."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.answer import Question
from bot.ui.reply import Replies


class Trailer(commands.Cog):
    """Teasers and trailers."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies

    @app_commands.command(name=locale_str("trailer"), description=locale_str("Teasers and trailers"))
    @app_commands.describe(show=locale_str("Which show"), private=locale_str("Show the answer to you alone"))
    async def trailer(
        self, interaction: discord.Interaction, show: str | None = None, private: bool = False
    ) -> None:
        """Answer /trailer."""
        await self._replies.give(interaction, Question("trailer"), show=show, private=private)
