"""The entrance of all presses: whose they are is read from the custom_id, and every one is acknowledged."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord

from bot.ui import failures
from bot.ui.control_ids import Control, decode_control
from bot.ui.custom_ids import decode
from bot.ui.presses import answer_press
from bot.ui.reply import Replies
from bot.ui.scene import custom_id_of

Handler = Callable[[discord.Interaction, Control], Awaitable[None]]

_PRESSED = (discord.InteractionType.component, discord.InteractionType.modal_submit)


class Entrance:
    """Hands presses on answers to the desk, and those on control cards to whoever registered for them."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies
        self._handlers: dict[str, Handler] = {}

    def register(self, area: str, handler: Handler) -> None:
        """Let `handler` take the presses on the control cards of an area, such as `settings`."""
        self._handlers[area] = handler

    async def enter(self, interaction: discord.Interaction) -> None:
        """Answer a press; whatever happens, the presser hears something. Leave other interactions alone."""
        if interaction.type not in _PRESSED:
            return
        try:
            await self._hand_on(interaction)
        except Exception as error:
            await failures.handle(interaction, error)

    async def _hand_on(self, interaction: discord.Interaction) -> None:
        custom_id = custom_id_of(interaction)
        control = decode_control(custom_id)
        press = decode(custom_id)
        if control is not None and control.area in self._handlers:
            await self._handlers[control.area](interaction, control)
        elif press is not None:
            await answer_press(interaction, press, self._replies)
        else:
            await failures.tell(interaction, failures.OLD_CARD)
