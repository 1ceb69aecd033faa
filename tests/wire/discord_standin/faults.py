"""Failures on command: what the next matching requests get instead of their answer."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

import orjson
from aiohttp import web

from .answers import DiscordError, already_acknowledged, unauthorized, unknown_interaction

_GATEWAY_PAGE = "<html><head><title>{0}</title></head><body><h1>{0} Server Error</h1></body></html>"


@dataclass(frozen=True)
class Fault:
    """What goes wrong with a request.

    After `delay` seconds, and not before `until` is set, it is answered with `status` and `body`, or
    as usual if there is no `status`, or not at all if it `hangs_up`. One that `lands` is carried out
    all the same, as when only the answer gets lost on its way.
    """

    status: int | None = None
    body: str = ""
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    lands: bool = False
    hangs_up: bool = False
    until: asyncio.Event | None = None

    @classmethod
    def rate_limited(cls, retry_after: float, *, everywhere: bool = False) -> "Fault":
        """429 for `retry_after` seconds, on this route or `everywhere`."""
        body = {
            "message": "You are being rate limited.",
            "retry_after": retry_after,
            "global": everywhere,
        }
        headers = {
            "Retry-After": str(math.ceil(retry_after)),
            "X-RateLimit-Limit": "1",
            "X-RateLimit-Remaining": "0",
            "X-RateLimit-Reset": f"{time.time() + retry_after:.3f}",
            "X-RateLimit-Reset-After": f"{retry_after:.3f}",
            "X-RateLimit-Bucket": "on-command",
            "X-RateLimit-Scope": "global" if everywhere else "user",
            # discord.py takes a 429 without this for a ban by the proxy before Discord.
            "Via": "1.1 google",
        }
        if everywhere:
            headers["X-RateLimit-Global"] = "true"
        return cls(429, orjson.dumps(body).decode(), headers=headers)

    @classmethod
    def server_error(cls, status: int = 500, *, lands: bool = False) -> "Fault":
        """An error page in HTML, as the proxy before Discord sends it."""
        page = _GATEWAY_PAGE.format(status)
        return cls(status, page, content_type="text/html", lands=lands)

    @classmethod
    def of(cls, error: DiscordError) -> "Fault":
        """Any of Discord's refusals."""
        return cls(error.status, orjson.dumps(error.body).decode())

    @classmethod
    def unknown_interaction(cls) -> "Fault":
        """404 with code 10062: the three seconds are over."""
        return cls.of(unknown_interaction())

    @classmethod
    def already_acknowledged(cls) -> "Fault":
        """400 with code 40060: somebody else answered."""
        return cls.of(already_acknowledged())

    @classmethod
    def unauthorized(cls) -> "Fault":
        """401: the token was reset."""
        return cls.of(unauthorized())

    @classmethod
    def slow(cls, seconds: float) -> "Fault":
        """The usual answer, late."""
        return cls(delay=seconds)

    @classmethod
    def held(cls, until: asyncio.Event) -> "Fault":
        """The usual answer, once that happens."""
        return cls(until=until)

    @classmethod
    def hang_up(cls, *, lands: bool = False) -> "Fault":
        """The connection is closed without an answer."""
        return cls(hangs_up=True, lands=lands)


@dataclass
class _Planned:
    method: str
    path: str
    fault: Fault
    times: int


class Faults:
    """The failures that are still to come, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []

    def plan(self, method: str, path: str, fault: Fault, times: int) -> None:
        """Let the next `times` requests of `method` to a path like the glob `path` fail."""
        self._planned.append(_Planned(method, path, fault, times))

    def clear(self) -> None:
        """Forget what hasn't happened yet."""
        self._planned.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """The failure of this request, which is used up by asking."""
        for planned in self._planned:
            if planned.method in (method, "*") and fnmatchcase(path, planned.path):
                planned.times -= 1
                if not planned.times:
                    self._planned.remove(planned)
                return planned.fault
        return None


async def suffer(
    fault: Fault, request: web.Request, carry_out: Callable[[], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """What the request gets instead of what `carry_out` would give."""
    await asyncio.sleep(fault.delay)
    if fault.until is not None:
        await fault.until.wait()
    usual = None
    if fault.lands or (fault.status is None and not fault.hangs_up):
        usual = await carry_out()
    if fault.hangs_up:
        if request.transport is not None:
            request.transport.abort()
        raise ConnectionResetError("hung up on command")
    if fault.status is None and usual is not None:
        return usual
    return web.Response(
        status=fault.status or 500,
        body=fault.body.encode(),
        content_type=fault.content_type,
        headers=fault.headers,
    )
