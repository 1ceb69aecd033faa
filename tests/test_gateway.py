"""What whoever hosts the bot is told by its process, at the start and when Discord can't be reached."""

from __future__ import annotations

import contextlib
import shutil
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.conftest import DATA
from tests.wire.discord_standin import Fault, StandIn
from tests.wire.processes import BotProcess, running

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
USUAL = {
    "DISCORD_TOKEN": TOKEN,
    "DATABASE_URL": "sqlite://",
    "USHER_LOG_LEVEL": "DEBUG",
    "USHER_DATA": str(DATA),
    "USHER_SHOWS": "harbour-lights",
    "USHER_SHOW": "harbour-lights",
}


@pytest.fixture
async def discord() -> AsyncIterator[StandIn]:
    """A Discord that knows the token; the bot is in three servers."""
    async with StandIn(token=TOKEN, guilds=3) as standin:
        yield standin


def bot(against: StandIn | str, **env: str) -> contextlib.AbstractAsyncContextManager[BotProcess]:
    """`usher run` with the usual settings and others."""
    return running("bot", "run", against=against, env=USUAL | env)


def nobody() -> str:
    """An address at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


async def test_what_is_told_at_the_start(discord: StandIn) -> None:
    """The number of commands and servers is printed, with links that ask for no permission, and no token."""
    async with bot(discord) as process:
        await process.told("Add it to your own account: https://discord.com/oauth2/authorize?")
        commands = len(discord.commands.all())
        assert (await process.told("is on Discord")).endswith(f": {commands} commands, 3 servers.")
        link = (await process.told("Add it to a server: https://")).split("?")[1].split("&")
        assert {"scope=bot+applications.commands", "permissions=0"} <= set(link)
        assert await process.stop() == 0
        assert "Traceback" not in process.output
        assert "WARNING" not in process.output
        assert TOKEN not in process.output


async def test_a_changed_file_is_in_the_next_answer(discord: StandIn, tmp_path: Path) -> None:
    """While the bot runs, a fact editor saves a file, and the next answer is from it."""
    file = tmp_path / "harbour-lights.yaml"
    text = (DATA / file.name).read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    async with bot(discord, USHER_DATA=str(tmp_path), USHER_LOG_LEVEL="INFO") as process:
        await discord.ready(within=20)
        assert "Harbour Lights Anew" not in (await discord.slash("recommendations")).text
        file.write_text(
            text.replace("title: Harbour Lights\n", "title: Harbour Lights Anew\n"), encoding="utf-8"
        )
        await process.told("the shelf has changed")
        assert "Harbour Lights Anew" in (await discord.slash("recommendations")).text
        assert await process.stop() == 0


async def test_a_refused_token_is_one_sentence() -> None:
    """A refused token is one line that says where the right one goes, and no log says what it was."""
    async with StandIn(token="another.bots.token") as discord, bot(discord) as process:
        assert await process.exited(within=20) == 2
        assert len(process.lines) == 1
        assert process.lines[0].startswith("Discord refused the token.")
        assert ".env" in process.lines[0]
        assert TOKEN not in process.output


async def test_a_database_that_cannot_be() -> None:
    """A database that the bot can't use is one sentence without its address, and ends with 2."""
    async with bot(nobody(), DATABASE_URL="mysql://me:hush@example.org/usher") as process:
        assert await process.exited(within=20) == 2
        assert len(process.lines) == 1
        assert process.lines[0].startswith("DATABASE_URL ")
        assert "hush" not in process.output


async def test_discord_out_of_reach() -> None:
    """The bot says in one line that it can't reach Discord, and is there once it can."""
    address = nobody()
    async with bot(address) as process:
        assert "Trying again in 2 seconds" in await process.told("Discord can't be reached")
        async with StandIn(token=TOKEN, port=int(address.rpartition(":")[2])) as discord:
            await discord.ready(within=20)
            assert await process.stop() == 0
        assert "Traceback" not in process.output


async def test_a_signal_while_discord_is_out_of_reach() -> None:
    """Also while it waits for the network the bot obeys a signal, and ends with 0."""
    async with bot(nobody()) as process:
        await process.told("Discord can't be reached")
        assert await process.stop() == 0


async def test_an_error_page_instead_of_discord(discord: StandIn) -> None:
    """While Discord answers with an error of its own, the bot waits and tries again."""
    discord.fail("GET", "/users/@me", Fault.server_error(503))
    async with bot(discord) as process:
        assert "(it answered 503)" in await process.told("Discord can't be reached")
        await discord.ready(within=20)


async def test_being_shut_out(discord: StandIn) -> None:
    """Where Discord lets the bot in at no time, it says so and ends with 1, for whatever starts it again."""
    discord.fail("GET", "/users/@me", Fault(403, "{}"))
    async with bot(discord) as process:
        assert await process.exited(within=20) == 1
        assert "Discord refused to let the bot in (it answered 403)" in process.lines[-1]


async def test_discord_going_away_is_one_line_in_the_log(discord: StandIn) -> None:
    """When Discord is suddenly gone, the log says why in one line, and a signal still ends the bot with 0."""
    async with bot(discord) as process:
        await discord.ready(within=20)
        await discord.stop()
        assert "Cannot connect to host" in await process.told("Attempting a reconnect")
        assert "Traceback" not in process.output
        assert await process.stop() == 0


async def test_commands_that_discord_forbids(discord: StandIn) -> None:
    """Where the bot may not write its commands, it says why in Discord's words, and is there all the same."""
    discord.fail("*", "/applications/*/commands", Fault(403, '{"message": "Missing Access", "code": 50001}'))
    async with bot(discord) as process:
        assert "Missing Access" in await process.told("Discord didn't take the commands")
        await discord.ready(within=20)


async def test_an_application_that_may_be_installed_nowhere(discord: StandIn) -> None:
    """Where the application's settings forbid installs, the bot names the setting and its page."""
    headers = {"Authorization": f"Bot {TOKEN}"}
    address = f"{discord.url}/api/v10/oauth2/applications/@me"
    async with aiohttp.request("GET", address, headers=headers) as response:
        application = await response.text()
    forbidden = application.replace('"integration_types_config"', '"something_else"')
    assert forbidden != application
    discord.fail("GET", "*/applications/@me", Fault(200, forbidden))
    async with bot(discord) as process:
        for setting in ("Guild Install", "User Install"):
            assert f"{discord.application_id}/installation" in await process.told(f"tick “{setting}”")
        assert "oauth2/authorize" not in process.output


async def test_a_broken_file_beside_good_ones(discord: StandIn, tmp_path: Path) -> None:
    """The bot starts with the good files, and the log names the mistake in the broken one."""
    shutil.copy(DATA / "harbour-lights.yaml", tmp_path)
    (tmp_path / "broken.yaml").write_text("format: 1\ntitle: [\n", encoding="utf-8")
    env = {"USHER_DATA": str(tmp_path), "USHER_SHOWS": "harbour-lights,broken"}
    async with bot(discord, **env) as process:
        await discord.ready(within=20)
        assert "ERROR" in await process.told(f"{tmp_path / 'broken.yaml'}:")
