"""The messages that there are, and the echo by which the gateway tells the bot of its own."""

import itertools
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import orjson

from .answers import JSON, unknown_message
from .bodies import Flag
from .ids import snowflake
from .interactions import LOADING
from .reading import walk
from .scene import Place, Scene
from .world import APPLICATION_ID, World

Tell = Callable[[str, JSON], Awaitable[float]]
_EDITABLE = ("content", "embeds", "components", "attachments")


class Messages:
    """Keeps messages by id, and tells the bot of each that it would hear of from Discord."""

    def __init__(self, world: World, tell: Tell) -> None:
        self._world = world
        self._tell = tell
        self._kept: dict[str, JSON] = {}

    def get(self, own_id: str) -> JSON:
        """The message; raises Discord's 10008 where there is none."""
        try:
            return self._kept[own_id]
        except KeyError:
            raise unknown_message() from None

    async def by_bot(self, body: JSON, place: Place, **extra: Any) -> JSON:
        """A message by the bot, which carries `extra` as it is."""
        message = {
            **_blank(),
            "channel_id": place.channel_id,
            "author": self._world.bot(),
            **_filling(body),
            "flags": body.get("flags") or 0,
            **extra,
        }
        if body.get("message_reference"):
            # Numbers or text are taken for ids, and text is given back.
            given = {key: str(value) for key, value in body["message_reference"].items()}
            message["type"] = 19
            message["message_reference"] = {**place.ids(), **given, "type": 0}
        self._keep(message)
        await self._echo("MESSAGE_CREATE", message, place)
        return message

    async def edit(self, message: JSON, body: JSON, place: Place) -> JSON:
        """Change what the body names, and end the waiting of a deferred answer."""
        message.update(_filling({key: body[key] for key in _EDITABLE if key in body}))
        flags = (message["flags"] & ~LOADING) | ((body.get("flags") or 0) & Flag.COMPONENTS_V2)
        message["flags"] = flags
        message["edited_timestamp"] = _now()
        self._keep(message)
        await self._echo("MESSAGE_UPDATE", message, place)
        return message

    def delete(self, message: JSON) -> None:
        """Forget the message."""
        del self._kept[message["id"]]

    def by_fan(self, scene: Scene, content: str, reply_to: JSON | None = None) -> JSON:
        """A message by a fan, as MESSAGE_CREATE carries it; nobody is told yet."""
        bot = self._world.bot()
        mentioned = [bot] if re.search(f"<@!?{APPLICATION_ID}>", content) else []
        message = {**_blank(), **scene.author(), "content": content, "mentions": mentioned}
        if reply_to is not None:
            message["type"] = 19
            message["message_reference"] = {
                "type": 0,
                "message_id": reply_to["id"],
                "channel_id": reply_to["channel_id"],
            }
            message["referenced_message"] = reply_to
        return self._keep(message)

    def _keep(self, message: JSON) -> JSON:
        # Discord numbers the components that have no id of their own.
        taken = {component.get("id") for component in walk(message)}
        free = (number for number in itertools.count(1) if number not in taken)
        for component in walk(message):
            component["id"] = component.get("id") or next(free)
        self._kept[message["id"]] = message
        return message

    async def _echo(self, event: str, message: JSON, place: Place) -> None:
        if place.heard and not message["flags"] & Flag.EPHEMERAL:
            await self._tell(event, {**message, **place.ids()})


def _blank() -> JSON:
    return {
        "id": snowflake(),
        "type": 0,
        "content": "",
        "timestamp": _now(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [],
        "pinned": False,
        "flags": 0,
    }


def _filling(body: JSON) -> JSON:
    filling: JSON = {key: body[key] for key in _EDITABLE if body.get(key) is not None}
    if "components" in filling:
        # A copy, so that what the bot sent stays on record as it was.
        filling["components"] = orjson.loads(orjson.dumps(filling["components"]))
    if "content" in body and body["content"] is None:
        filling["content"] = ""
    if "attachments" in filling:
        filling["attachments"] = [_attachment(given) for given in filling["attachments"]]
    return filling


def _attachment(given: JSON) -> JSON:
    name = given.get("filename", "file")
    url = f"https://cdn.invalid/{name}"
    return {"size": 1, "url": url, "proxy_url": url, **given, "filename": name, "id": snowflake()}


def _now() -> str:
    return datetime.now(UTC).isoformat()
