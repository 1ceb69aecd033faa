"""Questions that were not understood, on both databases: counted always, kept where a server says so."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.episodes import Episode
from bot.spoilers import EVERYTHING, NOTHING, Limit
from bot.storage import noting, questions
from bot.storage.questions import Asked, MissCount
from bot.storage.store import Store
from bot.storage.values import NOTHING_SET, UNREAD_SETTINGS, ServerSettings
from tests.storage.conftest import OpenStore, Pauses

TODAY = dt.date(2026, 1, 1)
NOW = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
GRACE = 30 * DAY
GUILD, CHANNEL = 2**62 + 1, 2**61 + 1
FOUR = Limit(Episode(1, 4))


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        """The time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The clock of this test's store."""
    return Clock()


@pytest.fixture
async def store(url: str, clock: Clock, pauses: Pauses) -> Any:
    """An open store with that clock, once of each kind."""
    store = Store(url, pause=pauses, clock=clock)
    await store.open()
    yield store
    await store.close()


async def counted(store: Store) -> list[MissCount]:
    """All counts."""
    await store._noting.settle()
    return await store._database.read(questions.counts)


async def texts(store: Store, guild_id: int = GUILD) -> list[str]:
    """The questions that a server keeps."""
    return [one.asked.text for one in await store.questions(guild_id)]


async def test_counted_only(store: Store) -> None:
    """Before a server says so no text is kept, and nothing at all of direct messages but the number."""
    for text in ("why does Mara leave", "when"):
        await store.not_understood(GUILD, "one", "en", text, NOTHING)
    await store.not_understood(None, "one", "en", "why does Mara leave", FOUR)
    assert await counted(store) == [
        MissCount(0, "one", FOUR, TODAY, 1),
        MissCount(GUILD, "one", NOTHING, TODAY, 2),
    ]
    assert await texts(store) == await texts(store, 0) == []
    assert await store.settings(GUILD) == NOTHING_SET


async def test_kept(store: Store, clock: Clock, url: str, open_store: OpenStore) -> None:
    """A server that says so has each question once, with its days and how often, and nothing of the asker."""
    await store.set_keeps_questions(GUILD, True)
    await store.set_keeps_questions(2, True)
    for day in (NOW, NOW + DAY, NOW + 3 * DAY):
        clock.now = day
        await store.not_understood(GUILD, "one", "en", "<@123456789012345678> why?  \n", FOUR)
        await store._noting.settle()
    for asked in (("two", "en", "why?", FOUR), ("one", "de", "why?", FOUR), ("one", "en", "why?", NOTHING)):
        show, language, text, limit = asked
        await store.not_understood(GUILD, show, language, text, limit)
    await store.not_understood(2, "one", "en", "why?", EVERYTHING)
    (first,) = [one for one in await store.questions(GUILD) if one.times > 1]
    assert first == questions.KeptQuestion(Asked(GUILD, "one", FOUR, "en", "why?"), TODAY, TODAY + 3 * DAY, 3)
    other = await open_store(url)
    assert sorted(map(repr, await other.questions(GUILD))) == sorted(map(repr, await store.questions(GUILD)))
    assert len(await other.questions(GUILD)) == 4
    assert [one.asked.told for one in await other.questions(2)] == [EVERYTHING]


async def test_nothing_left_to_keep(store: Store) -> None:
    """What is only a mention, or of no show, is counted and not kept."""
    await store.set_keeps_questions(GUILD, True)
    await store.not_understood(GUILD, "one", "en", "<@123456789012345678> ??", NOTHING)
    await store.not_understood(GUILD, "", "en", "why?", NOTHING)
    assert await texts(store) == []
    assert sum(one.times for one in await counted(store)) == 2


async def test_forgotten(store: Store) -> None:
    """One can be forgotten, or all; and a server that stops keeping them has none. They stay counted."""
    await store.set_keeps_questions(GUILD, True)
    await store.set_keeps_questions(2, True)

    async def ask() -> None:
        for text in ("one", "two", "three"):
            await store.not_understood(GUILD, "one", "en", text, NOTHING)
        await store.not_understood(2, "one", "en", "one", NOTHING)

    await ask()
    await store.forget_questions(
        [one.asked for one in await store.questions(GUILD) if one.asked.text != "two"]
    )
    assert await texts(store) == ["two"]
    await store.forget_all_questions(GUILD)
    assert await texts(store) == []
    await ask()
    await store.questions(GUILD)
    await store.set_keeps_questions(GUILD, False)
    await store.set_keeps_questions(GUILD, True)
    assert await texts(store) == []
    assert await texts(store, 2) == ["one"]
    assert [one.times for one in await counted(store)] == [2, 6]


async def test_forgotten_from_the_files(sqlite_url: str, sqlite_file: Path, open_store: OpenStore) -> None:
    """What moderators deleted is in none of SQLite's files afterwards."""
    store = await open_store(sqlite_url)
    await store.set_keeps_questions(GUILD, True)
    await store.not_understood(GUILD, "one", "en", "a question of nobody else", NOTHING)
    assert await texts(store)
    await store.forget_all_questions(GUILD)
    for file in sqlite_file.parent.iterdir():
        assert b"nobody else" not in file.read_bytes(), file.name


async def test_expired_from_the_files(sqlite_url: str, sqlite_file: Path, open_store: OpenStore) -> None:
    """What the daily round drops is in none of SQLite's files afterwards."""
    store = await open_store(sqlite_url)
    await store.set_keeps_questions(GUILD, True)
    await store.not_understood(GUILD, "one", "en", "a question of nobody else", NOTHING)
    assert await texts(store)
    await store.purge(dt.datetime.now(dt.UTC) + 100 * DAY, GRACE)
    for file in sqlite_file.parent.iterdir():
        assert b"nobody else" not in file.read_bytes(), file.name


async def test_bounded(store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many are kept of a server; what was not asked for the longest goes first, then what is rare."""
    monkeypatch.setattr(questions, "MOST", 3)
    await store.set_keeps_questions(GUILD, True)
    await store.set_keeps_questions(2, True)
    for day, asked in enumerate((["old", "older"], ["twice", "twice", "once"], ["new"])):
        clock.now = NOW + day * DAY
        for text in asked:
            await store.not_understood(GUILD, "one", "en", text, NOTHING)
            await store.not_understood(2, "one", "en", "why?", NOTHING)
        await store._noting.settle()
    assert await texts(store) == ["new", "once", "twice"]
    await store.not_understood(GUILD, "two", "en", "newer", NOTHING)
    assert await texts(store) == ["new", "twice", "newer"]
    assert await texts(store, 2) == ["why?"]


async def test_expired(store: Store, clock: Clock) -> None:
    """The daily round drops what nobody has asked for 90 days, and counts of days as long ago."""
    await store.set_keeps_questions(GUILD, True)
    await store.not_understood(GUILD, "one", "en", "old", NOTHING)
    await store.not_understood(GUILD, "one", "en", "asked again", NOTHING)
    await store.questions(GUILD)
    clock.now = NOW + DAY
    await store.not_understood(GUILD, "one", "en", "asked again", NOTHING)
    await store.questions(GUILD)
    await store.purge(NOW + 90 * DAY, GRACE)
    assert len(await texts(store)) == len(await counted(store)) == 2
    await store.purge(NOW + 91 * DAY, GRACE)
    assert await texts(store) == ["asked again"]
    assert [one.day for one in await counted(store)] == [TODAY + DAY]


async def test_servers_that_removed_the_bot(store: Store) -> None:
    """Their questions and counts go with the rest, also where nothing else was ever set up."""
    for guild in (1, 2, 3):
        await store.set_keeps_questions(guild, guild != 2)
        await store.not_understood(guild, "one", "en", "why?", NOTHING)
    await store.not_understood(4, "one", "en", "why?", NOTHING)
    await store.not_understood(None, "one", "en", "why?", NOTHING)
    assert len(await counted(store)) == 5
    await store.reconcile([3], NOW)
    assert await store.purge(NOW + GRACE, GRACE) == 3
    assert [one.guild_id for one in await counted(store)] == [0, 3]
    assert [await texts(store, guild) for guild in (1, 2, 3, 4)] == [[], [], ["why?"], []]


async def test_at_once(store: Store, url: str, clock: Clock, pauses: Pauses) -> None:
    """Of many at the same time, from two processes, none is lost."""
    other = Store(url, pause=pauses, clock=clock)
    await other.open()
    await store.set_keeps_questions(GUILD, True)
    for number in range(60):
        for one in (store, other):
            await one.not_understood(GUILD, "one", "en", f"question {number % 7}", NOTHING)
            await asyncio.sleep(0)
    await other.close()
    assert sum(one.times for one in await store.questions(GUILD)) == 120
    assert sum(one.times for one in await counted(store)) == 120


async def test_saved_before_the_end(store: Store) -> None:
    """Closing waits until all is saved."""
    await store.set_keeps_questions(GUILD, True)
    await store.not_understood(GUILD, "one", "en", "why?", NOTHING)
    await store.close()
    await store.open()
    assert await texts(store) == ["why?"]


async def test_nobody_waits(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """While the database is slow or away a question is taken at once; so many wait, and no log has them."""
    caplog.set_level(logging.INFO)
    await store.set_keeps_questions(GUILD, True)
    slow = asyncio.Event()
    write: Callable[[Any], Any] = store._database.write

    async def write_slowly(work: Any) -> Any:
        await slow.wait()
        return await write(work)

    monkeypatch.setattr(store._database, "write", write_slowly)
    async with asyncio.timeout(1):
        for number in range(noting.WAITING + 100):
            await store.not_understood(GUILD, "one", "en", f"why {number}?", NOTHING)
            await store.not_understood(GUILD, "one", "en", "why 0?", NOTHING)
    assert len(store._noting._waiting) == noting.WAITING
    slow.set()
    await store._noting.settle()
    assert len(await texts(store)) == noting.WAITING
    monkeypatch.setattr(store._database, "write", write)

    async def fails(work: Any) -> None:
        raise OSError("why 0?")

    with monkeypatch.context() as broken:
        broken.setattr(store, "_save", fails)
        await store.not_understood(GUILD, "one", "en", "lost", NOTHING)
        await store._noting.settle()
    await store.not_understood(GUILD, "one", "en", "found", NOTHING)
    assert "found" in await texts(store)
    assert "why" not in caplog.text


async def test_during_an_outage(store: Store) -> None:
    """What is asked while the database is away is saved once it is back."""
    await store.set_keeps_questions(GUILD, True)
    engine, store._database._engine = store._database._engine, None
    await store.not_understood(GUILD, "one", "en", "why?", NOTHING)
    await store._noting.settle()
    store._database._engine = engine
    assert await texts(store) == ["why?"]


async def test_quiet_channels(store: Store, url: str, open_store: OpenStore) -> None:
    """Channels can be opted out one by one, and in again; each is kept by itself."""
    await store.set_quiet(GUILD, CHANNEL, quiet=True)
    await store.set_quiet(GUILD, CHANNEL, quiet=True)
    now = await store.set_quiet(GUILD, 5, quiet=True)
    await store.set_quiet(2, 6, quiet=True)
    assert now == ServerSettings(quiet=frozenset({5, CHANNEL}))
    assert await (await open_store(url)).settings(GUILD) == now
    await store.set_quiet(GUILD, 5, quiet=False)
    assert await store.set_quiet(GUILD, CHANNEL, quiet=False) == NOTHING_SET


def test_where_mentions_are_answered() -> None:
    """Not in a channel that is opted out, or whose category is; nor where that can't be known."""
    settings = ServerSettings(quiet=frozenset({5}))
    assert [settings.hears(scopes) for scopes in ((4, 3), (5, 3), (4, 5), (), None)] == [
        True,
        False,
        False,
        True,
        False,
    ]
    assert NOTHING_SET.hears((1, 2))
    assert not UNREAD_SETTINGS.hears((1, 2))
