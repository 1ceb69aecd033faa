"""The cache by itself: who asks at once, who writes in between, and what fails."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.cache import ReadThrough

PATIENT = 30.0


class Source:
    """Loads a key's values in turn, when the test lets it; a value may be an exception."""

    def __init__(self, values: Iterable[object]) -> None:
        self._values = iter(values)
        self.loads = 0
        self.begun = asyncio.Semaphore(0)
        self.gate = asyncio.Event()

    async def load(self, key: str) -> object:
        """The next value, taken before the gate is passed."""
        self.loads += 1
        self.begun.release()
        value = next(self._values)
        await self.gate.wait()
        if isinstance(value, Exception):
            raise value
        return value


async def test_one_load_for_all() -> None:
    """All who ask for the same value at once wait for one load."""
    source = Source([1])
    cache = ReadThrough(source.load, 5)
    asking = [asyncio.create_task(cache.get("key", PATIENT)) for _ in range(5)]
    await source.begun.acquire()
    source.gate.set()
    assert await asyncio.gather(*asking) == [1] * 5
    assert source.loads == 1


async def test_write_overtakes_read() -> None:
    """A value from before a write is not remembered after it, and who asks after the write never gets it."""
    source = Source(["old", "new"])
    cache = ReadThrough(source.load, 5)
    early = asyncio.create_task(cache.get("key", PATIENT))
    await source.begun.acquire()
    cache.put("key", "written")
    assert await cache.get("key", PATIENT) == "written"
    source.gate.set()
    assert await early == "old"
    assert await cache.get("key", PATIENT) == "written"


@pytest.mark.parametrize("forget", ["drop", "clear"])
async def test_forgotten_on_its_way(forget: str) -> None:
    """After a value is forgotten, one that was on its way does not come back."""
    source = Source(["old", "new"])
    cache = ReadThrough(source.load, 5)
    early = asyncio.create_task(cache.get("key", PATIENT))
    await source.begun.acquire()
    cache.drop("key") if forget == "drop" else cache.clear()
    late = asyncio.create_task(cache.get("key", PATIENT))
    await source.begun.acquire()
    source.gate.set()
    assert [await early, await late, await cache.get("key", PATIENT)] == ["old", "new", "new"]


async def test_failure_is_not_remembered() -> None:
    """A load that fails raises for all who wait, and the next who asks tries again."""
    source = Source([OSError("away"), "there"])
    source.gate.set()
    cache = ReadThrough(source.load, 5)
    failed = await asyncio.gather(*(cache.get("key", PATIENT) for _ in range(3)), return_exceptions=True)
    assert all(isinstance(one, OSError) for one in failed)
    assert await cache.get("key", PATIENT) == "there"


async def test_giving_up() -> None:
    """Who gives up waiting leaves the load to those who ask later."""
    source = Source(["value"])
    cache = ReadThrough(source.load, 5)
    with pytest.raises(TimeoutError):
        await cache.get("key", 0)
    source.gate.set()
    await cache.settle()
    assert await cache.get("key", PATIENT) == "value"
    assert source.loads == 1


@given(st.lists(st.tuples(st.sampled_from(["get", "put", "drop"]), st.integers(0, 6)), max_size=60))
def test_the_last_used_stay(steps: list[tuple[str, int]]) -> None:
    """The cache holds the values that were used last, and never more than it may."""

    async def play() -> None:
        async def load(key: int) -> int:
            return key

        cache = ReadThrough(load, 3)
        model: list[int] = []
        for step, key in steps:
            if step == "get":
                await cache.get(key, PATIENT)
            elif step == "put":
                cache.put(key, key)
            else:
                cache.drop(key)
            model = [one for one in model if one != key]
            model = [*model, *([] if step == "drop" else [key])][-3:]
            assert list(cache._values) == model

    asyncio.run(play())
