"""Where fans act: what there is, what the bot has made of it, and everything that a fan can do."""

import asyncio
import time
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import replace
from typing import Any, Unpack

from .answers import JSON
from .bodies import Asked
from .channels import Channels
from .commands import Commands
from .conversation import Posted, Said
from .doing import Doing, ImpossibleError
from .gateway import Gateway
from .interactions import Callback, Interaction, Interactions
from .messages import Messages
from .rules import Judge
from .scene import Overrides, Scene
from .sessions import Intent
from .world import APPLICATION_ID, World

Options = Mapping[str, object]
Shown = Callback | Posted | JSON
_HIDDEN: JSON = {"content": "", "embeds": [], "attachments": [], "components": []}


class Stage:
    """Fans, and what they see of the bot.

    What is named after an act of theirs takes the fields of `Scene` as keywords; pressing and
    choosing happen where the message is. Each gives something to await for the bot's answer.
    """

    application_id = str(APPLICATION_ID)
    mention = f"<@{APPLICATION_ID}>"

    def __init__(self, world: World, gateway: Gateway, scene: Scene, patience: float) -> None:
        self.gateway = gateway
        self.scene = scene
        self._world = world
        self._patience = patience
        self._judge = Judge()
        self._background: set[asyncio.Task[None]] = set()
        self.commands = Commands(self._judge)
        self.interactions = Interactions()
        self.messages = Messages(world, self._tell)
        self._channels = Channels(world, self.messages, self._judge)
        self._doing = Doing(self.commands, world)

    def slash(self, path: str, options: Options | None = None, **scene: Unpack[Overrides]) -> Interaction:
        """A slash command; subcommands come behind spaces."""
        here = replace(self.scene, **scene)
        return self._ask(Asked.COMMAND, self._doing.slash(path, options or {}, here), here)

    def autocomplete(
        self,
        path: str,
        option: str,
        text: str,
        options: Options | None = None,
        **scene: Unpack[Overrides],
    ) -> Interaction:
        """`text` typed into an option of a slash command, of which `options` are filled in."""
        here = replace(self.scene, **scene)
        data = self._doing.typing(path, option, text, options or {}, here)
        return self._ask(Asked.AUTOCOMPLETE, data, here)

    def context_menu(self, name: str, target: str | JSON, **scene: Unpack[Overrides]) -> Interaction:
        """A message command on a message, or on words that somebody else said."""
        here = replace(self.scene, **scene)
        if isinstance(target, str):
            somebody = replace(here, user_id=here.user_id + 7, user_name="somebody")
            target = self.messages.by_fan(somebody, target)
        return self._ask(Asked.COMMAND, self._doing.context_menu(name, target, here), here)

    def press(self, on: Shown, button: str | None = None, **scene: Unpack[Overrides]) -> Interaction:
        """A button, by its label or custom_id; without either, the only one there is."""
        message = _message(on)
        data = self._doing.press(message, button)
        return self._ask(Asked.COMPONENT, data, replace(self._scene_of(on), **scene), message)

    def choose(
        self,
        on: Shown,
        values: Sequence[str],
        menu: str | None = None,
        **scene: Unpack[Overrides],
    ) -> Interaction:
        """Values of a select menu, by its placeholder or custom_id, or else of the only one."""
        message = _message(on)
        data = self._doing.choose(message, values, menu)
        return self._ask(Asked.COMPONENT, data, replace(self._scene_of(on), **scene), message)

    def submit(self, modal: Callback, answers: Mapping[str, Any], **scene: Unpack[Overrides]) -> Interaction:
        """The modal that the bot opened, with answers by label or custom_id."""
        here = replace(self._scene_of(modal), **scene)
        data = self._doing.submit(modal.data, answers)
        return self._ask(Asked.MODAL, data, here, modal.asked.message)

    def say(self, words: str, *, reply_to: JSON | None = None, **scene: Unpack[Overrides]) -> Said:
        """A message; the bot is mentioned by `mention` in it."""
        here = replace(self.scene, **scene)
        if not here.place(self._world).heard:
            raise ImpossibleError("the bot hears only its own servers and its direct messages")
        said = Said(self.messages.by_fan(here, words, reply_to), self._patience)
        self._channels.visit(here)
        self._channels.listen(said)

        async def send() -> None:
            said.sent_at = await self._tell("MESSAGE_CREATE", said.message)

        self._later(send())
        return said

    def _ask(self, kind: Asked, data: JSON, scene: Scene, message: JSON | None = None) -> Interaction:
        asked = Interaction(kind, data, scene, self._patience, message)
        self.interactions.add(asked)
        self._channels.visit(scene)

        async def send() -> None:
            payload = asked.payload(self._world)
            asked.sent_at = time.monotonic()
            sent_at = await self.gateway.dispatch("INTERACTION_CREATE", payload)
            if not asked.taken:
                asked.sent_at = sent_at

        self._later(send())
        return asked

    def _later(self, sending: Coroutine[Any, Any, None]) -> None:
        if self.gateway.session is None:
            sending.close()
            raise RuntimeError("no bot has logged in")
        task = asyncio.get_running_loop().create_task(sending)
        # The loop itself keeps only weak references.
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    def _scene_of(self, on: Shown) -> Scene:
        return on.asked.scene if isinstance(on, Callback) else self.scene

    async def _tell(self, event: str, message: JSON) -> float:
        """Tell the bot of a message as far as its intents go; gives the moment of sending."""
        session = self.gateway.session
        wanted = Intent.GUILD_MESSAGES if "guild_id" in message else Intent.DIRECT_MESSAGES
        if session is None or not session.intents & wanted:
            return time.monotonic()
        return await session.dispatch(event, _as_seen(message, direct="guild_id" not in message))


def _message(on: Shown) -> JSON:
    message = on if isinstance(on, dict) else on.message
    if message is None:
        raise ImpossibleError("that isn't a message")
    return message


def _as_seen(message: JSON, *, direct: bool) -> JSON:
    """A message without its content, if the bot has no business with it: it lacks that intent."""
    seen = dict(message)
    if message.get("referenced_message"):
        seen["referenced_message"] = _as_seen(message["referenced_message"], direct=direct)
    own = str(APPLICATION_ID)
    concerned = own in [message["author"]["id"], *(user["id"] for user in message["mentions"])]
    return seen if direct or concerned else seen | _HIDDEN
