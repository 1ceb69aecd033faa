"""Fans on a simulated Discord: they type commands, press what they see, and read what comes back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import simcord
from simcord.builders import ChannelHandle
from simcord.env import Env
from simcord.results import ResponseMessage

from bot.app import UsherBot

# simcord looks every 50 ms whether the bot is done; each press would take as long
assert Env._settle_internal.__kwdefaults__ is not None
Env._settle_internal.__kwdefaults__["idle"] = 0.001

Component = dict[str, Any]
CONTAINER, ROW, BUTTON, SELECT, TEXT = 17, 1, 2, 3, 10


@dataclass
class Card:
    """What a fan sees of one reply."""

    result: Any

    @property
    def components(self) -> list[Component]:
        """All components, from the outside in."""
        return list(_walk(self.result.response.components))

    @property
    def text(self) -> str:
        """Everything that can be read: texts, labels, prompts, options."""
        words = []
        for component in self.components:
            words += [component.get("content"), component.get("label"), component.get("placeholder")]
            for option in component.get("options", ()):
                words += [option["label"], option.get("description")]
        return "\n".join([*(word for word in words if word), self.result.response.content])

    @property
    def headline(self) -> str:
        """The first line."""
        if self.result.response.content:
            return str(self.result.response.content).splitlines()[0].strip("*")
        return str(next(c["content"] for c in self.components if c["type"] == TEXT)).removeprefix("## ")

    @property
    def labels(self) -> list[str]:
        """What the buttons say."""
        return [component["label"] for component in self.components if component["type"] == BUTTON]

    @property
    def pressable(self) -> list[str]:
        """What the buttons say that are not links."""
        return [c["label"] for c in self.components if c["type"] == BUTTON and "custom_id" in c]

    @property
    def custom_ids(self) -> list[str]:
        """The custom_id of every button and menu."""
        return [component["custom_id"] for component in self.components if component.get("custom_id")]

    @property
    def options(self) -> list[str]:
        """The values of the menu's options."""
        return [o["value"] for c in self.components if c["type"] == SELECT for o in c["options"]]

    @property
    def private(self) -> bool:
        """Whether only the asker sees it."""
        return bool(self.result.ephemeral)


@dataclass
class Posted:
    """A message of the bot's that nobody's interaction brought about, as `Card` reads it."""

    response: Any
    ephemeral: bool = False


@dataclass
class Fan:
    """A member of the server, in one channel."""

    actor: Any
    channel: ChannelHandle

    @property
    def env(self) -> Env:
        """The simulated Discord."""
        env: Env = self.actor._env
        return env

    async def say(self, words: str, **more: Any) -> list[Card]:
        """Write a message here; what the bot posts upon it."""
        before = {message.id for message in self.channel.history()}
        said = await self.actor.send(self.channel, words, **more)
        return posted(self.env, self.channel, before | {said.id})

    async def mention(self, words: str, **more: Any) -> Card:
        """Ask the bot by a mention; the one message with which it answers."""
        [card] = await self.say(f"{self.bot} {words}", **more)
        return card

    @property
    def bot(self) -> str:
        """A mention of the bot."""
        assert self.env.bot.user is not None
        return self.env.bot.user.mention

    async def answer_this(self, message: Any) -> Card:
        """Choose Apps › Answer this on a message."""
        return Card(await self.actor.context_menu(self.channel, "Answer this", message))

    async def ask(self, command: str, **options: Any) -> Card:
        """Use a slash command."""
        return Card(await self.actor.slash(self.channel, command, **options))

    async def press(self, card: Card, label: str) -> Card:
        """Press a button of a card."""
        return Card(await self.actor.click(card.result.response, label=label))

    async def choose(self, card: Card, value: str) -> Card:
        """Choose in the menu of a card."""
        return Card(await self.actor.select(card.result.response, [value]))

    async def say_place(self, card: Card, season: str, episode: str) -> Card:
        """Press "Where I'm up to" and fill in the form."""
        shown = await self.actor.click(card.result.response, label="Where I'm up to")
        fields = [c["custom_id"] for c in _walk(shown.modal["components"]) if c.get("type") == 4]
        values = dict(zip(fields, (season, episode), strict=True))
        return Card(await self.actor.submit_modal(shown, values))

    async def type(self, command: str, option: str, typed: str, **filled: Any) -> list[str]:
        """The suggestions that appear while typing an option."""
        choices = await self.actor.autocomplete(self.channel, command, option, typed, **filled)
        return [choice["name"] for choice in choices]


@dataclass
class Server:
    """A server with the bot in it."""

    env: Env
    guild: Any
    channel: ChannelHandle

    def fan(self, name: str = "ann") -> Fan:
        """A new member."""
        return Fan(self.guild.add_member(self.env.create_user(name)), self.channel)

    def there(self, fan: Fan, channel: ChannelHandle) -> Fan:
        """The same fan in another channel."""
        return Fan(fan.actor, channel)

    def correspondent(self, name: str = "dora") -> Correspondent:
        """Somebody who writes to the bot."""
        return Correspondent(self.env.create_user(name), self.env)


@dataclass
class Correspondent:
    """A user in the bot's own DM."""

    user: Any
    env: Env

    async def say(self, words: str, **more: Any) -> list[Card]:
        """Write to the bot; what it posts upon it."""
        before = {message.id for message in self.user.dm_channel.history(viewer=self.user)}
        said = await self.user.send_dm(words, **more)
        return posted(self.env, self.user.dm_channel, before | {said.id}, viewer=self.user)

    async def press(self, card: Card, label: str) -> Card:
        """Press a button."""
        return Card(await self.user.click(card.result.response, label=label))


def posted(env: Env, channel: ChannelHandle, before: set[int], viewer: Any = None) -> list[Card]:
    """The messages in a channel that were not there before."""
    new = [message.id for message in channel.history(viewer=viewer) if message.id not in before]
    return [Card(Posted(ResponseMessage(env, env.backend.get_message(channel.id, id)))) for id in new]


@asynccontextmanager
async def server(bot: UsherBot, *, check_errors: bool = True) -> AsyncIterator[Server]:
    """The real bot, logged in to a simulated Discord with one server."""
    async with simcord.run(bot, shard_count=1, check_errors=check_errors) as env:
        guild = env.create_guild("Fans")
        try:
            yield Server(env, guild, guild.create_text_channel("talk"))
        finally:
            # simcord detaches a bot without closing it
            for one in {bot, env.bot}:
                if isinstance(one, UsherBot):
                    await one.store.close()


def _walk(components: list[Component]) -> Iterator[Component]:
    for component in components:
        yield component
        yield from _walk(component.get("components", []))
        if "component" in component:
            yield from _walk([component["component"]])
