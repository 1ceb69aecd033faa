"""What fans get from the bot over the wire, wherever they are and whatever language they use."""

from collections.abc import AsyncIterator

import pytest

from .discord_standin import StandIn
from .discord_standin.command_bodies import LOCALES
from .discord_standin.scene import Overrides
from .usher import CALLBACK, usher

PLACES: dict[str, Overrides] = {
    "a server": {"context": 0},
    "the bot's direct messages": {"context": 1},
    "somebody else's direct messages": {"context": 2},
    "a group": {"context": 2, "group": True},
    "a server that the bot isn't in": {"guild_id": 77_000},
}


@pytest.fixture
async def discord() -> AsyncIterator[StandIn]:
    """A stand-in with the bot logged in."""
    async with StandIn(guilds=2) as discord, usher(discord):
        yield discord


async def test_answers_at_once_and_once(discord: StandIn) -> None:
    """A command is one callback, which is the answer itself: no "thinking" before and nothing after it."""
    answer = await discord.slash("release")
    assert "Harbour Lights" in answer.text or answer.text.startswith("## ")
    assert (answer.type, answer.private, answer.data["allowed_mentions"]) == (4, False, {"parse": []})
    assert len(discord.requests("POST", CALLBACK)) == 1
    assert discord.requests("*", "/webhooks/*") == []
    assert discord.requests("*", "/channels/*") == []


async def test_every_place_gets_the_same_answer(discord: StandIn) -> None:
    """Servers, direct messages, groups and those who installed the bot for themselves are answered alike.

    So are the presses and the forms there. What follows a public card is told to the asker alone, unless
    nobody else can read there.
    """
    heard = set()
    for name, place in PLACES.items():
        alone = place.get("context") == 1
        card = await discord.slash("cast", **place)
        assert not card.private, name
        found = await discord.slash("cast", {"person": "the stranger"}, **place)
        sources = await discord.press(card, "Sources")
        chosen = await discord.choose(card, [card_values(card.data)[0]])
        form = await discord.press(card, "Where I'm up to")
        told = await discord.submit(form, {"Season": "1", "Last episode you have seen": "5"})
        for followed in (sources, chosen, told):
            assert followed.private is not alone, name
        assert (form.type, "s01e05" in told.text, "s01e05" in card.text) == (9, True, False), name
        heard.add((card.text, found.text, sources.text, chosen.text, told.text))
    assert len(heard) == 1


async def test_every_locale_is_answered(discord: StandIn) -> None:
    """Whatever language a fan's Discord is set to, even one that nobody has heard of, there is an answer."""
    for locale in [*sorted(LOCALES), "tlh"]:
        public = await discord.slash("release", locale=locale, guild_locale=locale)
        private = await discord.slash("plot", {"private": True}, locale=locale)
        assert (bool(public.text), public.private) == (True, False), locale
        assert (bool(private.text), private.private) == (True, True), locale


async def test_suggests_names_while_a_fan_types(discord: StandIn) -> None:
    """Suggestions find a name by its beginning, in every place, and none that isn't to be told yet."""
    for place in PLACES.values():
        typed = await discord.autocomplete("cast", "person", "mar", **place)
        assert [choice["value"] for choice in typed.choices] == ["Mara O'Hara"]
    everyone = (await discord.autocomplete("cast", "person", "")).choices
    assert everyone
    assert "Tobias" not in str(everyone)


async def test_several_shows() -> None:
    """With several shows a command has an option for them, with suggestions, and asks back without it."""
    async with StandIn() as discord, usher(discord, USHER_SHOWS="harbour-lights,paper-moons"):
        typed = await discord.autocomplete("release", "show", "paper")
        assert [choice["value"] for choice in typed.choices] == ["Paper Moons"]
        asked_back = await discord.slash("plot")
        chosen = await discord.press(asked_back, "Paper Moons")
        named = await discord.slash("plot", {"show": "Paper Moons"})
        assert chosen.text == named.text != asked_back.text


def card_values(message: dict[str, object]) -> list[str]:
    """The values of the only menu of a card."""
    text: list[str] = []
    walk: list[object] = [message]
    while walk:
        node = walk.pop()
        if isinstance(node, dict):
            text += [option["value"] for option in node.get("options", ())]
            walk += node.get("components", ())
    return text
