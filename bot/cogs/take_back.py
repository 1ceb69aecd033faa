"""Apps › Take back: the asker removes a public answer of theirs, and who shared one removes that."""

from __future__ import annotations

import re

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.texts import say
from bot.ui import failures

_SHARED = re.compile(r"^-# .*<@(\d+)>$", re.MULTILINE)
"""The line that says who shared an answer; data never makes one, as its brackets are escaped."""


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
        own = self._bot.user is not None and message.author.id == self._bot.user.id
        if not own or (message.interaction_metadata is None and message.reference is None):
            await failures.tell(interaction, say("That is not an answer of mine."))
            return
        if await _asker(message) != interaction.user.id:
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


async def _asker(message: discord.Message) -> int | None:
    """Who asked for an answer of ours or shared it; None where that can't be found out."""
    if message.interaction_metadata is not None:
        return message.interaction_metadata.user.id
    if shared := _SHARED.search(message.content):
        return int(shared[1])
    reference = message.reference
    assert reference is not None, "looked at before"
    replied = reference.resolved
    if replied is None and reference.message_id is not None:
        try:
            replied = await message.channel.fetch_message(reference.message_id)
        except discord.HTTPException:
            return None
    return replied.author.id if isinstance(replied, discord.Message) else None
