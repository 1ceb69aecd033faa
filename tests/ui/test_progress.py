"""/progress and "Where I'm up to", and what they change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.app import UsherBot
from bot.knowledge.episodes import Episode
from bot.knowledge.show import Show
from bot.storage.values import Place
from tests.fan import Card, Fan, server

BotFor = Callable[..., UsherBot]


async def _choose(fan: Fan, card: Card, action: str, value: str) -> Card:
    custom_id = next(id for id in card.custom_ids if f"|{action}|" in id or id.endswith(f"|{action}"))
    await fan.actor.select(card.result.response, [value], custom_id=custom_id)
    return await fan.ask("progress")


async def test_a_fan_says_where_they_are(bot_for: BotFor, harbour: Show) -> None:
    """Season, then episode: the place is kept and told back, privately."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        fan = discord.fan()
        card = await fan.ask("progress")
        assert card.private
        assert "You have not told me" in card.text
        card = await _choose(fan, card, "episode", "S01E03")
        assert "You are up to season 1, episode 3" in card.text
        assert await bot.store.place(fan.actor.id, harbour.id) == Place(Episode(1, 3))


async def test_choosing_a_season_shows_its_episodes_and_saves_nothing(bot_for: BotFor, harbour: Show) -> None:
    """Only an episode is a place."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        fan = discord.fan()
        card = await fan.ask("progress")
        season = next(id for id in card.custom_ids if "|season|" in id)
        await fan.actor.select(card.result.response, ["2"], custom_id=season)
        shown: Any = discord.channel.history(viewer=fan.actor)[-1]
        rows = [row for row in shown.components[0].children if hasattr(row, "children")]
        options = [
            option.value for row in rows for item in row.children for option in getattr(item, "options", [])
        ]
        assert "S02E08" in options
        assert await bot.store.place(fan.actor.id, harbour.id) is None


async def test_finished_not_started_and_forgotten(bot_for: BotFor, harbour: Show) -> None:
    """Finished is with what is known today; not started reveals nothing; forgotten is as never said."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        fan = discord.fan()
        for label, place in (
            ("Finished", Place(harbour.last, finished=True)),
            ("Not started", Place()),
            ("Forget it", None),
        ):
            await fan.press(await fan.ask("progress"), label)
            assert await bot.store.place(fan.actor.id, harbour.id) == place


async def test_the_button_on_a_card_remembers_the_place(bot_for: BotFor, harbour: Show) -> None:
    """What is said in the form of "Where I'm up to" holds for later answers, in other places too."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        fan = discord.fan()
        await fan.say_place(await fan.ask("plot"), "1", "5")
        assert await bot.store.place(fan.actor.id, harbour.id) == Place(Episode(1, 5))
        assert "Bramblings01e05" in (await fan.ask("cast", private=True)).text


async def test_a_finished_fan_is_guarded_from_episodes_that_come_later(
    bot_for: BotFor, harbour: Show, moons: Show
) -> None:
    """Who had finished sees no more when the show goes on."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        fan = discord.fan()
        await bot.store.set_place(fan.actor.id, harbour.id, Place(Episode(1, 6), finished=True))
        text = (await fan.ask("plot", private=True)).text
        assert "s02e" not in text.lower()


async def test_each_show_has_its_own_place(bot_for: BotFor, harbour: Show, moons: Show) -> None:
    """With several shows, the card says which one it is about."""
    bot = bot_for(harbour, moons)
    async with server(bot) as discord:
        fan = discord.fan()
        card = await fan.ask("progress", show="paper moons")
        assert "Paper Moons" in card.headline
        await fan.press(card, "Not started")
        assert await bot.store.place(fan.actor.id, moons.id) == Place()
        assert await bot.store.place(fan.actor.id, harbour.id) is None
