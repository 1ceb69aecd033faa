"""/help: what can be asked, and how."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.answer import Question
from bot.ui.reply import Replies


class Help(commands.Cog):
    """What can be asked, and how."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies

    @app_commands.command(name=locale_str("help"), description=locale_str("What you can ask me"))
    @app_commands.describe(show=locale_str("Which show"))
    async def help(self, interaction: discord.Interaction, show: str | None = None) -> None:
        """Answer /help, to the asker alone."""
        await self._replies.give(interaction, Question("help"), show=show, private=True)
