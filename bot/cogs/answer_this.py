"""Apps › Answer this: somebody's message is answered to whoever chose it, who may then share the answer."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.texts import say
from bot.ui import failures
from bot.ui.messages import words_of
from bot.ui.plain_words import PlainWords


class AnswerThis(commands.Cog):
    """A message menu: Discord hands the chosen message over with its words."""

    def __init__(self, bot: commands.AutoShardedBot, words: PlainWords) -> None:
        self._bot = bot
        self._words = words
        self._menu = app_commands.ContextMenu(name=locale_str("Answer this"), callback=self.answer_this)

    async def cog_load(self) -> None:
        """Add the menu; cogs can't declare one."""
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the menu away."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    async def answer_this(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Answer what the message asks."""
        question = words_of(message.content, interaction.application_id)
        if not question or message.is_system():
            await failures.tell(interaction, say("There are no words in that message that I could answer."))
            return
        await self._words.answer(interaction, question, message.id)
