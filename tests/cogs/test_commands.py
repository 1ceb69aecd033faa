"""What fans get for the slash commands, typed in a server."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from discord.app_commands import Command

from bot.app import UsherBot
from bot.knowledge.show import Show
from tests.fan import server

BotFor = Callable[..., UsherBot]


async def test_release_begins_with_the_date(bot_for: BotFor, moons: Show) -> None:
    """/release of a show that is still to come says when, only as precisely as is known."""
    async with server(bot_for(moons)) as discord:
        card = await discord.fan().ask("release")
        assert card.headline == "It is due in 2027, no day known yet"
        assert "1 January" not in card.text
        assert not card.private


async def test_release_of_a_running_show_tells_of_the_season_to_come(bot_for: BotFor, harbour: Show) -> None:
    """/release names the season that matters now, and lists every season that may be known."""
    async with server(bot_for(harbour)) as discord:
        card = await discord.fan().ask("release")
        assert "Season 2" in card.text
        assert "Season 1" in card.text
        assert "Season 3" not in card.text


async def test_release_of_a_cancelled_show_says_that_it_never_came(bot_for: BotFor, valley: Show) -> None:
    """/release of what was cancelled before its release is no date and no countdown."""
    async with server(bot_for(valley)) as discord:
        card = await discord.fan().ask("release")
        assert card.headline == "It never came out: it was cancelled before its release"


async def test_renewal_gives_the_verdict_first(bot_for: BotFor, harbour: Show) -> None:
    """/renewal begins with one clear verdict and then tells how it came to that."""
    async with server(bot_for(harbour)) as discord:
        card = await discord.fan().ask("renewal")
        assert card.headline == "Season 3 is not decided yet."
        assert "How it came to that" in card.text


async def test_every_card_names_its_sources_and_the_day_of_the_check(bot_for: BotFor, harbour: Show) -> None:
    """The small print of an answer says who says so, when, and when a person checked it."""
    async with server(bot_for(harbour)) as discord:
        fan = discord.fan()
        for command in ("release", "renewal", "cast", "plot", "trailer", "recommendations"):
            card = await fan.ask(command)
            small = [c["content"] for c in card.components if c.get("content", "").startswith("-# ")]
            assert len(small) == 1
            assert "checked" in small[0], command


@pytest.mark.parametrize("typed", ["Zoë Ångström", "zoe angstrom", "ANGSTROM", "angstrm", "  zoe  "])
async def test_cast_forgives_accents_case_and_typos(bot_for: BotFor, harbour: Show, typed: str) -> None:
    """/cast finds a person however the name is typed."""
    async with server(bot_for(harbour)) as discord:
        card = await discord.fan().ask("cast", person=typed)
        assert "Ångström" in card.headline


async def test_cast_asks_back_when_a_name_is_only_near(bot_for: BotFor, harbour: Show) -> None:
    """A near miss gets "did you mean" buttons that lead to the person."""
    async with server(bot_for(harbour)) as discord:
        fan = discord.fan()
        card = await fan.ask("cast", person="mora")
        assert "Did you mean" in card.text
        [label] = [label for label in card.labels if "Mara" in label]
        answer = await fan.press(card, label)
        assert "Ångström plays" in answer.headline
        assert answer.private


async def test_an_unknown_name_is_not_guessed(bot_for: BotFor, harbour: Show) -> None:
    """Nobody by that name: the bot says so, harmlessly repeats the name and offers the whole cast."""
    async with server(bot_for(harbour)) as discord:
        card = await discord.fan().ask("cast", person="@everyone **Qwxyz**")
        assert "@everyone" not in card.text
        assert "\\*\\*Qwxyz\\*\\*" in card.headline
        assert "Who's in it?" in card.labels


async def test_private_answers_are_for_the_asker_alone(bot_for: BotFor, harbour: Show) -> None:
    """`private:` makes an answer that only the asker sees; without it the channel sees it."""
    async with server(bot_for(harbour)) as discord:
        fan = discord.fan()
        assert (await fan.ask("plot", private=True)).private
        assert not (await fan.ask("plot")).private


async def test_recommendations_can_be_filtered_and_followed(bot_for: BotFor, harbour: Show) -> None:
    """Titles come with why, kind, year and fate; a filter narrows; a title leads to its like."""
    async with server(bot_for(harbour)) as discord:
        fan = discord.fan()
        card = await fan.ask("recommendations")
        assert "**24** – film · 1999" in card.text
        assert "Today:" in card.text
        makers = await fan.ask("recommendations", only="makers")
        assert "Winter Ferry" in makers.text
        assert "**24**" not in makers.text
        one = await fan.choose(card, card.options[0])
        assert one.private
        like = await fan.ask("recommendations", like="winter fery")
        assert like.headline.startswith("Winter Ferry")


async def test_help_lists_what_can_be_asked(bot_for: BotFor, harbour: Show) -> None:
    """/help is private and names every other command."""
    async with server(bot_for(harbour)) as discord:
        card = await discord.fan().ask("help")
        assert card.private
        for name in ("release", "renewal", "cast", "plot", "trailer", "recommendations"):
            assert f"/{name}" in card.text


async def test_show_is_asked_for_only_where_several_are_loaded(
    bot_for: BotFor, harbour: Show, moons: Show
) -> None:
    """With one show there is no `show:` option; with two there is, with suggestions."""
    one, two = bot_for(harbour), bot_for(harbour, moons)
    async with server(one):
        slash = [command for command in one.tree.get_commands() if isinstance(command, Command)]
        assert slash
        assert all(command.get_parameter("show") is None for command in slash)
    async with server(two) as discord:
        fan = discord.fan()
        assert await fan.type("release", "show", "pap") == ["Paper Moons"]
        card = await fan.ask("release", show="paper moons")
        assert card.headline.startswith("It is due in 2027")


async def test_without_a_show_the_bot_asks_which(bot_for: BotFor, harbour: Show, moons: Show) -> None:
    """With several shows and none named, the bot asks, and a press gives the answer."""
    async with server(bot_for(harbour, moons)) as discord:
        fan = discord.fan()
        card = await fan.ask("release")
        assert card.headline == "Which show do you mean?"
        answer = await fan.press(card, "Paper Moons")
        assert answer.headline.startswith("It is due in 2027")


async def test_an_unknown_show_is_said_to_be_unknown(bot_for: BotFor, harbour: Show, moons: Show) -> None:
    """A show that is not loaded gets a sentence and the shows that are."""
    async with server(bot_for(harbour, moons)) as discord:
        card = await discord.fan().ask("plot", show="Zzzqx")
        assert "I don't know a show called" in card.headline
        assert "Harbour Lights" in card.labels


async def test_suggestions_are_ranked_and_never_more_than_discord_takes(
    bot_for: BotFor, harbour: Show
) -> None:
    """Autocomplete puts the names that begin with what is typed first, and offers at most 25."""
    async with server(bot_for(harbour)) as discord:
        fan = discord.fan()
        everyone = await fan.type("cast", "person", "")
        assert 0 < len(everyone) <= 25
        assert (await fan.type("cast", "person", "mar"))[0].startswith("Mara")
        assert await fan.type("cast", "person", "qqqqqq") == []
