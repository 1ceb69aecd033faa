"""Every press of a button, choice in a menu and sent form, read from its custom_id alone.

One entrance instead of one class a button: nothing is kept in memory for a card, so all of them go on
working after a restart, and every fault ends in the one handler.
"""

from __future__ import annotations

from dataclasses import replace

import discord

from bot.answer import Sorry
from bot.desk import Reply
from bot.knowledge.show import Show
from bot.spoilers import NOTHING, Limit, cut
from bot.storage.errors import StorageUnavailable
from bot.storage.values import Place
from bot.texts import PLAIN, say
from bot.topics import TOPICS
from bot.ui import failures, place
from bot.ui.custom_ids import Press
from bot.ui.reply import Replies
from bot.ui.scene import chosen_values, scene_of
from bot.ui.sharing import share


async def answer_press(interaction: discord.Interaction, press: Press, replies: Replies) -> None:
    """Answer a press on an answer's card."""
    if press.show and press.show not in replies.known(interaction).shows:
        await failures.tell(interaction, failures.OLD_CARD)
        return
    if interaction.type is discord.InteractionType.modal_submit:
        await _placed(interaction, replies, press)
        return
    match press.action:
        case "place":
            voice = replace(await replies.voice(interaction, private=True), medium=PLAIN)
            await interaction.response.send_modal(place.form(press, voice))
        case "share":
            await share(interaction, replies, press)
        case "menu":
            subject = (chosen_values(interaction) or [""])[0]
            await _read_on(
                interaction, replies, replace(press, question=replace(press.question, subject=subject))
            )
        case "ask":
            await _read_on(interaction, replies, press)


async def _read_on(interaction: discord.Interaction, replies: Replies, press: Press) -> None:
    """Answer the presser alone. A private card tells how far its reader said to be; a public one does not."""
    message = interaction.message
    theirs = message is not None and (message.flags.ephemeral or scene_of(interaction).alone)
    own = press.limit if theirs else None
    await replies.give(interaction, press.question, show=press.show or None, private=True, own=own)


async def _placed(interaction: discord.Interaction, replies: Replies, press: Press) -> None:
    """Remember how far the presser has watched, and answer the card's question again as far as that."""
    shelf = replies.known(interaction)
    show = shelf.shows[press.show]
    alone = scene_of(interaction).alone
    limit = place.read(*place.submitted(interaction), cut(show, NOTHING))
    if isinstance(limit, Sorry):
        follows = TOPICS[press.question.topic].follows_place
        sorry = replace(limit, question=press.question, follows_place=follows)
        await replies.send(interaction, Reply(sorry, cut(show, NOTHING), press.limit), private=not alone)
        return
    saved = await _save(interaction, replies, show, limit)
    reply = replies.desk.reply(press.question, show=press.show, limit=limit, shelf=shelf)
    await replies.send(interaction, reply, private=not alone)
    if not saved:
        await failures.tell(interaction, say("I can't remember that just now. It holds for this card."))


async def _save(interaction: discord.Interaction, replies: Replies, show: Show, limit: Limit) -> bool:
    try:
        await replies.memory.set_place(interaction.user.id, show.id, Place(limit.upto))
    except StorageUnavailable:
        return False
    return True
