"""/recommendations: what to watch next."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import Choice, Range, locale_str
from discord.ext import commands

from bot import limits
from bot.answer import Question
from bot.topics.recommendations import CHOICES
from bot.ui.options import name_completer
from bot.ui.reply import Replies


class Recommendations(commands.Cog):
    """What to watch next."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies
        self.recommendations.autocomplete("like")(name_completer(replies, "recommendations"))

    @app_commands.command(name=locale_str("recommendations"), description=locale_str("What to watch next"))
    @app_commands.describe(
        only=locale_str("Which of them"),
        like=locale_str("A title on the list, for more like it"),
        show=locale_str("Which show"),
        private=locale_str("Show the answer to you alone"),
    )
    @app_commands.choices(
        only=[Choice(name=locale_str(label.message), value=value) for value, label in CHOICES.items()]
    )
    async def recommendations(
        self,
        interaction: discord.Interaction,
        only: str | None = None,
        like: Range[str, 1, limits.TYPED_NAME] | None = None,
        show: str | None = None,
        private: bool = False,
    ) -> None:
        """Answer /recommendations."""
        question = Question("recommendations", choice=only or "")
        await self._replies.give(interaction, question, show=show, typed=like, private=private)
