"""The addresses of channels: messages, reactions, typing, and opening direct messages."""

from urllib.parse import unquote

from aiohttp import web

from .answers import JSON, DiscordError, answer, nothing, unknown_channel
from .bodies import Sent, check_message
from .conversation import Said
from .messages import Messages
from .recording import body_of, recorded, title_of
from .rules import Findings, Judge
from .scene import Place, Scene
from .world import APPLICATION_ID, World

NOT_AUTHOR = (403, 50005, "Cannot edit a message authored by another user")


class Channels:
    """The channels that the bot can write to: those of its servers, and its direct messages."""

    def __init__(self, world: World, messages: Messages, judge: Judge) -> None:
        self._world = world
        self._messages = messages
        self._judge = judge
        self._places: dict[str, Place] = {}
        self._said: dict[str, Said] = {}

    def routes(self) -> list[web.RouteDef]:
        """The addresses under /channels, and that of direct messages."""
        messages = "/channels/{channel}/messages"
        return [
            web.get("/users/@me/channels", self._list_direct),
            web.post("/users/@me/channels", self._open_direct),
            web.put("/users/@me/channels", self._open_direct),
            web.post(messages, self._post),
            web.get(f"{messages}/{{message}}", self._get),
            web.patch(f"{messages}/{{message}}", self._edit),
            web.delete(f"{messages}/{{message}}", self._delete),
            web.put(f"{messages}/{{message}}/reactions/{{emoji}}/@me", self._react),
            web.post("/channels/{channel}/typing", self._type),
        ]

    def visit(self, scene: Scene) -> None:
        """Let the bot write where this fan is, if it is there too."""
        place = scene.place(self._world)
        if place.heard:
            self._places[place.channel_id] = place

    def listen(self, said: Said) -> None:
        """Tell `said` what the bot does about it: answers, and reactions."""
        self._said[said.message["id"]] = said

    def _place(self, request: web.Request) -> Place:
        channel = request.match_info["channel"]
        if channel in self._places:
            return self._places[channel]
        guild = self._world.guild_around(int(channel))
        if guild is None:
            raise unknown_channel()
        return Place(channel, str(guild))

    def _message(self, request: web.Request) -> JSON:
        self._place(request)
        return self._messages.get(request.match_info["message"])

    def _own(self, request: web.Request) -> JSON:
        message = self._message(request)
        if message["author"]["id"] != str(APPLICATION_ID):
            raise DiscordError(*NOT_AUTHOR)
        return message

    async def _list_direct(self, _: web.Request) -> web.Response:
        return answer([])

    async def _open_direct(self, request: web.Request) -> web.Response:
        scene = Scene(context=1, user_id=int(body_of(request)["recipient_id"]))
        self.visit(scene)
        return answer(scene.channel())

    async def _post(self, request: web.Request) -> web.Response:
        place, body = self._place(request), body_of(request)
        found = Findings(title_of(request))
        check_message(body, found, Sent.CHANNEL, files=recorded(request).files)
        self._judge.hear(found)
        message = await self._messages.by_bot(body, place)
        asked = self._asked(message)
        if asked is not None:
            asked.answered(message, recorded(request).at)
        return answer(message)

    def _asked(self, message: JSON) -> Said | None:
        """What the bot's message answers: what it refers to, or else the last words before it."""
        if "message_reference" in message:
            return self._said.get(message["message_reference"]["message_id"])
        there = [said for said in self._said.values() if said.is_in(message["channel_id"])]
        return there[-1] if there else None

    async def _get(self, request: web.Request) -> web.Response:
        return answer(self._message(request))

    async def _edit(self, request: web.Request) -> web.Response:
        message, body = self._own(request), body_of(request)
        found = Findings(title_of(request))
        check_message(body, found, Sent.EDIT, files=recorded(request).files, was=message["flags"])
        self._judge.hear(found)
        return answer(await self._messages.edit(message, body, self._place(request)))

    async def _delete(self, request: web.Request) -> web.Response:
        self._messages.delete(self._own(request))
        return nothing()

    async def _react(self, request: web.Request) -> web.Response:
        message = self._message(request)
        if message["id"] in self._said:
            emoji = unquote(request.match_info["emoji"])
            self._said[message["id"]].reacted(emoji, recorded(request).at)
        return nothing()

    async def _type(self, request: web.Request) -> web.Response:
        self._place(request)
        return nothing()
