"""Shows a private answer to everybody where it was asked, as far as everybody there may be told."""

from __future__ import annotations

import hashlib

import discord

from bot import limits
from bot.answer import Answer
from bot.audience import Audience, audience
from bot.desk import Reply
from bot.markdown import shorten
from bot.texts import PLAIN, Voice, say
from bot.ui import failures
from bot.ui.custom_ids import Press, encode
from bot.ui.posting import post
from bot.ui.reply import Replies
from bot.ui.scene import scene_of

_SHARER = 60
"""Room for who shared an answer."""


async def share(interaction: discord.Interaction, replies: Replies, press: Press) -> None:
    """Show the answer to everybody, cut again to what everybody there may be told, and the presser.

    If it is about somebody's message, it goes there as a reply where the bot may write, and else becomes a
    message that leads there.
    """
    shelf = replies.known(interaction)
    loaded = replies.desk.find(press.show or None, shelf)
    if loaded is None or interaction.guild_id is None or not _may_write(interaction, interaction.permissions):
        await failures.tell(interaction, say("That can't be shared here."))
        return
    if _hushed(interaction):
        await failures.tell(
            interaction,
            say("That can't be shared here: Discord shows my answers in this server to you alone."),
        )
        return
    who: Audience = await audience(replies.memory, scene_of(interaction), loaded, replies.desk.now())
    reply = replies.desk.reply(press.question, show=loaded.id, limit=who.limit, shelf=shelf)
    if not isinstance(reply.content, Answer):
        await failures.tell(interaction, say("There is nothing of this that everybody here may be told."))
        return
    if not press.target:
        await replies.publish(interaction, reply)
    elif not (_is_member(interaction) and await _posted(interaction, replies, press, reply)):
        await _publish_with_link(interaction, replies, press, reply)


async def _posted(interaction: discord.Interaction, replies: Replies, press: Press, reply: Reply) -> bool:
    """Post the answer as a reply and tell the presser so, unless the bot may not write there."""
    channel_id, guild_id = interaction.channel_id, interaction.guild_id
    assert channel_id is not None, "a press is in a channel"
    allowed = interaction.app_permissions
    if not (_may_write(interaction, allowed) and allowed.view_channel and allowed.read_message_history):
        return False
    voice = await replies.voice(interaction, private=False)
    content, view = replies.text(reply, voice=voice, room=limits.CONTENT - _SHARER)
    content += f"\n-# {voice(say('Shared by:'))} {interaction.user.mention}"
    to = discord.MessageReference(message_id=press.target, channel_id=channel_id, guild_id=guild_id)
    channel = interaction.client.get_partial_messageable(channel_id, guild_id=guild_id)
    once = hashlib.sha256(encode(press).encode()).hexdigest()[:25]
    # Posting may take longer than Discord waits for a word about the press.
    await interaction.response.defer()
    try:
        await post(channel, to, content, view=view, once=once)
    except discord.Forbidden:
        await failures.tell(
            interaction, say("I'm not allowed to write here. A moderator can check my permissions.")
        )
        return True
    await failures.tell(interaction, say("Shared."))
    return True


async def _publish_with_link(
    interaction: discord.Interaction, replies: Replies, press: Press, reply: Reply
) -> None:
    voice = await replies.voice(interaction, private=False)
    labels = Voice(voice.language, PLAIN, voice.now)
    label = shorten(labels(say("To the message")), limits.BUTTON_LABEL)
    url = f"https://discord.com/channels/{interaction.guild_id}/{interaction.channel_id}/{press.target}"
    await replies.publish(interaction, reply, link=(label, url))


def _may_write(interaction: discord.Interaction, allowed: discord.Permissions) -> bool:
    """Whether somebody with these permissions may write where the press is."""
    in_thread = isinstance(interaction.channel, discord.Thread)
    return allowed.send_messages_in_threads if in_thread else allowed.send_messages


def _hushed(interaction: discord.Interaction) -> bool:
    """Whether Discord makes an answer of ours private here, whatever we ask."""
    external = interaction.is_user_integration() and not interaction.is_guild_integration()
    return external and not interaction.permissions.use_external_apps


def _is_member(interaction: discord.Interaction) -> bool:
    """Whether the bot itself is in the server."""
    return interaction.client.get_guild(interaction.guild_id or 0) is not None
