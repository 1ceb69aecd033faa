"""One bot, measured once: from its start to its end, against a stand-in that is a process of its own."""

import asyncio
import contextlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.wire.discord_standin.load import Load
from tests.wire.processes import BotProcess, RemoteStandIn, running

from .process import cpu_seconds, peak_memory

COMMAND = "release"
ONLINE = 3.0
"""Seconds after which discord.py has noticed that no more servers come, and both bots are at rest."""


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    pairs: int = 5
    one_at_a_time: int = 400
    in_flight: int = 64
    rush: int = 2_500
    memory_pairs: int = 2
    many_servers: int = 2_000
    import_runs: int = 7


QUICK = Plan(1, 5, 4, 20, 1, 3, 1)
"""Enough to see that the benchmark itself works. Its figures mean nothing."""


@dataclass(frozen=True)
class Bot:
    """A bot to measure, and what starts it."""

    name: str
    module: str
    arguments: tuple[str, ...] = ()
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Speed:
    """What one run showed. Times are in seconds; CPU time is the bot's own, for one answer."""

    ready: float
    first_answer: float
    p50: float
    p90: float
    p99: float
    cpu_alone: float | None
    answers_a_second: float
    cpu_in_rush: float | None
    standin_busy: float | None
    """How much of one core the stand-in used while many asked at once: near 1 it is what slows."""


class Host:
    """A stand-in on which one bot is started again and again."""

    def __init__(self, bot: Bot, discord: RemoteStandIn) -> None:
        self.bot = bot
        self._discord = discord
        self._sessions = 0

    async def begin(self) -> list[dict[str, object]]:
        """Start it once without measuring, so that all later starts are alike; give its card."""
        async with self._running():
            await self._ready()
            data = (await self._discord.act("slash", path=COMMAND))["data"]
        return list(data["components"])

    async def speed(self, plan: Plan) -> Speed:
        """Start it, ask one at a time, then many at once."""
        begun = time.monotonic()
        async with self._running() as process:
            ready = await self._ready() - begun
            await self._discord.act("slash", path=COMMAND)
            first_answer = time.monotonic() - begun
            await self._ask(plan.one_at_a_time // 4)
            busy = cpu_seconds(process.pid)
            alone = await self._ask(plan.one_at_a_time)
            cpu_alone = _each(busy, cpu_seconds(process.pid), plan.one_at_a_time)
            await self._ask(plan.rush // 10, plan.in_flight)
            busy, standin = cpu_seconds(process.pid), cpu_seconds(self._discord.pid)
            rush = await self._ask(plan.rush, plan.in_flight)
            return Speed(
                ready,
                first_answer,
                alone.percentile(50),
                alone.percentile(90),
                alone.percentile(99),
                cpu_alone,
                rush.answers_a_second,
                _each(busy, cpu_seconds(process.pid), plan.rush),
                _each(standin, cpu_seconds(self._discord.pid), rush.seconds),
            )

    async def memory(self, plan: Plan) -> int | None:
        """Start it, let it answer and come to rest; give its peak memory in bytes."""
        async with self._running() as process:
            await self._ready()
            await self._ask(plan.one_at_a_time)
            await asyncio.sleep(ONLINE)
            return peak_memory(process.pid)

    async def end(self) -> None:
        """Raise AssertionError if anything went wrong in all those runs."""
        await self._discord.act("forget")
        report = await self._discord.act("report")
        wrong = [*report["violations"], *report["complaints"], *report["unanswered"]]
        assert not wrong, f"{self.bot.name}: {wrong}"

    def _running(self) -> contextlib.AbstractAsyncContextManager[BotProcess]:
        bot = self.bot
        return running(bot.module, *bot.arguments, against=self._discord.url, env=bot.env)

    async def _ready(self) -> float:
        self._sessions += 1
        moment = await self._discord.act("ready", times=self._sessions, within=60)
        return float(moment["at"])

    async def _ask(self, count: int, in_flight: int = 1) -> Load:
        await self._discord.act("forget")
        return Load(**await self._discord.act("load", path=COMMAND, count=max(count, 1), in_flight=in_flight))


def _each(before: float | None, after: float | None, count: float) -> float | None:
    return None if before is None or after is None else (after - before) / count
