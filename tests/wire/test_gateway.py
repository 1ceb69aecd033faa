"""The stand-in's gateway, spoken to by hand."""

import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import orjson
import pytest
import zstandard

from .discord_standin import StandIn
from .discord_standin.compression import squeezer

IDENTIFY = {"intents": 1, "properties": {}, "shard": [0, 1]}


@asynccontextmanager
async def connected(discord: StandIn) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """A connection without compression, which has heard HELLO."""
    async with aiohttp.ClientSession() as session, session.ws_connect(discord.gateway.url) as socket:
        assert (await heard(socket))["op"] == 10
        yield socket


async def heard(socket: aiohttp.ClientWebSocketResponse) -> Any:
    """The next message."""
    return orjson.loads(await socket.receive_str(timeout=2))


async def test_zlib_for_those_without_zstandard() -> None:
    """Where zstandard isn't installed, discord.py asks for zlib and looks for a sync flush at the end."""
    async with (
        StandIn() as discord,
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{discord.gateway.url}/?compress=zlib-stream") as socket,
    ):
        stream = zlib.decompressobj()
        for op in (10, 11):
            frame = await socket.receive_bytes(timeout=2)
            assert frame.endswith(b"\x00\x00\xff\xff")
            assert orjson.loads(stream.decompress(frame))["op"] == op
            await socket.send_str('{"op": 1, "d": null}')


def test_zstd_is_flushed_after_each_message() -> None:
    """Each frame can be read as soon as it is there, though all share one stream."""
    squeeze = squeezer("zstd-stream")
    assert squeeze is not None
    stream = zstandard.ZstdDecompressor().decompressobj()
    words = [b'{"op": 10}', b'{"op": 11}' * 1_000]
    assert [stream.decompress(squeeze(word)) for word in words] == words


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"token": "wrong"}, 4004), ({"shard": [0, 2]}, 4010), ({"intents": 1 << 15}, 4014)],
)
async def test_refuses_what_discord_refuses(changed: dict[str, object], code: int) -> None:
    """A wrong token, a wrong shard and a privileged intent each close the connection with their code."""
    async with StandIn() as discord, connected(discord) as socket:
        await socket.send_json({"op": 2, "d": {**IDENTIFY, "token": discord.token, **changed}})
        await socket.receive(timeout=2)
        assert socket.close_code == code


async def test_only_a_live_session_can_be_resumed() -> None:
    """RESUME replays what was missed, in order; an unknown session, or one that was ended, is invalid."""
    async with StandIn(guilds=2) as discord:
        async with connected(discord) as socket:
            await socket.send_json({"op": 2, "d": {**IDENTIFY, "token": discord.token}})
            ready = await heard(socket)
            proof = {"token": discord.token, "session_id": ready["d"]["session_id"], "seq": 1}
            await discord.ready()
            await socket.close(code=4000)
        async with connected(discord) as socket:
            await socket.send_json({"op": 6, "d": proof})
            events = [await heard(socket) for _ in range(3)]
            assert [(event["s"], event["t"]) for event in events] == [
                *[(2, "GUILD_CREATE"), (3, "GUILD_CREATE"), (4, "RESUMED")]
            ]
            await socket.close(code=1000)
        async with connected(discord) as socket:
            await socket.send_json({"op": 6, "d": proof})
            assert await heard(socket) == {"op": 9, "d": False}


async def test_a_chatty_bot_is_cut_off() -> None:
    """More than 120 messages a minute close the connection, and are complained of."""
    async with StandIn() as discord:
        async with connected(discord) as socket:
            for _ in range(121):
                await socket.send_json({"op": 1, "d": None})
            async for message in socket:
                assert orjson.loads(message.data)["op"] == 11
            assert socket.close_code == 4008
        assert "120" in discord.complaints.pop()


async def test_servers_are_as_big_as_real_ones() -> None:
    """GUILD_CREATE carries 30 channels and 20 roles, and no member but the bot."""
    async with StandIn() as discord, connected(discord) as socket:
        await socket.send_json({"op": 2, "d": {**IDENTIFY, "token": discord.token}})
        assert [guild["unavailable"] for guild in (await heard(socket))["d"]["guilds"]] == [True]
        guild = (await heard(socket))["d"]
        assert (len(guild["channels"]), len(guild["roles"]), len(guild["members"])) == (30, 20, 1)
        ids = [node["id"] for node in (*guild["channels"], *guild["roles"])]
        assert len(set(ids)) == 50
