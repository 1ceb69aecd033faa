"""The stand-in against a bare bot that runs as a process of its own."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from .discord_standin import Fault, MisbehaviourError, StandIn
from .launcher import point_at
from .processes import BotProcess, running, standing_in

BARE = "tests.wire.bare_bot"
CALLBACK = "/interactions/*/callback"


@asynccontextmanager
async def bare_bot(discord: StandIn) -> AsyncIterator[BotProcess]:
    """The bare bot as a process, logged in."""
    async with running(BARE, discord.token, against=discord) as bot:
        await discord.ready()
        yield bot


async def test_logs_in_syncs_and_answers() -> None:
    """A bot started as a process reaches nothing but the stand-in, and answers a slash command."""
    async with StandIn(guilds=3, heartbeat=0.1) as discord, bare_bot(discord) as bot:
        answer = await discord.slash("release", locale="es-ES")

        assert "8 November 2022" in answer.text
        assert not answer.private
        assert 0 < answer.latency < 1
        assert [(r.method, r.path.split("/")[-1]) for r in discord.requests()] == [
            *[("GET", "@me"), ("GET", "@me"), ("PUT", "commands"), ("GET", "bot"), ("POST", "callback")]
        ]
        [command] = discord.commands.all()
        assert (command["name"], command["options"][0]["name"]) == ("release", "question")
        identified = await discord.gateway.seen("identified")
        assert identified.detail["intents"] == 1 << 0 | 1 << 9 | 1 << 12
        await discord.gateway.seen("heartbeat", 3)
        assert await bot.stop() == 0


async def test_resumes_without_losing_an_interaction() -> None:
    """What happens while the connection is gone reaches the bot after it has resumed."""
    async with StandIn() as discord, bare_bot(discord):
        discord.gateway.drop()
        missed = [discord.slash("release") for _ in range(5)]
        assert len([await one for one in missed]) == 5
        resumed = await discord.gateway.seen("resumed")
        assert resumed.detail["replayed"] >= 5
        assert [m.detail["path"] for m in discord.gateway.moments if m.kind == "connected"] == [
            "/",
            "/resume",
        ]

        await discord.gateway.ask_to_reconnect()
        await discord.gateway.seen("resumed", 2)
        discord.gateway.close(4000)
        await discord.gateway.seen("resumed", 3)
        assert (await discord.slash("release")).text
        assert discord.gateway.count("identified") == 1


async def test_stops_on_sigterm() -> None:
    """A bot that says goodbye ends its session, after which nobody can ask it anything."""
    async with StandIn() as discord, bare_bot(discord) as bot:
        discord.fail("POST", CALLBACK, Fault.slow(0.2), times=20)
        asked = [discord.slash("release") for _ in range(20)]
        await asyncio.sleep(0.1)
        assert await bot.stop(signal.SIGTERM) == 0
        assert [(await one).type for one in asked] == [4] * 20
        await discord.gateway.seen("ended")
        with pytest.raises(RuntimeError, match="no bot"):
            discord.slash("release")


async def test_refuses_a_wrong_token() -> None:
    """A wrong token gets 401, on which discord.py gives up."""
    async with StandIn() as discord, running(BARE, "wrong", against=discord) as bot:
        assert await bot.exited() == 1
        assert "LoginFailure" in bot.output
        assert [record.status for record in discord.requests()] == [401]


async def test_runs_in_a_process_of_its_own() -> None:
    """From another process a stand-in can be asked for answers, for load, and for a report."""
    async with standing_in(guilds=200) as discord:
        async with running(BARE, discord.token, against=discord.url):
            await discord.act("ready")
            assert "2022" in (await discord.act("slash", path="release"))["text"]
            load = await discord.act("load", path="release", count=64, in_flight=16)
            assert len(load["latencies"]) == 64
            await discord.act("fail", method="POST", path=CALLBACK, fault="rate_limited 0.2")
            assert (await discord.act("slash", path="release"))["latency"] > 0.2
            with pytest.raises(RuntimeError, match="no command 'cast'"):
                await discord.act("slash", path="cast")
        report = await discord.act("report")
        assert (report["violations"], report["complaints"], report["unanswered"]) == ([], [], [])


@pytest.mark.parametrize("address", ["https://discord.com", "http://10.0.0.1:80", "127.0.0.1:80"])
def test_the_launcher_goes_nowhere_else(address: str) -> None:
    """A bot that is started for a test can't be pointed at anything but this machine."""
    with pytest.raises(SystemExit, match="a stand-in is at"):
        point_at(address)


async def test_tells_what_the_bot_did_wrong() -> None:
    """On leaving, a stand-in raises what it has noted."""
    with pytest.raises(MisbehaviourError, match="no such route"):
        async with StandIn() as discord:
            discord.complaints.append("no such route: GET /nowhere")
