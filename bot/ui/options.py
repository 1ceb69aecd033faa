"""The options that several commands share: which show, and whether only the asker sees the answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.spoilers import NOTHING
from bot.ui.reply import Replies

log = logging.getLogger(__name__)

Choices = list[app_commands.Choice[str]]
Completer = Callable[[discord.Interaction, str], Coroutine[Any, Any, Choices]]


def fit_commands(cog: commands.Cog, replies: Replies) -> None:
    """Give a cog's commands suggestions for `show`, or take that option away where one show is loaded."""
    for command in cog.get_app_commands():
        if not isinstance(command, app_commands.Command) or command.get_parameter("show") is None:
            continue
        if replies.desk.shelf.several:
            command.autocomplete("show")(_show_completer(replies))
        else:
            _drop(command, "show")


def name_completer(replies: Replies, topic: str) -> Completer:
    """Suggestions for the names of a topic, cut to what may be shown where the answer will land."""

    async def complete(interaction: discord.Interaction, typed: str) -> Choices:
        show = getattr(interaction.namespace, "show", None)
        names = replies.desk.complete(topic, typed, show=show, limit=NOTHING)
        return replies.offer(interaction, names)

    return _guarded(complete)


def _show_completer(replies: Replies) -> Completer:
    async def complete(interaction: discord.Interaction, typed: str) -> Choices:
        return replies.offer(interaction, replies.desk.complete_show(typed))

    return _guarded(complete)


def _guarded(complete: Completer) -> Completer:
    """A fan who types must never see a fault: no suggestions instead, and the log knows why."""

    async def guarded(interaction: discord.Interaction, typed: str) -> Choices:
        try:
            return await complete(interaction, typed)
        except Exception:
            log.exception("no suggestions because of a fault")
            return []

    return guarded


def _drop(command: app_commands.Command[Any, ..., Any], option: str) -> None:
    # discord.py has no public way to leave out an option; the default of the callback stands in
    command._params = {name: parameter for name, parameter in command._params.items() if name != option}
