"""Apps › Take back: the asker removes their own public answer."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.texts import say
from bot.ui import failures


class TakeBack(commands.Cog):
    """A message menu, so that cards need no button for it."""

    def __init__(self, bot: commands.AutoShardedBot) -> None:
        self._bot = bot
        self._menu = app_commands.ContextMenu(name=locale_str("Take back"), callback=self.take_back)

    async def cog_load(self) -> None:
        """Add the menu; cogs can't declare one."""
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the menu away."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    async def take_back(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Delete an answer if it is one of ours and the asker's own."""
        asked = message.interaction_metadata
        if self._bot.user is None or message.author.id != self._bot.user.id or asked is None:
            await failures.tell(interaction, say("That is not an answer of mine."))
            return
        if asked.user.id != interaction.user.id:
            await failures.tell(interaction, say("Only whoever asked can take an answer back."))
            return
        try:
            await message.delete()
        except discord.NotFound:
            pass
        except discord.Forbidden:
            await failures.tell(interaction, say("I can't take it back here. You can ask a moderator."))
            return
        await failures.tell(interaction, say("Taken back."))
