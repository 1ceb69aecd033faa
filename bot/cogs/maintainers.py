"""What follows when knowledge files change: other commands, and word to those who keep the files."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable, Iterator

import discord
from discord.ext import commands

from bot import limits
from bot.knowledge.copies import Broken
from bot.knowledge.live import Listener, News
from bot.knowledge.problems import Problem
from bot.markdown import shorten
from bot.texts import DEFAULT_LANGUAGE, DISCORD, Voice, Words, language_for, say, say_n

log = logging.getLogger(__name__)

Listen = Callable[[Listener], Callable[[], None]]
"""Takes whom to tell of changed files, from any thread, and gives what ends it."""
SHOWN = 5
"""How many problems of a file are told in the channel; the log has all of them."""


class Maintainers(commands.Cog):
    """Hears of changed files, and tells a channel of those that became unusable, and of mended ones."""

    def __init__(
        self,
        bot: commands.AutoShardedBot,
        listen: Listen,
        changed: Callable[[], Awaitable[None]],
        channel_id: int | None,
        now: Callable[[], dt.datetime],
    ) -> None:
        self._bot = bot
        self._listen = listen
        self._changed = changed
        self._channel_id = channel_id
        self._now = now
        self._one_by_one = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    async def cog_load(self) -> None:
        """Begin to hear of changed files."""
        loop = asyncio.get_running_loop()
        self._deaf = self._listen(lambda news: loop.call_soon_threadsafe(self._hear, news))

    async def cog_unload(self) -> None:
        """Hear no more, and leave what is not told yet."""
        self._deaf()
        for task in self._tasks:
            task.cancel()

    def _hear(self, news: News) -> None:
        task = asyncio.create_task(self._take_in(news))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _take_in(self, news: News) -> None:
        async with self._one_by_one:
            try:
                if news.changed:
                    await self._changed()
                if self._channel_id is not None and (news.broken or news.mended):
                    # Only then is it known where the channel is, and so in which language to write.
                    await self._bot.wait_until_ready()
                    await self._post(self._channel_id, news)
            except Exception:
                log.exception("could not go along with the changed knowledge files")

    async def _post(self, channel_id: int, news: News) -> None:
        channel = self._bot.get_partial_messageable(channel_id)
        try:
            await channel.send(
                shorten(self._text(channel_id, news), limits.CONTENT),
                allowed_mentions=discord.AllowedMentions.none(),
                suppress_embeds=True,
            )
        except discord.HTTPException as error:
            log.error(
                "Discord didn't let me write to USHER_MAINTAINERS_CHANNEL: %s", error.text or error.status
            )

    def _text(self, channel_id: int, news: News) -> str:
        channel = self._bot.get_channel(channel_id)
        guild = getattr(channel, "guild", None)
        language = language_for(str(guild.preferred_locale)) if guild else DEFAULT_LANGUAGE
        voice = Voice(language, DISCORD, self._now())
        return "\n".join(voice(line) for line in _lines(news))


def _lines(news: News) -> Iterator[Words]:
    for path in news.mended:
        yield say("{file} is all right again.", file=path.name)
    for broken in news.broken:
        yield _headline(broken)
        yield from (_line(problem) for problem in broken.problems[:SHOWN])
        more = len(broken.problems) - SHOWN
        if more > 0:
            yield say_n("and {count} more problem", "and {count} more problems", more)


def _headline(broken: Broken) -> Words:
    name = broken.path.name
    if broken.kept:
        return say("**{file}** can't be used as it is now. I go on with what I knew before.", file=name)
    return say("**{file}** can't be used as it is, so I leave it out.", file=name)


def _line(problem: Problem) -> Words:
    return say(
        "line {line}, {field}: {problem}",
        line=str(problem.line),
        field=problem.field,
        problem=problem.message,
    )
