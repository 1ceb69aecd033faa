"""Posts a text in a channel as a reply to a message, so that nobody is pinged and nothing is sent twice."""

from __future__ import annotations

import discord
from discord import ui
from discord.abc import Messageable

_NOBODY = discord.AllowedMentions.none()


async def post(
    channel: Messageable,
    to: discord.MessageReference,
    content: str,
    *,
    once: str,
    view: ui.View | None = None,
) -> None:
    """Reply to a message, or just speak where it is gone by now; raise what Discord refuses.

    What is sent again under the same name, `once`, of up to 25 characters, is dropped for some minutes.
    """
    to.fail_if_not_exists = False
    await channel.send(
        content,
        reference=to,
        view=view or discord.utils.MISSING,
        nonce=once,
        allowed_mentions=_NOBODY,
        mention_author=False,
        suppress_embeds=True,
    )
