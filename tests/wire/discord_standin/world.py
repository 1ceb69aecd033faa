"""The bot's account, and the ids and people of the servers that it is in."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntFlag

from .answers import JSON

APPLICATION_ID = 1_099_000_000_000_000_001
FAN_ID = 1_098_000_000_000_000_001
CHANNELS = 30
CATEGORIES = 5
JOINED = datetime(2024, 3, 1, 12, tzinfo=UTC).isoformat()

_FIRST_GUILD = 1_100_000_000_000_000_000
_APART = 1_000


class Permission(IntFlag):
    """The permissions that this stand-in hands out or asks about."""

    ADMINISTRATOR = 1 << 3
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    USE_EXTERNAL_EMOJIS = 1 << 18
    USE_APPLICATION_COMMANDS = 1 << 31
    CREATE_EVENTS = 1 << 44
    USE_EXTERNAL_APPS = 1 << 50
    EVERYONE = (
        ADD_REACTIONS
        | VIEW_CHANNEL
        | SEND_MESSAGES
        | EMBED_LINKS
        | ATTACH_FILES
        | READ_MESSAGE_HISTORY
        | USE_EXTERNAL_EMOJIS
        | USE_APPLICATION_COMMANDS
        | USE_EXTERNAL_APPS
    )


@dataclass(frozen=True)
class World:
    """What there is in this Discord before anybody acts."""

    guild_count: int = 1
    bot_name: str = "Usher"
    shards: int = 1

    def bot(self) -> JSON:
        """The bot's user, as others see it."""
        return user(APPLICATION_ID, self.bot_name, bot=True)

    def me(self) -> JSON:
        """The bot's user, as it sees itself."""
        return {**self.bot(), "mfa_enabled": True, "verified": True, "email": None, "flags": 0}

    def application(self) -> JSON:
        """The bot's application, which servers and users may install."""
        installs = {
            "0": {
                "scopes": ["applications.commands", "bot"],
                "permissions": str(Permission.EVERYONE),
            },
            "1": {"scopes": ["applications.commands"], "permissions": "0"},
        }
        return {
            "id": str(APPLICATION_ID),
            "name": self.bot_name,
            "icon": None,
            "description": "",
            "type": None,
            "bot": self.bot(),
            "bot_public": True,
            "bot_require_code_grant": False,
            "owner": user(FAN_ID - 1, "owner"),
            "team": None,
            "verify_key": "0" * 64,
            "flags": 0,
            "flags_new": "0",
            "redirect_uris": [],
            "interactions_endpoint_url": None,
            "role_connections_verification_url": None,
            "approximate_guild_count": self.guild_count,
            "approximate_user_install_count": 1,
            "integration_types_config": {
                kind: {"oauth2_install_params": params} for kind, params in installs.items()
            },
        }

    def ready(self, session_id: str, resume_url: str) -> JSON:
        """The READY event of a new session."""
        return {
            "v": 10,
            "user": self.me(),
            "guilds": [
                {"id": str(guild_id(number)), "unavailable": True} for number in range(self.guild_count)
            ],
            "session_id": session_id,
            "resume_gateway_url": resume_url,
            "shard": [0, self.shards],
            "application": {"id": str(APPLICATION_ID), "flags": 0},
            "private_channels": [],
        }

    def knows(self, guild: int) -> bool:
        """Whether the bot is in the server with this id."""
        number, rest = divmod(guild - _FIRST_GUILD, _APART)
        return rest == 0 and 0 <= number < self.guild_count

    def guild_around(self, channel: int) -> int | None:
        """The id of the bot's server that has this channel."""
        rest = (channel - _FIRST_GUILD) % _APART
        guild = channel - rest
        return guild if 1 <= rest <= CHANNELS and self.knows(guild) else None


def guild_id(number: int = 0) -> int:
    """The id of the bot's server with this number."""
    return _FIRST_GUILD + number * _APART


def channel_id(number: int = 0, position: int = 0) -> int:
    """The id of a text channel in that server: `position` 0 is where fans talk."""
    return guild_id(number) + 1 + CATEGORIES + position


def user(own: int, name: str, *, bot: bool = False) -> JSON:
    """A user as Discord shows it to others."""
    return {
        "id": str(own),
        "username": name,
        "discriminator": "0",
        "global_name": None if bot else name.capitalize(),
        "avatar": None,
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
        "clan": None,
        "banner": None,
        "accent_color": None,
        "public_flags": 0,
        "bot": bot,
    }


def member(of: JSON, permissions: int | None = None) -> JSON:
    """A user as a member of a server; with `permissions` as interactions carry it."""
    shown: JSON = {
        "user": of,
        "nick": None,
        "avatar": None,
        "banner": None,
        "roles": [],
        "joined_at": JOINED,
        "premium_since": None,
        "communication_disabled_until": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }
    return shown if permissions is None else {**shown, "permissions": str(permissions)}
