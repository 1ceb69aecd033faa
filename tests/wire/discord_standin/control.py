"""What `StandIn` can do, as JSON for whoever drives it from another process."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import web

from .answers import JSON, answer
from .doing import ImpossibleError
from .faults import Fault
from .interactions import Callback, Interaction, NoAnswerError

if TYPE_CHECKING:
    from .standin import StandIn

PREFIX = "/standin"
Act = Callable[[JSON], Awaitable[Any]]


class Control:
    """Each act is a POST with the arguments of the method that it stands for."""

    def __init__(self, standin: "StandIn") -> None:
        self._standin = standin
        self._asking: dict[str, Callable[..., Interaction]] = {
            "slash": standin.slash,
            "autocomplete": standin.autocomplete,
            "context_menu": standin.context_menu,
            "press": self._press,
        }
        self._acts: dict[str, Act] = {
            **{name: self._asker(ask) for name, ask in self._asking.items()},
            "load": self._load,
            "ready": self._ready,
            "seen": self._seen,
            "drop": self._drop,
            "reconnect": self._reconnect,
            "invalidate": self._invalidate,
            "fail": self._fail,
            "forget": self._forget,
            "report": self._report,
        }

    def routes(self) -> list[web.RouteDef]:
        """The one address of them all."""
        return [web.post(f"{PREFIX}/{{act}}", self._serve)]

    async def _serve(self, request: web.Request) -> web.Response:
        act = self._acts.get(request.match_info["act"])
        if act is None:
            return answer({"error": f"no such act; there are {sorted(self._acts)}"}, 404)
        raw = await request.read()
        try:
            return answer(await act(orjson.loads(raw) if raw else {}))
        except (ImpossibleError, LookupError, NoAnswerError, TimeoutError, RuntimeError, TypeError) as error:
            return answer({"error": f"{type(error).__name__}: {error}"}, 400)

    def _asker(self, ask: Callable[..., Interaction]) -> Act:
        async def act(arguments: JSON) -> JSON:
            return _told(await ask(**arguments))

        return act

    def _press(self, message: str, button: str | None = None, **scene: Any) -> Interaction:
        return self._standin.press(self._standin.messages.get(message), button, **scene)

    async def _load(self, arguments: JSON) -> JSON:
        ask = self._asking[arguments.pop("act", "slash")]
        count, in_flight = arguments.pop("count"), arguments.pop("in_flight", 1)
        load = await self._standin.load(lambda: ask(**arguments), count, in_flight)
        return asdict(load)

    async def _ready(self, arguments: JSON) -> JSON:
        return asdict(await self._standin.ready(**arguments))

    async def _seen(self, arguments: JSON) -> JSON:
        return asdict(await self._standin.gateway.seen(**arguments))

    async def _drop(self, _: JSON) -> None:
        self._standin.gateway.drop()

    async def _reconnect(self, _: JSON) -> None:
        await self._standin.gateway.ask_to_reconnect()

    async def _invalidate(self, arguments: JSON) -> None:
        await self._standin.gateway.invalidate(**arguments)

    async def _fail(self, arguments: JSON) -> None:
        """`fault` names a kind of `Fault` that needs no argument, or one number."""
        kind, *number = arguments.pop("fault").split()
        fault = getattr(Fault, kind)(*map(float, number))
        self._standin.fail(fault=fault, **arguments)

    async def _forget(self, _: JSON) -> None:
        self._standin.forget()

    async def _report(self, _: JSON) -> JSON:
        return {
            "violations": [str(violation) for violation in self._standin.violations],
            "complaints": self._standin.complaints,
            "unanswered": [interaction.title for interaction in self._standin.interactions.unanswered()],
            "requests": [asdict(record) for record in self._standin.requests()],
        }


def _told(callback: Callback) -> JSON:
    return {
        "type": callback.type,
        "data": callback.data,
        "latency": callback.latency,
        "message": callback.message,
        "text": callback.text,
    }
