"""The bot as a process, from its token to its end: what it asks Discord for, and how it leaves."""

import asyncio
import signal
from typing import Any

import aiohttp
import pytest

from .discord_standin import Fault, StandIn
from .discord_standin.world import FAN_ID
from .processes import running
from .usher import CALLBACK, usher

COMMANDS = "/applications/*/commands*"


def writes(discord: StandIn) -> list[tuple[str, int]]:
    """What was written about commands: the method, and the status that it got."""
    requests = discord.requests("*", COMMANDS)
    return [(request.method, request.status) for request in requests if request.method != "GET"]


def kept(discord: StandIn) -> list[dict[str, Any]]:
    """The commands that Discord offers, without what changes with every write."""
    commands = sorted(discord.commands.all(), key=lambda command: str(command["name"]))
    return [command | {"id": "", "version": ""} for command in commands]


async def test_needs_nothing_but_a_token() -> None:
    """With the shipped show and one setting it logs in, with unprivileged intents only, and answers."""
    async with (
        StandIn(guilds=2) as discord,
        running("bot", "run", against=discord, env={"DISCORD_TOKEN": discord.token}) as bot,
    ):
        await discord.ready()
        assert (await discord.slash("release")).text

        identified = await discord.gateway.seen("identified")
        assert identified.detail["intents"] == 1 << 0 | 1 << 9 | 1 << 12
        assert await bot.stop() == 0


async def test_registers_once_and_then_what_differs() -> None:
    """The first start writes all commands in one request, and the second none.

    A command that has changed since is written alone, and one that is ours no more is deleted alone.
    """
    async with StandIn() as discord:
        async with usher(discord):
            assert writes(discord) == [("PUT", 200)]
            before = kept(discord)
        discord.forget()
        async with usher(discord):
            assert (await discord.slash("release")).text
            assert writes(discord) == []
        first = discord.commands.all()[0]["id"]
        address = f"{discord.url}/api/v10/applications/{discord.application_id}/commands"
        proof = {"Authorization": f"Bot {discord.token}"}
        async with aiohttp.ClientSession(headers=proof) as session:
            await session.patch(f"{address}/{first}", json={"description": "What it said before"})
            await session.post(address, json={"name": "gone", "description": "What it could do once"})
        assert kept(discord) != before
        discord.forget()
        async with usher(discord):
            assert writes(discord) == [("POST", 200), ("DELETE", 204)]
            assert kept(discord) == before


async def test_ctrl_c_ends_it_well() -> None:
    """Like SIGTERM, Ctrl-C lets it say goodbye to Discord, and the exit status is 0."""
    async with StandIn() as discord, usher(discord) as bot:
        assert await bot.stop(signal.SIGINT) == 0
        assert (await discord.gateway.seen("ended")).detail["code"] == 1000
        assert "Traceback" not in bot.output


async def test_answers_everything_that_it_took_before_it_leaves() -> None:
    """Stopped while Discord is slow, it answers every command, press and suggestion that it has begun."""
    async with StandIn() as discord, usher(discord) as bot:
        card = await discord.slash("cast")
        discord.forget()
        leaving = asyncio.Event()
        discord.fail("POST", CALLBACK, Fault.held(leaving), times=15)
        asked = [
            *(discord.slash("release") for _ in range(5)),
            *(discord.press(card, "Sources") for _ in range(5)),
            *(discord.autocomplete("cast", "person", "ma") for _ in range(5)),
        ]
        await discord.arrived("POST", CALLBACK, 15)
        assert discord.interactions.unanswered() == asked

        stopped = asyncio.create_task(bot.stop(signal.SIGTERM))
        await discord.gateway.seen("ended")
        leaving.set()
        assert await stopped == 0
        assert discord.interactions.unanswered() == []
        assert [request.status for request in discord.requests("POST", CALLBACK)] == [200] * 15


async def test_answers_the_messages_that_it_took_before_it_leaves() -> None:
    """Stopped while Discord is slow, it replies to every question that it has begun."""
    async with StandIn() as discord, usher(discord) as bot:
        leaving = asyncio.Event()
        discord.fail("POST", "/channels/*/messages", Fault.held(leaving), times=10)
        asked = [discord.say("plot", context=1, user_id=FAN_ID + number) for number in range(10)]
        await discord.arrived("POST", "/channels/*/messages", 10)
        assert [said.posted for said in asked] == [[]] * 10

        stopped = asyncio.create_task(bot.stop(signal.SIGTERM))
        await discord.gateway.seen("ended")
        leaving.set()
        assert await stopped == 0
        assert [len(said.posted) for said in asked] == [1] * 10


async def test_stops_in_the_middle_of_a_rush() -> None:
    """Stopped while fans go on asking, it leaves none of those unanswered whom it began to answer."""
    async with StandIn(patience=30) as discord, usher(discord) as bot:
        rush = asyncio.create_task(discord.load(lambda: discord.slash("release"), 100_000, 32))
        await discord.requested("POST", CALLBACK, 200)
        assert await bot.stop(signal.SIGTERM) == 0
        assert rush.cancel(), "fans are still waiting"
        begun = discord.requests("POST", CALLBACK)
        assert [request for request in begun if request.status != 200] == []
        assert "Traceback" not in bot.output


async def test_a_token_that_was_reset() -> None:
    """A token that Discord refuses while the bot is connected ends it with status 2, too."""
    async with StandIn() as discord, usher(discord) as bot:
        discord.gateway.close(4004)
        assert await bot.exited() == 2
        assert "Discord refused the token" in bot.output


@pytest.mark.parametrize("token", ["", "no-token-at-all"])
async def test_no_token(token: str) -> None:
    """Without a token, or with what can't be one, it ends with status 2 and asks Discord for nothing."""
    async with (
        StandIn() as discord,
        running("bot", "run", against=discord, env={"DISCORD_TOKEN": token}) as bot,
    ):
        assert await bot.exited() == 2
        assert discord.requests() == []
        assert "DISCORD_TOKEN" in bot.output


async def test_stops_before_it_has_logged_in() -> None:
    """A signal is obeyed even while Discord doesn't answer."""
    async with (
        StandIn() as discord,
        running("bot", "run", against=discord, env={"DISCORD_TOKEN": discord.token}) as bot,
    ):
        discord.fail("GET", "/users/@me", Fault.slow(30))
        await discord.arrived("GET", "/users/@me")
        assert await bot.stop(signal.SIGTERM) == 0
        assert "Traceback" not in bot.output
