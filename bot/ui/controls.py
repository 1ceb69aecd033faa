"""Builds control cards: a text, then rows of menus and buttons that change something."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot import limits
from bot.markdown import shorten, size

Row = ui.ActionRow[ui.LayoutView]
Choice = tuple[str, str]
"""A label and a value."""
_CHANNELS = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.voice,
    discord.ChannelType.stage_voice,
    discord.ChannelType.forum,
    discord.ChannelType.category,
]


def control_card(accent: str, texts: Sequence[str], rows: Sequence[Row]) -> ui.LayoutView:
    """A card of texts, which are ready for Discord, and rows. Its view is finished at once."""
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=discord.Colour.from_str(accent))
    for text in fitted(texts, limits.MESSAGE_TEXT):
        container.add_item(ui.TextDisplay(text))
    for row in rows:
        container.add_item(row)
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    view.stop()
    return view


def fitted(texts: Sequence[str], limit: int) -> list[str]:
    """The texts, the longest of them shortened so that all fit together."""
    room, made = limit, dict[int, str]()
    for left, place in enumerate(sorted(range(len(texts)), key=lambda at: size(texts[at]))):
        made[place] = shorten(texts[place], room // (len(texts) - left))
        room -= size(made[place])
    return [made[place] for place in range(len(texts))]


def menu(
    custom_id: str,
    prompt: str,
    choices: Sequence[Choice],
    *,
    chosen: Sequence[str] = (),
    several: bool = False,
) -> Row:
    """A row with a menu of at most 25 choices; `several` lets one choose more than one, or none."""
    options = [
        discord.SelectOption(label=shorten(label, limits.OPTION_TEXT), value=value, default=value in chosen)
        for label, value in choices[: limits.MENU_OPTIONS]
    ]
    least, most = (0, len(options)) if several else (1, 1)
    return ui.ActionRow(
        ui.Select(
            custom_id=custom_id,
            placeholder=shorten(prompt, limits.PLACEHOLDER),
            options=options,
            min_values=least,
            max_values=most,
        )
    )


def channels(custom_id: str, prompt: str) -> Row:
    """A row in which a category or channel is picked. Threads are as their channel."""
    return ui.ActionRow(
        ui.ChannelSelect(
            custom_id=custom_id,
            placeholder=shorten(prompt, limits.PLACEHOLDER),
            channel_types=_CHANNELS,
        )
    )


def buttons(*made: tuple[str, str, discord.ButtonStyle]) -> Row:
    """A row of buttons: custom_id, label and style of each."""
    return ui.ActionRow(*(ui.Button(custom_id=id, label=label, style=style) for id, label, style in made))


async def show(interaction: discord.Interaction, view: ui.LayoutView, *, private: bool = True) -> None:
    """Show a control card: in place of the one that was pressed, else as a new message."""
    nobody = discord.AllowedMentions.none()
    if interaction.type is discord.InteractionType.application_command or interaction.message is None:
        await interaction.response.send_message(view=view, ephemeral=private, allowed_mentions=nobody)
    else:
        await interaction.response.edit_message(view=view, allowed_mentions=nobody)
