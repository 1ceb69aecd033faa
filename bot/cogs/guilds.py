"""Servers that come and go: the settings of one that removed the bot are forgotten after a grace period."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from contextvars import Context

import discord
from discord.ext import commands, tasks

from bot.storage.errors import StorageUnavailable
from bot.storage.store import Store

log = logging.getLogger(__name__)

GRACE = dt.timedelta(days=30)


class Guilds(commands.Cog):
    """Notes removals as they happen, and at start those that happened while the bot was away."""

    def __init__(self, bot: commands.AutoShardedBot, store: Store, now: Callable[[], dt.datetime]) -> None:
        self._bot = bot
        self._store = store
        self._now = now

    async def cog_unload(self) -> None:
        """Stop the daily round."""
        self.daily.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """All servers are known now, those in an outage included: compare, and begin the daily round."""
        await self._compare()
        if not self.daily.is_running():
            # It belongs to no event, so it gets a context of its own.
            Context().run(self.daily.start)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed; an outage does not come here."""
        try:
            await self._store.guild_removed(guild.id, self._now())
        except StorageUnavailable:
            log.warning("could not note that a server removed the bot; the next start will")

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was added, perhaps again."""
        try:
            await self._store.guild_present(guild.id)
        except StorageUnavailable:
            log.warning("could not note that a server added the bot; the next start will")

    async def _compare(self) -> None:
        try:
            await self._store.reconcile([guild.id for guild in self._bot.guilds], self._now())
        except StorageUnavailable:
            log.warning("could not compare the servers with the stored ones; the next daily round will")

    @tasks.loop(hours=24)
    async def daily(self) -> None:
        """Compare once more, in case the database was away, and forget those whose grace period is over."""
        if self.daily.current_loop:
            await self._compare()
        try:
            gone = await self._store.purge(self._now(), GRACE)
        except StorageUnavailable:
            return
        if gone:
            log.info("forgot the settings of %d servers that removed me over %d days ago", gone, GRACE.days)
