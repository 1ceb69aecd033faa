"""/release: When it is out."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.answer import Question
from bot.ui.reply import Replies


class Release(commands.Cog):
    """When it is out."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies

    @app_commands.command(name=locale_str("release"), description=locale_str("When it came out, or will"))
    @app_commands.describe(show=locale_str("Which show"), private=locale_str("Show the answer to you alone"))
    async def release(
        self, interaction: discord.Interaction, show: str | None = None, private: bool = False
    ) -> None:
        """Answer /release."""
        await self._replies.give(interaction, Question("release"), show=show, private=private)
