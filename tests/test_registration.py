"""Discord's copy of the commands is kept like ours, and written only where it differs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from discord import Permissions
from discord.ext import commands

from bot.app import UsherBot
from bot.knowledge.show import Show
from bot.registration import compare, normalise
from tests.fan import Server, server

BotFor = Callable[..., UsherBot]


def discord_permissions(**allowed: bool) -> str | int:
    """Permissions as they stand in a command's payload."""
    return Permissions(**allowed).value


def _writes(discord: Server) -> list[tuple[str, str]]:
    return [
        (request.method, request.path)
        for request in discord.env.http_requests
        if "/commands" in request.path and request.method != "GET"
    ]


async def test_the_first_start_writes_and_the_second_does_not(bot_for: BotFor, harbour: Show) -> None:
    """All commands are written once; a restart with the same commands writes nothing."""
    async with server(bot_for(harbour)) as discord:
        assert [method for method, _ in _writes(discord)] == ["PUT"]
        await discord.env.restart_bot(bot_for(harbour))
        assert len(_writes(discord)) == 1


OURS: list[dict[str, Any]] = [
    {"name": "plot", "type": 1, "description": "What it is about", "options": [], "integration_types": [1, 0]}
]


def test_what_discord_adds_or_leaves_out_is_no_difference() -> None:
    """Ids, versions, defaults and the order of sets do not count."""
    theirs = [
        {
            "id": "1", "application_id": "2", "version": "3", "name": "plot",
            "description": "What it is about",
            "integration_types": [0, 1], "nsfw": False, "name_localizations": None, "dm_permission": True,
            "default_member_permissions": None, "contexts": None,
        }
    ]  # fmt: skip
    assert not compare(theirs, OURS)


def test_a_changed_command_is_written_alone_and_a_lost_one_removed() -> None:
    """One changed description is one write; a command that is ours no more is one removal."""
    theirs: list[dict[str, Any]] = [
        {"id": "7", "name": "plot", "description": "Old words", "integration_types": [0, 1]},
        {"id": "8", "name": "gone", "description": "x"},
    ]
    changes = compare(theirs, [*OURS, {"name": "new", "description": "y"}])
    assert [command["name"] for command in changes.upsert] == ["plot", "new"]
    assert changes.delete == ("8",)


def test_a_changed_translation_is_a_difference() -> None:
    """Localisations are compared, too."""
    ours = [{**OURS[0], "name_localizations": {"de": "handlung"}}]
    assert compare([{**OURS[0], "id": "1"}], ours).upsert


def test_permissions_are_the_same_as_number_and_as_text() -> None:
    """Discord gives the default permissions back as text."""
    ours = {**OURS[0], "default_member_permissions": 32}
    assert not compare([{**ours, "id": "1", "default_member_permissions": "32"}], [ours])
    assert compare([{**ours, "id": "1", "default_member_permissions": "8"}], [ours])


def test_options_are_compared_in_depth() -> None:
    """A default that is spelt out in an option is no difference, a new choice is one."""
    short = {"options": [{"name": "person", "type": 3}]}
    spelt = {
        "options": [{"name": "person", "type": 3, "required": False, "choices": [], "autocomplete": False}]
    }
    assert normalise(short) == normalise(spelt)
    chosen = {"options": [{"name": "person", "type": 3, "choices": [{"name": "A", "value": "a"}]}]}
    assert normalise(short) != normalise(chosen)


async def test_commands_can_be_installed_and_used_everywhere(bot_for: BotFor, harbour: Show) -> None:
    """Every command but /settings is for servers and users, in servers, bot DMs and private channels."""
    bot = bot_for(harbour)
    assert isinstance(bot, commands.AutoShardedBot)
    async with server(bot) as discord:
        [put] = [r for r in discord.env.http_requests if r.method == "PUT" and r.path.endswith("/commands")]
        assert put.json
        for command in put.json:
            if command["name"] == "settings":
                assert command["integration_types"] == [0]
                assert command["contexts"] == [0]
                assert command["default_member_permissions"] == discord_permissions(manage_guild=True)
                continue
            assert sorted(command["integration_types"]) == [0, 1]
            assert sorted(command["contexts"]) == [0, 1, 2]


async def test_only_unprivileged_intents_are_asked_for(bot_for: BotFor, harbour: Show) -> None:
    """The bot needs no approval for intents, and keeps no members or messages."""
    bot = bot_for(harbour)
    assert not bot.intents.members
    assert not bot.intents.presences
    assert not bot.intents.message_content
    async with server(bot) as discord:
        await discord.fan().ask("plot")
        assert not bot.cached_messages
