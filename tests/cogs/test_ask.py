"""/ask: a question in plain words, typed as a command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.app import UsherBot
from bot.desk import Desk
from bot.knowledge.episodes import Episode
from bot.knowledge.show import Show
from bot.spoilers import Limit
from bot.storage.values import WHOLE_SERVER, Ceiling, Place
from tests.fan import server

BotFor = Callable[..., UsherBot]
KEEPER = "Bramblings01e05"


async def test_a_question_gets_the_same_card_as_the_command(bot_for: BotFor, harbour: Show) -> None:
    """Whoever does not know the commands gets what they give."""
    async with server(bot_for(harbour)) as discord:
        fan = discord.fan()
        asked = await fan.ask("ask", question="when is the release?")
        assert asked.text == (await fan.ask("release")).text
        assert not asked.private
        assert (await fan.ask("ask", question="the plot", private=True)).private


async def test_it_goes_as_far_as_any_command(bot_for: BotFor, harbour: Show) -> None:
    """Public stops at the ceiling, private at the asker's place; who is behind is answered alone."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        ann, ben = discord.fan("ann"), discord.fan("ben")
        await bot.store.set_place(ann.actor.id, harbour.id, Place(Episode(1, 5)))
        assert KEEPER not in (await ann.ask("ask", question="cast")).text
        assert KEEPER in (await ann.ask("ask", question="cast", private=True)).text
        await bot.store.set_ceiling(discord.guild.id, WHOLE_SERVER, "", Ceiling.parse("everything"))
        await bot.store.set_place(ben.actor.id, harbour.id, Place(Episode(1, 1)))
        behind = await ben.ask("ask", question="cast")
        assert behind.private
        assert KEEPER not in behind.text


async def test_a_private_answer_can_be_shared(bot_for: BotFor, harbour: Show) -> None:
    """Like that of any command, cut to what all there may know."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        fan = discord.fan()
        await bot.store.set_place(fan.actor.id, harbour.id, Place(Episode(1, 5)))
        shared = await fan.press(await fan.ask("ask", question="cast", private=True), "Share")
        assert not shared.private
        assert KEEPER not in shared.text


async def test_the_show_can_be_named(bot_for: BotFor, harbour: Show, moons: Show) -> None:
    """With several shows there is an option; a show that is not there is said to be unknown."""
    async with server(bot_for(harbour, moons)) as discord:
        fan = discord.fan()
        assert "2027" in (await fan.ask("ask", question="release", show="paper moons")).headline
        unknown = await fan.ask("ask", question="release", show="Zzzqx")
        assert "I don't know a show called" in unknown.headline


async def test_questions_are_offered_as_far_as_the_answer_goes(
    bot_for: BotFor, harbour: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is offered is whole, short enough for Discord, and cut to the place where it will be answered."""
    limits: list[Limit] = []

    def offer(self: Desk, typed: str, **given: Any) -> list[str]:
        limits.append(given["limit"])
        return ["Who plays Mara?", "x" * 101, *(f"Question {n}?" for n in range(40))]

    monkeypatch.setattr(Desk, "questions_like", offer)
    bot = bot_for(harbour)
    async with server(bot) as discord:
        fan = discord.fan()
        await bot.store.set_place(fan.actor.id, harbour.id, Place(Episode(1, 5)))
        offered = await fan.type("ask", "question", "who")
        assert offered[:2] == ["Who plays Mara?", "Question 0?"]
        assert len(offered) == 25
        await fan.type("ask", "question", "who", private=True)
        assert [str(limit) for limit in limits] == ["nothing", "S01E05"]


async def test_what_is_offered_is_answered(bot_for: BotFor, harbour: Show) -> None:
    """Each question that appears while typing is one that the bot understands."""
    async with server(bot_for(harbour)) as discord:
        fan = discord.fan()
        offered = await fan.type("ask", "question", "who pl")
        assert offered
        for question in offered:
            assert "can't answer" not in (await fan.ask("ask", question=question)).text, question


async def test_a_fault_while_offering_leaves_the_fan_without(
    bot_for: BotFor, harbour: Show, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Who types sees no fault."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(Desk, "questions_like", broken)
    async with server(bot_for(harbour), check_errors=False) as discord:
        assert await discord.fan().type("ask", "question", "who") == []
        assert "no suggestions because of a fault" in caplog.text
