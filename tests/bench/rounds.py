"""One pair of runs: both bots side by side, each asked in turn while the other one rests."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

from tests.wire.discord_standin.load import Load
from tests.wire.processes import BotProcess, RemoteStandIn, running

from .process import cpu_seconds, peak_memory

COMMAND = "release"


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    pairs: int = 5
    seconds: float = 100.0
    """No further pair is begun that would end later, but for the second one: a busy machine gets fewer."""
    turns: int = 6
    """How often each bot of a pair is asked: short turns, so that a busy machine slows both."""
    warm_up: int = 40
    """Answers at the beginning of each turn that aren't counted, as the other bot has had the processor."""
    one_at_a_time: int = 150
    rush: int = 700
    in_flight: int = 64
    memory_pairs: int = 2
    many_servers: int = 2_000
    rest: float = 3.0
    """Seconds after which discord.py has noticed that no more servers come, and both bots are at rest."""
    import_runs: int = 5


QUICK = Plan(1, 0.0, 1, 1, 5, 20, 4, 1, 3, 0.0, 1)
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


@dataclass
class Tally:
    """All answers of one kind, with what they cost: seconds in all, and processor time of both sides."""

    latencies: list[float] = field(default_factory=list)
    seconds: float = 0.0
    bot: float | None = 0.0
    standin: float | None = 0.0

    def each(self, spent: float | None) -> float | None:
        """That much for one answer."""
        return None if spent is None else spent / len(self.latencies)


class Started:
    """A bot that has logged in and answered once."""

    def __init__(self, process: BotProcess, discord: RemoteStandIn, ready: float, answered: float) -> None:
        self.process = process
        self._discord = discord
        self._ready, self._first_answer = ready, answered
        self._alone, self._rush = Tally(), Tally()

    async def ask(self, count: int, in_flight: int = 1) -> Load:
        """Ask it so often, and don't count that."""
        await self._discord.act("forget")
        return Load(**await self._discord.act("load", path=COMMAND, count=count, in_flight=in_flight))

    async def turn(self, plan: Plan) -> None:
        """Ask it one at a time, and many at once, for a short while."""
        await self.ask(plan.warm_up)
        for tally, count, in_flight in (
            (self._alone, plan.one_at_a_time, 1),
            (self._rush, plan.rush, plan.in_flight),
        ):
            pids = (self.process.pid, self._discord.pid)
            before = [cpu_seconds(pid) for pid in pids]
            load = await self.ask(count, in_flight)
            spent = [_more(once, cpu_seconds(pid)) for once, pid in zip(before, pids, strict=True)]
            tally.latencies += load.latencies
            tally.seconds += load.seconds
            tally.bot, tally.standin = _sum(tally.bot, spent[0]), _sum(tally.standin, spent[1])

    def speed(self) -> Speed:
        """What all turns have shown."""
        alone, rush = self._alone, self._rush
        latency = Load(alone.latencies, alone.seconds).percentile
        return Speed(
            ready=self._ready,
            first_answer=self._first_answer,
            p50=latency(50),
            p90=latency(90),
            p99=latency(99),
            cpu_alone=alone.each(alone.bot),
            answers_a_second=Load(rush.latencies, rush.seconds).answers_a_second,
            cpu_in_rush=rush.each(rush.bot),
            standin_busy=None if rush.standin is None else rush.standin / rush.seconds,
        )


class Host:
    """A stand-in on which one bot is started again and again."""

    def __init__(self, bot: Bot, discord: RemoteStandIn) -> None:
        self.bot = bot
        self._discord = discord
        self._sessions = 0

    @contextlib.asynccontextmanager
    async def started(self) -> AsyncIterator[Started]:
        """Start it, and end it on leaving."""
        bot, begun = self.bot, time.monotonic()
        self._sessions += 1
        async with running(bot.module, *bot.arguments, against=self._discord.url, env=bot.env) as process:
            ready = await self._discord.act("ready", times=self._sessions, within=60)
            await self._discord.act("slash", path=COMMAND)
            yield Started(process, self._discord, ready["at"] - begun, time.monotonic() - begun)

    async def card(self) -> list[dict[str, object]]:
        """Start it without measuring, so that all later starts are alike; give what it answers with."""
        async with self.started():
            data = (await self._discord.act("slash", path=COMMAND))["data"]
        return list(data["components"])

    async def end(self) -> None:
        """Raise AssertionError if anything went wrong in all those runs."""
        await self._discord.act("forget")
        report = await self._discord.act("report")
        wrong = [*report["violations"], *report["complaints"], *report["unanswered"]]
        assert not wrong, f"{self.bot.name}: {wrong}"


async def speeds(first: Host, second: Host, plan: Plan) -> dict[str, Speed]:
    """Start both, ask them in turn, and give what each showed, by its name."""
    async with first.started() as one, second.started() as other:
        bots = (one, other)
        for bot in bots:
            await bot.ask(plan.rush, plan.in_flight)
        await asyncio.sleep(plan.rest)
        for turn in range(plan.turns):
            for bot in bots if turn % 2 else reversed(bots):
                await bot.turn(plan)
        return {first.bot.name: one.speed(), second.bot.name: other.speed()}


async def memory(host: Host, plan: Plan) -> int | None:
    """Start it, let it answer and come to rest; give its peak memory in bytes."""
    async with host.started() as bot:
        await bot.ask(plan.rush)
        await asyncio.sleep(plan.rest)
        return peak_memory(bot.process.pid)


def _more(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else after - before


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other
