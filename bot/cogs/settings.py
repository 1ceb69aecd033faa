"""/settings: how the bot is set up in a server."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.ui.settings import SettingsCard


class Settings(commands.Cog):
    """How the bot is set up in a server."""

    def __init__(self, card: SettingsCard) -> None:
        self._card = card

    @app_commands.command(
        name=locale_str("settings"),
        description=locale_str("Set up shows and spoiler ceilings for this server"),
    )
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def settings(self, interaction: discord.Interaction) -> None:
        """Answer /settings, to the asker alone."""
        await self._card.open(interaction)
