"""Messages that are meant for the bot: mentions in a channel, and whatever is said in its own DM."""

from __future__ import annotations

import logging
import re

import discord

from bot.audience import server_settings
from bot.desk import Reply
from bot.storage.values import ServerSettings
from bot.texts import DEFAULT_LANGUAGE, DISCORD, Voice, language_for
from bot.ui import failures
from bot.ui.pace import Pace
from bot.ui.plain_words import Asked, PlainWords
from bot.ui.posting import post
from bot.ui.reply import Replies
from bot.ui.scene import scene_of_message

log = logging.getLogger(__name__)

TOO_MANY = "⏳"
_SAID = (discord.MessageType.default, discord.MessageType.reply)
_AROUND = " \t\n,:;!-–—"


class Messages:
    """Answers the messages that are meant for the bot, each once, with a reply that pings nobody."""

    def __init__(self, replies: Replies, words: PlainWords) -> None:
        self._replies = replies
        self._words = words
        self._pace = Pace(replies.desk.now)

    async def enter(self, message: discord.Message, me: int) -> None:
        """Answer a message if it is meant for the bot, whose id is `me`. Never raises."""
        question = question_in(message, me)
        if question is None:
            return
        try:
            await self._answer(message, question)
        except Exception as error:
            await failures.handle_message(message, error, await self._voice(message))

    async def _answer(self, message: discord.Message, question: str) -> None:
        desk, scene = self._replies.desk, scene_of_message(message)
        settings = await server_settings(self._replies.memory, scene)
        if scene.guild_id is not None and not settings.hears(scene.scopes):
            return
        turn = self._pace.turn(message.author.id, message.channel.id)
        if turn != "answer":
            if turn == "wait":
                await _ask_to_wait(message)
            return
        if not question:
            example = await self._words.examples(scene, desk.shelf)
            await self._reply(message, example, voice=await self._voice(message))
            return
        asked = Asked(scene, question, _locale(message, settings), message.channel.id)
        told = await self._words.hear(asked, desk.shelf)
        voice = Voice(language_for(told.heard.language), DISCORD, desk.now())
        await self._reply(message, *told.heard.replies, voice=voice)
        await self._words.given(told)

    async def _reply(self, message: discord.Message, *replies: Reply, voice: Voice) -> None:
        content, view = self._replies.text(*replies, voice=voice)
        await post(message.channel, message.to_reference(), content, view=view, once=str(message.id))

    async def _voice(self, message: discord.Message) -> Voice:
        settings = await server_settings(self._replies.memory, scene_of_message(message))
        return Voice(language_for(_locale(message, settings)), DISCORD, self._replies.desk.now())


def question_in(message: discord.Message, me: int) -> str | None:
    """What a message asks the bot; empty where it only calls it, None where it isn't meant for it.

    Nobody who calls everybody, or a role, asks the bot; and who answers one of its messages asks it only with
    a mention of their own.
    """
    if message.author.bot or message.webhook_id is not None or message.type not in _SAID:
        return None
    if message.guild is None:
        called = isinstance(message.channel, discord.DMChannel)
    else:
        called = me in message.raw_mentions and not (
            message.mention_everyone or message.raw_role_mentions or message.role_mentions
        )
    return words_of(message.content, me) if called else None


def words_of(content: str, me: int) -> str:
    """The words of a message, without mentions of the bot; empty where there are but signs."""
    said = re.sub(rf"<@!?{me}>", " ", content).strip(_AROUND)
    return said if re.search(r"\w", said) else ""


def _locale(message: discord.Message, settings: ServerSettings) -> str:
    """The server's language; a message does not say which one its author uses."""
    return settings.language or (str(message.guild.preferred_locale) if message.guild else DEFAULT_LANGUAGE)


async def _ask_to_wait(message: discord.Message) -> None:
    try:
        await message.add_reaction(TOO_MANY)
    except discord.HTTPException as refused:
        log.info("could not ask somebody to wait: %s", refused)
