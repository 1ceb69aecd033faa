"""What fans get from the bot over the wire, wherever they are and whatever language they use."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from .discord_standin import StandIn
from .discord_standin.command_bodies import LOCALES
from .discord_standin.interactions import Callback
from .discord_standin.reading import walk
from .discord_standin.scene import Overrides
from .discord_standin.world import FAN_ID
from .usher import CALLBACK, usher

DIRECT = "the bot's direct messages"
PLACES: dict[str, Overrides] = {
    "a server": {"context": 0},
    DIRECT: {"context": 1},
    "somebody else's direct messages": {"context": 2},
    "a group": {"context": 2, "group": True},
    "a server that the bot isn't in": {"guild_id": 77_000},
}


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def discord() -> AsyncIterator[StandIn]:
    """A stand-in with the bot logged in, the same for all tests here."""
    async with StandIn(guilds=2) as discord, usher(discord):
        yield discord


async def test_answers_at_once_and_once(discord: StandIn) -> None:
    """A command is one callback, which is the answer itself: no "thinking" before and nothing after it."""
    discord.forget()
    answer = await discord.slash("release")
    assert "Lantern+" in words(answer)
    assert (answer.type, answer.private, answer.data["allowed_mentions"]) == (4, False, {"parse": []})
    assert len(discord.requests("POST", CALLBACK)) == 1
    assert discord.requests("*", "/webhooks/*") == []
    assert discord.requests("*", "/channels/*") == []


async def test_every_place_gets_the_same_answer(discord: StandIn) -> None:
    """Servers, direct messages, groups and those who installed the bot for themselves are answered alike.

    So are the presses, the choices and the form there. What follows a public card is told to the asker alone,
    unless nobody else can read there.
    """
    heard = set()
    for number, (name, place) in enumerate(PLACES.items()):
        fan = Overrides(**place, user_id=FAN_ID + 1 + number)
        card = await discord.slash("cast", **fan)
        found = await discord.slash("cast", {"person": "the stranger"}, **fan)
        assert (card.private, found.private) == (False, False), name
        sources = await discord.press(card, "Sources")
        chosen = await discord.choose(card, [first_option(card)])
        form = await discord.press(card, "Where I'm up to")
        told = await discord.submit(form, {"Season": "1", "Last episode you have seen": "5"})
        for followed in (sources, chosen, told):
            assert followed.private is (name != DIRECT), name
        assert ("s01e05" in words(card), "s01e05" in words(told)) == (False, True), name
        heard.add(tuple(map(words, (card, found, sources, chosen, told))))
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
        assert words(chosen) == words(named) != words(asked_back)


def words(answer: Callback) -> str:
    """What an answer tells, without its buttons, which differ by place."""
    return "\n".join(component["content"] for component in walk(answer.data) if "content" in component)


def first_option(answer: Callback) -> str:
    """The first value of an answer's menu."""
    return str(next(one["options"][0]["value"] for one in walk(answer.data) if one.get("options")))
