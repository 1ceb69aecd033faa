"""What fans can do in the stand-in, shown with a bot that does everything once."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from .discord_standin import Fault, ImpossibleError, MisbehaviourError, NoAnswerError, StandIn, text_of
from .discord_standin.world import Permission, channel_id
from .launcher import point_at
from .specimen import Specimen

MODERATOR = Permission.EVERYONE | Permission.MANAGE_GUILD


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[StandIn]:
    """A stand-in with the specimen logged in, in this very process."""
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    async with StandIn() as discord:
        point_at(discord.url)
        async with Specimen() as bot:
            running = asyncio.create_task(bot.start(discord.token))
            await discord.ready()
            yield discord
            await bot.close()
            await running


async def test_places_are_told_apart(discord: StandIn) -> None:
    """The bot is told who asks in which language, and who installed it, in every kind of place."""
    server = await discord.slash("cast", {"who": "tilda"}, locale="es-ES", guild_locale="de")
    assert "tilda es-ES de TextChannel [True, False]" in server.text
    direct = await discord.slash("cast", {"who": "tilda"}, context=1)
    assert "tilda en-US None DMChannel [False, False]" in direct.text
    group = await discord.slash("cast", {"who": "tilda"}, context=2, group=True)
    assert "tilda en-US None GroupChannel [False, True]" in group.text
    elsewhere = await discord.slash("cast", {"who": "tilda"}, guild_id=77_000, locale="fr")
    assert "tilda fr en-US TextChannel [False, True]" in elsewhere.text


async def test_external_apps_are_hushed_where_forbidden(discord: StandIn) -> None:
    """In a server that forbids external apps, an answer of one that only the fan installed is private."""
    quiet = Permission.EVERYONE & ~Permission.USE_EXTERNAL_APPS
    assert (await discord.slash("cast", {"who": "x"}, guild_id=77_000, permissions=quiet)).private


async def test_typing_gets_choices(discord: StandIn) -> None:
    """Autocomplete is asked with what was typed, and gives its choices."""
    assert (await discord.autocomplete("cast", "who", "til")).choices == [{"name": "Til", "value": "til"}]


async def test_a_card_can_be_used(discord: StandIn) -> None:
    """A button changes its message, a menu opens a modal, and the modal is answered in private."""
    card = await discord.slash("cast", {"who": "tilda"})
    assert (await discord.press(card, "Again")).text.startswith("again for fan")
    assert card.message is not None
    assert text_of(card.message).startswith("again for fan")
    form = await discord.choose(card, ["2"], "How far are you?")
    assert form.text == "A form\nYour name"
    answer = await discord.submit(form, {"Your name": "Ann"})
    assert (answer.text, answer.private) == ("Ann has seen 2", True)


async def test_subcommands_and_resolved_options(discord: StandIn) -> None:
    """Options are nested under their subcommand, and a channel comes with what is known of it."""
    where = str(channel_id())
    answer = await discord.slash("settings channel", {"where": where, "seen": 3}, permissions=MODERATOR)
    assert answer.text == f"{where} talk 3"


async def test_context_menu_shows_the_message(discord: StandIn) -> None:
    """A message command is given the message, whoever wrote it."""
    answer = await discord.context_menu("Answer this", "when is season 2?")
    assert answer.text == "somebody: when is season 2?"


async def test_thinking_ends_with_an_answer(discord: StandIn) -> None:
    """A deferred answer is filled in later, keeps its privacy, and can be followed up."""
    asked = discord.slash("ponder")
    assert (await asked).private
    assert text_of(await asked.finished()).startswith("thought")
    assert (await asked.followup())["content"] == "and more"


async def test_mentions_and_direct_messages(discord: StandIn) -> None:
    """The bot reads what mentions it or is sent to it alone, and can react and reply."""
    said = discord.say(f"{discord.mention} hello")
    assert (await said).emoji == "👀"
    reply = await said.reply()
    assert "hello" in reply.text
    direct = discord.say("hi", context=1)
    assert (await direct.reply()).text == "you said 'hi'"
    unheard = discord.say("nobody in particular")
    await discord.slash("cast", {"who": "x"})
    assert unheard.posted == []
    with pytest.raises(ImpossibleError, match="hears only"):
        discord.say("psst", context=2)


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda d: d.slash("plot"), "no command 'plot'"),
        (lambda d: d.slash("cast"), r"needs \['who'\]"),
        (lambda d: d.slash("cast", {"whom": "x"}), "no 'whom'"),
        (lambda d: d.slash("cast", {"who": 3}), "can't be 3"),
        (lambda d: d.slash("settings", permissions=MODERATOR), "is a group"),
        (lambda d: d.slash("settings channel", {"where": "1", "seen": 1}), "may not use"),
        (lambda d: d.slash("settings channel", {"where": "1", "seen": 1}, context=1), "context 1"),
        (lambda d: d.autocomplete("settings channel", "seen", "1", permissions=MODERATOR), "no autocomplete"),
    ],
)
async def test_what_discord_forbids_is_not_played(discord: StandIn, act: object, why: str) -> None:
    """A test that asks for what no fan can do is told so."""
    assert callable(act)
    with pytest.raises((ImpossibleError, LookupError), match=why):
        act(discord)


async def test_a_second_answer_is_refused(discord: StandIn) -> None:
    """An interaction has one callback; the rest get Discord's codes."""
    asked = discord.slash("cast", {"who": "x"})
    await asked
    base, body = f"{discord.url}/api/v10", {"type": 5}
    async with aiohttp.ClientSession() as session:

        async def code(method: str, path: str) -> tuple[int, int]:
            async with session.request(method, base + path, json=body) as response:
                assert response.headers["Content-Type"] == "application/json"
                return response.status, (await response.json())["code"]

        assert await code("POST", f"/interactions/{asked.id}/{asked.token}/callback") == (400, 40060)
        assert await code("POST", f"/interactions/1/{asked.token}/callback") == (404, 10062)
        assert await code("GET", "/webhooks/1/unknown/messages/@original") == (404, 10015)
        assert await code("GET", "/users/@me") == (401, 0)
        assert await code("GET", "/webhooks/unheard/of") == (404, 0)
    assert discord.complaints == ["no such route: GET /webhooks/unheard/of"]
    discord.complaints.clear()


async def test_commands_are_kept_as_discord_keeps_them(discord: StandIn) -> None:
    """Commands have ids and versions, come without localisations unless asked, and change one by one."""
    url = f"{discord.url}/api/v10/applications/{discord.application_id}/commands"
    proof = {"Authorization": f"Bot {discord.token}"}
    kept = {command["name"]: command for command in discord.commands.all()}
    plot = {"name": "plot", "description": "What it's about", "name_localizations": {"de": "handlung"}}
    async with aiohttp.ClientSession(headers=proof) as session:
        async with session.post(url, json=plot) as response:
            assert response.status == 201
            made = await response.json()
        async with session.post(url, json=plot) as response:
            assert (response.status, await response.json()) == (200, made)
        async with session.patch(f"{url}/{made['id']}", json={"description": "Its plot"}) as response:
            changed = await response.json()
            assert changed["id"] == made["id"]
            assert changed["version"] != made["version"]
        async with session.get(url) as response:
            assert "name_localizations" not in (await response.json())[-1]
        async with session.get(url, params={"with_localizations": "true"}) as response:
            assert (await response.json())[-1]["name_localizations"] == {"de": "handlung"}
        async with session.delete(f"{url}/{made['id']}") as response:
            assert response.status == 204
        async with session.put(url, json=[{**plot, "name": "No Spaces"}]) as response:
            assert response.status == 400
            assert (await response.json())["errors"]["0"]["name"]["_errors"]
    assert {command["name"]: command for command in discord.commands.all()} == kept
    assert "lower-case" in str(discord.violations.pop())


async def test_a_body_against_the_rules_is_refused_and_kept(discord: StandIn) -> None:
    """What Discord would refuse gets 50035, and is raised when the stand-in is left."""
    asked = discord.slash("ponder")
    await asked.followup()
    url = f"{discord.url}/api/v10/webhooks/{discord.application_id}/{asked.token}"
    async with aiohttp.ClientSession() as session:
        async with session.post(url, json={"content": "x" * 2_001}) as response:
            assert (response.status, (await response.json())["code"]) == (400, 50035)
        async with session.post(url, json={"content": "pings @everyone"}) as response:
            assert response.status == 200
    with pytest.raises(MisbehaviourError, match=r"2001 characters(?s:.*)allowed_mentions"):
        discord.verify()
    discord.violations.clear()


async def test_user_installs_have_five_followups(discord: StandIn) -> None:
    """Where only the fan installed the bot, the sixth follow-up is refused."""
    asked = discord.slash("ponder", guild_id=77_000)
    await asked.followup()
    url = f"{discord.url}/api/v10/webhooks/{discord.application_id}/{asked.token}"
    body = {"content": "more", "allowed_mentions": {"parse": []}}
    codes = []
    async with aiohttp.ClientSession() as session:
        for _ in range(5):
            async with session.post(url, json=body) as response:
                codes.append(response.status)
    assert codes == [200, 200, 200, 200, 400]


async def test_an_answer_may_get_lost_on_its_way(discord: StandIn) -> None:
    """A callback that lands though its answer is an error is acknowledged: the second try is refused."""
    discord.fail("POST", "/interactions/*", Fault.server_error(502, lands=True))
    asked = discord.slash("cast", {"who": "x"})
    await asked
    record = await discord.requested("POST", "/interactions/*", 2)
    assert record.status == 400


async def test_a_connection_may_break(discord: StandIn) -> None:
    """A request whose connection is closed has no status, and no answer."""
    discord.fail("POST", "/interactions/*", Fault.hang_up())
    asked = discord.slash("cast", {"who": "x"}, user_name="unlucky")
    asked.patience = 0.2
    with pytest.raises(NoAnswerError):
        await asked
    assert (await discord.slash("cast", {"who": "x"})).text
    assert discord.interactions.unanswered() == [asked]
    assert [record.status for record in discord.requests("POST", "/interactions/*")] == [0, 200]


async def test_an_answer_may_come_too_late(discord: StandIn) -> None:
    """Three seconds after the event an interaction is unknown, fifteen minutes after it its webhook is."""
    asked = discord.slash("cast", {"who": "x"})
    await asked
    asked.taken, asked.sent_at = False, asked.sent_at - 3.1
    url = f"{discord.url}/api/v10/interactions/{asked.id}/{asked.token}/callback"
    async with aiohttp.ClientSession() as session:
        async with session.post(url, json={"type": 5}) as response:
            assert (response.status, (await response.json())["code"]) == (404, 10062)
        asked.sent_at -= 15 * 60
        url = f"{discord.url}/api/v10/webhooks/{discord.application_id}/{asked.token}/messages/@original"
        async with session.get(url) as response:
            assert (response.status, (await response.json())["code"]) == (401, 50027)


async def test_buckets_run_out(discord: StandIn) -> None:
    """Each answer tells how many more are allowed; whoever goes on gets 429."""
    proof = {"Authorization": f"Bot {discord.token}"}
    async with aiohttp.ClientSession(headers=proof) as session:
        statuses = []
        for left in reversed(range(-1, 50)):
            async with session.get(f"{discord.url}/api/v10/applications/@me") as response:
                statuses.append(response.status)
                assert response.headers["X-RateLimit-Remaining"] == str(max(left, 0))
                body = await response.json()
    assert (statuses.count(200), statuses[-1]) == (50, 429)
    assert 0 < body["retry_after"] <= 1
