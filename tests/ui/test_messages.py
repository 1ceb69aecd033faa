"""Mentions in a channel and words in the bot's own DM, as fans write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import discord
import pytest
from discord import ChannelType, TextChannel
from simcord.enums import MessageType

from bot.app import UsherBot
from bot.desk import Desk
from bot.knowledge.episodes import Episode
from bot.knowledge.show import Show
from bot.storage.store import Store
from bot.storage.values import WHOLE_SERVER, Ceiling, Place
from tests.conftest import NOW
from tests.fan import Fan, server

BotFor = Callable[..., UsherBot]
KEEPER = "Bramblings01e05"
"""A name that S01E05 reveals."""


async def test_a_mention_is_answered_with_a_reply_in_words(bot_for: BotFor, harbour: Show) -> None:
    """The answer is a text under which buttons stand, replies to the question and pings nobody."""
    async with server(bot_for(harbour)) as discord_:
        fan = discord_.fan()
        card = await fan.mention("when is the release?")
        said = card.result.response.message
        assert said.content.startswith("**")
        assert "\n-# " in said.content
        assert not said.flags.components_v2
        assert said.reference is not None
        assert said.reference.message_id == discord_.channel.history()[-2].id
        assert said.mentions == []
        assert "Sources" in card.labels
        [sent] = [r for r in discord_.env.http_requests if r.path.endswith("/messages")]
        assert sent.json
        assert sent.json["allowed_mentions"] == {"parse": [], "replied_user": False}
        assert sent.json["message_reference"]["fail_if_not_exists"] is False


async def test_a_button_under_it_answers_the_presser_privately(bot_for: BotFor, harbour: Show) -> None:
    """As on cards: whoever presses gets an answer of their own, and may say how far they are."""
    async with server(bot_for(harbour)) as discord_:
        ann, ben = discord_.fan("ann"), discord_.fan("ben")
        card = await ann.mention("the cast, please")
        pressed = await ben.press(card, "Sources")
        assert pressed.private
        placed = await ben.say_place(card, "1", "5")
        assert placed.private
        assert KEEPER in placed.text


async def test_an_answer_stops_at_the_ceiling_and_at_the_askers_place(bot_for: BotFor, harbour: Show) -> None:
    """It is public, so it tells no more than all there may know, nor than the asker may."""
    bot = bot_for(harbour)
    async with server(bot) as discord_:
        ann, ben, far = discord_.fan("ann"), discord_.fan("ben"), discord_.fan("far")
        await bot.store.set_place(far.actor.id, harbour.id, Place(Episode(1, 6)))
        assert KEEPER not in (await far.mention("cast")).text
        await bot.store.set_ceiling(discord_.guild.id, WHOLE_SERVER, "", Ceiling.parse("everything"))
        await bot.store.set_place(ann.actor.id, harbour.id, Place(Episode(1, 1)))
        assert KEEPER not in (await ann.mention("cast")).text
        assert KEEPER in (await ben.mention("cast")).text


async def test_a_thread_is_as_its_channel(bot_for: BotFor, harbour: Show) -> None:
    """A thread has its channel's ceiling."""
    bot = bot_for(harbour)
    async with server(bot) as discord_:
        known = bot.get_channel(discord_.channel.id)
        assert isinstance(known, TextChannel)
        await known.create_thread(name="Episode 5", type=ChannelType.public_thread)
        [thread] = discord_.channel.threads
        fan = discord_.there(discord_.fan(), thread)
        assert KEEPER not in (await fan.mention("cast")).text
        await bot.store.set_ceiling(discord_.guild.id, discord_.channel.id, "", Ceiling.parse("S01E05"))
        assert KEEPER in (await fan.mention("cast")).text


async def test_in_its_dm_it_answers_whatever_is_written(bot_for: BotFor, harbour: Show) -> None:
    """There no mention is needed, and the writer's place alone counts."""
    bot = bot_for(harbour)
    async with server(bot) as discord_:
        dora = discord_.correspondent()
        [before] = await dora.say("who is in the cast?")
        assert KEEPER not in before.text
        await bot.store.set_place(dora.user.id, harbour.id, Place(Episode(1, 5)))
        [after] = await dora.say(f"{bot.user.mention if bot.user else ''} cast")
        assert KEEPER in after.text
        assert (await dora.press(after, "Sources")).text


@pytest.mark.parametrize("words", ["", " ", "!?", "— "])
async def test_only_calling_it_gets_examples(bot_for: BotFor, harbour: Show, words: str) -> None:
    """A mention without words, and a DM without any, get a short help with questions to press."""
    async with server(bot_for(harbour)) as discord_:
        fan = discord_.fan()
        card = await fan.mention(words)
        assert card.headline == "Ask me about Harbour Lights"
        assert card.labels[:3] == ["When is it out?", "Who's in it?", "What's it about?"]
        assert (await fan.press(card, "What's it about?")).headline == "What Harbour Lights is about"
        if words.strip():
            [direct] = await discord_.correspondent().say(words)
            assert direct.labels == card.labels


async def test_with_several_shows_calling_it_asks_which(bot_for: BotFor, harbour: Show, moons: Show) -> None:
    """Where no show is meant, the help begins with that."""
    async with server(bot_for(harbour, moons)) as discord_:
        card = await discord_.fan().mention("")
        assert card.headline == "Which show do you mean?"


async def test_a_mention_may_name_the_show(bot_for: BotFor, harbour: Show, moons: Show) -> None:
    """With several shows one is named once, and then talked of; elsewhere it has to be named again."""
    async with server(bot_for(harbour, moons)) as discord_:
        fan = discord_.fan()
        assert "2027" in (await fan.mention("when is Paper Moons out?")).headline
        assert "Paper Moons" in (await fan.mention("what is it about?")).headline
        elsewhere = discord_.there(fan, discord_.guild.create_text_channel("elsewhere"))
        assert (await elsewhere.mention("what is it about?")).headline == "Which show do you mean?"


async def _calls(fan: Fan, discord_: Any) -> dict[str, Any]:
    answer = await fan.ask("plot")
    role = discord_.guild.create_role("Crew", mentionable=True)
    return {
        "no mention": ("cast", {}),
        "everyone": (f"{fan.bot} @everyone cast", {}),
        "here": (f"{fan.bot} @here cast", {}),
        "a role": (f"{fan.bot} {role.mention} cast", {}),
        "only a role": (f"{role.mention} cast", {}),
        "somebody else": (f"{fan.actor.mention} cast", {}),
        "a reply that only pings": ("cast", {"reply_to": answer.result.response}),
    }


@pytest.mark.parametrize(
    "call",
    ["no mention", "everyone", "here", "a role", "only a role", "somebody else", "a reply that only pings"],
)
async def test_what_is_not_meant_for_it_is_left_alone(bot_for: BotFor, harbour: Show, call: str) -> None:
    """Only a mention of its own in the words themselves asks it, and none that calls others as well."""
    async with server(bot_for(harbour)) as discord_:
        fan = Fan(
            discord_.guild.add_member(
                discord_.env.create_user("mod"),
                roles=[
                    discord_.guild.create_role("Mods", permissions=discord.Permissions(mention_everyone=True))
                ],
            ),
            discord_.channel,
        )
        words, more = (await _calls(fan, discord_))[call]
        assert await fan.say(words, **more) == []


async def test_a_reply_to_the_bot_with_a_mention_is_answered(bot_for: BotFor, harbour: Show) -> None:
    """Who replies to it and names it asks it."""
    async with server(bot_for(harbour)) as discord_:
        fan = discord_.fan()
        first = await fan.mention("plot")
        assert (await fan.mention("cast", reply_to=first.result.response)).text


async def test_bots_webhooks_and_discord_itself_get_no_answer(bot_for: BotFor, harbour: Show) -> None:
    """Only people are answered, so that two bots never talk to each other for ever."""
    async with server(bot_for(harbour)) as discord_:
        fan = discord_.fan()
        other = Fan(discord_.guild.add_member(discord_.env.create_user("other", bot=True)), discord_.channel)
        assert await other.say(f"{fan.bot} cast") == []
        hook = discord_.guild.create_webhook(discord_.channel)
        await hook.send(f"{fan.bot} cast")
        discord_.guild.create_system_message(discord_.channel, MessageType.NEW_MEMBER, author=fan.actor)
        await discord_.env.settle()
        assert len(discord_.channel.history()) == 3


async def test_an_edit_is_not_answered_again(bot_for: BotFor, harbour: Show) -> None:
    """A question is answered as it was asked first."""
    async with server(bot_for(harbour)) as discord_:
        fan = discord_.fan()
        await fan.mention("plot")
        question = discord_.channel.history()[0]
        await fan.actor.edit(question, f"{fan.bot} cast")
        assert len(discord_.channel.history()) == 2


@pytest.mark.parametrize(
    "words",
    [
        "@everyone @here <@&1> <@2> is not understood",
        "**bold** `code` [a](https://example.org) ~~x~~ ||y|| # z",
        "x" * 2000,
        "cast " * 400,
        "\u202e\u200b\x00 zzz",
        "```\n" * 200,
    ],
    ids=["pings", "markup", "long", "long and known", "invisible", "fences"],
)
async def test_hostile_words_get_a_harmless_answer(bot_for: BotFor, harbour: Show, words: str) -> None:
    """Whatever is written, the answer fits, pings nobody, and none of it is markup."""
    async with server(bot_for(harbour)) as discord_:
        dora = discord_.correspondent()
        [card] = await dora.say(words)
        content = card.result.response.content
        assert 0 < len(content) <= 2000
        assert "@everyone" not in content
        assert "<@" not in content.replace("\\<@", "")
        assert "```" not in content


async def test_a_server_may_keep_it_silent(bot_for: BotFor, harbour: Show) -> None:
    """Where a server wants no answers to mentions there is none, nor in threads; commands are answered."""
    bot = bot_for(harbour)
    async with server(bot) as discord_:
        category = discord_.guild.create_category("Season talk")
        room = discord_.guild.create_text_channel("room", category=category)
        known = bot.get_channel(room.id)
        assert isinstance(known, TextChannel)
        await known.create_thread(name="Thread", type=ChannelType.public_thread)
        fan = discord_.fan()
        places = [discord_.there(fan, channel) for channel in (room, *room.threads)]
        for quiet in (room.id, category.id):
            await bot.store.set_quiet(discord_.guild.id, quiet, quiet=True)
            for place in places:
                assert await place.say(f"{fan.bot} cast") == []
                assert (await place.ask("ask", question="cast")).text
            await bot.store.set_quiet(discord_.guild.id, quiet, quiet=False)
        assert [len(await place.say(f"{fan.bot} cast")) for place in places] == [1, 1]
        await bot.store.set_quiet(discord_.guild.id, room.id, quiet=True)
        assert (await fan.mention("cast")).text
        assert len(await discord_.correspondent().say("cast")) == 1


async def test_where_it_may_not_write_it_says_nothing(
    bot_for: BotFor, harbour: Show, caplog: pytest.LogCaptureFixture
) -> None:
    """A channel that it may not write to stays silent; the log knows, and has no fault."""
    async with server(bot_for(harbour)) as discord_:
        quiet = discord_.guild.create_text_channel("quiet", overwrites=_silent(discord_))
        fan = discord_.there(discord_.fan(), quiet)
        with caplog.at_level("INFO"):
            assert await fan.say(f"{fan.bot} cast") == []
        [line] = [record for record in caplog.records if record.name == "bot.ui.failures"]
        assert line.levelname == "INFO"


def _silent(discord_: Any) -> dict[Any, discord.PermissionOverwrite]:
    """Overwrites that let everybody but the bot write."""
    return {discord_.guild.me: discord.PermissionOverwrite(send_messages=False, add_reactions=False)}


class Clock:
    """A time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dt.datetime:
        """The time."""
        return self.now


async def test_too_many_questions_wait(harbour: Show) -> None:
    """The sixth of a minute gets one sign to wait, those after it nothing, and a minute later all is well."""
    from bot.app import create_bot
    from bot.knowledge.shelf import Shelf

    clock = Clock()
    bot = create_bot(Shelf({harbour.id: harbour}), clock=clock)
    async with server(bot) as discord_:
        fan, other = discord_.fan("ann"), discord_.fan("ben")
        for _ in range(5):
            await fan.mention("plot")
        assert await fan.say(f"{fan.bot} plot") == []
        assert await fan.say(f"{fan.bot} plot") == []
        signs = [str(r.emoji) for m in discord_.channel.history() for r in m.reactions]
        assert signs == ["⏳"]
        await other.mention("plot")
        clock.now += dt.timedelta(minutes=1)
        await fan.mention("plot")


async def test_a_follow_up_is_heard_with_what_was_before(
    bot_for: BotFor, harbour: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What somebody was told in a channel goes with their next question there, however they ask it."""
    befores: list[str] = []
    real = Desk.hear

    def hear(self: Desk, text: str, **given: Any) -> Any:
        before = given["before"]
        befores.append(before.questions[-1].topic if before else "")
        return real(self, text, **given)

    monkeypatch.setattr(Desk, "hear", hear)
    async with server(bot_for(harbour)) as discord_:
        ann, ben = discord_.fan("ann"), discord_.fan("ben")
        elsewhere = discord_.there(ann, discord_.guild.create_text_channel("elsewhere"))
        await ann.mention("plot")
        await ann.mention("cast")
        await ben.mention("release")
        await elsewhere.mention("trailer")
        await ann.ask("ask", question="the release")
        await ann.mention("zzz")
        await ann.mention("plot")
        assert befores == ["", "plot", "", "", "cast", "release", "release"]


async def test_deleted_data_takes_the_conversation_along(bot_for: BotFor, harbour: Show) -> None:
    """Who has their data deleted is not remembered for a follow-up either."""
    bot = bot_for(harbour)
    async with server(bot) as discord_:
        fan = discord_.fan()
        await fan.mention("plot")
        conversations = bot._replies.conversations
        assert conversations.recall(fan.actor.id, discord_.channel.id) is not None
        card = await fan.ask("help")
        await fan.actor.click(card.result.response, label="Your data")
        asked = await fan.press(card, "Delete my data")
        await fan.actor.click(asked.result.response, label="Yes, delete all of it")
        assert conversations.recall(fan.actor.id, discord_.channel.id) is None


async def test_what_is_not_understood_is_counted(
    bot_for: BotFor, harbour: Show, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The storage hears of it; where that fails, the fan has their answer all the same."""
    counted: list[tuple[Any, ...]] = []

    async def count(self: Store, *what: Any) -> None:
        counted.append(what)
        raise RuntimeError("away")

    monkeypatch.setattr(Store, "not_understood", count)
    async with server(bot_for(harbour)) as discord_:
        await discord_.fan().mention("zzz")
        await discord_.fan("ben").mention("plot")
        await discord_.fan("eve").ask("ask", question="zzz")
        [direct] = await discord_.correspondent().say("zzz")
        assert direct.text
        assert [what[0] for what in counted] == [discord_.guild.id, discord_.guild.id, None]
        assert [str(what[3]) for what in counted] == ["zzz"] * 3
        assert "could not count" in caplog.text
    monkeypatch.undo()


async def test_a_fault_is_told_and_logged_with_one_reference(
    bot_for: BotFor, harbour: Show, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The author gets one calm sentence as a reply, the log the reason; the bot lives on."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret detail")

    async with server(bot_for(harbour), check_errors=False) as discord_:
        fan = discord_.fan()
        with monkeypatch.context() as patch:
            patch.setattr(Desk, "hear", broken)
            told = await fan.mention("plot")
        assert "Something went wrong" in told.text
        assert "secret" not in told.text
        reference = told.text.rsplit(" ", 1)[-1].rstrip(".").strip("\\.")
        assert f"fault {reference}" in caplog.text
        assert (await fan.mention("plot")).text


@pytest.mark.parametrize(
    ("status", "code"), [(404, 10003), (404, 10008), (403, 50013), (400, 160002), (500, 0)]
)
async def test_what_discord_refuses_is_handled(
    bot_for: BotFor, harbour: Show, status: int, code: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Gone messages, missing permissions and Discord's own faults end in the log."""
    async with server(bot_for(harbour), check_errors=False) as discord_:
        fan = discord_.fan()
        discord_.env.inject_error("POST", "/channels/*/messages", status=status, code=code, times=19)
        with caplog.at_level("INFO"):
            assert await fan.say(f"{fan.bot} plot") == []
        assert any(record.name == "bot.ui.failures" for record in caplog.records)
        assert "Task exception was never retrieved" not in caplog.text


async def test_who_asked_takes_the_answer_back(bot_for: BotFor, harbour: Show) -> None:
    """An answer to a mention is the asker's to remove, and nobody else's."""
    async with server(bot_for(harbour)) as discord_:
        ann, ben = discord_.fan("ann"), discord_.fan("ben")
        card = await ann.mention("plot")
        answer = discord_.channel.last_message
        assert answer is not None
        refused = await ben.actor.context_menu(discord_.channel, "Take back", answer)
        assert "Only whoever asked" in refused.response.content
        await ann.actor.context_menu(discord_.channel, "Take back", card.result.response)
        assert discord_.channel.last_message is not None
        assert discord_.channel.last_message.author.id == ann.actor.id


async def test_two_questions_get_one_message(
    bot_for: BotFor, harbour: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both answers stand in one text, each button once."""
    _two(monkeypatch)
    async with server(bot_for(harbour)) as discord_:
        fan = discord_.fan()
        card = await fan.mention("cast and plot")
        assert "What Harbour Lights is about" in card.text
        assert len(set(card.labels)) == len(card.labels)
        asked = await fan.ask("ask", question="cast and plot")
        assert [c["type"] for c in asked.result.response.components] == [17, 17]
        assert len(set(asked.custom_ids)) == len(asked.custom_ids)


def _two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the desk answer "cast and plot" with two replies, as one that hears two questions does."""
    real = Desk.hear

    def hear(self: Desk, text: str, **given: Any) -> Any:
        from dataclasses import replace

        both = [real(self, part, **given) for part in text.split(" and ")]
        return replace(both[0], replies=tuple(heard.replies[0] for heard in both))

    monkeypatch.setattr(Desk, "hear", hear)
