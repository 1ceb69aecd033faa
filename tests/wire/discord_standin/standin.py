"""The stand-in as tests use it: everything that fans, Discord or the network can do."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Self

from aiohttp import web

from .account import Account
from .callbacks import Callbacks
from .control import Control
from .faults import Fault
from .gateway import Gateway, Moment
from .interactions import Interaction
from .load import Load, run
from .recording import Recorded
from .rules import Violation
from .scene import Scene
from .server import Door
from .stage import Stage
from .world import World


class MisbehaviourError(AssertionError):
    """What the bot did against the rules during a run."""


class StandIn(Stage):
    """A loopback Discord with one bot account, so many `guilds`, and as many fans as act.

    `heartbeat` is the interval that it asks the bot for, `patience` how long it waits for answers,
    both in seconds; `scene` is where fans act if nothing else is said. Leaving it raises
    `MisbehaviourError` if the bot broke a rule or asked for an address that isn't there.
    """

    def __init__(
        self,
        *,
        guilds: int = 1,
        token: str = "loopback.stand-in.token",
        port: int = 0,
        heartbeat: float = 41.25,
        patience: float = 5.0,
        scene: Scene | None = None,
    ) -> None:
        world = World(guilds)
        self.complaints: list[str] = []
        gateway = Gateway(world, token, self.complaints.append, heartbeat=heartbeat)
        super().__init__(world, gateway, scene or Scene(), patience)
        self.token = token
        self.url = ""
        self._port = port
        self._door = Door(token, self.complaints.append)
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen on the loopback interface; `url` is the address from then on."""
        callbacks = Callbacks(self._world, self.interactions, self.messages, self._judge)
        parts = (Account(self._world, self.gateway), self.commands, self._channels, callbacks)
        app = self._door.application(
            rest=[route for part in parts for route in part.routes()],
            others=[*self.gateway.routes(), *Control(self).routes()],
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}"
        self.gateway.url = f"ws://127.0.0.1:{port}"

    async def stop(self) -> None:
        """Close every connection and stop listening."""
        self.gateway.end()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()
        if error is None:
            self.verify()

    def verify(self) -> None:
        """Raises `MisbehaviourError` with every rule that the bot has broken so far."""
        if wrong := [*map(str, self.violations), *self.complaints]:
            raise MisbehaviourError("\n".join(wrong))

    @property
    def violations(self) -> list[Violation]:
        """The bodies that break a rule. A test that expects some clears the list."""
        return self._judge.violations

    def requests(self, method: str = "*", path: str = "*") -> list[Recorded]:
        """The requests so far, oldest first, of a method and with a path like a glob."""
        return [record for record in self._door.requests if record.like(method, path)]

    def forget(self) -> None:
        """Drop the requests recorded so far, before a long run."""
        self._door.requests.clear()

    def fail(self, method: str, path: str, fault: Fault, *, times: int = 1) -> None:
        """Let the next `times` requests of `method` to a path like the glob `path` fail."""
        self._door.faults.plan(method, path, fault, times)

    async def ready(self, times: int = 1, *, within: float = 30.0) -> Moment:
        """When the bot's `times`-th new session had been told of all its servers."""
        return await self.gateway.seen("ready", times, within=within)

    async def requested(self, method: str, path: str, times: int = 1, *, within: float = 30.0) -> Recorded:
        """The `times`-th request like this, once it has been answered."""
        async with asyncio.timeout(within):
            while True:
                done = [record for record in self.requests(method, path) if record.status]
                if len(done) >= times:
                    return done[times - 1]
                await asyncio.sleep(0.005)

    async def arrived(self, method: str, path: str, times: int = 1, *, within: float = 30.0) -> None:
        """Return once so many requests like this have come, answered or not."""
        async with asyncio.timeout(within):
            while len(self.requests(method, path)) < times:
                await asyncio.sleep(0.005)

    async def load(self, ask: Callable[[], Interaction], count: int, in_flight: int = 1) -> Load:
        """Let fans `ask` so many times, never with more than `in_flight` unanswered."""
        return await run(ask, count, in_flight)
