"""/ask: a question in plain words."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import Choice, Range, locale_str
from discord.ext import commands

from bot import limits
from bot.ui.options import guarded
from bot.ui.plain_words import PlainWords


class Ask(commands.Cog):
    """A question in plain words."""

    def __init__(self, words: PlainWords) -> None:
        self._words = words

    @app_commands.command(name=locale_str("ask"), description=locale_str("Ask in your own words"))
    @app_commands.describe(
        question=locale_str("What you want to know"),
        show=locale_str("Which show"),
        private=locale_str("Show the answer to you alone"),
    )
    async def ask(
        self,
        interaction: discord.Interaction,
        question: Range[str, 1, limits.CONTENT],
        show: str | None = None,
        private: bool = False,
    ) -> None:
        """Answer /ask."""
        await self._words.ask(interaction, question, show=show, private=private)

    @ask.autocomplete("question")
    async def suggest(self, interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        """Offer whole questions."""
        return await guarded(self._words.complete(interaction, typed))
