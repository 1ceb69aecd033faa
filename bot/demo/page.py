"""The page: a server, a channel, you, and a fan who has asked a few questions already."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import signal
import socket
import sys
import webbrowser
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import discord
import simcord
from pydantic import HttpUrl
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, UserHandle
from simcord.components import walk_components
from simcord.env import Env

from bot import console, terminal
from bot.app import create_bot, utc_now
from bot.ask.command import Misread
from bot.demo.questions import Asked, in_words, opening
from bot.demo.simulation import set_clock
from bot.knowledge.live import Live

BOT_NAME = "Usher"
HOST = "127.0.0.1"
PORTS_TRIED, LAST_PORT = 50, 65_535
PATIENCE = 10.0
"""Seconds that an answer may take before the page gives up on it."""


class CannotServe(Exception):
    """The page can't be as it was asked for: a sentence for whoever started the demo."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the page shows, and where."""

    live: Live
    report_url: HttpUrl | None
    port: int
    locale: str
    direct: bool
    open_page: bool


async def serve(scene: Scene) -> None:
    """Serve the page until somebody ends it; raise CannotServe, and SimcordChanged."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows has no such handlers; there Ctrl-C comes as KeyboardInterrupt.
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    languages = sorted(locale.value for locale in discord.Locale)
    if scene.locale not in languages:
        raise CannotServe(f"Discord has no language {scene.locale!r}. It has: {', '.join(languages)}.")
    port = free_port(scene.port)
    report_url = str(scene.report_url) if scene.report_url else None
    bot = create_bot(scene.live, report_url=report_url, listen=scene.live.listen)
    async with simcord.run(bot, shard_count=1, check_errors=False, settle_timeout=PATIENCE) as env:
        set_clock(env)
        assert bot.user is not None, "logged in"
        await bot.user.edit(username=BOT_NAME)
        asked = opening(scene.live())
        words = in_words(scene.live())
        channel, viewers = await (
            _direct(env, asked, words) if scene.direct else _server(env, asked, words, scene)
        )
        preview = env.preview(
            channel, viewers=viewers, layout="channel", port=port, locale=scene.locale, timezone=_zone()
        )
        async with preview:
            _print(asked, scene, report_url)
            _tell(preview.url, port, scene.port)
            if scene.open_page:
                webbrowser.open(preview.url)
            ends = [asyncio.create_task(preview.wait_closed()), asyncio.create_task(stop.wait())]
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            for end in ends:
                end.cancel()


def free_port(wanted: int) -> int:
    """`wanted`, or the next port that nobody listens on; raise CannotServe where there is none."""
    if not 0 <= wanted <= LAST_PORT:
        raise CannotServe(f"There is no port {wanted}: the last one is {LAST_PORT}, and 0 takes any.")
    for port in range(wanted, min(wanted + PORTS_TRIED, LAST_PORT + 1)):
        with socket.socket() as probe:
            # Like the page's own server, which may take a port that was closed just now.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    continue
                raise CannotServe(f"Port {port} can't be used: {error.strerror}. Try --port 0.") from error
            return int(probe.getsockname()[1])
    raise CannotServe(f"Port {wanted} is taken, and so are those after it. Try --port 0.")


async def _server(
    env: Env, asked: list[Asked], words: list[str], scene: Scene
) -> tuple[ChannelHandle, list[MemberActor]]:
    """A server of yours with a channel, in which a fan has asked, first by mentioning the bot.

    Robin is in the middle of a season and you have not said how far you are, so the same private question,
    asked by both, shows each of you another answer: change "Viewing as".
    """
    you = env.create_user("you", global_name="You")
    server = env.create_guild("Fans", owner=you, preferred_locale=scene.locale)
    channel = server.create_text_channel(
        "no-spoilers", topic="Type / for the commands. Press the buttons: answers to you are private."
    )
    fan = server.add_member(env.create_user("robin", global_name="Robin"))
    assert env.bot.user is not None, "logged in"
    for question in words:
        await fan.send(channel, f"{env.bot.user.mention} {question}")
    for command in asked:
        await fan.slash(channel, command.command, **command.options)
    member = server.add_member(you)
    if asked:
        await _ask_privately([member, fan], channel, asked[0].options)
    return channel, [member, fan]


async def _ask_privately(members: list[MemberActor], channel: ChannelHandle, which: dict[str, str]) -> None:
    """All ask what the show is about, each for themselves; the last of them is in the middle of a season."""
    card = await members[-1].slash(channel, "progress", **which)
    assert card.response is not None, "answered"
    menus = [menu for menu in walk_components(card.response.components) if menu.get("options")]
    if menus:
        episodes = menus[-1]["options"]
        middle = episodes[(len(episodes) - 1) // 2]["value"]
        await members[-1].select(card.response, [middle], custom_id=menus[-1]["custom_id"])
    for member in members:
        await member.slash(channel, "plot", private=True, **which)


async def _direct(env: Env, asked: list[Asked], words: list[str]) -> tuple[ChannelHandle, list[UserHandle]]:
    """The direct messages between you and the bot, in which you have asked, last in plain words."""
    you = env.create_user("you", global_name="You")
    for command in asked:
        await you.slash(command.command, **command.options)
    for question in words:
        await you.send_dm(question)
    return you.dm_channel, [you]


def _print(asked: list[Asked], scene: Scene, report_url: str | None) -> None:
    """The same questions and answers, for the terminal."""
    session = console.Session(scene.live(), utc_now, report_url=report_url)
    for question in asked:
        sys.stdout.write(f"\n> {question}\n\n")
        came = session.answer(str(question))
        assert not isinstance(came, Misread), came.sentence
        terminal.print_turn(came)


def _tell(url: str, port: int, wanted: int) -> None:
    taken = f"Port {wanted} is taken, so this is port {port}.\n" if wanted not in (0, port) else ""
    sys.stdout.write(
        f"\nThe bot answers on a page like Discord, on this machine alone:\n\n    {url}\n\n{taken}"
        "If this is a remote machine, first run this on your own:\n\n"
        f"    ssh -L {port}:{HOST}:{port} you@host\n\nCtrl-C ends it.\n"
    )
    sys.stdout.flush()


def _zone() -> str:
    """This machine's time zone, by its name; UTC where that can't be told."""
    _, _, name = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")
    try:
        return ZoneInfo(name).key
    except (ValueError, OSError):
        return "UTC"
