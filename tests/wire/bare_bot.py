"""A bot with nothing but discord.py, which answers one command with a card: a yardstick.

    python -m tests.wire.launcher --standin URL tests.wire.bare_bot TOKEN [COMPONENTS]

It can be given the components of another bot's card, as JSON, to answer with a card just like that.
"""

import asyncio
import contextlib
import json
import logging
import signal
import sys
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

Component = dict[str, Any]
ROW, BUTTON, TEXT = 1, 2, 10
BUTTONS = ("Who's in it?", "What's it about?", "Where I'm up to")
CARD: list[Component] = [
    {"type": TEXT, "content": "**No season 2. The network cancelled it.**"},
    {"type": TEXT, "content": "The news broke on 8 November 2022, two months after release."},
    {
        "type": ROW,
        "components": [{"type": BUTTON, "label": label, "custom_id": f"bare:{label}"} for label in BUTTONS],
    },
    {"type": TEXT, "content": "-# Example.com, 8 Nov 2022 · checked 22 Nov 2026"},
]


class Card(ui.LayoutView):
    """The components that it is given, each made anew."""

    def __init__(self, components: list[Component]) -> None:
        super().__init__(timeout=None)
        for component in components:
            self.add_item(made(component))
        # discord.py keeps every view that isn't stopped, and nothing listens to these buttons.
        self.stop()


def made(given: Component) -> ui.Item[Card]:
    """A component as a bot's author would write it; raise KeyError for a kind that isn't known here."""
    match given["type"]:
        case 17:
            colour = given.get("accent_color")
            return ui.Container(*map(made, given["components"]), accent_colour=colour)
        case 1:
            return ui.ActionRow(*map(made, given["components"]))
        case 2:
            style = discord.ButtonStyle(given.get("style", 2))
            custom_id, url = given.get("custom_id"), given.get("url")
            return ui.Button(label=given["label"], style=style, custom_id=custom_id, url=url)
        case 3:
            options = [
                discord.SelectOption(
                    label=one["label"], value=one["value"], description=one.get("description")
                )
                for one in given["options"]
            ]
            return ui.Select(
                custom_id=given["custom_id"], placeholder=given.get("placeholder"), options=options
            )
        case 10:
            return ui.TextDisplay(given["content"])
        case 14:
            spacing = discord.SeparatorSpacing(given.get("spacing", 1))
            return ui.Separator(visible=given.get("divider", True), spacing=spacing)
    raise KeyError(given["type"])


@app_commands.command(description="When the show came out")
@app_commands.describe(question="What you want to know")
async def release(interaction: discord.Interaction, question: str | None = None) -> None:
    """Answer with the card."""
    assert isinstance(interaction.client, BareBot)
    await interaction.response.send_message(view=Card(interaction.client.card))


class BareBot(commands.AutoShardedBot):
    """Keeps as little as discord.py can."""

    def __init__(self, card: list[Component]) -> None:
        super().__init__(
            commands.when_mentioned,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
            help_command=None,
        )
        self.card = card

    async def setup_hook(self) -> None:
        """Sync the one command."""
        self.tree.add_command(release)
        await self.tree.sync()


async def run() -> None:
    """Run until SIGTERM or SIGINT."""
    bot = BareBot(json.loads(sys.argv[2]) if len(sys.argv) > 2 else CARD)
    loop = asyncio.get_running_loop()
    running = asyncio.current_task()
    assert running is not None
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, running.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        async with bot:
            await bot.start(sys.argv[1])


def main() -> None:
    """Run on uvloop where there is one."""
    logging.basicConfig(level=logging.INFO)
    try:
        import uvloop
    except ImportError:
        asyncio.run(run())
        return
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(run())


if __name__ == "__main__":
    main()
