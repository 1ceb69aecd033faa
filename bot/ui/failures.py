"""The one place where faults end: the asker gets a calm sentence, the log the reason, both one reference."""

from __future__ import annotations

import logging
import secrets

import discord
from discord import app_commands

from bot.texts import DISCORD, Say, Voice, language_for, say
from bot.ui.posting import post

log = logging.getLogger(__name__)

EXPIRED, ALREADY_ANSWERED, MESSAGE_GONE, CHANNEL_GONE = 10062, 40060, 10008, 10003
NO_HISTORY = 160002
"""Discord lets nobody reply who may not read what was said before."""
OLD_CARD = say("This card is from an older version of me. Please ask again.")
NOTHING_LEFT_TO_DO = frozenset({EXPIRED, ALREADY_ANSWERED, MESSAGE_GONE, CHANNEL_GONE})


async def handle(interaction: discord.Interaction, error: BaseException) -> None:
    """Log a fault and tell the asker, if Discord still lets us. Never raises what Discord answers."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    if isinstance(cause, (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)):
        log.warning("a command that Discord offers is not the one that we have: %s", cause)
        await tell(interaction, say("I was just updated. Please try that again in a minute."))
        return
    if isinstance(cause, discord.HTTPException) and cause.code in NOTHING_LEFT_TO_DO:
        log.info("an answer came too late or its place is gone: %s", cause)
        return
    if isinstance(cause, discord.Forbidden):
        log.warning("Discord refused an answer: %s", cause)
        await tell(interaction, say("I'm not allowed to answer here. A moderator can check my permissions."))
        return
    reference = secrets.token_hex(3)
    log.error("fault %s in %s", reference, _what(interaction), exc_info=cause)
    await tell(interaction, _fault(reference))


async def handle_message(message: discord.Message, error: Exception, voice: Voice) -> None:
    """Log a fault over a message and tell its author, if Discord lets us. Never raises what Discord answers.

    Where the bot may not write, that is as its moderators want it.
    """
    if isinstance(error, discord.HTTPException) and error.code in NOTHING_LEFT_TO_DO:
        log.info("a message or its place is gone: %s", error)
        return
    if isinstance(error, discord.Forbidden) or getattr(error, "code", 0) == NO_HISTORY:
        log.info("may not reply to a message: %s", error)
        return
    reference = secrets.token_hex(3)
    log.error("fault %s over a message", reference, exc_info=error)
    try:
        await post(
            message.channel, message.to_reference(), voice(_fault(reference)), once=f"fault {reference}"
        )
    except discord.HTTPException as refused:
        log.info("could not tell the author: %s", refused)


def _fault(reference: str) -> Say:
    return say(
        "Something went wrong on my side. If it goes on, tell whoever runs me: {reference}.",
        reference=reference,
    )


async def tell(interaction: discord.Interaction, message: Say) -> None:
    """One sentence, to the asker alone; if Discord refuses that too, only the log hears of it."""
    voice = Voice(language_for(str(interaction.locale)), DISCORD, interaction.created_at)
    nobody = discord.AllowedMentions.none()
    try:
        if interaction.response.is_done():
            await interaction.followup.send(voice(message), ephemeral=True, allowed_mentions=nobody)
        else:
            await interaction.response.send_message(voice(message), ephemeral=True, allowed_mentions=nobody)
    except discord.HTTPException as refused:
        log.info("could not tell the asker: %s", refused)


def _what(interaction: discord.Interaction) -> str:
    if interaction.command is not None:
        return f"/{interaction.command.qualified_name}"
    return f"an interaction of type {interaction.type.name}"
