"""Apps › Answer this: a question of somebody's is answered for whoever chose it, and shared with all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import discord
import pytest

from bot.app import UsherBot
from bot.knowledge.episodes import Episode
from bot.knowledge.show import Show
from bot.storage.values import Place
from tests.fan import Card, Fan, Posted, Server, posted, server

BotFor = Callable[..., UsherBot]
KEEPER = "Bramblings01e05"


async def _asked(discord_: Server, words: str = "who is in the cast?") -> tuple[Fan, Any]:
    """A fan who has asked nobody in particular, and the message."""
    ben = discord_.fan("ben")
    return ben, await ben.actor.send(ben.channel, words)


async def _share(fan: Fan, card: Card) -> tuple[Card, list[Card]]:
    """Press Share: what the presser is told, and what is posted for all."""
    before = {message.id for message in fan.channel.history()}
    pressed = await fan.actor.click(card.result.response, label="Share")
    told = Card(Posted(pressed.followups[-1], ephemeral=True)) if pressed.followups else Card(pressed)
    return told, posted(fan.env, fan.channel, before)


async def test_the_answer_is_for_whoever_chose_it(bot_for: BotFor, harbour: Show) -> None:
    """As far as they have seen, whoever wrote the message."""
    bot = bot_for(harbour)
    async with server(bot) as discord_:
        _, question = await _asked(discord_)
        ann = discord_.fan("ann")
        await bot.store.set_place(ann.actor.id, harbour.id, Place(Episode(1, 5)))
        card = await ann.answer_this(question)
        assert card.private
        assert KEEPER in card.text


@pytest.mark.parametrize("words", ["?!", "{bot}", "🎬"])
async def test_a_message_without_words_is_said_to_be_one(bot_for: BotFor, harbour: Show, words: str) -> None:
    """There is nothing to answer in a picture or a sign."""
    async with server(bot_for(harbour)) as discord_:
        ann = discord_.fan("ann")
        said = await ann.actor.send(ann.channel, words.format(bot="<@1>" if words != "{bot}" else "…"))
        card = await ann.answer_this(said)
        assert card.private
        assert "no words" in card.text


async def test_what_discord_itself_says_is_no_question(bot_for: BotFor, harbour: Show) -> None:
    """The name of a new thread stands in such a message, and nothing can reply to it."""
    async with server(bot_for(harbour)) as discord_:
        ann = discord_.fan("ann")
        channel = discord_.env.bot.get_channel(discord_.channel.id)
        assert isinstance(channel, discord.TextChannel)
        await channel.create_thread(name="who is in the cast?", type=discord.ChannelType.public_thread)
        notice = discord_.channel.last_message
        assert notice is not None
        assert notice.content
        assert "no words" in (await ann.answer_this(notice)).text


async def test_words_that_nobody_asked_it_are_not_kept(bot_for: BotFor, harbour: Show) -> None:
    """Where a server keeps what was not understood, a message that somebody chose is counted alone."""
    bot = bot_for(harbour)
    async with server(bot) as discord_:
        await bot.store.set_keeps_questions(discord_.guild.id, True)
        ben, said = await _asked(discord_, "what colour is the third lamp?")
        assert "can't answer" in (await discord_.fan("ann").answer_this(said)).text
        assert await bot.store.questions(discord_.guild.id) == []
        await ben.mention("what colour is the third lamp?")
        assert len(await bot.store.questions(discord_.guild.id)) == 1


async def test_in_a_thread_it_is_shared_there(bot_for: BotFor, harbour: Show) -> None:
    """A thread has permissions of its own for writing."""
    async with server(bot_for(harbour)) as discord_:
        channel = discord_.env.bot.get_channel(discord_.channel.id)
        assert isinstance(channel, discord.TextChannel)
        await channel.create_thread(name="Episode 5", type=discord.ChannelType.public_thread)
        [thread] = discord_.channel.threads
        ann = discord_.there(discord_.fan("ann"), thread)
        question = await ann.actor.send(thread, "cast?")
        _, [shared] = await _share(ann, await ann.answer_this(question))
        assert shared.result.response.message.reference.message_id == question.id


async def test_shared_it_becomes_a_reply_cut_to_what_all_may_know(bot_for: BotFor, harbour: Show) -> None:
    """The answer goes under the question, names who shared it, and pings nobody."""
    bot = bot_for(harbour)
    async with server(bot) as discord_:
        _, question = await _asked(discord_)
        ann = discord_.fan("ann")
        await bot.store.set_place(ann.actor.id, harbour.id, Place(Episode(1, 5)))
        told, [shared] = await _share(ann, await ann.answer_this(question))
        assert KEEPER not in shared.text
        message = shared.result.response.message
        assert message.reference is not None
        assert message.reference.message_id == question.id
        assert message.content.endswith(f"Shared by: {ann.actor.mention}")
        [sent] = [r for r in discord_.env.http_requests if r.path.endswith("/messages")]
        assert sent.json
        assert sent.json["allowed_mentions"] == {"parse": [], "replied_user": False}
        assert told.text == "Shared."
        assert told.result.response.ephemeral
        assert (await discord_.fan("eve").press(shared, "Sources")).private


async def test_who_shared_it_takes_it_back(bot_for: BotFor, harbour: Show) -> None:
    """It is theirs, not that of who asked."""
    async with server(bot_for(harbour)) as discord_:
        ben, question = await _asked(discord_)
        ann = discord_.fan("ann")
        _, [shared] = await _share(ann, await ann.answer_this(question))
        refused = await ben.actor.context_menu(ben.channel, "Take back", shared.result.response)
        assert "Only whoever asked" in refused.response.content
        await ann.actor.context_menu(ann.channel, "Take back", shared.result.response)
        assert len([m for m in ann.channel.history() if m.author.bot]) == 0


@pytest.mark.parametrize("lacking", ["send_messages", "view_channel", "read_message_history"])
async def test_where_the_bot_may_not_write_the_press_is_answered_publicly(
    bot_for: BotFor, harbour: Show, lacking: str
) -> None:
    """Then all there get the answer by way of the press, with a link to the message."""
    async with server(bot_for(harbour)) as discord_:
        room = discord_.guild.create_text_channel(
            "room", overwrites={discord_.env.bot.user: discord.PermissionOverwrite(**{lacking: False})}
        )
        ann = discord_.there(discord_.fan("ann"), room)
        question = await ann.actor.send(room, "cast?")
        pressed, _ = await _share(ann, await ann.answer_this(question))
        assert not pressed.private
        [link] = [c["url"] for c in pressed.components if c.get("label") == "To the message"]
        assert link == f"https://discord.com/channels/{discord_.guild.id}/{room.id}/{question.id}"


async def test_who_may_not_write_there_shares_nothing(bot_for: BotFor, harbour: Show) -> None:
    """The bot says nothing in public for somebody who may not."""
    async with server(bot_for(harbour)) as discord_:
        _, question = await _asked(discord_)
        ann = discord_.fan("ann")
        card = await ann.answer_this(question)
        channel = discord_.env.bot.get_channel(discord_.channel.id)
        assert isinstance(channel, discord.TextChannel)
        await channel.set_permissions(channel.guild.default_role, send_messages=False)
        pressed, shared = await _share(ann, card)
        assert "can't be shared here" in pressed.text
        assert pressed.private
        assert shared == []


async def test_what_nobody_there_may_know_is_not_shared(bot_for: BotFor, harbour: Show) -> None:
    """A card that rests on a guarded person stays with its reader."""
    bot = bot_for(harbour)
    async with server(bot) as discord_:
        _, question = await _asked(discord_, "who plays Bramblings01e05 in the cast?")
        ann = discord_.fan("ann")
        await bot.store.set_place(ann.actor.id, harbour.id, Place(Episode(1, 5)))
        _, shared = await _share(ann, await ann.answer_this(question))
        assert all("s01e05" not in one.text.lower() for one in shared)


async def test_a_reply_that_discord_refuses_is_told(bot_for: BotFor, harbour: Show) -> None:
    """Permissions may have changed since; the presser hears of it."""
    async with server(bot_for(harbour), check_errors=False) as discord_:
        _, question = await _asked(discord_)
        ann = discord_.fan("ann")
        card = await ann.answer_this(question)
        discord_.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, times=1)
        pressed, shared = await _share(ann, card)
        assert shared == []
        assert "not allowed" in pressed.text
