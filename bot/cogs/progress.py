"""/progress: how far a member has watched."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.ui.progress import ProgressCard


class Progress(commands.Cog):
    """How far a member has watched."""

    def __init__(self, card: ProgressCard) -> None:
        self._card = card

    @app_commands.command(
        name=locale_str("progress"), description=locale_str("Tell me how far you have watched")
    )
    @app_commands.describe(show=locale_str("Which show"))
    async def progress(self, interaction: discord.Interaction, show: str | None = None) -> None:
        """Answer /progress, to the asker alone."""
        await self._card.open(interaction, show)
