"""The two bots, and the runs that compare them."""

import contextlib
import json
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

from tests.wire.processes import RemoteStandIn, standing_in

from . import rounds
from .costs import show_file
from .rounds import Bot, Host, Plan, Speed

Say = Callable[[str], None]
USHER, BARE = "Usher", "bare"


@dataclass(frozen=True)
class Memory:
    """The peak memory of both bots, in bytes: in one server, and in as many as the plan says."""

    one: dict[str, int | None]
    many: dict[str, int | None]


@dataclass(frozen=True)
class Card:
    """What both bots answer with: the components, and the bytes of the JSON."""

    components: int
    size: int


async def speeds(plan: Plan, say: Say) -> tuple[list[dict[str, Speed]], Card]:
    """What each pair of runs showed, by the bot's name, and the card that they answered with."""
    async with _hosts(1) as (usher, bare, card):
        pairs: list[dict[str, Speed]] = []
        begun = time.monotonic()
        for number in range(plan.pairs):
            spent = time.monotonic() - begun
            if number > 1 and spent * (number + 1) / number > plan.seconds:
                say("the machine is busy: no more pairs")
                break
            say(f"speed, pair {number + 1} of {plan.pairs}")
            hosts = (usher, bare) if number % 2 else (bare, usher)
            pairs.append(await rounds.speeds(*hosts, plan))
    return pairs, card


async def memories(plan: Plan, say: Say) -> list[Memory]:
    """The peak memory of each pair of runs."""
    found: dict[int, list[dict[str, int | None]]] = {}
    for servers in (1, plan.many_servers):
        async with _hosts(servers) as (usher, bare, _):
            for number in range(plan.memory_pairs):
                pair = {}
                for host in (usher, bare):
                    say(f"memory {number + 1} of {plan.memory_pairs}, servers: {servers:,}: {host.bot.name}")
                    pair[host.bot.name] = await rounds.memory(host, plan)
                found.setdefault(servers, []).append(pair)
    return [Memory(*pair) for pair in zip(found[1], found[plan.many_servers], strict=True)]


@contextlib.asynccontextmanager
async def _hosts(servers: int) -> AsyncIterator[tuple[Host, Host, Card]]:
    """Both bots, each with a stand-in of its own, started once before; the bare one copies Usher's card."""
    async with standing_in(guilds=servers) as for_usher, standing_in(guilds=servers) as for_bare:
        with tempfile.TemporaryDirectory() as folder:
            usher = Host(_usher(for_usher, Path(folder) / "usher.db"), for_usher)
            components = await usher.card()
            text = json.dumps(components, ensure_ascii=False, separators=(",", ":"))
            bare = Host(Bot(BARE, "tests.wire.bare_bot", (for_bare.token, text)), for_bare)
            assert _without_ids(await bare.card()) == _without_ids(components), "equal cards"
            yield usher, bare, Card(_count(components), len(text.encode()))
            for host in (usher, bare):
                await host.end()


def _usher(discord: RemoteStandIn, database: Path) -> Bot:
    env = {
        "DISCORD_TOKEN": discord.token,
        "USHER_SHOWS": show_file().stem,
        "DATABASE_URL": f"sqlite:///{database}",
    }
    return Bot(USHER, "bot", ("run",), env)


def _without_ids(node: object) -> object:
    if isinstance(node, dict):
        return {name: _without_ids(inner) for name, inner in node.items() if name != "id"}
    return [_without_ids(inner) for inner in node] if isinstance(node, list) else node


def _count(node: object) -> int:
    if isinstance(node, dict):
        return ("type" in node) + _count(node.get("components", []))
    return sum(map(_count, node)) if isinstance(node, list) else 0
