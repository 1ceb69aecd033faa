"""/settings, as moderators use it, and as others may not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import discord as dpy
import pytest

from bot.app import UsherBot
from bot.cogs.guilds import GRACE
from bot.knowledge.episodes import Episode
from bot.knowledge.show import Show
from bot.storage.address import IN_MEMORY
from bot.storage.errors import StorageUnavailable
from bot.storage.store import Store
from bot.storage.values import WHOLE_SERVER, Ceiling
from tests.conftest import NOW
from tests.fan import Card, Fan, Server, server

BotFor = Callable[..., UsherBot]


def _moderator(discord: Server, name: str = "mo") -> Fan:
    role = discord.guild.create_role(f"Mods of {name}", permissions=dpy.Permissions(manage_guild=True))
    return Fan(discord.guild.add_member(discord.env.create_user(name), roles=[role]), discord.channel)


def _id(card: Card, action: str) -> str:
    return next(id for id in card.custom_ids if id.split("|")[2] == action)


async def _select(fan: Fan, card: Card, action: str, *values: Any) -> Card:
    await fan.actor.select(card.result.response, list(values), custom_id=_id(card, action))
    return card


async def test_a_moderator_sets_how_far_the_server_may_be_told(bot_for: BotFor, harbour: Show) -> None:
    """One choice, and public answers go that far from then on."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        mod = _moderator(discord)
        card = await mod.ask("settings")
        assert card.private
        assert "the premise only" in card.text
        await _select(mod, card, "ceiling", "everything")
        assert (await bot.store.settings(discord.guild.id)).ceiling(harbour.id) == Ceiling.parse("everything")
        assert "Bramblings01e05" in (await discord.fan().ask("cast")).text
        assert "everything" in (await mod.ask("settings")).text


async def test_a_ceiling_can_be_an_episode(bot_for: BotFor, harbour: Show) -> None:
    """ "Up to an episode" asks for its numbers; wrong ones get a sentence and change nothing."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        mod = _moderator(discord)
        card = await mod.ask("settings")
        for numbers, ceiling in ((("1", "99"), "premise"), (("1", "4"), "S01E04")):
            shown = await mod.actor.select(card.result.response, ["episode"], custom_id=_id(card, "ceiling"))
            fields = [row["component"]["custom_id"] for row in shown.modal["components"]]
            await mod.actor.submit_modal(shown, dict(zip(fields, numbers, strict=True)))
            assert str((await bot.store.settings(discord.guild.id)).ceiling(harbour.id)) == ceiling


async def test_channels_and_categories_have_ceilings_of_their_own(bot_for: BotFor, harbour: Show) -> None:
    """Pick a channel, choose how far; choose "not set" and it is as the server again."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        mod = _moderator(discord)
        card = await mod.ask("settings")
        await mod.actor.click(card.result.response, label="Categories and channels")
        await mod.actor.select(card.result.response, [discord.channel])
        shown = discord.channel.history(viewer=mod.actor)[-1]
        ceiling = next(id for id in _custom_ids(shown) if "|ceiling|" in id)
        await mod.actor.select(card.result.response, ["aired+3"], custom_id=ceiling)
        settings = await bot.store.settings(discord.guild.id)
        assert settings.ceilings[discord.channel.id, ""] == Ceiling("aired", delay=3)
        await mod.actor.select(card.result.response, ["inherit"], custom_id=ceiling)
        assert not (await bot.store.settings(discord.guild.id)).ceilings


def _custom_ids(message: Any) -> list[str]:
    rows = [row for row in message.components[0].children if hasattr(row, "children")]
    return [item.custom_id for row in rows for item in row.children]


async def test_the_shows_of_a_server(bot_for: BotFor, harbour: Show, moons: Show, valley: Show) -> None:
    """A server chooses its shows and which one is meant; the others are not offered there."""
    bot = bot_for(harbour, moons, valley)
    async with server(bot) as discord:
        mod = _moderator(discord)
        card = await mod.ask("settings")
        await mod.actor.click(card.result.response, label="Shows")
        shown = discord.channel.history(viewer=mod.actor)[-1]
        ids = {id.split("|")[2]: id for id in _custom_ids(shown)}
        await mod.actor.select(card.result.response, [harbour.id, moons.id], custom_id=ids["shows"])
        await mod.actor.select(card.result.response, [moons.id], custom_id=ids["default"])
        fan = discord.fan()
        assert (await fan.ask("release")).headline.startswith("It is due in 2027")
        assert sorted(await fan.type("release", "show", "")) == ["Harbour Lights", "Paper Moons"]


async def test_who_may_not_manage_the_server_is_not_let_in(bot_for: BotFor, harbour: Show) -> None:
    """The command is for Manage Server; a press is checked again, as rights may be gone by then."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        mod = _moderator(discord)
        card = await mod.ask("settings")
        role = next(
            r for r in discord.env.backend.get_guild(discord.guild.id).roles.values() if "Mods" in r.name
        )
        role.permissions = 0
        answer = Card(
            await mod.actor.select(card.result.response, ["everything"], custom_id=_id(card, "ceiling"))
        )
        assert "Only those who may use /settings" in answer.text
        assert not (await bot.store.settings(discord.guild.id)).ceilings


async def test_whom_the_integrations_settings_allow_may_change_them(bot_for: BotFor, harbour: Show) -> None:
    """A server may hand /settings to a role without Manage Server, presses included."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        helpers = discord.guild.create_role("Helpers")
        helper = Fan(
            discord.guild.add_member(discord.env.create_user("hal"), roles=[helpers]), discord.channel
        )
        command = next(one for one in await bot.tree.fetch_commands() if one.name == "settings")
        discord.guild.set_command_permissions(command, {helpers: True})
        card = await helper.ask("settings")
        await _select(helper, card, "ceiling", "aired")
        assert (await bot.store.settings(discord.guild.id)).ceilings[WHOLE_SERVER, ""] == Ceiling("aired")


async def test_what_cannot_be_saved_is_said(
    bot_for: BotFor, harbour: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the database is away nothing is said to be saved, and answers go on at the strictest."""

    async def away(*_: object) -> None:
        raise StorageUnavailable

    bot = bot_for(harbour)
    async with server(bot) as discord:
        mod = _moderator(discord)
        card, progress = await mod.ask("settings"), await mod.ask("progress")
        for name in ("set_ceiling", "set_place"):
            monkeypatch.setattr(Store, name, away)
        refused = Card(
            await mod.actor.select(card.result.response, ["aired"], custom_id=_id(card, "ceiling"))
        )
        assert "can't be saved just now" in refused.text
        assert "can't save that just now" in (await mod.press(progress, "Finished")).text
        placed = await mod.say_place(await mod.ask("cast"), "1", "5")
        assert "Bramblings01e05" in placed.text
        assert "can't remember that" in placed.result.followups[0].content


async def test_settings_are_gone_some_time_after_the_bot_was_removed(bot_for: BotFor, harbour: Show) -> None:
    """A server that removed the bot loses its settings after the grace period, and not before."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        await bot.store.set_ceiling(discord.guild.id, WHOLE_SERVER, "", Ceiling("episode", Episode(1, 1)))
        guild = bot.get_guild(discord.guild.id)
        assert guild is not None
        bot.dispatch("guild_remove", guild)
        await discord.env.settle()
        await bot.store.purge(NOW + GRACE - timedelta(days=1), GRACE)
        assert (await bot.store.settings(guild.id)).ceilings
        await bot.store.purge(NOW + GRACE + timedelta(days=1), GRACE)
        assert not (await bot.store.settings(guild.id)).ceilings


async def test_a_removal_while_the_bot_was_away_is_noticed_at_start(bot_for: BotFor, harbour: Show) -> None:
    """A server that is gone when the bot comes back counts as having removed it then; one in it stays."""
    store = Store(IN_MEMORY)
    await store.open()
    await store.set_ceiling(4711, WHOLE_SERVER, "", Ceiling("everything"))
    async with server(bot_for(harbour, store=store)) as discord:
        await store.set_ceiling(discord.guild.id, WHOLE_SERVER, "", Ceiling("everything"))
        await discord.env.restart_bot(bot_for(harbour, store=store))
        await discord.env.settle()
        assert await store.purge(NOW + GRACE + timedelta(days=1), GRACE) == 1
        assert not (await store.settings(4711)).ceilings
        assert (await store.settings(discord.guild.id)).ceilings
