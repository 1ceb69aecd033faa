"""Bots and stand-ins as processes of their own."""

import asyncio
import contextlib
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import aiohttp
import orjson

from .discord_standin import StandIn
from .discord_standin.control import PREFIX
from .launcher import VARIABLE

ROOT = Path(__file__).parents[2]
_KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV", "SYSTEMROOT")
_ENVIRONMENT = os.environ  # noqa: TID251, which means the settings of the bot itself


class BotProcess:
    """A bot that was started like a stranger would, and what it wrote."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.lines: list[str] = []
        self._reading = asyncio.create_task(self._read())

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def output(self) -> str:
        """What it has written to stdout and stderr."""
        return "\n".join(self.lines)

    async def exited(self, *, within: float = 30.0) -> int:
        """Its exit code, once it has one; negative for a signal."""
        async with asyncio.timeout(within):
            code = await self._process.wait()
            await self._reading
        return code

    async def stop(self, number: int = signal.SIGTERM, *, within: float = 30.0) -> int:
        """Send a signal and wait for the end; gives the exit code."""
        if self._process.returncode is None:
            self._process.send_signal(number)
        return await self.exited(within=within)

    async def told(self, words: str, *, within: float = 30.0) -> str:
        """The first line that has these words, once it is written."""
        async with asyncio.timeout(within):
            while not (fitting := [line for line in self.lines if words in line]):
                await asyncio.sleep(0.01)
        return fitting[0]

    async def end(self) -> None:
        """See to it that nothing is left of it."""
        try:
            await self.stop(within=5.0)
        except TimeoutError:
            self._process.kill()
            await self.exited()

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            self.lines.append(line.decode(errors="replace").rstrip())


@contextlib.asynccontextmanager
async def running(
    module: str, *arguments: str, against: StandIn | str, env: Mapping[str, str] | None = None
) -> AsyncIterator[BotProcess]:
    """`python -m module arguments` against a stand-in or its address, ended on leaving.

    It sees `env`, what any process needs, and a folder without files, so that nobody's real token gets
    into a test.
    """
    url = against if isinstance(against, str) else against.url
    kept = {name: _ENVIRONMENT[name] for name in _KEPT if name in _ENVIRONMENT}
    own = {"PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT), VARIABLE: url}
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.wire.launcher", module, *arguments),
            cwd=folder,
            env={**kept, **(env or {}), **own},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        bot = BotProcess(process)
        try:
            yield bot
        finally:
            await bot.end()


class RemoteStandIn:
    """A stand-in in another process: `act` does there what `StandIn` does here."""

    def __init__(self, url: str, token: str, pid: int, session: aiohttp.ClientSession) -> None:
        self.url = url
        self.token = token
        self.pid = pid
        self._session = session

    async def act(self, name: str, **arguments: Any) -> Any:
        """What an act of `control` gives; raises RuntimeError with its complaint."""
        async with self._session.post(f"{self.url}{PREFIX}/{name}", json=arguments) as response:
            told = orjson.loads(await response.read())
        if response.status != 200:
            raise RuntimeError(told["error"])
        return told


@contextlib.asynccontextmanager
async def standing_in(*, guilds: int = 1) -> AsyncIterator[RemoteStandIn]:
    """A stand-in in a process of its own, so that measuring the bot doesn't slow it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.wire.discord_standin", "--guilds", str(guilds), "--patience", "30"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(10):
            begun = orjson.loads(await process.stdout.readline())
        unlimited = aiohttp.ClientTimeout(total=None)
        async with aiohttp.ClientSession(timeout=unlimited) as session:
            yield RemoteStandIn(begun["url"], begun["token"], begun["pid"], session)
    finally:
        process.terminate()
        await process.communicate()
