"""The door that every request comes through: recorded, checked, perhaps made to fail."""

from collections.abc import Awaitable, Callable, Iterable

from aiohttp import web

from .answers import DiscordError, answer, unauthorized, unknown_route
from .buckets import Buckets
from .faults import Fault, Faults, suffer
from .recording import API, Recorded, begin, read, recorded

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
# Their address carries a secret of its own, or none is needed.
OPEN = ("/interactions/", "/webhooks/", "/gateway")


class Door:
    """The REST API's middleware, and what it has seen."""

    def __init__(self, token: str, complain: Callable[[str], None]) -> None:
        self._authorization = f"Bot {token}"
        self._complain = complain
        self._buckets = Buckets()
        self.faults = Faults()
        self.requests: list[Recorded] = []

    def application(self, *, rest: Iterable[web.RouteDef], others: Iterable[web.RouteDef]) -> web.Application:
        """One application for all; `rest` has addresses without the API's prefix."""
        api = web.Application(middlewares=[self._pass])
        api.add_routes(rest)
        app = web.Application()
        app.add_routes(others)
        app.add_subapp(API, api)
        return app

    @web.middleware
    async def _pass(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        record = begin(request)
        self.requests.append(record)
        await read(request)
        fault = self.faults.take(record.method, record.path)
        if fault is None:
            response = await self._serve(request, handler)
        else:
            response = await suffer(fault, request, lambda: self._serve(request, handler))
        record.status = response.status
        return response

    async def _serve(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        record = recorded(request)
        is_open = record.path.startswith(OPEN) and record.path != "/gateway/bot"
        headers: dict[str, str] = {}
        try:
            if not is_open:
                if request.headers.get("Authorization") != self._authorization:
                    raise unauthorized()
                spent = self._buckets.spend(record.method, record.path)
                if isinstance(spent, Fault):
                    return await suffer(spent, request, lambda: handler(request))
                headers = spent
            response = await handler(request)
        except web.HTTPException as error:
            if error.status not in (404, 405):
                raise
            self._complain(f"no such route: {record.method} {record.path}")
            refused = unknown_route()
            response = answer(refused.body, refused.status)
        except DiscordError as error:
            response = answer(error.body, error.status)
        response.headers.update(headers)
        return response
