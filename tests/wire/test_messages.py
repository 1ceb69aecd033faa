"""Messages that are meant for the bot, over the wire: the event that it gets, and the body that it sends."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

from .discord_standin import Fault, StandIn
from .discord_standin.bodies import Flag
from .discord_standin.conversation import Posted
from .discord_standin.world import FAN_ID, Permission, guild_id
from .usher import usher

pytestmark = pytest.mark.asyncio(loop_scope="module")

POST = "/channels/*/messages"
REACT = "/channels/*/messages/*/reactions/*"
ELSEWHERE = 990_000_000_000_000_001
"""A server that the bot has not joined: whoever uses it there installed it for themselves."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def discord() -> AsyncIterator[StandIn]:
    """A stand-in with the bot logged in, the same for all tests here."""
    async with StandIn() as discord, usher(discord):
        yield discord


def sent(discord: StandIn) -> list[dict[str, Any]]:
    """The bodies of the messages that the bot has posted."""
    return [request.body for request in discord.requests("POST", POST)]


def check_reply(posted: Posted, to: dict[str, Any], body: dict[str, Any]) -> None:
    """What holds for every answer to a message."""
    assert posted.message is not None
    assert 0 < len(body["content"]) <= 2_000
    assert not body.get("flags", 0) & Flag.COMPONENTS_V2
    assert body["message_reference"]["message_id"] == int(to["id"])
    assert body["message_reference"]["fail_if_not_exists"] is False
    assert (body["enforce_nonce"], body["nonce"]) == (True, to["id"])
    assert {row["type"] for row in body.get("components", ())} <= {1}


@pytest.mark.parametrize("context", [0, 1])
async def test_a_question_gets_one_reply(discord: StandIn, context: Any) -> None:
    """A mention and a direct message are each answered once, with words and buttons, and nobody is pinged."""
    discord.forget()
    mention = discord.mention if context == 0 else ""
    said = discord.say(f"{mention} when is the release?", context=context, user_id=FAN_ID + 1 + context)
    posted = await said.reply()
    [body] = sent(discord)
    check_reply(posted, said.message, body)
    assert "Lantern+" in body["content"]
    assert len(said.posted) == 1
    assert (await discord.press(posted, "Sources", context=context)).private is (context == 0)


@pytest.mark.parametrize(
    "words",
    ["x" * 4_000, "cast " * 790, "@everyone <@&5> <@7> **zzz**", "", "\u202e\x00?", "`" * 4_000],
    ids=["long", "long and known", "pings", "nothing", "invisible", "marks"],
)
async def test_whatever_is_written_gets_a_reply(discord: StandIn, words: str) -> None:
    """The reply is one that Discord takes, and repeats no ping."""
    discord.forget()
    said = discord.say(words, context=1, user_id=FAN_ID + 100 + len(words))
    posted = await said.reply()
    [body] = sent(discord)
    check_reply(posted, said.message, body)
    assert "@everyone" not in body["content"]


async def test_what_is_not_said_to_it_is_left_alone(discord: StandIn) -> None:
    """Other messages come without their words, and those that only ping it by a reply are not questions."""
    discord.forget()
    own = await discord.say(f"{discord.mention} plot", user_id=FAN_ID + 20).reply()
    unheard = [
        discord.say("when is the release?", user_id=FAN_ID + 21),
        discord.say("and the cast?", user_id=FAN_ID + 22, reply_to=own.message),
    ]
    assert (await discord.slash("plot")).text
    assert [said.posted for said in unheard] == [[], []]
    assert len(sent(discord)) == 1


async def test_too_many_questions_get_one_sign(discord: StandIn) -> None:
    """After five in a minute comes a reaction, then nothing."""
    discord.forget()
    for _ in range(5):
        await discord.say("plot", context=1, user_id=FAN_ID + 30).reply()
    assert (await discord.say("plot", context=1, user_id=FAN_ID + 30)).emoji == "⏳"
    silent = discord.say("plot", context=1, user_id=FAN_ID + 30)
    assert (await discord.slash("plot")).text
    assert silent.posted == []
    assert len(discord.requests("PUT", REACT)) == 1


async def test_a_reply_that_got_lost_is_not_sent_twice(discord: StandIn) -> None:
    """Discord can tell that the second try is the same message: it carries the same nonce."""
    discord.forget()
    discord.fail("POST", POST, Fault.server_error(502))
    await discord.say("plot", context=1, user_id=FAN_ID + 40).reply()
    first, second = sent(discord)
    assert first["nonce"] == second["nonce"]


async def test_what_discord_itself_writes_is_no_question(discord: StandIn) -> None:
    """A call in direct messages comes as one without words; nobody is told what they could ask."""
    discord.forget()
    scene = replace(discord.scene, context=1, user_id=FAN_ID + 50)
    call = discord.messages.by_fan(scene, "") | {"type": 3}
    assert discord.gateway.session is not None
    await discord.gateway.session.dispatch("MESSAGE_CREATE", call)
    assert (await discord.slash("plot")).text
    assert sent(discord) == []


async def test_a_chosen_message_is_answered_and_shared_as_a_reply(discord: StandIn) -> None:
    """The answer is the chooser's alone, until they share it; then it stands under the message."""
    discord.forget()
    question = discord.messages.by_fan(discord.scene, "who is in the cast?")
    card = await discord.context_menu("Answer this", question)
    assert card.private
    pressed = await discord.press(card, "Share")
    body = (await discord.requested("POST", POST)).body
    assert pressed.type == 6
    assert body["message_reference"]["message_id"] == int(question["id"])
    assert body["content"].endswith(f"<@{FAN_ID}>")
    assert "s01e05" not in body["content"].lower()


@pytest.mark.parametrize(
    "scene",
    [{"guild_id": ELSEWHERE}, {"app_permissions": Permission.EVERYONE & ~Permission.SEND_MESSAGES}],
    ids=["not a member", "may not write"],
)
async def test_where_it_cannot_reply_it_answers_the_press(discord: StandIn, scene: Any) -> None:
    """All there get the answer by way of the press, with a link to the message."""
    discord.forget()
    card = await discord.context_menu("Answer this", "who is in the cast?", **scene)
    shared = await discord.press(card, "Share")
    assert not shared.private
    guild = scene.get("guild_id", guild_id())
    assert f"https://discord.com/channels/{guild}/" in str(shared.data)
    assert sent(discord) == []


async def test_where_external_apps_are_hushed_it_says_so(discord: StandIn) -> None:
    """Discord would show the answer to the presser alone, which is not what they asked for."""
    forbidden = Permission.EVERYONE & ~Permission.USE_EXTERNAL_APPS
    card = await discord.context_menu("Answer this", "cast", guild_id=ELSEWHERE, permissions=forbidden)
    said = await discord.press(card, "Share")
    assert "can't be shared here" in said.text
    assert said.private


async def test_a_chosen_message_in_a_dm(discord: StandIn) -> None:
    """In direct messages with somebody else it answers privately, too, and has nothing to share."""
    for place in ({"context": 1}, {"context": 2}, {"context": 2, "group": True}):
        card = await discord.context_menu("Answer this", "who is in the cast?", **place)  # type: ignore[arg-type]
        assert card.private is (place != {"context": 1})
        assert "Share" not in str(card.data)
