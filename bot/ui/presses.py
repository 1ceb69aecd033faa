"""Every press of a button, choice in a menu and sent form, read from its custom_id alone.

One entrance instead of one class a button: nothing is kept in memory for a card, so all of them go on
working after a restart, and every fault ends in the one handler.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import discord

from bot.answer import Sorry
from bot.desk import Reply
from bot.spoilers import NOTHING, cut
from bot.texts import PLAIN, Voice, language_for, say
from bot.topics import TOPICS
from bot.ui import failures, place
from bot.ui.custom_ids import Press, decode
from bot.ui.reply import Replies, in_bot_dm

_PRESSED = (discord.InteractionType.component, discord.InteractionType.modal_submit)


async def answer_press(interaction: discord.Interaction, replies: Replies) -> None:
    """Answer a press; whatever happens, the presser hears something. Other interactions are left alone."""
    if interaction.type not in _PRESSED:
        return
    try:
        await _answer(interaction, replies)
    except Exception as error:
        await failures.handle(interaction, error)


async def _answer(interaction: discord.Interaction, replies: Replies) -> None:
    data: Mapping[str, Any] = interaction.data or {}
    press = decode(str(data.get("custom_id", "")))
    if press is None or (press.show and press.show not in replies.desk.shelf.shows):
        await failures.tell(interaction, say("This card is from an older version of me. Please ask again."))
        return
    if interaction.type is discord.InteractionType.modal_submit:
        await _placed(interaction, replies, press)
        return
    match press.action:
        case "place":
            voice = Voice(language_for(str(interaction.locale)), PLAIN, replies.desk.now())
            await interaction.response.send_modal(place.form(press, voice))
        case "menu":
            subject = str(next(iter(data.get("values", ())), ""))
            await _reply(
                interaction, replies, replace(press, question=replace(press.question, subject=subject))
            )
        case "ask":
            await _reply(interaction, replies, press)


async def _reply(interaction: discord.Interaction, replies: Replies, press: Press) -> None:
    reply = replies.desk.reply(press.question, show=press.show or None, limit=press.limit)
    await replies.send(interaction, reply, private=not in_bot_dm(interaction))


async def _placed(interaction: discord.Interaction, replies: Replies, press: Press) -> None:
    """Answer the card's question again, privately, as far as the presser has watched."""
    shelf = replies.desk.shelf
    loaded = shelf.meant(press.show)
    assert loaded is not None, "checked before"
    visible = cut(loaded, NOTHING)
    limit = place.read(*place.submitted(interaction), visible)
    if isinstance(limit, Sorry):
        sorry = replace(
            limit, question=press.question, follows_place=TOPICS[press.question.topic].follows_place
        )
        await replies.send(
            interaction, Reply(sorry, visible, press.limit), private=not in_bot_dm(interaction)
        )
        return
    await _reply(interaction, replies, replace(press, limit=limit))
