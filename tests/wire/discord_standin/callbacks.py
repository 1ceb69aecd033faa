"""The addresses by which interactions are answered: the callback, and the webhook after it."""

from aiohttp import web

from .answers import (
    JSON,
    answer,
    nothing,
    too_many_followups,
    unknown_interaction,
    unknown_message,
    unknown_webhook,
)
from .bodies import Asked, Flag, Reply, Sent, check_callback, check_message
from .interactions import LOADING, Callback, Interaction, Interactions
from .messages import Messages
from .recording import body_of, recorded, title_of
from .rules import Findings, Judge
from .world import APPLICATION_ID, World

FOLLOWUPS_OF_USER_INSTALLS = 5


class Callbacks:
    """Takes the bot's answers, and makes them the messages that the fan sees."""

    def __init__(self, world: World, interactions: Interactions, messages: Messages, judge: Judge) -> None:
        self._world = world
        self._interactions = interactions
        self._messages = messages
        self._judge = judge

    def routes(self) -> list[web.RouteDef]:
        """The addresses under /interactions and /webhooks, whose token is all the proof needed."""
        webhook = "/webhooks/{application}/{token}"
        message = f"{webhook}/messages/{{message}}"
        return [
            web.post("/interactions/{interaction}/{token}/callback", self._acknowledge),
            web.post(webhook, self._follow_up),
            web.get(message, self._get),
            web.patch(message, self._edit),
            web.delete(message, self._delete),
        ]

    async def _acknowledge(self, request: web.Request) -> web.Response:
        asked = self._interactions.by_token(request.match_info["token"])
        if asked is None or asked.id != request.match_info["interaction"]:
            raise unknown_interaction()
        body, at = body_of(request), recorded(request).at
        found = Findings(title_of(request))
        check_callback(body, asked.type, found, files=recorded(request).files)
        self._judge.hear(found)
        asked.take(at)
        data = body.get("data") or {}
        await self._show(asked, body["type"], data)
        asked.callback = Callback(body["type"], data, at - asked.sent_at, asked)
        asked.changed.set()
        if request.query.get("with_response") not in ("1", "true"):
            return nothing()
        return answer(_response(asked, body["type"]))

    async def _show(self, asked: Interaction, kind: int, data: JSON) -> None:
        """Make the message that the callback asks for, if it asks for one."""
        if kind == Reply.MESSAGE:
            asked.original = await self._new(asked, data)
        elif kind == Reply.DEFERRED_MESSAGE:
            asked.original = await self._new(asked, data, LOADING)
        elif kind in (Reply.UPDATE, Reply.DEFERRED_UPDATE):
            asked.original = asked.message
            if kind == Reply.UPDATE and asked.message is not None:
                await self._messages.edit(asked.message, data, asked.scene.place(self._world))

    async def _new(self, asked: Interaction, body: JSON, flags: int = 0) -> JSON:
        flags |= body.get("flags") or 0
        if asked.is_hushed(self._world):
            flags |= Flag.EPHEMERAL
        about = {
            "id": asked.id,
            "type": asked.type,
            "user": asked.scene.user(),
            "authorizing_integration_owners": asked.scene.authorizing_owners(self._world),
        }
        if asked.type == Asked.COMPONENT and asked.message is not None:
            about["interacted_message_id"] = asked.message["id"]
        return await self._messages.by_bot(
            {**body, "flags": flags},
            asked.scene.place(self._world),
            webhook_id=str(APPLICATION_ID),
            application_id=str(APPLICATION_ID),
            interaction_metadata=about,
        )

    def _asked(self, request: web.Request) -> Interaction:
        asked = self._interactions.by_token(request.match_info["token"])
        if asked is None or request.match_info["application"] != str(APPLICATION_ID):
            raise unknown_webhook()
        asked.must_be_alive()
        return asked

    async def _follow_up(self, request: web.Request) -> web.Response:
        asked, body = self._asked(request), body_of(request)
        self._check(request, body, Sent.ANSWER)
        if asked.loading and asked.original is not None:
            # The first follow-up takes the place of the "thinking" message.
            message = await self._messages.edit(asked.original, body, asked.scene.place(self._world))
        else:
            limited = asked.installed_only_by_user(self._world)
            if limited and len(asked.followups) >= FOLLOWUPS_OF_USER_INSTALLS:
                raise too_many_followups()
            message = await self._new(asked, body)
            asked.followups.append(message)
        asked.changed.set()
        return answer(message)

    def _message(self, request: web.Request, asked: Interaction) -> JSON:
        name = request.match_info["message"]
        if name != "@original":
            return self._messages.get(name)
        if asked.original is None:
            raise unknown_message()
        return asked.original

    async def _get(self, request: web.Request) -> web.Response:
        return answer(self._message(request, self._asked(request)))

    async def _edit(self, request: web.Request) -> web.Response:
        asked, body = self._asked(request), body_of(request)
        message = self._message(request, asked)
        self._check(request, body, Sent.EDIT, was=message["flags"])
        await self._messages.edit(message, body, asked.scene.place(self._world))
        asked.changed.set()
        return answer(message)

    async def _delete(self, request: web.Request) -> web.Response:
        asked = self._asked(request)
        message = self._message(request, asked)
        self._messages.delete(message)
        if message is asked.original:
            asked.original = None
        return nothing()

    def _check(self, request: web.Request, body: JSON, sent: Sent, *, was: int = 0) -> None:
        found = Findings(title_of(request))
        check_message(body, found, sent, files=recorded(request).files, was=was)
        self._judge.hear(found)


def _response(asked: Interaction, kind: int) -> JSON:
    """What Discord tells about the callback when the bot asks for it."""
    about: JSON = {"id": asked.id, "type": asked.type}
    if asked.original is None:
        return {"interaction": about}
    about["response_message_id"] = asked.original["id"]
    about["response_message_loading"] = asked.loading
    about["response_message_ephemeral"] = bool(asked.original["flags"] & Flag.EPHEMERAL)
    if kind in (Reply.MESSAGE, Reply.UPDATE):
        return {"interaction": about, "resource": {"type": kind, "message": asked.original}}
    return {"interaction": about}
