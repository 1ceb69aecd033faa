"""The page of /settings on questions, as moderators use it: each sees what they may know, and no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import discord as dpy
import pytest
import yaml

from bot.app import UsherBot
from bot.knowledge.episodes import Episode
from bot.knowledge.show import Show
from bot.spoilers import EVERYTHING, NOTHING, Limit
from bot.storage.errors import StorageUnavailable
from bot.storage.store import Store
from bot.storage.values import WHOLE_SERVER, Ceiling, Place
from tests.fan import Card, Fan, Server, server

BotFor = Callable[..., UsherBot]
FOUR = Limit(Episode(1, 4))


@dataclass
class Moderator:
    """Someone who may manage the server, with the settings card before them."""

    fan: Fan
    card: Card

    async def press(self, label: str) -> Card:
        """Press a button."""
        return await self.fan.press(self.card, label)

    async def pick(self, action: str, value: Any) -> None:
        """Choose in the menu of that action."""
        custom_id = next(id for id in ids(self.fan) if id.split("|")[2] == action)
        await self.fan.actor.select(self.card.result.response, [value], custom_id=custom_id)


def ids(fan: Fan) -> list[str]:
    """The custom_ids of what stands on the card now."""
    return [item.custom_id for row in _rows(fan) for item in row.children]


def _card(fan: Fan) -> Any:
    """The settings card as it is now."""
    messages = [one for one in fan.channel.history(viewer=fan.actor) if "u1c|settings" in repr(_dicts(one))]
    return messages[-1]


def _dicts(message: Any) -> list[Any]:
    return [one.to_dict() for one in message.components]


def _rows(fan: Fan) -> list[Any]:
    container: Any = _card(fan).components[0]
    return [row for row in container.children if hasattr(row, "children")]


def everything(fan: Fan) -> str:
    """All that stands on the card now, custom_ids and the values of menus included."""
    return repr(_dicts(_card(fan)))


def labels(fan: Fan) -> set[str]:
    """What the buttons say."""
    return {item.label for row in _rows(fan) for item in row.children if getattr(item, "label", None)}


def options(fan: Fan) -> list[str]:
    """The values of the menus' options."""
    every = (item for row in _rows(fan) for item in row.children)
    return [option.value for item in every for option in getattr(item, "options", ())]


async def moderator(discord: Server, name: str = "mo", *, page: str = "Questions") -> Moderator:
    """A moderator who has opened the page."""
    role = discord.guild.create_role(f"Mods of {name}", permissions=dpy.Permissions(manage_guild=True))
    fan = Fan(discord.guild.add_member(discord.env.create_user(name), roles=[role]), discord.channel)
    made = Moderator(fan, await fan.ask("settings"))
    await made.press(page)
    return made


async def asked(bot: UsherBot, discord: Server, text: str, limit: Limit = NOTHING, times: int = 1) -> None:
    """Somebody asks what can't be answered."""
    show = next(iter(bot._replies.desk.shelf.shows))
    for _ in range(times):
        await bot.store.not_understood(discord.guild.id, show, "en", text, limit)


async def test_nothing_is_kept_before_a_moderator_says_so(bot_for: BotFor, harbour: Show) -> None:
    """At first the page says that questions are only counted; one press, and they are kept."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        await asked(bot, discord, "why is it called that")
        mod = await moderator(discord)
        assert "I only count them" in everything(mod.fan)
        assert "export" not in str(ids(mod.fan))
        await mod.press("Keep them")
        assert "There is none" in everything(mod.fan)
        await asked(bot, discord, "<@123456789012345678> who wrote **it**", times=2)
        await mod.press("Questions")
        shown = everything(mod.fan)
        assert "who wrote \\\\*\\\\*it\\\\*\\\\*" in shown
        assert "asked 2 times · last on 1 January 2026" in shown
        assert "called" not in shown
        assert "123456789012345678" not in shown


async def test_moderators_see_what_they_may_know(bot_for: BotFor, harbour: Show) -> None:
    """Who is below sees nothing of a question, no text, count, order or button; who is there sees it all."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        await bot.store.set_keeps_questions(discord.guild.id, True)
        below, there = await moderator(discord, "below"), await moderator(discord, "there")
        await bot.store.set_place(there.fan.actor.id, harbour.id, Place(Episode(1, 5)))
        await bot.store.set_place(below.fan.actor.id, harbour.id, Place(Episode(1, 3)))
        empty = everything(below.fan)
        await asked(bot, discord, "why does the lamp go out", FOUR, times=9)
        await asked(bot, discord, "what becomes of Bramblings01e05", times=8)
        await asked(bot, discord, "is it a dream", EVERYTHING, times=7)
        for number in range(20):
            await asked(bot, discord, f"what is in box {number}", FOUR)
        await below.press("Questions")
        assert everything(below.fan) == empty
        await asked(bot, discord, "where was it made", times=2)
        await asked(bot, discord, "where was it made?", FOUR, times=5)
        await asked(bot, discord, "who wrote the songs")
        await below.press("Questions")
        shown = everything(below.fan)
        assert shown.index("1. “where was it made” · asked 2 times") < shown.index("2. “who wrote the songs”")
        for hidden in ("lamp", "Bramblings", "dream", "box", "Rarer"):
            assert hidden not in shown
        await there.press("Questions")
        shown = everything(there.fan)
        assert "1. “why does the lamp go out” · asked 9 times" in shown
        assert "2. “what becomes of Bramblings01e05” · asked 8 times" in shown
        assert "3. “where was it made?” · asked 7 times" in shown
        assert "is it a dream" not in shown


async def test_the_ceiling_holds_for_who_never_said_how_far_they_are(bot_for: BotFor, harbour: Show) -> None:
    """A moderator without a place sees as much as answers give away where they look."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        await bot.store.set_keeps_questions(discord.guild.id, True)
        mod = await moderator(discord)
        await asked(bot, discord, "why does the lamp go out", FOUR)
        await mod.press("Questions")
        assert "lamp" not in everything(mod.fan)
        await bot.store.set_ceiling(discord.guild.id, WHOLE_SERVER, "", Ceiling.parse("S01E04"))
        await mod.press("Questions")
        assert "lamp" in everything(mod.fan)


async def test_the_file_for_editors_holds_no_more_than_the_page(bot_for: BotFor, harbour: Show) -> None:
    """The export goes to the presser alone, as stubs of what they may see."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        await bot.store.set_keeps_questions(discord.guild.id, True)
        await asked(bot, discord, 'what: "is" it', times=2)
        await asked(bot, discord, "why does the lamp go out", FOUR)
        mod = await moderator(discord)
        sent = await mod.press("Send me a file for the editors")
        assert sent.private
        (file,) = sent.result.response.attachments
        text = (await file.read()).decode()
        assert "lamp" not in text
        facts = yaml.load(text, Loader=yaml.BaseLoader)[harbour.id]
        assert [fact["asked_as"] for fact in facts.values()] == [['what: "is" it']]


async def test_questions_are_deleted(bot_for: BotFor, harbour: Show) -> None:
    """One group with all its members, as far as the presser sees them; or all, after a confirmation."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        guild = discord.guild.id
        await bot.store.set_keeps_questions(guild, True)
        await asked(bot, discord, "where was it made", times=2)
        await asked(bot, discord, "where was it made?")
        await asked(bot, discord, "made it was where", FOUR)
        await asked(bot, discord, "who wrote the songs")
        mod = await moderator(discord)
        first = options(mod.fan)[0]
        await mod.pick("forget", first)
        assert sorted(one.asked.text for one in await bot.store.questions(guild)) == [
            "made it was where",
            "who wrote the songs",
        ]
        shown = everything(mod.fan)
        assert "where was it made" not in shown
        assert "who wrote the songs" in shown
        await mod.press("Delete all")
        assert len(await bot.store.questions(guild)) == 2
        await mod.press("Yes, delete all of them")
        assert await bot.store.questions(guild) == []
        assert "There is none" in everything(mod.fan)
        await asked(bot, discord, "who wrote the songs")
        await mod.press("Keep no more")
        await mod.press("Yes, delete all of them")
        assert "I only count them" in everything(mod.fan)
        assert not (await bot.store.settings(guild)).keeps_questions
        assert await bot.store.questions(guild) == []


async def test_a_press_on_what_is_gone(bot_for: BotFor, harbour: Show) -> None:
    """Who deletes what another has deleted before sees the page as it is now."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        await bot.store.set_keeps_questions(discord.guild.id, True)
        await asked(bot, discord, "where was it made")
        mod = await moderator(discord)
        first = options(mod.fan)[0]
        await bot.store.forget_all_questions(discord.guild.id)
        await asked(bot, discord, "who wrote the songs")
        await mod.pick("forget", first)
        assert "who wrote the songs" in everything(mod.fan)


async def test_pages(bot_for: BotFor, harbour: Show) -> None:
    """A few stand on a page, the most frequent first; the longest and wildest fit."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        await bot.store.set_keeps_questions(discord.guild.id, True)
        for number in range(12):
            await asked(bot, discord, f"{number} " + "*_~`|😀 word" * 40, times=13 - number)
        mod = await moderator(discord)
        for there in ({"Rarer ones"}, {"Rarer ones", "More frequent ones"}, {"More frequent ones"}):
            assert labels(mod.fan) & {"Rarer ones", "More frequent ones"} == there
            if "Rarer ones" in there:
                await mod.press("Rarer ones")
        assert "12. “11" in everything(mod.fan)
        await mod.press("More frequent ones")
        assert "6. “5" in everything(mod.fan)


async def test_several_shows(bot_for: BotFor, harbour: Show, moons: Show) -> None:
    """With several shows each question tells which it is about, and each show has its own limit."""
    bot = bot_for(harbour, moons)
    async with server(bot) as discord:
        await bot.store.set_keeps_questions(discord.guild.id, True)
        mod = await moderator(discord)
        await bot.store.set_place(mod.fan.actor.id, harbour.id, Place(Episode(1, 4)))
        for show in (harbour.id, moons.id, "gone"):
            for told, text in ((NOTHING, "a plain question"), (FOUR, "another thing")):
                await bot.store.not_understood(discord.guild.id, show, "en", f"{text} of {show}", told)
        await mod.press("Questions")
        shown = everything(mod.fan)
        assert "“another thing of harbour-lights” · Harbour Lights" in shown
        assert "“a plain question of paper-moons” · Paper Moons" in shown
        assert "another thing of paper-moons" not in shown
        assert "gone" not in shown


async def test_channels_are_opted_out(bot_for: BotFor, harbour: Show) -> None:
    """Pick a channel and mentions there go unanswered; pick it again and they are answered."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        mod = await moderator(discord)
        for hears in (False, True):
            await mod.pick("quiet", discord.channel)
            settings = await bot.store.settings(discord.guild.id)
            assert settings.hears((discord.channel.id, 1)) is hears
            assert (f"<#{discord.channel.id}>" in everything(mod.fan)) is not hears
        assert settings.hears((1,))


async def test_only_for_those_who_may(bot_for: BotFor, harbour: Show) -> None:
    """Rights are looked at again at each press: whoever lost them gets neither the page nor the file."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        await bot.store.set_keeps_questions(discord.guild.id, True)
        await asked(bot, discord, "where was it made")
        mod = await moderator(discord)
        for role in discord.env.backend.get_guild(discord.guild.id).roles.values():
            if "Mods" in role.name:
                role.permissions = 0
        for label in ("Questions", "Send me a file for the editors", "Delete all"):
            refused = await mod.press(label)
            assert "Only those who may use /settings" in refused.text
            assert not refused.result.response.attachments
        assert len(await bot.store.questions(discord.guild.id)) == 1


async def test_while_the_database_is_away(
    bot_for: BotFor, harbour: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What can't be read or saved is said, and the page is still there."""

    async def away(*_: object, **__: object) -> None:
        raise StorageUnavailable

    bot = bot_for(harbour)
    async with server(bot) as discord:
        await bot.store.set_keeps_questions(discord.guild.id, True)
        mod = await moderator(discord)
        for name in ("questions", "set_quiet", "forget_all_questions"):
            monkeypatch.setattr(Store, name, away)
        assert "can't read the questions" in (await mod.press("Send me a file for the editors")).text
        await mod.press("Questions")
        assert "can't read the questions" in everything(mod.fan)
        custom_id = next(id for id in ids(mod.fan) if id.split("|")[2] == "quiet")
        refused = Card(
            await mod.fan.actor.select(mod.card.result.response, [discord.channel], custom_id=custom_id)
        )
        assert "can't be saved just now" in refused.text
