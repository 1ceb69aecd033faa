"""Servers as GUILD_CREATE tells of them, each as big as a real one."""

from .answers import JSON
from .world import (
    CATEGORIES,
    CHANNELS,
    FAN_ID,
    JOINED,
    Permission,
    channel_id,
    guild_id,
    member,
)

ROLES = 20
EMOJIS = 10
_VOICE = 5
_ROLE_OFFSET = 100
_EMOJI_OFFSET = 200


def guild(number: int, bot: JSON) -> JSON:
    """One server as GUILD_CREATE tells it, without its members: the bot has no such intent."""
    own = guild_id(number)
    return {
        "id": str(own),
        "name": f"Fans of the show, house {number}",
        "icon": f"{own:032x}",
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": None,
        "owner_id": str(FAN_ID),
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": str(channel_id(number)),
        "system_channel_flags": 0,
        "rules_channel_id": str(channel_id(number, 1)),
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 2,
        "mfa_level": 0,
        "nsfw": False,
        "nsfw_level": 0,
        "premium_tier": 1,
        "premium_subscription_count": 3,
        "premium_progress_bar_enabled": False,
        "preferred_locale": "en-US",
        "features": ["COMMUNITY", "NEWS", "WELCOME_SCREEN_ENABLED"],
        "vanity_url_code": None,
        "max_members": 500_000,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
        "joined_at": JOINED,
        "large": True,
        "unavailable": False,
        "member_count": 1_800 + number % 700,
        "members": [{**member(bot), "roles": [str(own + _ROLE_OFFSET + ROLES - 1)]}],
        "roles": [_role(own, position) for position in range(ROLES)],
        "channels": [_channel(number, position) for position in range(CHANNELS)],
        "emojis": [_emoji(own, position) for position in range(EMOJIS)],
        "stickers": [],
        "threads": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "embedded_activities": [],
        "application_id": None,
        "application_command_counts": {"1": 10, "2": 0, "3": 1},
        "hub_type": None,
        "home_header": None,
        "incidents_data": None,
        "inventory_settings": None,
        "latest_onboarding_question_id": None,
        "lazy": True,
        "version": 1_700_000_000_000,
    }


def _role(guild: int, position: int) -> JSON:
    colour = position * 0x0B1D2F & 0xFFFFFF
    return {
        # The role of everybody has the server's own id.
        "id": str(guild + _ROLE_OFFSET + position if position else guild),
        "name": f"Row {position}" if position else "@everyone",
        "description": None,
        "permissions": str(int(Permission.EVERYONE)),
        "position": position,
        "color": colour,
        "colors": {"primary_color": colour, "secondary_color": None, "tertiary_color": None},
        "hoist": position > 15,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def _emoji(guild: int, position: int) -> JSON:
    return {
        "id": str(guild + _EMOJI_OFFSET + position),
        "name": f"cheer_{position}",
        "roles": [],
        "require_colons": True,
        "managed": False,
        "animated": False,
        "available": True,
    }


def _channel(number: int, position: int) -> JSON:
    """A channel: some categories first, then text channels, and a few for voice at the end."""
    guild = guild_id(number)
    own = {
        "id": str(guild + 1 + position),
        "position": position,
        "flags": 0,
        "permission_overwrites": [
            {"id": str(guild), "type": 0, "allow": "0", "deny": str(int(Permission.MANAGE_GUILD))},
            {"id": str(guild + _ROLE_OFFSET + 1 + position % (ROLES - 1)), "type": 0}
            | {"allow": str(int(Permission.VIEW_CHANNEL)), "deny": "0"},
        ],
    }
    if position < CATEGORIES:
        return own | {"type": 4, "name": f"Floor {position}", "parent_id": None}
    own |= {
        "parent_id": str(guild + 1 + position % CATEGORIES),
        "last_message_id": str(guild + 999),
        "rate_limit_per_user": 0,
        "nsfw": False,
    }
    if position >= CHANNELS - _VOICE:
        voice = {"bitrate": 64_000, "user_limit": 0, "rtc_region": None}
        return own | voice | {"type": 2, "name": f"Foyer {position}"}
    return own | {
        "type": 0,
        "name": f"row-{position}",
        "topic": "Talk about the show. Mind who hasn't seen it yet.",
        "last_pin_timestamp": None,
        "icon_emoji": None,
        "theme_color": None,
    }
