"""The addresses about the bot itself: its user, its application, and where the gateway is."""

from aiohttp import web

from .answers import answer
from .gateway import Gateway
from .world import World


class Account:
    """What a bot asks before it connects."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway

    def routes(self) -> list[web.RouteDef]:
        """The addresses under /users/@me, /applications/@me and /gateway."""
        return [
            web.get("/users/@me", self._me),
            web.get("/applications/@me", self._application),
            web.get("/oauth2/applications/@me", self._application),
            web.get("/gateway", self._address),
            web.get("/gateway/bot", self._address_for_bots),
        ]

    async def _me(self, _: web.Request) -> web.Response:
        return answer(self._world.me())

    async def _application(self, _: web.Request) -> web.Response:
        return answer(self._world.application())

    async def _address(self, _: web.Request) -> web.Response:
        return answer({"url": self._gateway.url})

    async def _address_for_bots(self, _: web.Request) -> web.Response:
        left = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        shards = self._world.shards
        return answer({"url": self._gateway.url, "shards": shards, "session_start_limit": left})
