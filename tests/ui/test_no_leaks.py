"""Every way in, at every place and ceiling: nothing that a reader sees lies beyond what they may know.

In the invented show every guarded text holds a word that ends with the episode which reveals it, such as
`Bramblings01e05`, so a leak can be told from any text by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bot import audience as audience_module
from bot import console, spoilers
from bot.app import UsherBot
from bot.audience import Audience
from bot.knowledge.episodes import Episode
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import BEFORE_ALL, Position, Show
from bot.spoilers import EVERYTHING, Limit
from bot.storage.values import WHOLE_SERVER, Ceiling, Place
from bot.topics import TOPICS
from bot.ui import reply as reply_module
from bot.ui import sharing as sharing_module
from tests.conftest import NOW
from tests.fan import Card, Fan, Server, server

BotFor = Callable[..., UsherBot]

_MARKED = re.compile(r"\w+?s(\d\d)e(\d\d)\b", re.IGNORECASE)
COMMANDS = ("release", "renewal", "cast", "plot", "trailer", "recommendations", "help")
NAMES = ("Bramblings01e05", "bramblins01e05", "Flounders02e02", "Sturgeons02e03", "Shearwaters02e02", "mara")


@pytest.fixture
def harbour(harbour: Show) -> Show:
    """The invented show, in which a harmless fact also rests on a source whose title spoils."""
    plot = {
        id: fact.model_copy(update={"sources": (*fact.sources, "finale-script")})
        for id, fact in harbour.file.plot.items()
    }
    return Show.build(harbour.id, harbour.file.model_copy(update={"plot": plot}))


@dataclass
class Reader:
    """Someone at a place, in a server with a ceiling, and what they saw that they must not."""

    show: Show
    place: str | None
    ceiling: str
    leaks: list[str] = field(default_factory=list)

    def reach(self, *, private: bool) -> Position:
        """How far they may be told: written down here once more, apart from the code that decides it."""
        ceiling = self._position(self.ceiling)
        if self.place is None:
            return ceiling
        return self._position(self.place) if private else min(ceiling, self._position(self.place))

    def _position(self, text: str) -> Position:
        if text in ("premise", "none"):
            return BEFORE_ALL
        return (10**9, 0, 0, 0) if text == "everything" else self.show.position(Episode.parse(text))

    def saw(self, text: str, what: str, *, private: bool, typed: str = "") -> None:
        """Look for words from beyond their reach; what they typed themselves does not count."""
        for season, number in _MARKED.findall(text.replace(typed, "") if typed else text):
            if self.show.position(Episode(int(season), int(number))) > self.reach(private=private):
                self.leaks.append(f"{what}: S{season}E{number}")


async def _explore(discord: Server, bot: UsherBot, reader: Reader) -> list[str]:
    """Use everything there is, as a fan, and note what leaks."""
    fan, other = discord.fan("reader"), discord.fan("other")
    await bot.store.set_ceiling(discord.guild.id, WHOLE_SERVER, "", Ceiling.parse(reader.ceiling))
    if reader.place is not None:
        upto = None if reader.place == "none" else Episode.parse(reader.place)
        await bot.store.set_place(fan.actor.id, reader.show.id, Place(upto))
    for private in (False, True):
        for command in COMMANDS:
            options = {} if command == "help" else {"private": private}
            card = await fan.ask(command, **options)
            reader.saw(card.text, f"/{command}", private=card.private)
            await _press_all(fan, other, card, reader, command, options)
        for name in NAMES:
            for command, option in (("cast", "person"), ("recommendations", "like")):
                named = await fan.ask(command, **{option: name, "private": private})
                reader.saw(named.text, f"/{command} {name}", private=named.private, typed=name)
                for typed in (name, name[:4], ""):
                    offered = str(await fan.type(command, option, typed, private=private))
                    reader.saw(offered, f"typing {typed}", private=private)
    return reader.leaks


async def _press_all(
    fan: Fan, other: Fan, card: Card, reader: Reader, command: str, options: dict[str, Any]
) -> None:
    for label in card.pressable:
        if label in ("Where I'm up to", "Your data"):
            continue
        fresh = await fan.ask(command, **options)
        pressed = await fan.actor.click(fresh.result.response, label=label)
        for text, private in _shown(fan, pressed):
            reader.saw(text, f"/{command} › {label}", private=private)
    for value in card.options:
        fresh = await fan.ask(command, **options)
        chosen = await fan.actor.select(fresh.result.response, [value])
        for text, private in _shown(fan, chosen):
            reader.saw(text, f"/{command} › {value}", private=private)
    if not card.private:
        public = await other.ask(command)
        if "Sources" in public.pressable and not public.private:
            late = await fan.press(public, "Sources")
            reader.saw(late.text, "somebody else's card", private=True)


def _shown(fan: Fan, result: Any) -> Iterator[tuple[str, bool]]:
    """What a press showed: a new message, or the private card that it changed."""
    if result.response is not None:
        newest = next(m for m in fan.channel.history(viewer=fan.actor) if m.id == result.response.id)
        yield str([component.to_dict() for component in newest.components]), newest.flags.ephemeral


PLACES = (None, "none", "S01E01", "S01E04", "S01E05", "S00E01", "S02E02")
CEILINGS = ("premise", "S01E04", "S01E06", "S02E02", "everything")
SAMPLED = [
    (place, ceiling)
    for index, (place, ceiling) in enumerate((place, ceiling) for place in PLACES for ceiling in CEILINGS)
    if index % 3 == 0 or place is None
]


@pytest.mark.parametrize(("place", "ceiling"), SAMPLED)
async def test_nothing_leaks(bot_for: BotFor, harbour: Show, place: str | None, ceiling: str) -> None:
    """Commands, suggestions, near names, menus, buttons, other people's cards, shares and sources."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        assert await _explore(discord, bot, Reader(harbour, place, ceiling)) == []


def _everything_revealed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Show, "revealed_at", lambda self, fact: BEFORE_ALL)


def _sources_revealed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Show, "source_revealed_at", lambda self, source_id: BEFORE_ALL)


def _no_reach(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(spoilers, "reach", lambda show, limit: (10**9, 0, 0, 0))


def change_audience(patch: pytest.MonkeyPatch, module: Any, change: Callable[[Audience], Audience]) -> None:
    """Let a module know another audience than there is."""
    real = audience_module.audience

    async def changed(*args: Any, **kwargs: Any) -> Audience:
        return change(await real(*args, **kwargs))

    patch.setattr(module, "audience", changed)


def _place_ignored(patch: pytest.MonkeyPatch) -> None:
    change_audience(patch, reply_module, lambda who: replace(who, limit=who.ceiling, private=False))


def _ceiling_ignored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(audience_module, "ceiling_limit", lambda ceiling, show, now: EVERYTHING)


def _shares_not_cut(patch: pytest.MonkeyPatch) -> None:
    change_audience(patch, sharing_module, lambda who: replace(who, limit=EVERYTHING))


def _later_is_stricter(patch: pytest.MonkeyPatch) -> None:
    def wrong(show: Show, one: Limit, other: Limit) -> Limit:
        return other if spoilers.stricter(show, one, other) is one else one

    patch.setattr(audience_module, "stricter", wrong)


BREAKS = (
    _everything_revealed,
    _sources_revealed,
    _no_reach,
    _place_ignored,
    _ceiling_ignored,
    _shares_not_cut,
    _later_is_stricter,
)


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.__name__.strip("_"))
async def test_each_deliberate_break_is_noticed(
    bot_for: BotFor,
    harbour: Show,
    monkeypatch: pytest.MonkeyPatch,
    broken: Callable[[pytest.MonkeyPatch], None],
) -> None:
    """A test of the test above: with the gate broken in one spot, it does find a leak."""
    spoilers.cut.cache_clear()
    broken(monkeypatch)
    found: list[str] = []
    for place, ceiling in ((None, "premise"), ("S01E01", "S01E06"), ("S02E02", "S01E04")):
        bot = bot_for(harbour)
        async with server(bot) as discord:
            found += await _explore(discord, bot, Reader(harbour, place, ceiling))
        if found:
            break
    spoilers.cut.cache_clear()
    assert found


@pytest.mark.parametrize("seen", ["nothing", "S01E01", "S01E05", "S00E01", "S02E02"])
def test_nothing_leaks_in_the_terminal(harbour: Show, seen: str) -> None:
    """Every topic and name, asked in the terminal up to an episode, with commands and in plain words."""
    reader = Reader(harbour, None, "premise" if seen == "nothing" else seen)
    shelf = Shelf({harbour.id: harbour})
    lines = [f"/{topic}" for topic in TOPICS]
    lines += [f"/{topic} {name}" for topic in ("cast", "recommendations", "episodes") for name in NAMES]
    lines += [f"/sources {topic}" for topic in TOPICS]
    session = console.Session(shelf, lambda: NOW, limit=Limit.parse(seen))
    for line in lines:
        reader.saw(str(session.answer(line)), line, private=True, typed=line.partition(" ")[2])
    for name in NAMES:
        for line in (f"who plays {name}", f"what happens to {name}?", f"and when does {name} die"):
            reader.saw(str(session.answer(line)), line, private=True, typed=name)
    assert reader.leaks == []
