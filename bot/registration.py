"""Keeps the commands that Discord offers the same as ours, and writes only what differs."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from discord.ext import commands
from discord.http import Route

log = logging.getLogger(__name__)

Payload = dict[str, Any]
Key = tuple[int, str]

_DEFAULTS: Mapping[str, Any] = {
    "type": 1,
    "description": "",
    "options": [],
    "choices": [],
    "name_localizations": {},
    "description_localizations": {},
    "required": False,
    "autocomplete": False,
    "nsfw": False,
    "default_member_permissions": None,
    "integration_types": [0],
    "contexts": None,
}
_SET_BY_DISCORD = frozenset(
    {"id", "application_id", "version", "guild_id", "dm_permission", "default_permission"}
)
_UNORDERED = frozenset({"integration_types", "contexts", "channel_types"})


@dataclass(frozen=True, slots=True)
class Changes:
    """What has to be written so that Discord offers what we have."""

    upsert: tuple[Payload, ...]
    delete: tuple[str, ...]
    """The ids that Discord gave to commands which we no longer have."""

    def __bool__(self) -> bool:
        return bool(self.upsert or self.delete)


def compare(theirs: list[Payload], ours: list[Payload]) -> Changes:
    """What differs, once what Discord adds and what it leaves out is evened out."""
    existing = {_key(command): command for command in theirs}
    wanted = {_key(command): command for command in ours}
    upsert = tuple(
        command
        for key, command in wanted.items()
        if key not in existing or normalise(existing[key]) != normalise(command)
    )
    delete = tuple(str(command["id"]) for key, command in existing.items() if key not in wanted)
    return Changes(upsert, delete)


def normalise(value: Any) -> Any:
    """A payload without what Discord sets by itself, without defaults, and with sets in order."""
    if isinstance(value, dict):
        return {
            name: _even(name, inner)
            for name, inner in value.items()
            if name not in _SET_BY_DISCORD and inner is not None and inner != _DEFAULTS.get(name, _MISSING)
        }
    return [normalise(inner) for inner in value] if isinstance(value, list) else value


def _even(name: str, value: Any) -> Any:
    if name in _UNORDERED and value:
        return sorted(value)
    # Discord gives this number back as text
    return str(value) if name == "default_member_permissions" else normalise(value)


_MISSING = object()


async def register(bot: commands.AutoShardedBot) -> Changes:
    """Read what Discord has, compare, and write the difference; raise what discord.py raises.

    Several changed commands go in one request with all the others; a single one goes alone.
    """
    application = bot.application_id
    assert application is not None, "logged in"
    path = "/applications/{application_id}/commands"
    theirs = await bot.http.request(
        Route("GET", path, application_id=application), params={"with_localizations": "true"}
    )
    ours = [await _payload(bot, command) for command in bot.tree.get_commands()]
    changes = compare(theirs, ours)
    if len(changes.upsert) > 1:
        await bot.http.bulk_upsert_global_commands(application, payload=ours)
    else:
        for payload in changes.upsert:
            await bot.http.upsert_global_command(application, payload)  # type: ignore[arg-type]
        for id in changes.delete:
            await bot.http.delete_global_command(application, int(id))
    log.info(
        "commands: %d written, %d removed, %d in all", len(changes.upsert), len(changes.delete), len(ours)
    )
    return changes


async def _payload(bot: commands.AutoShardedBot, command: Any) -> Payload:
    translator = bot.tree.translator
    if translator is None:
        return dict(command.to_dict(bot.tree))
    return dict(await command.get_translated_payload(bot.tree, translator))


def _key(command: Payload) -> Key:
    return (int(command.get("type", 1)), str(command["name"]))
