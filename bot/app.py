"""The composition root: everything is put together here and nowhere else."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Iterator, Mapping

import discord
from discord.ext import commands

from bot.cogs.answer_this import AnswerThis
from bot.cogs.ask import Ask
from bot.cogs.cast import Cast
from bot.cogs.guilds import Guilds
from bot.cogs.help import Help
from bot.cogs.maintainers import Listen, Maintainers
from bot.cogs.plot import Plot
from bot.cogs.progress import Progress
from bot.cogs.recommendations import Recommendations
from bot.cogs.release import Release
from bot.cogs.renewal import Renewal
from bot.cogs.settings import Settings
from bot.cogs.take_back import TakeBack
from bot.cogs.trailer import Trailer
from bot.desk import Desk
from bot.knowledge.shelf import Shelf
from bot.registration import register
from bot.storage.address import IN_MEMORY
from bot.storage.store import Store
from bot.ui import data, failures, progress, settings
from bot.ui.entrance import Entrance
from bot.ui.messages import Messages
from bot.ui.options import fit_commands
from bot.ui.plain_words import PlainWords
from bot.ui.reply import Replies
from bot.ui.translate import CommandTranslator

log = logging.getLogger(__name__)

TOPIC_COGS = (Release, Renewal, Cast, Plot, Trailer, Recommendations, Help)
_PATIENCE = 60.0
"""Seconds for Discord to take the commands. Over its limit for a day it would let the bot wait for hours."""
INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
"""Only unprivileged ones."""


def utc_now() -> dt.datetime:
    """The time, with its zone."""
    return dt.datetime.now(dt.UTC)


class UsherBot(commands.AutoShardedBot):
    """The bot on the gateway: slash commands and presses, no text commands, no cached members or messages."""

    def __init__(
        self, replies: Replies, store: Store, listen: Listen | None = None, maintainers: int | None = None
    ) -> None:
        # The bot never speaks, so nobody has to read that it lacks what that takes.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            command_prefix=(),
            help_command=None,
            intents=INTENTS,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=discord.app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=discord.app_commands.AppInstallationType(guild=True, user=True),
        )
        self._replies = replies
        self.store = store
        self._listen = listen
        self._maintainers = maintainers
        self._fits_several: bool | None = None
        self._entrance = Entrance(replies)
        self._words = PlainWords(replies)
        self._messages = Messages(replies, self._words)
        self.tree.on_error = failures.handle  # type: ignore[method-assign]

    async def setup_hook(self) -> None:
        """Open the store, put the commands together and make Discord offer them; raise UnusableDatabase."""
        await self.store.open()
        await self.tree.set_translator(CommandTranslator())
        for cog in self._made_cogs():
            await self.add_cog(cog)
        await self._offer()

    def _made_cogs(self) -> Iterator[commands.Cog]:
        replies, store = self._replies, self.store
        yield Ask(self._words)
        yield from (make(replies) for make in TOPIC_COGS)
        progress_card = progress.ProgressCard(replies, store)
        settings_card = settings.SettingsCard(replies, store)
        self._entrance.register(progress.AREA, progress_card.pressed)
        self._entrance.register(settings.AREA, settings_card.pressed)
        self._entrance.register(data.AREA, data.OwnData(replies, store).pressed)
        yield Progress(progress_card)
        yield Settings(settings_card)
        yield AnswerThis(self, self._words)
        yield TakeBack(self)
        yield Guilds(self, store, replies.desk.now)
        if self._listen is not None:
            yield Maintainers(self, self._listen, self._shelf_changed, self._maintainers, replies.desk.now)

    async def close(self) -> None:
        """Leave Discord, then finish what is being saved."""
        await super().close()
        await self.store.close()

    async def _shelf_changed(self) -> None:
        """Offer the commands anew where other ones fit the shows that there are now."""
        if self._replies.desk.shelf.several != self._fits_several:
            await self._offer()

    async def _offer(self) -> None:
        """Fit the commands to the shows, and make Discord offer them.

        Where it does not take them, those that it has have to do.
        """
        self._fits_several = self._replies.desk.shelf.several
        for cog in self.cogs.values():
            fit_commands(cog, self._replies)
        try:
            async with asyncio.timeout(_PATIENCE):
                await register(self)
        except discord.HTTPException as error:
            why = error.text if error.code else f"it answered {error.status}"
            log.error("Discord didn't take the commands, so it goes on offering what it has: %s", why)
        except TimeoutError:
            log.error("Discord didn't take the commands in time, so it goes on offering what it has.")

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Presses; slash commands go their own way."""
        await self._entrance.enter(interaction)

    async def on_message(self, message: discord.Message) -> None:
        """A mention, or words in the bot's own DM; there are no text commands."""
        if self.user is not None:
            await self._messages.enter(message, self.user.id)


def create_bot(
    shelf: Shelf | Callable[[], Shelf],
    *,
    store: Store | None = None,
    clock: Callable[[], dt.datetime] = utc_now,
    report_url: str | None = None,
    listen: Listen | None = None,
    maintainers: int | None = None,
) -> UsherBot:
    """The whole bot over a shelf, not yet logged in.

    Without a `store` it forgets members and servers when it ends. `clock` gives the time with a zone.
    `listen` is how to hear of another shelf; `maintainers` the id of a channel to tell of broken files.
    """
    current = shelf if callable(shelf) else lambda: shelf
    kept = store or Store(IN_MEMORY, clock=clock)
    return UsherBot(Replies(Desk(current, clock), kept, report_url), kept, listen, maintainers)


def commands_by_name(bot: UsherBot) -> Mapping[str, str]:
    """The name and description of every slash command, as a fan's picker shows them."""
    return {
        command.name: command.description
        for command in bot.tree.get_commands()
        if isinstance(command, discord.app_commands.Command)
    }
