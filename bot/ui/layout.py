"""Turns a card into a Discord message. Nothing else builds one for an answer."""

from __future__ import annotations

import discord
from discord import ui

from bot.answer import Lead, Question
from bot.card import Card, CardLine, CardMenu
from bot.desk import Reply
from bot.spoilers import Limit
from bot.texts import DISCORD
from bot.ui.control_ids import encode_control
from bot.ui.custom_ids import Press, encode


def layout(card: Card, reply: Reply) -> ui.LayoutView:
    """The message of a card. Its view is finished at once: nothing waits for presses."""
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=discord.Colour.from_str(card.accent))
    container.add_item(ui.TextDisplay(f"## {card.headline}"))
    for part in card.parts:
        container.add_item(ui.Separator(visible=False))
        title = [f"### {part.title}"] if part.title else []
        container.add_item(ui.TextDisplay("\n".join([*title, *map(_line, part.lines)])))
    if card.small_print:
        container.add_item(ui.Separator(visible=False))
        container.add_item(ui.TextDisplay(f"-# {card.small_print}"))
    show = reply.show.id if reply.show else ""
    if card.menu:
        container.add_item(_menu(card.menu, show, reply.limit))
    buttons = _buttons(card, reply, show)
    if buttons:
        container.add_item(ui.ActionRow(*buttons))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    view.stop()
    return view


def _line(line: CardLine) -> str:
    text = DISCORD.link(line.text, line.url) if line.url else line.text
    if not line.lead:
        return text
    return f"**{line.lead}** – {text}" if text else f"**{line.lead}**"


def _menu(made: CardMenu, show: str, limit: Limit) -> ui.ActionRow[ui.LayoutView]:
    custom_id = encode(Press("menu", show, Question(made.menu.topic), limit))
    options = [
        discord.SelectOption(label=label, value=name.id, description=description or None)
        for name, label, description in made.options
    ]
    return ui.ActionRow(ui.Select(custom_id=custom_id, placeholder=made.prompt, options=options))


def _buttons(card: Card, reply: Reply, show: str) -> list[ui.Button[ui.LayoutView]]:
    buttons: list[ui.Button[ui.LayoutView]] = []
    if card.place_button:
        press = Press("place", show, reply.content.question, reply.limit)
        buttons.append(
            ui.Button(label=card.place_button, custom_id=encode(press), style=discord.ButtonStyle.primary)
        )
    if card.share_button:
        press = Press("share", show, reply.content.question, reply.limit)
        buttons.append(ui.Button(label=card.share_button, custom_id=encode(press)))
    for act, label in card.acts:
        style = discord.ButtonStyle.danger if act.grave else discord.ButtonStyle.secondary
        buttons.append(ui.Button(label=label, custom_id=encode_control(act.area, act.action), style=style))
    buttons += [ui.Button(label=label, url=link.url) for link, label in card.links]
    buttons += [ui.Button(label=label, custom_id=_ask(lead, show, reply.limit)) for lead, label in card.leads]
    return buttons


def _ask(lead: Lead, show: str, limit: Limit) -> str:
    return encode(Press("ask", lead.show or show, lead.question, limit))
