"""Who acts and where: the parts of an event that don't depend on what is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypedDict

from .answers import JSON
from .world import FAN_ID, Permission, World, channel_id, guild_id, member, user

Context = Literal[0, 1, 2]


@dataclass(frozen=True)
class Place:
    """A channel as the gateway names it; `heard` tells whether the bot hears what is said there."""

    channel_id: str
    guild_id: str | None = None
    heard: bool = True

    def ids(self) -> JSON:
        """The ids as messages carry them."""
        ids = {"channel_id": self.channel_id}
        return ids if self.guild_id is None else {**ids, "guild_id": self.guild_id}


class Overrides(TypedDict, total=False):
    """The fields of `Scene`, for those who change only some."""

    context: Context
    locale: str
    guild_locale: str
    guild_id: int
    channel_id: int | None
    group: bool
    user_id: int
    user_name: str
    permissions: int
    app_permissions: int
    owners: Mapping[str, str] | None


@dataclass(frozen=True)
class Scene:
    """A fan in a place.

    `context` is Discord's: 0 in a server, 1 in the direct messages with the bot, 2 in other private
    channels. A `guild_id` that isn't the bot's own is a server that it hasn't joined, where only
    those who installed it for themselves can use it. `owners` are the
    `authorizing_integration_owners`; without them they follow from the place.
    """

    context: Context = 0
    locale: str = "en-US"
    guild_locale: str = "en-US"
    guild_id: int = guild_id()
    channel_id: int | None = None
    group: bool = False
    user_id: int = FAN_ID
    user_name: str = "fan"
    permissions: int = Permission.EVERYONE
    app_permissions: int = Permission.EVERYONE
    owners: Mapping[str, str] | None = None

    def place(self, world: World) -> Place:
        """Where that is."""
        channel = str(self.channel_number)
        if self.context == 0:
            return Place(channel, str(self.guild_id), heard=world.knows(self.guild_id))
        return Place(channel, heard=self.context == 1)

    @property
    def channel_number(self) -> int:
        """The id of the channel."""
        if self.channel_id is not None:
            return self.channel_id
        if self.context == 0:
            return channel_id() - guild_id() + self.guild_id
        # Private channels are as many as there are fans, and differ by whether the bot is in them.
        return self.user_id + 10_000 * self.context + self.group

    def user(self) -> JSON:
        """The fan."""
        return user(self.user_id, self.user_name)

    def authorizing_owners(self, world: World) -> dict[str, str]:
        """Who installed the bot, so that it may be used here: "0" a server, "1" a user."""
        if self.owners is not None:
            return dict(self.owners)
        if self.context == 0 and world.knows(self.guild_id):
            return {"0": str(self.guild_id)}
        # In its own direct messages the server's id is "0", as Discord documents it.
        return {"0": "0"} if self.context == 1 else {"1": str(self.user_id)}

    def interaction(self, world: World) -> JSON:
        """The part of INTERACTION_CREATE that tells who and where."""
        payload: JSON = {
            "channel_id": str(self.channel_number),
            "channel": self.channel(),
            "app_permissions": str(int(self.app_permissions)),
            "locale": self.locale,
            "entitlements": [],
            "authorizing_integration_owners": self.authorizing_owners(world),
            "context": self.context,
            "attachment_size_limit": 10 * 1024 * 1024,
        }
        if self.context:
            return {**payload, "user": self.user()}
        return {
            **payload,
            "guild_id": str(self.guild_id),
            "guild": {
                "id": str(self.guild_id),
                "locale": self.guild_locale,
                "features": ["COMMUNITY"],
            },
            "guild_locale": self.guild_locale,
            "member": member(self.user(), int(self.permissions)),
        }

    def channel(self) -> JSON:
        """The channel, as far as an interaction shows it."""
        channel: JSON = {"id": str(self.channel_number), "flags": 0, "last_message_id": None}
        if self.context == 0:
            return channel | {
                "type": 0,
                "name": "talk",
                "guild_id": str(self.guild_id),
                "parent_id": None,
                "position": 0,
                "nsfw": False,
                "topic": None,
                "rate_limit_per_user": 0,
                "permissions": str(int(self.permissions)),
            }
        if self.context == 1:
            return channel | {"type": 1, "recipients": [self.user()]}
        if self.group:
            owner = str(self.user_id)
            return channel | {
                "type": 3,
                "name": None,
                "icon": None,
                "owner_id": owner,
                "recipients": [],
            }
        # The bot isn't in it, and isn't told who is.
        return channel | {"type": 1}

    def author(self) -> JSON:
        """The part of MESSAGE_CREATE that tells who and where."""
        payload: JSON = {"channel_id": str(self.channel_number), "author": self.user()}
        if self.context:
            return payload
        shown = member(self.user())
        del shown["user"]
        return {**payload, "guild_id": str(self.guild_id), "member": shown}
