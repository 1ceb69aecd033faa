"""Who asks and where, read from an interaction or a message; what can't be known counts as the strictest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord

from bot.audience import Scene


def scene_of(interaction: discord.Interaction) -> Scene:
    """The scene of an interaction. Group DMs are public, and so is a bot in somebody else's DM."""
    if interaction.guild_id is None:
        return Scene(interaction.user.id, alone=in_bot_dm(interaction))
    return Scene(interaction.user.id, interaction.guild_id, _scopes(interaction.channel))


def scene_of_message(message: discord.Message) -> Scene:
    """The scene of a message that the bot hears: in a server, or in its own DM."""
    if message.guild is None:
        return Scene(message.author.id, alone=isinstance(message.channel, discord.DMChannel))
    return Scene(message.author.id, message.guild.id, _scopes(message.channel))


def in_bot_dm(interaction: discord.Interaction) -> bool:
    """Whether only the asker and the bot can read here."""
    return interaction.context.dm_channel


def custom_id_of(interaction: discord.Interaction) -> str:
    """The custom_id of what was pressed; empty for other interactions."""
    data: Mapping[str, Any] = interaction.data or {}
    return str(data.get("custom_id", ""))


def chosen_values(interaction: discord.Interaction) -> list[str]:
    """What was chosen in a menu; ids, where it was channels."""
    data: Mapping[str, Any] = interaction.data or {}
    return [str(value) for value in data.get("values") or ()]


def _scopes(channel: object) -> tuple[int, ...] | None:
    if isinstance(channel, discord.Thread):
        parent = channel.parent
        return None if parent is None else _of_channel(parent)
    return _of_channel(channel) if isinstance(channel, discord.abc.GuildChannel) else None


def _of_channel(channel: discord.abc.GuildChannel) -> tuple[int, ...]:
    return (channel.id,) if channel.category_id is None else (channel.id, channel.category_id)
