"""The gateway: what it answers to the bot, and what it does on command."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import orjson
from aiohttp import web

from .answers import JSON
from .guilds import guild
from .sessions import Connection, Intent, Op, Session
from .world import World

SENDS_A_MINUTE = 120


class Close(IntEnum):
    """Why the gateway closes a connection."""

    NOT_AUTHENTICATED = 4003
    WRONG_TOKEN = 4004
    TOO_FAST = 4008
    WRONG_SHARD = 4010
    PRIVILEGED_INTENTS = 4014


@dataclass(frozen=True)
class Moment:
    """Something that happened on the gateway, at a time of the monotonic clock.

    The kinds: connected, identified, ready, resumed, refused (a RESUME), heartbeat, ended.
    """

    kind: str
    at: float
    detail: JSON


class Gateway:
    """Everything that Discord's end of the websocket does."""

    def __init__(
        self, world: World, token: str, complain: Callable[[str], None], *, heartbeat: float
    ) -> None:
        self._world = world
        self._token = token
        self._complain = complain
        self._heartbeat = heartbeat
        self._sessions: dict[str, Session] = {}
        self._stirred = asyncio.Event()
        self.session: Session | None = None
        self.privileged_allowed = False
        self.moments: list[Moment] = []
        self.url = ""

    def routes(self) -> list[web.RouteDef]:
        """The addresses of the websocket; a bot should resume at the second, which READY names."""
        return [web.get("/", self._serve), web.get("/resume", self._serve)]

    def count(self, kind: str) -> int:
        """How often a kind of `Moment` has happened."""
        return sum(moment.kind == kind for moment in self.moments)

    async def seen(self, kind: str, times: int = 1, *, within: float = 30.0) -> Moment:
        """The moment at which something happened for the `times`-th time, waited for if need be."""
        async with asyncio.timeout(within):
            while self.count(kind) < times:
                await self._stirred.wait()
        return [moment for moment in self.moments if moment.kind == kind][times - 1]

    async def dispatch(self, event: str, data: JSON) -> float:
        """Send an event, or keep it while the bot is away; gives the moment of sending."""
        if self.session is None:
            raise RuntimeError(f"no bot has logged in, so none can get {event}")
        return await self.session.dispatch(event, data)

    def drop(self) -> None:
        """Cut the connection. The session stays, so the bot can resume."""
        self._connection().cut()

    def close(self, code: int) -> None:
        """Close the connection with a code; the session stays, so the bot can resume."""
        self._connection().close(code)

    async def ask_to_reconnect(self) -> None:
        """Op 7: the bot should connect anew and resume."""
        await self._connection().send(orjson.dumps({"op": Op.RECONNECT, "d": None}))

    async def invalidate(self, *, resumable: bool = False) -> None:
        """Op 9: the bot should identify anew, or resume if the session is still good."""
        connection = self._connection()
        if not resumable and self.session is not None:
            self._sessions.pop(self.session.id, None)
        await connection.send(orjson.dumps({"op": Op.INVALID_SESSION, "d": resumable}))

    def end(self) -> None:
        """Close what is open."""
        for session in self._sessions.values():
            if session.connection is not None:
                session.connection.close(1001)

    def _connection(self) -> Connection:
        if self.session is None or self.session.connection is None:
            raise RuntimeError("no bot is connected")
        return self.session.connection

    def _note(self, kind: str, **detail: Any) -> None:
        self.moments.append(Moment(kind, time.monotonic(), detail))
        # A fresh event each time: who waits looks again, who comes later waits for the next.
        stirred, self._stirred = self._stirred, asyncio.Event()
        stirred.set()

    async def _serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(compress=False, max_msg_size=4_096)
        await socket.prepare(request)
        connection = Connection(socket, request)
        self._note("connected", path=request.path, compress=request.query.get("compress"))
        await connection.send(
            orjson.dumps({"op": Op.HELLO, "d": {"heartbeat_interval": int(self._heartbeat * 1000)}})
        )
        session: Session | None = None
        sends: deque[float] = deque(maxlen=SENDS_A_MINUTE)
        async for words in connection.heard():
            body = orjson.loads(words)
            if len(sends) == SENDS_A_MINUTE and time.monotonic() - sends[0] < 60:
                self._complain("the bot sent more than 120 gateway messages in a minute")
                connection.close(Close.TOO_FAST)
                continue
            sends.append(time.monotonic())
            session = await self._hear(body["op"], body.get("d"), connection, session)
        self._note("ended", code=socket.close_code)
        if session is not None and session.connection is connection:
            session.connection = None
            if socket.close_code in (1000, 1001) and not connection.closed_here:
                # The bot said goodbye, which ends the session for good.
                self._forget(session)
        return socket

    def _forget(self, session: Session) -> None:
        self._sessions.pop(session.id, None)
        if self.session is session:
            self.session = None

    async def _hear(
        self, op: int, data: Any, connection: Connection, session: Session | None
    ) -> Session | None:
        if op == Op.HEARTBEAT:
            self._note("heartbeat", seq=data)
            await connection.send(orjson.dumps({"op": Op.HEARTBEAT_ACK}))
        elif op == Op.IDENTIFY:
            return await self._identify(data, connection)
        elif op == Op.RESUME:
            return await self._resume(data, connection)
        elif op != Op.PRESENCE:
            self._complain(f"the bot sent gateway op {op}, which this stand-in doesn't know")
        elif session is None:
            connection.close(Close.NOT_AUTHENTICATED)
        return session

    async def _identify(self, data: JSON, connection: Connection) -> Session | None:
        intents = Intent(data["intents"])
        self._note("identified", intents=int(intents), properties=data["properties"])
        if data["token"] != self._token:
            connection.close(Close.WRONG_TOKEN)
            return None
        if data.get("shard", [0, 1]) != [0, 1]:
            connection.close(Close.WRONG_SHARD)
            return None
        if intents & Intent.PRIVILEGED and not self.privileged_allowed:
            connection.close(Close.PRIVILEGED_INTENTS)
            return None
        session = self.session = Session(intents, connection)
        self._sessions[session.id] = session
        await session.dispatch("READY", self._world.ready(session.id, f"{self.url}/resume"))
        if intents & Intent.GUILDS:
            for number in range(self._world.guild_count):
                await session.dispatch("GUILD_CREATE", guild(number, self._world.bot()))
        self._note("ready", session=session.id)
        return session

    async def _resume(self, data: JSON, connection: Connection) -> Session | None:
        if data["token"] != self._token:
            connection.close(Close.WRONG_TOKEN)
            return None
        session = self._sessions.get(data["session_id"])
        if session is None or not session.can_resume(data["seq"]):
            self._note("refused", seq=data["seq"])
            await connection.send(orjson.dumps({"op": Op.INVALID_SESSION, "d": False}))
            return None
        replayed = await session.resume(connection, data["seq"])
        await session.dispatch("RESUMED", {"_trace": ["standin"]})
        self._note("resumed", seq=data["seq"], replayed=replayed)
        return session
