"""What a fan does with their own data and their own answers."""

from __future__ import annotations

import json
from collections.abc import Callable

from bot.app import UsherBot
from bot.knowledge.episodes import Episode
from bot.knowledge.show import Show
from bot.storage.values import Place
from tests.fan import Card, server

BotFor = Callable[..., UsherBot]


async def test_a_fan_gets_their_data_as_a_file(bot_for: BotFor, harbour: Show) -> None:
    """/help leads to a page on privacy, whose button sends a JSON file to the asker alone."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        fan = discord.fan()
        await bot.store.set_place(fan.actor.id, harbour.id, Place(Episode(1, 3)))
        card = await fan.ask("help")
        await fan.actor.click(card.result.response, label="Your data")
        sent = await fan.actor.click(card.result.response, label="Send me my data")
        assert sent.ephemeral
        assert sent.response.attachments[0].filename == "usher-data.json"
        exported = await bot.store.export_user(fan.actor.id)
        assert json.loads(json.dumps(exported))["progress"][0]["upto"] == "S01E03"


async def test_a_fan_has_their_data_deleted_after_a_confirmation(bot_for: BotFor, harbour: Show) -> None:
    """One press asks, the second deletes everything at once."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        fan = discord.fan()
        await bot.store.set_place(fan.actor.id, harbour.id, Place(Episode(1, 3)))
        card = await fan.ask("help")
        await fan.actor.click(card.result.response, label="Your data")
        asked = Card(await fan.actor.click(card.result.response, label="Delete my data"))
        assert await bot.store.place(fan.actor.id, harbour.id) is not None
        await fan.actor.click(asked.result.response, label="Yes, delete all of it")
        assert await bot.store.place(fan.actor.id, harbour.id) is None
        assert (await bot.store.export_user(fan.actor.id))["progress"] == []


async def test_the_asker_takes_their_public_answer_back(bot_for: BotFor, harbour: Show) -> None:
    """Apps › Take back removes the answer for who asked, and for nobody else."""
    async with server(bot_for(harbour)) as discord:
        ann, ben = discord.fan("ann"), discord.fan("ben")
        await ann.ask("plot")
        answer = discord.channel.last_message
        assert answer is not None
        refused = await ben.actor.context_menu(discord.channel, "Take back", answer)
        assert "Only whoever asked" in refused.response.content
        assert discord.channel.last_message is not None
        done = await ann.actor.context_menu(discord.channel, "Take back", answer)
        assert done.response.content == "Taken back."
        assert discord.channel.last_message is None


async def test_other_messages_cannot_be_taken_back(bot_for: BotFor, harbour: Show) -> None:
    """What is not an answer of the bot's is left alone."""
    async with server(bot_for(harbour)) as discord:
        ann = discord.fan("ann")
        said = await ann.actor.send(discord.channel, "hello")
        refused = await ann.actor.context_menu(discord.channel, "Take back", said)
        assert "not an answer of mine" in refused.response.content
