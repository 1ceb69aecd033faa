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


def layout(*made: tuple[Card, Reply], target: int = 0, link: tuple[str, str] | None = None) -> ui.LayoutView:
    """The message of one card or two. Its view is finished at once: nothing waits for presses.

    `target` is the id of the message that was asked about, to which a shared answer replies; `link` the label
    and the address of one more button on the last card.
    """
    view = ui.LayoutView(timeout=None)
    taken: set[str] = set()
    for card, reply in made:
        last = reply is made[-1][1]
        view.add_item(_container(card, reply, target, taken, link if last else None))
    view.stop()
    return view


def plain(*made: tuple[Card, Reply]) -> tuple[str, ui.View]:
    """The same as a text with rows of buttons under it, one row a card: it can be read in a notification.

    A button that would say what one before it says is left out. The view is finished at once.
    """
    view = ui.View(timeout=None)
    taken: set[str] = set()
    labels: set[str | None] = set()
    for row, (card, reply) in enumerate(made):
        for button in _buttons(card, reply, 0):
            if button.label in labels or button.custom_id in taken:
                continue
            button.row = row
            view.add_item(button)
            labels.add(button.label)
            if button.custom_id:
                taken.add(button.custom_id)
    view.stop()
    return "\n\n".join(_text(card) for card, _ in made), view


def _text(card: Card) -> str:
    blocks = [f"**{card.headline}**"]
    for part in card.parts:
        lines = "\n".join(map(_line, part.lines))
        blocks.append(f"\n**{part.title}**\n{lines}" if part.title else lines)
    if card.small_print:
        blocks.append(f"-# {card.small_print}")
    return "\n".join(blocks)


def _container(
    card: Card, reply: Reply, target: int, taken: set[str], link: tuple[str, str] | None
) -> ui.Container[ui.LayoutView]:
    """The container of a card, without what is `taken` by another one's custom_ids."""
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=discord.Colour.from_str(card.accent))
    container.add_item(ui.TextDisplay(f"## {card.headline}"))
    for part in card.parts:
        container.add_item(ui.Separator(visible=False))
        title = [f"### {part.title}"] if part.title else []
        container.add_item(ui.TextDisplay("\n".join([*title, *map(_line, part.lines)])))
    if card.small_print:
        container.add_item(ui.Separator(visible=False))
        container.add_item(ui.TextDisplay(f"-# {card.small_print}"))
    menu = _menu(card.menu, reply) if card.menu else None
    if menu is not None and menu.custom_id not in taken:
        taken.add(menu.custom_id)
        container.add_item(ui.ActionRow(menu))
    buttons = [one for one in _buttons(card, reply, target) if one.custom_id not in taken]
    taken.update(one.custom_id for one in buttons if one.custom_id)
    if link is not None:
        buttons.append(ui.Button(label=link[0], url=link[1]))
    if buttons:
        container.add_item(ui.ActionRow(*buttons))
    return container


def _line(line: CardLine) -> str:
    text = DISCORD.link(line.text, line.url) if line.url else line.text
    if not line.lead:
        return text
    return f"**{line.lead}** – {text}" if text else f"**{line.lead}**"


def _show(reply: Reply) -> str:
    return reply.show.id if reply.show else ""


def _menu(made: CardMenu, reply: Reply) -> ui.Select[ui.LayoutView]:
    custom_id = encode(Press("menu", _show(reply), Question(made.menu.topic), reply.limit))
    options = [
        discord.SelectOption(label=label, value=name.id, description=description or None)
        for name, label, description in made.options
    ]
    return ui.Select(custom_id=custom_id, placeholder=made.prompt, options=options)


def _buttons(card: Card, reply: Reply, target: int) -> list[ui.Button[ui.LayoutView]]:
    buttons: list[ui.Button[ui.LayoutView]] = []
    show, question = _show(reply), reply.content.question
    if card.place_button:
        press = Press("place", show, question, reply.limit)
        buttons.append(
            ui.Button(label=card.place_button, custom_id=encode(press), style=discord.ButtonStyle.primary)
        )
    if card.share_button:
        press = Press("share", show, question, reply.limit, target)
        buttons.append(ui.Button(label=card.share_button, custom_id=encode(press)))
    for act, label in card.acts:
        style = discord.ButtonStyle.danger if act.grave else discord.ButtonStyle.secondary
        buttons.append(ui.Button(label=label, custom_id=encode_control(act.area, act.action), style=style))
    buttons += [ui.Button(label=label, url=link.url) for link, label in card.links]
    buttons += [ui.Button(label=label, custom_id=_ask(lead, show, reply.limit)) for lead, label in card.leads]
    return buttons


def _ask(lead: Lead, show: str, limit: Limit) -> str:
    return encode(Press("ask", lead.show or show, lead.question, limit))
