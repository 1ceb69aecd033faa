"""The demo: the real bot on a local page, started as a stranger would, and what it needs of simcord."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import re
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import aiohttp
import discord
import pytest
import simcord
from discord.ext import commands
from simcord import interactions

from bot import demo, log
from bot.config import Settings
from bot.demo import page, simulation
from bot.demo.questions import in_words, opening
from bot.desk import Desk
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.spoilers import NOTHING

DATA = Path(__file__).parent / "data"
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/#\S+")
PATIENCE = 60.0


class Running:
    """A demo as a process of its own, and what it has printed."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.printed = ""

    async def address(self) -> tuple[str, int]:
        """The page's address and port, once everything is printed."""
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            while "Ctrl-C" not in self.printed:
                line = await self._process.stdout.readline()
                assert line, f"ended early:\n{self.printed}"
                self.printed += line.decode()
        found = ADDRESS.search(self.printed)
        assert found, self.printed
        return found[0], int(found[1])

    async def complained(self, words: str) -> None:
        """Wait until a line with these words has come on standard error."""
        assert self._process.stderr is not None
        async with asyncio.timeout(PATIENCE):
            while words not in (line := (await self._process.stderr.readline()).decode()):
                assert line, "ended early"

    async def end(self, number: signal.Signals) -> tuple[int, str]:
        """Send a signal; the exit status, and what came on standard error."""
        self._process.send_signal(number)
        async with asyncio.timeout(PATIENCE):
            _, errors = await self._process.communicate()
        assert self._process.returncode is not None
        return self._process.returncode, errors.decode()

    def kill(self) -> None:
        """See to it that nothing is left of it."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()


@contextlib.asynccontextmanager
async def running(folder: Path, *arguments: str, **env: str) -> AsyncIterator[Running]:
    """A demo over an invented show, in an empty folder and without anybody's settings."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "demo", *arguments),
        cwd=folder,
        env={"USHER_DATA": str(DATA), "USHER_SHOWS": "harbour-lights"} | env,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    started = Running(process)
    try:
        yield started
    finally:
        started.kill()
        await process.wait()


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings with the invented shows; the tests' own logging stays as it is."""
    monkeypatch.setattr(log, "configure", lambda level: None)
    return Settings(usher_data=DATA)


async def test_shows_its_worth_in_the_terminal_and_on_a_page(tmp_path: Path, harbour: Show) -> None:
    """It prints answers and an address, serves a page there, and ends cleanly on SIGTERM."""
    async with running(tmp_path, "--port", "0") as started:
        url, port = await started.address()
        for question in opening(Shelf({harbour.id: harbour})):
            assert f"\n> {question}\n" in started.printed
        assert harbour.file.title in started.printed
        assert f"ssh -L {port}:127.0.0.1:{port} " in started.printed
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            assert response.status == 200
            assert "<html" in await response.text()
        assert await started.end(signal.SIGTERM) == (0, "")
    assert _names(tmp_path) == []


async def test_follows_the_files_while_the_page_is_open(tmp_path: Path) -> None:
    """A file that is saved while the page is open is on the shelf, for whoever asks next."""
    file = tmp_path / "harbour-lights.yaml"
    shutil.copy(DATA / file.name, file)
    async with running(tmp_path, "--port", "0", USHER_DATA=str(tmp_path), USHER_LOG_LEVEL="INFO") as started:
        await started.address()
        file.write_text(file.read_text(encoding="utf-8") + "# A remark\n", encoding="utf-8")
        await started.complained("the shelf has changed")
        assert (await started.end(signal.SIGTERM))[0] == 0


async def test_takes_the_next_port_and_says_so(tmp_path: Path) -> None:
    """Where its port is taken, it serves on the next free one, says so, and ends cleanly on Ctrl-C."""
    with socket.socket() as other:
        other.bind((page.HOST, 0))
        other.listen()
        taken = other.getsockname()[1]
        async with running(tmp_path, "--port", str(taken), "--direct") as started:
            _, port = await started.address()
            assert port > taken
            assert f"Port {taken} is taken, so this is port {port}." in started.printed
            assert await started.end(signal.SIGINT) == (0, "")


@pytest.mark.parametrize(("port", "locale", "told"), [(70_000, "en-US", "70000"), (0, "xx", "'xx'")])
def test_says_what_it_cannot_do(
    settings: Settings, port: int, locale: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A port or a language that does not exist is refused in a sentence, with exit status 2."""
    assert demo.run(settings, port=port, locale=locale) == 2
    assert told in capsys.readouterr().err


def test_names_the_missing_extra(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without simcord, which the bot itself does not need, it says how to install it, with exit status 2."""
    monkeypatch.setattr(demo, "find_spec", lambda name: None)
    assert demo.run(settings) == 2
    assert "usher-bot[demo]" in capsys.readouterr().err


def test_asks_about_the_loaded_shows(harbour: Show, moons: Show) -> None:
    """The opening questions name somebody of the loaded show, and the show itself where there are several."""
    alone = opening(Shelf({harbour.id: harbour}))
    name = alone[-1].options["person"]
    assert name in {role.character for role in harbour.file.cast.values()}
    assert all("show" not in question.options for question in alone)
    several = opening(Shelf({harbour.id: harbour, moons.id: moons}, moons.id))
    assert {question.options["show"] for question in several} == {moons.id}
    assert opening(Shelf({})) == []


def test_asks_in_plain_words_what_is_understood(desk_for: Callable[..., Desk], harbour: Show) -> None:
    """Each of the questions in plain words is answered, the second as one that follows on the first."""
    desk, before = desk_for(harbour), None
    for question in in_words(Shelf({harbour.id: harbour})):
        heard = desk.hear(question, show=harbour, limit=NOTHING, before=before)
        assert heard.outcome == "answered", question
        before = heard.before
    assert in_words(Shelf({})) == []


def test_names_the_show_where_none_is_meant(harbour: Show, moons: Show) -> None:
    """With several shows the first question says of which."""
    first, *_ = in_words(Shelf({harbour.id: harbour, moons.id: moons}))
    assert harbour.file.title in first


async def test_simcord_has_its_private_spots() -> None:
    """A simulated user speaks the language that was asked for, at the real time, and simcord is put back."""
    bot = commands.AutoShardedBot("!", intents=discord.Intents(guilds=True))
    seen: list[discord.Interaction] = []

    @bot.tree.command(name="look")
    async def look(interaction: discord.Interaction) -> None:
        """Look at what arrives."""
        seen.append(interaction)
        await interaction.response.send_message("seen")

    async def setup_hook() -> None:
        await bot.tree.sync()

    bot.setup_hook = setup_hook  # type: ignore[method-assign]
    before = interactions.base_payload
    with simulation.speaking("de"):
        async with simcord.run(bot, shard_count=1) as env:
            simulation.set_clock(env)
            server = env.create_guild()
            fan = server.add_member(env.create_user("fan"))
            await fan.slash(server.create_text_channel("talk"), "look")
            assert abs(env.now() - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)
    assert interactions.base_payload is before
    (interaction,) = seen
    assert (interaction.locale, interaction.guild_locale) == (discord.Locale.german, discord.Locale.german)
    assert interaction.is_guild_integration()
    assert abs(interaction.created_at - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


def test_says_when_simcord_has_changed(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where simcord lacks what the demo needs, a sentence says which version to install; exit status 2."""
    monkeypatch.delattr(interactions, "base_payload")
    assert demo.run(settings) == 2
    assert "pip install -c constraints.txt simcord" in capsys.readouterr().err
