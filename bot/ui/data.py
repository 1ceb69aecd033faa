"""What a member does with their own data: get it, or have it deleted."""

from __future__ import annotations

import io
import json

import discord

from bot.card import NEUTRAL
from bot.storage.errors import StorageUnavailable
from bot.storage.store import Store
from bot.texts import PLAIN, Voice, say
from bot.ui import controls, failures
from bot.ui.control_ids import Control, encode_control
from bot.ui.reply import Replies

AREA = "data"


class OwnData:
    """Answers the presses on a member's own data, to them alone."""

    def __init__(self, replies: Replies, store: Store) -> None:
        self._replies = replies
        self._store = store

    async def pressed(self, interaction: discord.Interaction, control: Control) -> None:
        """Send the data, ask whether to delete it, or delete it."""
        try:
            match control.action:
                case "export":
                    await self._export(interaction)
                case "delete":
                    await self._ask(interaction)
                case "really":
                    await self._delete(interaction)
                case _:
                    await failures.tell(interaction, failures.OLD_CARD)
        except StorageUnavailable:
            await failures.tell(
                interaction, say("I can't get at my storage just now. Please try again later.")
            )

    async def _export(self, interaction: discord.Interaction) -> None:
        data = await self._store.export_user(interaction.user.id)
        file = io.BytesIO(json.dumps(data, indent=2, ensure_ascii=False).encode())
        await interaction.response.send_message(
            file=discord.File(file, "usher-data.json"),
            ephemeral=True,
            allowed_mentions=discord.AllowedMentions.none(),
        )

    async def _ask(self, interaction: discord.Interaction) -> None:
        voice = await self._replies.voice(interaction, private=True)
        label = Voice(voice.language, PLAIN, voice.now)(say("Yes, delete all of it"))
        texts = [
            f"## {voice(say('Delete all that I store about you?'))}",
            voice(say("It goes at once, and I can't bring it back.")),
        ]
        really = (encode_control(AREA, "really"), label, discord.ButtonStyle.danger)
        view = controls.control_card(NEUTRAL, texts, [controls.buttons(really)])
        nobody = discord.AllowedMentions.none()
        await interaction.response.send_message(view=view, ephemeral=True, allowed_mentions=nobody)

    async def _delete(self, interaction: discord.Interaction) -> None:
        self._replies.conversations.forget(interaction.user.id)
        await self._store.delete_user(interaction.user.id)
        voice = await self._replies.voice(interaction, private=True)
        done = voice(say("Done. I store nothing about you any more."))
        await controls.show(interaction, controls.control_card(NEUTRAL, [f"## {done}"], []))
