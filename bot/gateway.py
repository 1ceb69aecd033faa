"""Runs the bot on Discord: from the token to a clean end."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import re
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from typing import Any

import aiohttp
import discord

from bot import log as logs
from bot.app import UsherBot, create_bot
from bot.config import Settings
from bot.knowledge.live import Live
from bot.knowledge.places import NoShelf
from bot.storage.errors import UnusableDatabase
from bot.storage.store import Store
from bot.ui import failures
from bot.welcome import welcome

log = logging.getLogger(__name__)

ENDED, FAILED, UNUSABLE = 0, 1, 2
"""Exit statuses: stopped by a signal; a fault; a token, settings or files that have to be put right first."""

ABSENT = (
    "There is no Discord token. Put it into the file .env, as DISCORD_TOKEN=…; "
    ".env.example is a file to start from, and says where to get one."
)
MALFORMED = (
    "DISCORD_TOKEN is not a bot's token, which has three parts with dots between them, and no quotes around. "
    "Copy it once more into the file .env; .env.example says where to get it."
)
REFUSED = (
    "Discord refused the token. Reset it in the Developer Portal and put the new one into the file .env, "
    "as DISCORD_TOKEN=…; .env.example says where to get it."
)

_TOKEN = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)
_WRONG_TOKEN = 4004
_TOO_MANY = 429
_UNREACHABLE = (aiohttp.ClientError, OSError, discord.GatewayNotFound, discord.DiscordServerError)
_FIRST_WAIT, _LONGEST_WAIT = 2, 60
_GRACE = 4.0
"""Seconds for what was taken to be answered, and again to leave: together less than the ten of Docker."""
# These are the names that discord.py gives to the tasks in which it answers.
_ANSWERING = frozenset({"CommandTree-invoker", "discord.py: on_interaction", "discord.py: on_message"})


def run(settings: Settings) -> int:
    """Run until SIGINT or SIGTERM; give the exit status. What has to be put right is said on stderr.

    While Discord can't be reached it goes on trying: a machine that has just been switched on may have no
    network yet, and not everybody has something that would start the bot again.
    """
    token = settings.discord_token.get_secret_value().strip() if settings.discord_token else ""
    logs.configure(settings.usher_log_level, secret=token)
    if not token:
        return _refuse(ABSENT)
    if _TOKEN.fullmatch(token) is None:
        return _refuse(MALFORMED)
    # The collector would go through all shows again and again, here and later on; but they stay.
    gc.disable()
    try:
        live = Live(settings)
    except NoShelf as error:
        return _refuse(str(error))
    finally:
        gc.enable()
    gc.freeze()
    logging.getLogger("discord.shard").addFilter(_in_one_line)
    logging.getLogger("discord.app_commands.tree").addFilter(_in_time)
    try:
        with live.following(), asyncio.Runner(loop_factory=_loop_factory()) as runner:
            return runner.run(_serve(partial(_make_bot, live, settings), token))
    except KeyboardInterrupt:
        return ENDED


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return UNUSABLE


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def _make_bot(live: Live, settings: Settings) -> UsherBot:
    """A bot that has not logged in; raise UnusableDatabase."""
    report_url = str(settings.usher_report_url) if settings.usher_report_url else None
    return create_bot(
        live,
        store=Store(settings.database_url.get_secret_value()),
        report_url=report_url,
        listen=live.listen,
        maintainers=settings.usher_maintainers_channel,
    )


async def _serve(make_bot: Callable[[], UsherBot], token: str) -> int:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows has no such handlers; there Ctrl-C comes as KeyboardInterrupt.
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    for wait in _waits():
        status = await _attempt(make_bot, token, stop, wait)
        if status is not None:
            return status
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), wait)
            return ENDED
    raise AssertionError("the waits never end")


def _waits() -> Iterator[int]:
    """Seconds between one try and the next."""
    wait = _FIRST_WAIT
    while True:
        yield wait
        wait = min(wait * 2, _LONGEST_WAIT)


async def _attempt(
    make_bot: Callable[[], UsherBot], token: str, stop: asyncio.Event, wait: int
) -> int | None:
    """Be on Discord until `stop`; give the exit status, or None if Discord can't be reached."""
    try:
        await _stay(make_bot(), token, stop)
    except UnusableDatabase as error:
        return _refuse(str(error))
    except discord.LoginFailure:
        return _refuse(REFUSED)
    except discord.ConnectionClosed as error:
        if error.code == _WRONG_TOKEN:
            return _refuse(REFUSED)
        log.error("Discord ended the connection for good, with code %s.", error.code)
        return FAILED
    except _UNREACHABLE as error:
        log.error("Discord can't be reached (%s). Trying again in %d seconds.", _reason(error), wait)
        return None
    except discord.HTTPException as error:
        if error.status == _TOO_MANY:
            log.error("Discord wants fewer requests from here. Trying again in %d seconds.", wait)
            return None
        log.error("Discord refused to let the bot in (%s).", _reason(error))
        return FAILED
    except Exception:
        log.exception("The bot had to stop because of a fault.")
        return FAILED
    return ENDED


async def _stay(bot: UsherBot, token: str, stop: asyncio.Event) -> None:
    """Be on Discord until `stop`; raise what keeps the bot from it. Leaves in good order."""
    connected = asyncio.create_task(_connect(bot, token))
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({connected, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if connected.done():
            connected.result()
            raise RuntimeError("the connection ended by itself")
    finally:
        stopped.cancel()
        await _within_grace(_answer_the_last(bot))
        connected.cancel()
        await _within_grace(bot.close())


async def _connect(bot: UsherBot, token: str) -> None:
    """Log in and stay connected; raise what ends it."""
    await bot.login(token)
    welcoming = asyncio.create_task(_welcome(bot))
    try:
        await bot.connect()
    finally:
        welcoming.cancel()


async def _welcome(bot: UsherBot) -> None:
    """Print, once, what there is."""
    await bot.wait_until_ready()
    assert bot.application is not None, "logged in"
    assert bot.user is not None, "logged in"
    commands, servers = len(bot.tree.get_commands()), len(bot.guilds)
    lines = welcome(bot.application, name=bot.user.name, commands=commands, servers=servers)
    sys.stdout.write(f"{lines}\n")
    sys.stdout.flush()


async def _answer_the_last(bot: UsherBot) -> None:
    """Take nothing new from Discord, and let what was taken be answered."""
    await asyncio.gather(*(shard.disconnect() for shard in bot.shards.values()))
    answering = {task for task in asyncio.all_tasks() if task.get_name() in _ANSWERING}
    if answering:
        await asyncio.wait(answering)


async def _within_grace(work: Coroutine[Any, Any, None]) -> None:
    """Do it, or leave it undone when `_GRACE` is over; a fault in it only goes into the log."""
    task = asyncio.create_task(work)
    await asyncio.wait({task}, timeout=_GRACE)
    if not task.done():
        log.warning("Leaving Discord took too long, so something was cut short.")
    elif not task.cancelled() and (fault := task.exception()):
        log.warning("Leaving Discord went wrong: %s", fault)


def _reason(error: BaseException) -> str:
    """Why something failed, in one line."""
    if isinstance(error, discord.GatewayNotFound) and error.__cause__ is not None:
        return _reason(error.__cause__)
    if isinstance(error, discord.HTTPException):
        return f"it answered {error.status}"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return str(error) or type(error).__name__


def _in_time(record: logging.LogRecord) -> bool:
    """Spare the log suggestions for whom nobody waits any more: who types fast has typed on."""
    error = record.exc_info[1] if record.exc_info else None
    return not (isinstance(error, discord.HTTPException) and error.code in failures.NOTHING_LEFT_TO_DO)


def _in_one_line(record: logging.LogRecord) -> bool:
    """Spare the log discord.py's traceback for each lost connection, after which it tries again by itself."""
    if record.exc_info and record.exc_info[1] is not None:
        record.msg, record.args = "%s (%s)", (record.getMessage(), _reason(record.exc_info[1]))
        record.exc_info = None
    return True
