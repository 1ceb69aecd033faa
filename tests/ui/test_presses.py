"""Buttons, menus and forms, pressed by those who asked and by others, today and after a restart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.app import UsherBot
from bot.desk import Desk
from bot.knowledge.show import Show
from tests.fan import Card, Server, server

BotFor = Callable[..., UsherBot]


async def test_pressing_a_public_card_answers_the_presser_privately(bot_for: BotFor, harbour: Show) -> None:
    """Somebody else's press on a public card is answered to that somebody alone."""
    async with server(bot_for(harbour)) as discord:
        card = await discord.fan("ann").ask("release")
        answer = await discord.fan("ben").press(card, "Is there more?")
        assert answer.private
        assert answer.headline == "Season 3 is not decided yet."


async def test_pressing_a_private_card_changes_it_in_place(bot_for: BotFor, harbour: Show) -> None:
    """Reading on in a private card does not leave a trail of messages."""
    async with server(bot_for(harbour)) as discord:
        fan = discord.fan()
        card = await fan.ask("release", private=True)
        before = len(discord.channel.history(viewer=fan.actor))
        pressed = await fan.actor.click(card.result.response, label="Sources")
        assert pressed.acknowledged
        assert len(discord.channel.history(viewer=fan.actor)) == before
        shown = discord.channel.history(viewer=fan.actor)[-1]
        assert "Where this comes from" in str([item.content for item in _texts(shown)])


def _texts(message: Any) -> list[Any]:
    return [child for outer in message.components for child in outer.children if hasattr(child, "content")]


async def test_every_button_of_every_card_leads_somewhere(bot_for: BotFor, harbour: Show) -> None:
    """Each button and each menu option on the first cards gets an answer, with no fault on the way."""
    async with server(bot_for(harbour)) as discord:
        fan = discord.fan()
        for command in ("release", "renewal", "cast", "plot", "trailer", "recommendations", "help"):
            first = await fan.ask(command)
            for label in first.pressable:
                card = await fan.ask(command)
                pressed = await fan.actor.click(card.result.response, label=label)
                assert pressed.acknowledged, (command, label)
            for value in first.options:
                card = await fan.ask(command)
                chosen = await fan.actor.select(card.result.response, [value])
                assert chosen.acknowledged, (command, value)


async def test_buttons_go_on_working_after_a_restart(bot_for: BotFor, harbour: Show) -> None:
    """A card of yesterday answers a press today: its custom_id says all."""
    async with server(bot_for(harbour)) as discord:
        fan = discord.fan()
        card = await fan.ask("cast")
        await discord.env.restart_bot(bot_for(harbour))
        assert (await fan.press(card, "What's it about?")).headline == "What Harbour Lights is about"
        assert (await fan.choose(card, "r.mara")).headline.startswith("Zoë Ångström plays")


async def test_a_card_of_another_version_gets_a_sentence(bot_for: BotFor, harbour: Show, moons: Show) -> None:
    """A press on a card whose show is gone is answered in words, not with silence."""
    async with server(bot_for(harbour)) as discord:
        fan = discord.fan()
        card = await fan.ask("release")
        await discord.env.restart_bot(bot_for(moons))
        answer = await fan.press(card, "Is there more?")
        assert answer.private
        assert "older version" in answer.text


@pytest.mark.parametrize(
    ("season", "episode", "told"),
    [("1", "4", False), ("1", "5", True), (" S1 ", "ep. 5", True), ("2", "1", True)],
)
async def test_the_place_of_a_fan_decides_what_is_told(
    bot_for: BotFor, harbour: Show, season: str, episode: str, told: bool
) -> None:
    """ "Where I'm up to" answers the card's question again, privately, up to that episode and no further."""
    async with server(bot_for(harbour)) as discord:
        fan = discord.fan()
        card = await fan.ask("cast")
        assert "Bramblings01e05" not in card.text
        answer = await fan.say_place(card, season, episode)
        assert answer.private
        assert ("Bramblings01e05" in answer.text) is told


async def test_buttons_of_a_private_card_stay_at_the_same_place(bot_for: BotFor, harbour: Show) -> None:
    """Who has said where they are need not say it again for the next card."""
    async with server(bot_for(harbour)) as discord:
        fan = discord.fan()
        answer = await fan.say_place(await fan.ask("cast"), "1", "6")
        assert all(custom_id.endswith("|S01E06") for custom_id in answer.custom_ids)


@pytest.mark.parametrize(
    ("season", "episode"), [("one", "two"), ("", "4"), ("9", "1"), ("1", "99"), ("1", "0")]
)
async def test_numbers_that_cannot_be_are_said_to_be_so(
    bot_for: BotFor, harbour: Show, season: str, episode: str
) -> None:
    """A place that does not exist reveals nothing and gets a sentence; the button is still there."""
    async with server(bot_for(harbour)) as discord:
        fan = discord.fan()
        card = await fan.ask("plot")
        shown = await fan.actor.click(card.result.response, label="Where I'm up to")
        fields = [row["component"]["custom_id"] for row in shown.modal["components"]]
        values = {field: text for field, text in zip(fields, (season, episode), strict=True) if text}
        if not season:
            values[fields[0]] = "?"
        answer = Card(await fan.actor.submit_modal(shown, values))
        assert answer.private
        assert answer.headline.startswith(
            ("Please give me two numbers", "I don't know a season", "Season 1 has")
        )
        assert "Where I'm up to" in answer.labels


async def _acknowledged_fault(
    discord: Server, card: Any, label: str, caplog: pytest.LogCaptureFixture
) -> None:
    fan = discord.fan("eve")
    answer = await fan.press(card, label)
    assert answer.private
    reference = answer.text.rsplit(" ", 1)[-1].rstrip(".").strip("\\.")
    assert f"fault {reference}" in caplog.text


async def test_a_fault_behind_a_button_is_told_and_logged_with_one_reference(
    bot_for: BotFor, harbour: Show, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The presser gets one calm sentence with a reference, the log the same one; the bot lives on."""
    async with server(bot_for(harbour), check_errors=False) as discord:
        fan = discord.fan()
        card = await fan.ask("release")
        with monkeypatch.context() as broken:
            broken.setattr(Desk, "reply", _break)
            await _acknowledged_fault(discord, card, "Is there more?", caplog)
            asked = await fan.ask("plot")
            assert asked.private
            assert "Something went wrong" in asked.text
        assert (await fan.ask("plot")).headline == "What Harbour Lights is about"


def _break(*_: object, **__: object) -> None:
    raise RuntimeError("a secret detail")


async def test_a_fault_while_suggesting_leaves_the_fan_without_suggestions(
    bot_for: BotFor, harbour: Show, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Autocomplete never fails in front of a fan; the log knows why there was nothing."""
    async with server(bot_for(harbour), check_errors=False) as discord:
        monkeypatch.setattr(Desk, "complete", _break)
        assert await discord.fan().type("cast", "person", "mar") == []
        assert "no suggestions because of a fault" in caplog.text


@pytest.mark.parametrize(("status", "code"), [(404, 10062), (400, 40060), (403, 50013), (500, 0)])
async def test_what_discord_refuses_is_handled(
    bot_for: BotFor, harbour: Show, status: int, code: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Expired interactions, missing permissions and Discord's own faults end in the log, not in a crash."""
    async with server(bot_for(harbour), check_errors=False) as discord:
        fan = discord.fan()
        discord.env.inject_error("POST", "/interactions/*/*/callback", status=status, code=code, times=9)
        with caplog.at_level("INFO"):
            await fan.actor.slash(fan.channel, "release")
        assert any(record.name == "bot.ui.failures" for record in caplog.records)
        assert "Task exception was never retrieved" not in caplog.text
