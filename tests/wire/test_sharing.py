"""Sharing where Discord lets nothing of ours be public."""

from .discord_standin import StandIn
from .discord_standin.world import Permission
from .usher import usher

ELSEWHERE = 990_000_000_000_000_001
"""A server that the bot has not joined: whoever uses it there installed it for themselves."""


async def test_what_cannot_be_public_is_not_shared() -> None:
    """Where members may not use external apps, the press on Share gets a sentence, and nothing is posted."""
    forbidden = Permission.EVERYONE & ~Permission.USE_EXTERNAL_APPS
    async with StandIn() as discord, usher(discord):
        card = await discord.slash("plot", {"private": True}, guild_id=ELSEWHERE, permissions=forbidden)
        said = await discord.press(card, "Share")
        assert "can't be shared here" in said.text
        assert said.private
