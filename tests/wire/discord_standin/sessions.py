"""What the gateway keeps of a bot: connections that come and go, and sessions that outlive them."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from enum import IntEnum, IntFlag

import aiohttp
import orjson
from aiohttp import web

from .answers import JSON
from .compression import squeezer
from .ids import token as new_secret

REPLAYED = 5_000


class Op(IntEnum):
    """The gateway's opcodes."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE = 4
    RESUME = 6
    RECONNECT = 7
    MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Intent(IntFlag):
    """The intents that decide what this stand-in sends."""

    GUILDS = 1 << 0
    GUILD_MESSAGES = 1 << 9
    DIRECT_MESSAGES = 1 << 12
    PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15


class Connection:
    """One websocket. It may end at any time; what was sent meanwhile stays with the session."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self._socket = socket
        self._request = request
        self._squeeze = squeezer(request.query.get("compress"))
        self._code = asyncio.get_running_loop().create_future()

    async def send(self, payload: bytes) -> float:
        """Send one message; gives the moment just before it went out.

        Nothing may be awaited between compressing and writing: the stream has one order for both.
        """
        try:
            if self._squeeze is None:
                at = time.monotonic()
                await self._socket.send_str(payload.decode())
                return at
            frame = self._squeeze(payload)
            at = time.monotonic()
            await self._socket.send_bytes(frame)
            return at
        except ConnectionError:
            return time.monotonic()

    async def heard(self) -> AsyncIterator[str]:
        """What the bot sends, until either side says goodbye."""
        while True:
            reading = asyncio.ensure_future(self._socket.receive())
            try:
                await asyncio.wait({reading, self._code}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                if not reading.done():
                    reading.cancel()
                    await asyncio.wait({reading})
            if self.closed_here:
                # Only who doesn't read any more waits here for the bot's own goodbye. Without it, aiohttp in
                # the bot can't answer, and forgets the code.
                await self._socket.close(code=self._code.result())
                return
            message = reading.result()
            if message.type is aiohttp.WSMsgType.TEXT:
                yield message.data
            elif message.type is not aiohttp.WSMsgType.BINARY:
                return

    @property
    def closed_here(self) -> bool:
        """Whether it was this side that ended it."""
        return self._code.done()

    def close(self, code: int) -> None:
        """Close with a code, as Discord does."""
        if not self.closed_here:
            self._code.set_result(code)

    def cut(self) -> None:
        """End the connection without a word, as a failing network does."""
        if self._request.transport is not None:
            self._request.transport.abort()


class Session:
    """What IDENTIFY began: its intents, its numbered events, and perhaps a connection."""

    def __init__(self, intents: Intent, connection: Connection) -> None:
        self.id = new_secret()[:32]
        self.intents = intents
        self.connection: Connection | None = connection
        self.seq = 0
        self._sent: deque[tuple[int, bytes]] = deque(maxlen=REPLAYED)

    async def dispatch(self, event: str, data: JSON) -> float:
        """Send an event, or keep it until the bot resumes; gives the moment of sending."""
        self.seq += 1
        payload = orjson.dumps({"op": Op.DISPATCH, "t": event, "s": self.seq, "d": data})
        self._sent.append((self.seq, payload))
        if self.connection is None:
            return time.monotonic()
        return await self.connection.send(payload)

    def can_resume(self, seq: int) -> bool:
        """Whether every event after `seq` is still kept."""
        return seq <= self.seq and (not self._sent or seq >= self._sent[0][0] - 1)

    async def resume(self, connection: Connection, seq: int) -> int:
        """Send the events after `seq` and go on over `connection`; gives how many they were."""
        replayed = 0
        # Sending takes time, in which more may be dispatched: go on until nothing is missing.
        while missed := [(number, payload) for number, payload in self._sent if number > seq]:
            for number, payload in missed:
                await connection.send(payload)
                seq = number
                replayed += 1
        self.connection = connection
        return replayed
