"""What goes wrong between the bot and Discord, and that fans hardly notice."""

import asyncio

import pytest

from .discord_standin import Fault, NoAnswerError, StandIn
from .discord_standin.answers import DiscordError
from .usher import CALLBACK, usher


async def test_a_dropped_connection_loses_nobody() -> None:
    """While fans go on asking the connection breaks; the bot resumes, and each of them is answered once."""
    async with StandIn() as discord, usher(discord) as bot:
        rush = asyncio.create_task(discord.load(lambda: discord.slash("release"), 600, 16))
        await discord.requested("POST", CALLBACK, 100)
        discord.gateway.drop()
        assert len((await rush).latencies) == 600
        await discord.gateway.seen("resumed")
        assert discord.gateway.count("identified") == 1
        assert [request.status for request in discord.requests("POST", CALLBACK)] == [200] * 600
        assert "Traceback" not in bot.output


async def test_resumes_whenever_discord_asks() -> None:
    """Op 7, a resumable op 9 and an unknown error each lead to a resumed session, and to answers after it."""
    async with StandIn() as discord, usher(discord):
        await discord.gateway.ask_to_reconnect()
        await discord.gateway.seen("resumed", 1)
        await discord.gateway.invalidate(resumable=True)
        await discord.gateway.seen("resumed", 2)
        discord.gateway.close(4000)
        missed = discord.slash("release")
        await discord.gateway.seen("resumed", 3)
        assert (await missed).text
        assert discord.gateway.count("identified") == 1


async def test_begins_anew_after_an_invalid_session() -> None:
    """When Discord has forgotten the session the bot identifies again, writes no commands and answers."""
    async with StandIn() as discord, usher(discord):
        discord.forget()
        await discord.gateway.invalidate()
        await discord.ready(2, within=20)
        assert (await discord.slash("release")).text
        assert discord.gateway.count("resumed") == 0
        assert discord.requests("*", "/applications/*") == []


async def test_waits_as_long_as_discord_asks() -> None:
    """After 429 it comes back when it may, be it at the start or with an answer, and not before."""
    async with StandIn() as discord:
        discord.fail("PUT", "/applications/*", Fault.rate_limited(0.4))
        async with usher(discord):
            refused, taken = discord.requests("PUT", "/applications/*")
            assert (refused.status, taken.status) == (429, 200)
            assert taken.at - refused.at >= 0.4

            discord.fail("POST", CALLBACK, Fault.rate_limited(0.3), times=2)
            assert (await discord.slash("release")).text
            first, second, third = discord.requests("POST", CALLBACK)
            assert [first.status, second.status, third.status] == [429, 429, 200]
            assert second.at - first.at >= 0.3
            assert third.at - second.at >= 0.3


async def test_tries_again_after_an_error_page() -> None:
    """A page in HTML instead of an answer is no reason to give up: the fan gets the card a bit later."""
    async with StandIn() as discord:
        discord.fail("GET", "/users/@me", Fault.server_error())
        async with usher(discord) as bot:
            discord.fail("POST", CALLBACK, Fault.server_error())
            discord.fail("POST", CALLBACK, Fault.server_error(502))
            answers = await asyncio.gather(discord.slash("release"), discord.slash("cast"))
            assert all(answer.text for answer in answers)
            assert "Traceback" not in bot.output


async def test_says_so_where_discord_refuses_a_card() -> None:
    """Where Discord won't have an answer, the fan is told in a sentence with the log's reference."""
    async with StandIn() as discord, usher(discord) as bot:
        discord.fail("POST", CALLBACK, Fault.of(DiscordError(400, 50035, "Invalid Form Body")))
        answer = await discord.slash("release")
        assert answer.private
        line = await bot.told("fault ")
        reference = line.split("fault ")[1].split()[0]
        assert reference in answer.text


async def test_an_answer_that_got_lost_on_its_way() -> None:
    """A card that arrived though its receipt was lost is not followed by an apology."""
    async with StandIn() as discord, usher(discord) as bot:
        discord.fail("POST", CALLBACK, Fault.server_error(lands=True))
        asked = discord.slash("release")
        assert (await asked).text
        await discord.requested("POST", CALLBACK, 2)
        assert (await discord.slash("cast")).text
        assert asked.followups == []
        assert "ERROR" not in bot.output


async def test_too_late_is_no_fault() -> None:
    """An interaction that has expired is asked about once, and troubles neither the log nor other fans."""
    async with StandIn() as discord, usher(discord) as bot:
        discord.fail("POST", CALLBACK, Fault.unknown_interaction(), times=3)
        card = discord.slash("release")
        typed = discord.autocomplete("cast", "person", "ma")
        await discord.requested("POST", CALLBACK, 2)
        for lost in (card, typed):
            lost.patience = 0.1
            with pytest.raises(NoAnswerError):
                await lost
        shown = discord.slash("cast")
        await discord.requested("POST", CALLBACK, 3)
        assert shown.callback is None
        answered = await discord.slash("cast")
        discord.fail("POST", CALLBACK, Fault.unknown_interaction())
        pressed = discord.press(answered, "Sources")
        await discord.requested("POST", CALLBACK, 5)
        assert (await discord.press(answered, "Sources")).text
        assert len(discord.requests("POST", CALLBACK)) == 6
        assert pressed.callback is None
        assert "Traceback" not in bot.output
        assert "ERROR" not in bot.output
