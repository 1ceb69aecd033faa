"""The same for plain words: every way to ask in them, at every place and ceiling, leaks nothing.

Public answers stop at the ceiling and at the asker's place, private ones at their place, those in the bot's
own DM too; what is shared stops where a public answer does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from discord import Message

from bot.app import UsherBot
from bot.audience import Scene
from bot.desk import Desk, Heard
from bot.knowledge.episodes import Episode
from bot.knowledge.show import Show
from bot.spoilers import EVERYTHING
from bot.storage.values import WHOLE_SERVER, Ceiling, Place
from bot.ui import messages as messages_module
from bot.ui import sharing
from bot.ui.pace import Pace
from bot.ui.scene import scene_of_message
from tests.fan import Card, Fan, Server, posted, server
from tests.ui.test_no_leaks import NAMES, SAMPLED, Reader, change_audience
from tests.ui.test_no_leaks import harbour as harbour

BotFor = Callable[..., UsherBot]

QUESTIONS = (
    "when is it out?",
    "is there a season 3?",
    "who is in the cast?",
    "what is it about?",
    "what happens in the end?",
    "which episodes are there?",
    "who made it?",
    "how was it received?",
    "who dies?",
    "when is the next episode, and who plays the stranger?",
    "¿quién sale en la serie?",
)
ABOUT = ("who plays {name}?", "who is {name}?", "what happens to {name} in the last episode?")


async def _explore(discord: Server, bot: UsherBot, reader: Reader) -> list[str]:
    """Ask in every way, press what comes, share what can be shared, and note what leaks."""
    bot._messages._pace = Pace(bot._replies.desk.now, 10**6, 10**6)
    fan, other = discord.fan("reader"), discord.fan("other")
    await bot.store.set_ceiling(discord.guild.id, WHOLE_SERVER, "", Ceiling.parse(reader.ceiling))
    if reader.place is not None:
        upto = None if reader.place == "none" else Episode.parse(reader.place)
        await bot.store.set_place(fan.actor.id, reader.show.id, Place(upto))
    asked = [(words, "") for words in QUESTIONS]
    asked += [(words.format(name=name), name) for words in ABOUT for name in NAMES]
    for words, typed in asked:
        await _ask(fan, other, reader, words, typed)
    return reader.leaks


async def _ask(fan: Fan, other: Fan, reader: Reader, words: str, typed: str) -> None:
    def saw(card: Card, way: str, *, private: bool) -> None:
        reader.saw(card.text, f"{way}: {words}", private=private, typed=typed)

    for private in (False, True):
        answer = await fan.ask("ask", question=words, private=private)
        saw(answer, "/ask", private=answer.private)
        offered = str(await fan.type("ask", "question", words[:12], private=private))
        reader.saw(offered, f"typing {words[:12]}", private=private, typed=typed)
    mentioned = await fan.mention(words)
    saw(mentioned, "mention", private=False)
    for label in mentioned.pressable:
        if label not in ("Where I'm up to", "Your data"):
            saw(await fan.press(mentioned, label), f"mention › {label}", private=True)
    chosen = await fan.answer_this(await other.actor.send(other.channel, words))
    saw(chosen, "Answer this", private=True)
    for shared in [id for id in chosen.custom_ids if id.startswith("u1|s|")]:
        before = {message.id for message in fan.channel.history()}
        await fan.actor.click(chosen.result.response, custom_id=shared)
        for one in posted(fan.env, fan.channel, before):
            saw(one, "shared", private=False)
    await _write(fan, replace(reader, ceiling="premise"), words, typed)


async def _write(fan: Fan, reader: Reader, words: str, typed: str) -> None:
    """Write to the bot itself, where no server's ceiling holds."""
    user = fan.actor.user
    before = {message.id for message in user.dm_channel.history(viewer=user)}
    said = await user.send_dm(words)
    for one in posted(fan.env, user.dm_channel, before | {said.id}, viewer=user):
        reader.saw(one.text, f"DM: {words}", private=True, typed=typed)


@pytest.mark.parametrize(("place", "ceiling"), SAMPLED)
async def test_nothing_leaks_in_words(
    bot_for: BotFor, harbour: Show, place: str | None, ceiling: str
) -> None:
    """Questions about everything and everybody, by command, mention, message and menu."""
    bot = bot_for(harbour)
    async with server(bot) as discord:
        assert await _explore(discord, bot, Reader(harbour, place, ceiling)) == []


def _heard_uncut(patch: pytest.MonkeyPatch) -> None:
    real = Desk.hear

    def hear(self: Desk, text: str, **given: Any) -> Heard:
        return real(self, text, **{**given, "limit": EVERYTHING})

    patch.setattr(Desk, "hear", hear)


def _mentions_as_in_a_dm(patch: pytest.MonkeyPatch) -> None:
    def wrong(message: Message) -> Scene:
        return replace(scene_of_message(message), alone=True)

    patch.setattr(messages_module, "scene_of_message", wrong)


def _shared_as_told(patch: pytest.MonkeyPatch) -> None:
    change_audience(patch, sharing, lambda who: replace(who, limit=EVERYTHING))


BREAKS = (_heard_uncut, _mentions_as_in_a_dm, _shared_as_told)


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.__name__.strip("_"))
async def test_each_deliberate_break_is_noticed(
    bot_for: BotFor,
    harbour: Show,
    monkeypatch: pytest.MonkeyPatch,
    broken: Callable[[pytest.MonkeyPatch], Any],
) -> None:
    """A test of the test above: with the gate broken in one spot, it does find a leak."""
    broken(monkeypatch)
    bot = bot_for(harbour)
    async with server(bot) as discord:
        assert await _explore(discord, bot, Reader(harbour, "S02E02", "S01E04"))
