"""The bot itself as a process of its own, as whoever hosts it starts it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from .discord_standin import StandIn
from .processes import BotProcess, running

SHOWS = Path(__file__).parents[1] / "data"
CALLBACK = "/interactions/*/callback"


@asynccontextmanager
async def usher(discord: StandIn, **settings: str) -> AsyncIterator[BotProcess]:
    """`python -m bot run` with an invented show, logged in and told of its servers.

    `settings` are more of its settings, by the names that they have in the environment.
    """
    session = discord.gateway.count("ready") + 1
    env = {"DISCORD_TOKEN": discord.token, "USHER_DATA": str(SHOWS), "USHER_SHOWS": "harbour-lights"}
    async with running("bot", "run", against=discord, env=env | settings) as bot:
        await discord.ready(session)
        yield bot
