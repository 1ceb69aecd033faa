"""The shelf follows the files: what is saved is soon known, and no mistake takes anything away."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.app import UsherBot, create_bot
from bot.config import Settings
from bot.knowledge import bell
from bot.knowledge.live import Live, News
from bot.knowledge.load import read_show
from bot.knowledge.places import NoShelf
from tests.conftest import DATA, NOW
from tests.fan import Fan, Server, server

OURS = "harbour-lights.yaml"
OTHER = "paper-moons.yaml"
NAMED_NEW = ("title: Harbour Lights\n", "title: Harbour Lights Anew\n")
MISSPELT = ("title: Harbour Lights\n", "titel: Harbour Lights\n")
LINE_OF_TITLE = 7


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the files that come with the bot; empty here."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    monkeypatch.setattr("bot.knowledge.places.shipped", lambda: folder)
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of one's own, with one show in it."""
    folder = tmp_path / "own"
    folder.mkdir()
    shutil.copy(DATA / OURS, folder)
    return folder


@pytest.fixture
def opened(own: Path) -> Callable[..., Live]:
    """The shelf over that folder; nothing follows its files until a test says so."""
    return lambda **values: Live(Settings(usher_data=own, **values))


@pytest.fixture
def live(opened: Callable[..., Live]) -> Live:
    """The shelf without any other setting."""
    return opened()


@pytest.fixture
def news(live: Live) -> list[News]:
    """All that is told of the files."""
    heard: list[News] = []
    live.listen(heard.append)
    return heard


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """The errors that were logged since one asked last."""

    def errors() -> list[str]:
        found = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
        caplog.clear()
        return found

    errors()
    return errors


def settle(live: Live) -> None:
    """Look until nothing is about to change any more."""
    while live.look():
        pass


def edit(path: Path, *changes: tuple[str, str]) -> None:
    """Save a file in place with some of its text changed."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def titles(live: Live) -> dict[str, str]:
    """The titles on the shelf, by the id of the show."""
    return {id: show.file.title for id, show in live().shows.items()}


def test_a_changed_an_added_and_a_removed_file(live: Live, own: Path) -> None:
    """What is saved, put beside it, or deleted is so on the shelf; a show that stays is not made anew."""
    before = live()
    edit(own / OURS, NAMED_NEW)
    settle(live)
    assert titles(live) == {"harbour-lights": "Harbour Lights Anew"}
    assert before.shows["harbour-lights"].file.title == "Harbour Lights"
    kept = live().shows["harbour-lights"]
    shutil.copy(DATA / OTHER, own)
    settle(live)
    assert set(titles(live)) == {"harbour-lights", "paper-moons"}
    assert live().shows["harbour-lights"] is kept
    (own / OTHER).unlink()
    settle(live)
    assert set(titles(live)) == {"harbour-lights"}


def test_nothing_changes_without_a_change(live: Live, own: Path, news: list[News]) -> None:
    """The same shelf stays while the files do, also where a file is saved again as it was."""
    before = live()
    settle(live)
    (own / OURS).write_bytes((own / OURS).read_bytes())
    (own / "notes.txt").write_text("not a show", encoding="utf-8")
    settle(live)
    assert live() is before
    assert news == []


def test_a_broken_save_keeps_the_last_good_copy(
    live: Live, own: Path, news: list[News], log: Callable[[], list[str]]
) -> None:
    """The show stays as it was, the log names file, line and field, and a mended file is read again."""
    before = live()
    edit(own / OURS, MISSPELT)
    settle(live)
    assert live() is before
    [line] = [line for line in log() if " titel: " in line]
    assert line.startswith(f"{own / OURS}:{LINE_OF_TITLE}:")
    [broken] = news.pop().broken
    assert broken.path == own / OURS
    assert broken.kept
    assert {problem.field for problem in broken.problems} >= {"titel"}
    edit(own / OURS, (MISSPELT[1], NAMED_NEW[1]))
    settle(live)
    assert titles(live) == {"harbour-lights": "Harbour Lights Anew"}
    assert log() == []
    assert news.pop().mended == (own / OURS,)


def test_the_same_problem_is_told_once(
    live: Live, own: Path, news: list[News], log: Callable[[], list[str]]
) -> None:
    """A broken file saved again with the same mistake, even on another line, is no news; another is."""
    edit(own / OURS, MISSPELT)
    settle(live)
    assert len(news) == 1
    log()
    edit(own / OURS, (MISSPELT[1], f"# A remark\n{MISSPELT[1]}"))
    settle(live)
    assert len(news) == 1
    assert log() == []
    edit(own / OURS, ("format: 1", "format: one"))
    settle(live)
    assert len(news) == 2


def test_a_file_that_goes_back_to_what_it_was(live: Live, own: Path, news: list[News]) -> None:
    """Taking a broken save back is told as mended."""
    good = (own / OURS).read_bytes()
    edit(own / OURS, MISSPELT)
    settle(live)
    (own / OURS).write_bytes(good)
    settle(live)
    assert [(len(one.broken), one.mended) for one in news] == [(1, ()), (0, (own / OURS,))]
    assert titles(live) == {"harbour-lights": "Harbour Lights"}


def test_a_half_written_file_is_not_read(live: Live, own: Path, log: Callable[[], list[str]]) -> None:
    """What is being written counts when it stands still: half a file is neither used nor complained of."""
    text = (own / OURS).read_text(encoding="utf-8").replace(*NAMED_NEW)
    half = text.index("release:") + 20
    with (own / OURS).open("w", encoding="utf-8") as file:
        for piece in (text[:half], text[half:-9], text[-9:]):
            file.write(piece)
            file.flush()
            assert live.look()
            assert titles(live) == {"harbour-lights": "Harbour Lights"}
    settle(live)
    assert titles(live) == {"harbour-lights": "Harbour Lights Anew"}
    assert log() == []


def test_a_save_by_renaming(live: Live, own: Path, log: Callable[[], list[str]]) -> None:
    """An editor that moves the old file away and a new one into its place never takes the show away."""
    good = (own / OURS).read_text(encoding="utf-8")
    (own / OURS).rename(own / f"{OURS}~")
    assert live.look()
    assert titles(live)
    (own / ".harbour-lights.yaml.swp").write_text(good.replace(*NAMED_NEW), encoding="utf-8")
    (own / ".harbour-lights.yaml.swp").rename(own / OURS)
    settle(live)
    assert titles(live) == {"harbour-lights": "Harbour Lights Anew"}
    assert log() == []


def test_a_folder_behind_a_symlink(tmp_path: Path, own: Path) -> None:
    """Where the folder is a symlink that is pointed elsewhere, its files there count; equal ones stay."""
    shutil.copy(DATA / OTHER, own)
    link = tmp_path / "current"
    link.symlink_to(own, target_is_directory=True)
    live = Live(Settings(usher_data=link))
    moons = live().shows["paper-moons"]
    shutil.copytree(own, tmp_path / "next")
    edit(tmp_path / "next" / OURS, NAMED_NEW)
    (tmp_path / "soon").symlink_to(tmp_path / "next", target_is_directory=True)
    (tmp_path / "soon").replace(link)
    settle(live)
    assert titles(live)["harbour-lights"] == "Harbour Lights Anew"
    assert live().shows["paper-moons"] is moons


def test_several_files_at_once_are_one_swap(live: Live, own: Path, news: list[News]) -> None:
    """What one pull brings is on the shelf together, and told together."""
    edit(own / OURS, NAMED_NEW)
    shutil.copy(DATA / OTHER, own)
    (own / "broken.yaml").write_text("format: 1\ntitle: [\n", encoding="utf-8")
    settle(live)
    [told] = news
    assert told.changed
    assert [(broken.path.name, broken.kept) for broken in told.broken] == [("broken.yaml", False)]
    assert set(titles(live)) == {"harbour-lights", "paper-moons"}


def test_a_folder_that_is_gone(
    live: Live, own: Path, tmp_path: Path, shipped: Path, log: Callable[[], list[str]], news: list[News]
) -> None:
    """Where a folder vanishes, its shows stay, that is said once, and its files are followed later on."""
    shutil.copy(DATA / OTHER, shipped)
    settle(live)
    news.clear()
    own.rename(tmp_path / "elsewhere")
    settle(live)
    settle(live)
    assert set(titles(live)) == {"harbour-lights", "paper-moons"}
    assert len([line for line in log() if str(own) in line]) == 1
    own.mkdir()
    settle(live)
    assert set(titles(live)) == {"harbour-lights", "paper-moons"}
    shutil.copy(DATA / OURS, own)
    edit(own / OURS, NAMED_NEW)
    settle(live)
    assert titles(live)["harbour-lights"] == "Harbour Lights Anew"
    assert [one.mended for one in news] == [(), (own,), ()]


def test_all_files_gone_at_once(live: Live, own: Path, shipped: Path, log: Callable[[], list[str]]) -> None:
    """Where all of the several files of a folder are deleted, the other shows are left without a word."""
    shutil.copy(DATA / OTHER, own)
    shutil.copy(DATA / "static-valley.yaml", shipped)
    settle(live)
    for path in own.iterdir():
        path.unlink()
    settle(live)
    assert set(titles(live)) == {"static-valley"}
    assert log() == []
    shutil.copy(DATA / OURS, own)
    settle(live)
    assert set(titles(live)) == {"harbour-lights", "static-valley"}


def test_all_files_gone_for_a_moment(live: Live, own: Path, shipped: Path, tmp_path: Path) -> None:
    """Files that are away while others are put in their place, as in a pull, take no show away meanwhile."""
    shutil.copy(DATA / OTHER, own)
    shutil.copy(DATA / "static-valley.yaml", shipped)
    settle(live)
    before = live()
    for _ in range(2):
        for path in own.iterdir():
            path.rename(tmp_path / path.name)
        for _ in range(3):
            assert live.look()
        assert live() is before
        for name in (OURS, OTHER):
            (tmp_path / name).rename(own / name)
        settle(live)
        assert live() is before


def test_the_last_show_stays(live: Live, own: Path, log: Callable[[], list[str]]) -> None:
    """Where the only file is deleted, the bot goes on with it rather than with nothing."""
    (own / OURS).unlink()
    settle(live)
    assert set(titles(live)) == {"harbour-lights"}
    assert any("no show is left" in line for line in log())
    shutil.copy(DATA / OTHER, own)
    settle(live)
    assert set(titles(live)) == {"paper-moons"}


def test_a_file_of_ones_own_that_goes_uncovers_the_shipped_one(
    opened: Callable[..., Live], own: Path, shipped: Path
) -> None:
    """One's own file takes the place of a shipped one when it comes, and gives it back when it goes."""
    shutil.copy(DATA / OURS, shipped)
    shutil.copy(DATA / OTHER, own)
    edit(own / OURS, NAMED_NEW)
    live = opened()
    assert titles(live)["harbour-lights"] == "Harbour Lights Anew"
    (own / OURS).unlink()
    settle(live)
    assert titles(live)["harbour-lights"] == "Harbour Lights"


def test_only_wanted_shows_come(opened: Callable[..., Live], own: Path, log: Callable[[], list[str]]) -> None:
    """USHER_SHOWS holds for files that come later, too: they are neither on the shelf nor complained of."""
    shutil.copy(DATA / OTHER, own)
    live = opened(usher_shows=("harbour-lights", "paper-moons"), usher_show="paper-moons")
    shutil.copy(DATA / "static-valley.yaml", own)
    (own / "broken.yaml").write_text("format: [\n", encoding="utf-8")
    (own / OTHER).unlink()
    settle(live)
    assert set(titles(live)) == {"harbour-lights"}
    assert live().default is None
    assert log() == []
    shutil.copy(DATA / OTHER, own)
    settle(live)
    assert set(titles(live)) == {"harbour-lights", "paper-moons"}
    assert live().default == "paper-moons"


def test_what_can_be_behind_a_name(live: Live, own: Path, log: Callable[[], list[str]]) -> None:
    """A folder, a pipe and a symlink to nowhere in a file's place keep the last good copy, and are named."""
    for make in (Path.mkdir, os.mkfifo, lambda path: path.symlink_to("nowhere")):
        (own / OURS).unlink()
        make(own / OURS)
        settle(live)
        assert titles(live) == {"harbour-lights": "Harbour Lights"}
        assert any(line.startswith(f"{own / OURS}:1:") for line in log())
        (own / OURS).rmdir() if (own / OURS).is_dir() else (own / OURS).unlink()
        shutil.copy(DATA / OURS, own)
        settle(live)


def test_nothing_to_begin_with(own: Path, opened: Callable[..., Live]) -> None:
    """Without a single usable file there is no last good copy, so the start refuses."""
    edit(own / OURS, MISSPELT)
    with pytest.raises(NoShelf):
        opened()


def test_a_listener_that_fails_disturbs_nobody(live: Live, own: Path, news: list[News]) -> None:
    """Whoever can't take the news leaves the others and the shelf alone."""

    def fail(_: News) -> None:
        raise RuntimeError("closed")

    live.listen(fail)
    heard: list[News] = []
    deaf = live.listen(heard.append)
    edit(own / OURS, NAMED_NEW)
    settle(live)
    assert len(news) == len(heard) == 1
    deaf()
    edit(own / OURS, (NAMED_NEW[1], NAMED_NEW[0]))
    settle(live)
    assert len(news) == 2
    assert len(heard) == 1


def test_the_collector_rests_while_a_file_is_read(live: Live, own: Path) -> None:
    """Nothing goes through all objects while a file is read; before and after, the collector is as it was."""
    began: list[str] = []

    def note(phase: str, _: dict[str, int]) -> None:
        began.append(phase)

    usual = gc.get_threshold()
    gc.set_threshold(50, 10, 10)
    gc.callbacks.append(note)
    try:
        edit(own / OURS, NAMED_NEW)
        assert live.look()
        began.clear()
        live.look()
        during = len(began)
        read_show(own / OURS)
    finally:
        gc.callbacks.remove(note)
        gc.set_threshold(*usual)
    assert titles(live) == {"harbour-lights": "Harbour Lights Anew"}
    assert gc.isenabled()
    assert len(began) - during > 10 * (during + 1)


async def until(condition: Callable[[], Any]) -> None:
    """Wait until something holds, a minute at most."""
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.01)


async def test_files_are_followed(live: Live, own: Path) -> None:
    """Saved, added, replaced and deleted files are noticed without anybody's asking."""
    with live.following():
        edit(own / OURS, NAMED_NEW)
        await until(lambda: titles(live) == {"harbour-lights": "Harbour Lights Anew"})
        shutil.copy(DATA / OTHER, own)
        await until(lambda: len(titles(live)) == 2)
        (own / OTHER).unlink()
        await until(lambda: len(titles(live)) == 1)


async def test_files_are_followed_where_nothing_tells_of_changes(
    live: Live, own: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the system has no events to give, changes are noticed all the same, and that is logged once."""

    def refuse(*_: object) -> None:
        raise OSError("no watches left")

    monkeypatch.setattr(bell, "_events", refuse)
    monkeypatch.setattr(bell, "EVERY", 0.01)
    with live.following():
        edit(own / OURS, NAMED_NEW)
        await until(lambda: titles(live) == {"harbour-lights": "Harbour Lights Anew"})
    assert caplog.text.count("no watches left") == 1


async def test_a_swapped_folder_is_followed(own: Path, tmp_path: Path) -> None:
    """When another folder has taken the place of the watched one, its files are followed."""
    link = tmp_path / "current"
    link.symlink_to(own, target_is_directory=True)
    live = Live(Settings(usher_data=link))
    shutil.copytree(own, tmp_path / "next")
    edit(tmp_path / "next" / OURS, NAMED_NEW)
    with live.following():
        (tmp_path / "soon").symlink_to(tmp_path / "next", target_is_directory=True)
        (tmp_path / "soon").replace(link)
        await until(lambda: titles(live) == {"harbour-lights": "Harbour Lights Anew"})
        (tmp_path / "next").rename(tmp_path / "old")
        shutil.copytree(own, tmp_path / "next")
        await until(lambda: titles(live) == {"harbour-lights": "Harbour Lights"})
        edit(tmp_path / "next" / OURS, NAMED_NEW)
        await until(lambda: titles(live) == {"harbour-lights": "Harbour Lights Anew"})


async def test_a_fault_ends_nothing(
    live: Live, own: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault while looking is logged, and the next look is taken as if nothing had been."""
    faults = [RuntimeError("once")]
    look = live.look

    def fail_first() -> bool:
        if faults:
            raise faults.pop()
        return look()

    monkeypatch.setattr(live, "look", fail_first)
    with live.following():
        edit(own / OURS, NAMED_NEW)
        await until(lambda: titles(live) == {"harbour-lights": "Harbour Lights Anew"})
    assert "could not look after the knowledge files" in caplog.text


@asynccontextmanager
async def on_discord(live: Live) -> AsyncIterator[Server]:
    """The real bot on a simulated Discord, over a shelf that follows its files."""
    async with server(bot_over(live)) as discord:
        with live.following():
            yield discord


def bot_over(live: Live, maintainers: int | None = None) -> UsherBot:
    """The real bot over a live shelf."""
    return create_bot(live, clock=lambda: NOW, listen=live.listen, maintainers=maintainers)


async def test_a_fan_asks_again(live: Live, own: Path) -> None:
    """A fan who asks again after the file was changed gets the new answer; a broken file changes none."""
    async with on_discord(live) as discord:
        fan = discord.fan()
        assert "Harbour Lights Anew" not in (await fan.ask("recommendations")).text
        edit(own / OURS, NAMED_NEW)
        await until(lambda: "Harbour Lights Anew" in titles(live).values())
        assert "Harbour Lights Anew" in (await fan.ask("recommendations")).text
        heard: list[News] = []
        live.listen(heard.append)
        edit(own / OURS, ("format: 1", "format: one"))
        await until(lambda: heard)
        assert "Harbour Lights Anew" in (await fan.ask("recommendations")).text


async def test_an_interaction_sees_one_version(live: Live, own: Path) -> None:
    """A show that vanishes while it is being answered from is there until the end of that answer."""
    shutil.copy(DATA / OTHER, own)
    settle(live)
    bot = bot_over(live)
    async with server(bot) as discord:
        fan = discord.fan()
        card = await fan.ask("release", show="paper-moons")
        before = await fan.press(card, "Sources")
        remembered, reads = bot.store.settings, 0

        async def settings_while_the_file_goes(guild_id: int) -> Any:
            nonlocal reads
            reads += 1
            (own / OTHER).unlink(missing_ok=True)
            settle(live)
            return await remembered(guild_id)

        bot.store.settings = settings_while_the_file_goes  # type: ignore[method-assign]
        assert (await fan.press(card, "Sources")).headline == before.headline
        assert reads
        assert set(titles(live)) == {"harbour-lights"}
        assert (await fan.press(card, "Sources")).text != before.text


def offers_show(discord: Server) -> bool:
    """Whether Discord offers to say which show is meant."""
    offered = discord.env.backend.commands[None].values()
    return any(option["name"] == "show" for command in offered for option in command.get("options", ()))


async def test_a_second_show_comes_and_goes(live: Live, own: Path) -> None:
    """With a second show the commands let a fan say which is meant, with suggestions; without it not."""
    async with on_discord(live) as discord:
        fan = discord.fan()
        assert not offers_show(discord)
        shutil.copy(DATA / OTHER, own)
        await until(lambda: offers_show(discord))
        assert "Paper Moons" in (await fan.ask("recommendations", show="paper-moons")).text
        assert await fan.type("release", "show", "pap") == ["Paper Moons"]
        shutil.copy(DATA / "static-valley.yaml", own)
        await until(lambda: len(titles(live)) == 3)
        assert await fan.type("release", "show", "sta") == ["Static Valley"]
        (own / "static-valley.yaml").unlink()
        await until(lambda: len(titles(live)) == 2)
        (own / OTHER).unlink()
        await until(lambda: not offers_show(discord))
        assert "Harbour Lights" in (await fan.ask("recommendations")).text


@asynccontextmanager
async def with_keepers(live: Live) -> AsyncIterator[tuple[Server, Any]]:
    """The bot that tells a channel of broken files, and that channel."""
    async with server(bot_over(live)) as discord:
        channel = discord.guild.create_text_channel("keepers")
        await discord.env.restart_bot(bot_over(live, channel.id))
        with live.following():
            yield discord, channel


async def test_those_who_keep_the_files_are_told(live: Live, own: Path, tmp_path: Path) -> None:
    """A broken file is one harmless message with line and field, the same mistake none, a mended one one."""
    async with with_keepers(live) as (discord, channel):
        edit(own / OURS, ("format: 1", 'format: "@everyone <@1> **1**"'), MISSPELT)
        await until(lambda: channel.history())
        [message] = channel.history()
        assert OURS in message.content
        assert f"line {LINE_OF_TITLE}, titel: " in message.content
        assert str(tmp_path) not in message.content
        assert "<@1>" not in message.content
        assert not message.mentions
        assert not message.mention_everyone
        edit(own / OURS, (MISSPELT[1], f"# A remark\n{MISSPELT[1]}"))
        edit(own / OURS, ('"@everyone <@1> **1**"', "1"), (MISSPELT[1], MISSPELT[0]))
        await until(lambda: len(channel.history()) > 1)
        assert channel.history()[1].content == f"{OURS} is all right again."
        assert isinstance(discord.fan(), Fan)


async def test_those_who_keep_the_files_are_told_at_the_start(opened: Callable[..., Live], own: Path) -> None:
    """A file that is broken already when the bot comes is told as one that it leaves out, and once."""
    (own / "broken.yaml").write_text("format: 1\ntitel: Broken\n", encoding="utf-8")
    live = opened()
    async with with_keepers(live) as (_, channel):
        await until(lambda: channel.history())
        edit(own / OURS, NAMED_NEW)
        await until(lambda: titles(live) == {"harbour-lights": "Harbour Lights Anew"})
        (own / "broken.yaml").unlink()
        await until(lambda: len(channel.history()) > 1)
        first, second = (message.content for message in channel.history())
        assert "broken.yaml" in first
        assert "leave it out" in first
        assert "line 2, titel: " in first
        assert second == "broken.yaml is all right again."


async def test_a_long_list_is_cut(live: Live, own: Path) -> None:
    """However much is wrong at once, it is one message that Discord takes, and it counts the rest."""
    async with with_keepers(live) as (_, channel):
        for name in ("one", "two", "three"):
            wrong = "\n".join(f"{'x' * 50}{number}: {'y' * 200}" for number in range(40))
            (own / f"{name}.yaml").write_text(f"format: 1\ntitle: T\n{wrong}\n", encoding="utf-8")
        await until(lambda: channel.history())
        [message] = channel.history()
        assert len(message.content) <= 2000
        assert "more problems" in message.content


async def test_a_channel_that_does_not_let_the_bot_in(
    live: Live, own: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Where Discord refuses the message, the log says so, and the bot goes on."""
    async with server(bot_over(live)) as discord:
        await discord.env.restart_bot(bot_over(live, 1))
        with live.following():
            edit(own / OURS, MISSPELT)
            await until(lambda: "USHER_MAINTAINERS_CHANNEL" in caplog.text)
        assert "Harbour Lights" in (await discord.fan().ask("recommendations")).text
