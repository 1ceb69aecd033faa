"""What the bot asked for: every request with its body and its time."""

import time
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

import orjson
from aiohttp import web

API = "/api/v10"


@dataclass
class Recorded:
    """One request to the REST API; `path` is without the API's prefix, `at` is monotonic time.

    `status` is 0 until the answer is known, and stays 0 where the bot got none.
    """

    method: str
    path: str
    query: dict[str, str]
    body: Any = None
    files: list[str] = field(default_factory=list)
    at: float = field(default_factory=time.monotonic)
    status: int = 0

    def like(self, method: str, path: str) -> bool:
        """Whether this has the method (or it is "*") and a path that fits the glob."""
        return method in (self.method, "*") and fnmatchcase(self.path, path)


_RECORDED = web.RequestKey("recorded", Recorded)


def begin(request: web.Request) -> Recorded:
    """Note that a request has arrived."""
    record = Recorded(request.method, request.path.removeprefix(API), dict(request.query))
    request[_RECORDED] = record
    return record


async def read(request: web.Request) -> None:
    """Read the body, be it JSON or a form with JSON and files."""
    record = request[_RECORDED]
    if request.content_type != "multipart/form-data":
        raw = await request.read()
        record.body = orjson.loads(raw) if raw else None
        return
    for part in (await request.post()).values():
        if isinstance(part, web.FileField):
            record.files.append(part.filename)
        elif isinstance(part, str):
            record.body = orjson.loads(part)


def recorded(request: web.Request) -> Recorded:
    """What is known of a request."""
    return request[_RECORDED]


def body_of(request: web.Request) -> Any:
    """The JSON that the bot sent; {} where it sent none."""
    body = request[_RECORDED].body
    return {} if body is None else body


def title_of(request: web.Request) -> str:
    """The request in a few words, for violations: secrets and ids aren't spelt out."""
    route = request.match_info.route.resource
    address = route.canonical if route else request.path
    return f"{request.method} {address.removeprefix(API)}"
