"""Remembers what was read, so that an answer needs no query in the common case."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextvars import Context
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class ReadThrough(Generic[K, V]):
    """The last values that were asked for or written, `size` of them at most; others are loaded.

    Whoever writes a value puts it here when it is saved, or drops it when it is not certain what is saved.
    """

    def __init__(self, load: Callable[[K], Awaitable[V]], size: int) -> None:
        self._load = load
        self._size = size
        self._values: OrderedDict[K, V] = OrderedDict()
        self._loading: dict[K, asyncio.Task[V]] = {}
        self._running: set[asyncio.Task[V]] = set()

    def __len__(self) -> int:
        return len(self._values)

    async def get(self, key: K, patience: float) -> V:
        """The value, loaded where it is not here.

        Raises TimeoutError after `patience` seconds, or what loading raises. All who ask for the same value
        at once wait for one load. Giving up does not end it: what it brings is kept for the next who asks.
        A load that fails leaves nothing behind.
        """
        if key in self._values:
            self._values.move_to_end(key)
            return self._values[key]
        task = self._loading.get(key)
        if task is None:
            # What loads belongs to nobody who asks, so it gets a context of its own.
            task = asyncio.create_task(self._bring(key), context=Context())
            self._loading[key] = task
            self._running.add(task)
            task.add_done_callback(self._ended)
        done, _ = await asyncio.wait({task}, timeout=patience)
        if not done:
            raise TimeoutError
        return task.result()

    async def _bring(self, key: K) -> V:
        task = asyncio.current_task()
        try:
            value = await self._load(key)
        except BaseException:
            self._finish(key, task)
            raise
        # Where a value was put or dropped meanwhile, this one may be from before.
        if self._finish(key, task):
            self._keep(key, value)
        return value

    def _finish(self, key: K, task: asyncio.Task[V] | None) -> bool:
        """Whether the task was still the one to bring this value."""
        current = self._loading.get(key) is task
        if current:
            del self._loading[key]
        return current

    def _ended(self, task: asyncio.Task[V]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # Nobody may be left to ask for it.

    async def settle(self) -> None:
        """Wait for all loads to end, however they do."""
        if self._running:
            await asyncio.wait(self._running)

    def put(self, key: K, value: V) -> None:
        """Remember a value that was just saved."""
        self._loading.pop(key, None)
        self._keep(key, value)

    def drop(self, key: K) -> None:
        """Forget a value, also one that is on its way."""
        self._loading.pop(key, None)
        self._values.pop(key, None)

    def clear(self) -> None:
        """Forget all values, also those on their way."""
        self._loading.clear()
        self._values.clear()

    def _keep(self, key: K, value: V) -> None:
        self._values[key] = value
        self._values.move_to_end(key)
        while len(self._values) > self._size:
            self._values.popitem(last=False)
