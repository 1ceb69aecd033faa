"""The options that several commands share: names with suggestions, and which show is meant."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui.reply import Replies

log = logging.getLogger(__name__)

Choices = list[app_commands.Choice[str]]
Completer = Callable[[discord.Interaction, str], Coroutine[Any, Any, Choices]]


def fit_commands(cog: commands.Cog, replies: Replies) -> None:
    """Give a cog's commands suggestions for `show`, or take that option away where one show is loaded.

    May be called again when shows have come or gone.
    """
    for command in cog.get_app_commands():
        if not isinstance(command, app_commands.Command):
            continue
        _restore(command)
        if command.get_parameter("show") is None:
            continue
        if replies.desk.shelf.several:
            command.autocomplete("show")(show_completer(replies))
        else:
            _drop(command, "show")


def name_completer(replies: Replies, topic: str) -> Completer:
    """Suggestions for the names of a topic."""

    async def complete(interaction: discord.Interaction, typed: str) -> Choices:
        return await guarded(replies.complete(interaction, topic, typed))

    return complete


def show_completer(replies: Replies) -> Completer:
    """Suggestions for the shows."""

    async def complete(interaction: discord.Interaction, typed: str) -> Choices:
        return await guarded(replies.complete_show(interaction, typed))

    return complete


async def guarded(suggestions: Coroutine[Any, Any, Choices]) -> Choices:
    """A fan who types must never see a fault: no suggestions instead, and the log knows why."""
    try:
        return await suggestions
    except Exception:
        log.exception("no suggestions because of a fault")
        return []


def _restore(command: app_commands.Command[Any, ..., Any]) -> None:
    command._params = command.extras.setdefault("all options", command._params)


def _drop(command: app_commands.Command[Any, ..., Any], option: str) -> None:
    # discord.py has no public way to leave out an option; the default of the callback stands in
    command._params = {name: parameter for name, parameter in command._params.items() if name != option}
