"""Many fans at once: how fast the bot answers them."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import quantiles

from .interactions import Interaction, NoAnswerError


@dataclass(frozen=True)
class Load:
    """What a run took in seconds: each answer in the order of asking, and all in all."""

    latencies: list[float]
    seconds: float

    @property
    def answers_a_second(self) -> float:
        """Throughput."""
        return len(self.latencies) / self.seconds

    def percentile(self, percent: int) -> float:
        """The latency that so many percent of the answers stay below, in seconds."""
        if len(self.latencies) == 1:
            return self.latencies[0]
        return quantiles(self.latencies, n=100, method="inclusive")[percent - 1]


async def run(ask: Callable[[], Interaction], count: int, in_flight: int) -> Load:
    """Ask `count` times, never with more than `in_flight` unanswered; raises the first failure."""
    latencies = [0.0] * count
    numbers = iter(range(count))

    async def fan() -> None:
        for number in numbers:
            latencies[number] = (await ask()).latency

    start = time.perf_counter()
    try:
        async with asyncio.TaskGroup() as fans:
            for _ in range(min(in_flight, count)):
                fans.create_task(fan())
    except* NoAnswerError as group:
        raise group.exceptions[0] from None
    return Load(latencies, time.perf_counter() - start)
