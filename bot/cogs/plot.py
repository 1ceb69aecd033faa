"""/plot: What it is about."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.answer import Question
from bot.ui.reply import Replies


class Plot(commands.Cog):
    """What it is about."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies

    @app_commands.command(
        name=locale_str("plot"), description=locale_str("What it is about, without spoilers")
    )
    @app_commands.describe(show=locale_str("Which show"), private=locale_str("Show the answer to you alone"))
    async def plot(
        self, interaction: discord.Interaction, show: str | None = None, private: bool = False
    ) -> None:
        """Answer /plot."""
        await self._replies.give(interaction, Question("plot"), show=show, private=private)
