"""Who is told how far: by place, ceiling and where an answer lands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from discord import ChannelType, TextChannel

from bot.app import UsherBot
from bot.audience import Scene, audience, ceiling_limit
from bot.knowledge.episodes import Episode
from bot.knowledge.show import Show
from bot.spoilers import Limit
from bot.storage.values import NOTHING_SET, WHOLE_SERVER, Ceiling, Place, ServerSettings
from tests.conftest import NOW
from tests.fan import Card, server

BotFor = Callable[..., UsherBot]
KEEPER = "Bramblings01e05"
"""A name that S01E05 reveals."""


class Remembered:
    """A memory with one place and one server's settings."""

    def __init__(self, place: Place | None = None, settings: ServerSettings = NOTHING_SET) -> None:
        self._place, self._settings = place, settings

    async def place(self, user_id: int, show_id: str) -> Place | None:
        """The place."""
        return self._place

    async def settings(self, guild_id: int) -> ServerSettings:
        """The settings."""
        return self._settings

    async def set_place(self, user_id: int, show_id: str, place: Place) -> None:
        """Remember it."""
        self._place = place

    async def not_understood(
        self, guild_id: int | None, show_id: str, language: str, text: str, limit: Limit
    ) -> None:
        """Nobody asks here."""


def _server(text: str) -> ServerSettings:
    return ServerSettings(ceilings={(WHOLE_SERVER, ""): Ceiling.parse(text)})


IN_SERVER = Scene(1, 2, (3, 4))
DM, GROUP_DM = Scene(1, alone=True), Scene(1)
UNKNOWN_CHANNEL = Scene(1, 2, None)


@pytest.mark.parametrize(
    ("scene", "ceiling", "place", "private", "limit", "alone"),
    [
        (IN_SERVER, "premise", None, False, "nothing", False),
        (IN_SERVER, "S01E04", None, False, "S01E04", False),
        (IN_SERVER, "everything", None, False, "everything", False),
        (IN_SERVER, "S01E04", "S01E02", False, "S01E02", True),
        (IN_SERVER, "S01E04", "S01E04", False, "S01E04", False),
        (IN_SERVER, "S01E04", "S02E01", False, "S01E04", False),
        (IN_SERVER, "everything", "none", False, "nothing", True),
        (IN_SERVER, "S01E04", "S02E01", True, "S02E01", True),
        (IN_SERVER, "S01E04", None, True, "S01E04", True),
        (UNKNOWN_CHANNEL, "everything", None, False, "nothing", False),
        (UNKNOWN_CHANNEL, "everything", "S01E02", False, "nothing", False),
        (DM, "everything", None, False, "nothing", False),
        (DM, "everything", "S01E03", False, "S01E03", False),
        (GROUP_DM, "everything", "S01E03", False, "nothing", False),
        (GROUP_DM, "everything", "S01E03", True, "S01E03", True),
    ],
)
async def test_how_far_and_to_whom(
    harbour: Show, scene: Scene, ceiling: str, place: str | None, private: bool, limit: str, alone: bool
) -> None:
    """A public answer stops at the ceiling and at the asker's place; a private one only at the latter."""
    stored = None if place is None else Place() if place == "none" else Place(Episode.parse(place))
    who = await audience(Remembered(stored, _server(ceiling)), scene, harbour, NOW, private=private)
    assert (str(who.limit), who.private) == (limit, alone)


async def test_a_place_on_the_card_counts_only_where_nothing_is_stored(harbour: Show) -> None:
    """What a member said on this very card holds if it could not be kept."""
    own = Limit(Episode(1, 5))
    nowhere = await audience(Remembered(), IN_SERVER, harbour, NOW, private=True, own=own)
    stored = await audience(Remembered(Place(Episode(1, 1))), IN_SERVER, harbour, NOW, private=True, own=own)
    assert nowhere.limit == own
    assert stored.limit == Limit(Episode(1, 1))


@pytest.mark.parametrize(
    ("ceiling", "limit"),
    [("premise", "nothing"), ("aired", "S02E03"), ("aired+7", "S02E02"), ("S01E02", "S01E02")],
)
def test_ceilings_are_read_on_the_day(harbour: Show, ceiling: str, limit: str) -> None:
    """ "Aired so far" follows the dates by itself, late by as many days as was chosen."""
    now = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
    assert str(ceiling_limit(Ceiling.parse(ceiling), harbour, now)) == limit


async def test_two_fans_at_different_episodes_get_different_answers(bot_for: BotFor, harbour: Show) -> None:
    """The same command tells each as much as they have seen, each for themselves."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        ann, ben = discord.fan("ann"), discord.fan("ben")
        await bot.store.set_place(ann.actor.id, harbour.id, Place(Episode(1, 2)))
        await bot.store.set_place(ben.actor.id, harbour.id, Place(Episode(1, 5)))
        assert KEEPER not in (await ann.ask("cast", private=True)).text
        assert KEEPER in (await ben.ask("cast", private=True)).text
        public = await ben.ask("cast")
        assert not public.private
        assert KEEPER not in public.text


async def test_who_is_behind_the_channel_is_answered_alone(bot_for: BotFor, harbour: Show) -> None:
    """Where later episodes are talked of, who is not that far gets a private answer, cut to their place."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        ann, ben = discord.fan("ann"), discord.fan("ben")
        await bot.store.set_ceiling(discord.guild.id, WHOLE_SERVER, "", Ceiling.parse("everything"))
        await bot.store.set_place(ann.actor.id, harbour.id, Place(Episode(1, 1)))
        behind, ahead = await ann.ask("cast"), await ben.ask("cast")
        assert behind.private
        assert KEEPER not in behind.text
        assert not ahead.private
        assert KEEPER in ahead.text


async def test_a_public_card_pressed_by_who_is_behind_tells_no_more_than_they_may_know(
    bot_for: BotFor, harbour: Show
) -> None:
    """Old buttons follow whoever presses them, not whoever asked."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        ann, ben = discord.fan("ann"), discord.fan("ben")
        await bot.store.set_ceiling(discord.guild.id, WHOLE_SERVER, "", Ceiling.parse("everything"))
        card = await ben.ask("plot")
        await bot.store.set_place(ann.actor.id, harbour.id, Place())
        pressed = await ann.press(card, "Episodes")
        assert pressed.private
        assert "Spoiler-safe view" in pressed.text


async def test_channels_categories_and_threads_inherit(bot_for: BotFor, harbour: Show) -> None:
    """The nearest ceiling holds: channel, category, server; a thread is as its channel."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        category = discord.guild.create_category("Season talk")
        inside = discord.guild.create_text_channel("inside", category=category)
        fan = discord.fan()
        await bot.store.set_ceiling(discord.guild.id, category.id, "", Ceiling.parse("S01E05"))

        async def cast_in(channel: object) -> str:
            return Card(await fan.actor.slash(channel, "cast")).text

        assert KEEPER not in await cast_in(discord.channel)
        assert KEEPER in await cast_in(inside)
        await bot.store.set_ceiling(discord.guild.id, inside.id, "", Ceiling.parse("S01E04"))
        assert KEEPER not in await cast_in(inside)
        await bot.store.set_ceiling(discord.guild.id, inside.id, harbour.id, Ceiling.parse("S01E06"))
        assert KEEPER in await cast_in(inside)


async def test_a_thread_is_as_its_channel(bot_for: BotFor, harbour: Show) -> None:
    """What holds for a channel holds for the threads in it, and its category's ceiling does, too."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        category = discord.guild.create_category("Season talk")
        inside = discord.guild.create_text_channel("inside", category=category)
        known = bot.get_channel(inside.id)
        assert isinstance(known, TextChannel)
        await known.create_thread(name="Episode 5", type=ChannelType.public_thread)
        [thread] = inside.threads
        fan = discord.fan()

        async def cast_in_thread() -> str:
            return Card(await fan.actor.slash(thread, "cast")).text

        assert KEEPER not in await cast_in_thread()
        await bot.store.set_ceiling(discord.guild.id, category.id, "", Ceiling.parse("S01E05"))
        assert KEEPER in await cast_in_thread()
        await bot.store.set_ceiling(discord.guild.id, inside.id, "", Ceiling.parse("premise"))
        assert KEEPER not in await cast_in_thread()


async def test_suggestions_are_cut_like_the_answer(bot_for: BotFor, harbour: Show) -> None:
    """Autocomplete offers a guarded name only where the answer would tell it."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        fan = discord.fan()
        await bot.store.set_place(fan.actor.id, harbour.id, Place(Episode(1, 5)))
        assert await fan.type("cast", "person", "brambl") == []
        assert "Bramblings01e05" in str(await fan.type("cast", "person", "brambl", private=True))


async def test_sharing_cuts_again(bot_for: BotFor, harbour: Show) -> None:
    """A private card that knows more than the channel may know is shared without that."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        fan = discord.fan()
        await bot.store.set_place(fan.actor.id, harbour.id, Place(Episode(1, 6)))
        card = await fan.ask("cast", private=True)
        assert KEEPER in card.text
        shared = await fan.press(card, "Share")
        assert not shared.private
        assert KEEPER not in shared.text
        assert "Share" not in shared.labels


async def test_what_nobody_there_may_know_is_not_shared(bot_for: BotFor, harbour: Show) -> None:
    """A card about a guarded person can't be shared where that person is guarded."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        fan = discord.fan()
        await bot.store.set_place(fan.actor.id, harbour.id, Place(Episode(1, 6)))
        card = await fan.ask("cast", person="bramblings01e05", private=True)
        assert KEEPER in card.text
        shared = await fan.press(card, "Share")
        assert shared.private
        assert KEEPER not in shared.text


async def test_in_a_dm_the_place_counts_and_nothing_is_shared(bot_for: BotFor, harbour: Show) -> None:
    """The bot's own DM is private: answers stay there as ordinary messages, as far as the asker has seen."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        user = discord.env.create_user("dora")
        before = Card(await user.slash("cast"))
        assert KEEPER not in before.text
        await bot.store.set_place(user.id, harbour.id, Place(Episode(1, 5)))
        after = Card(await user.slash("cast"))
        assert KEEPER in after.text
        assert not after.private
        assert "Share" not in after.labels
