"""A bot with nothing but discord.py, which answers one command with a card: a yardstick.

python -m tests.wire.launcher --standin URL tests.wire.bare_bot TOKEN
"""

import asyncio
import contextlib
import logging
import signal
import sys

import discord
from discord import app_commands, ui
from discord.ext import commands


class Card(ui.LayoutView):
    """A title, a paragraph, small print and three buttons."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.TextDisplay("**No season 2. The network cancelled it.**\n"))
        self.add_item(
            ui.TextDisplay(
                "The news broke on 8 November 2022, two months after release. The network gave no"
                " detailed reason."
            )
        )
        row: ui.ActionRow[Card] = ui.ActionRow()
        for label in ("Who's in it?", "What's it about?", "Where I'm up to"):
            row.add_item(ui.Button(label=label, custom_id=f"bare:{label}"))
        self.add_item(row)
        self.add_item(ui.TextDisplay("-# Example.com, 8 Nov 2022 · checked 22 Nov 2026"))
        # discord.py keeps every view that isn't stopped, and nothing listens to these buttons.
        self.stop()


@app_commands.command(description="When the show came out")
@app_commands.describe(question="What you want to know")
async def release(interaction: discord.Interaction, question: str | None = None) -> None:
    """Answer with the card."""
    await interaction.response.send_message(view=Card())


class BareBot(commands.AutoShardedBot):
    """Keeps as little as discord.py can."""

    def __init__(self) -> None:
        super().__init__(
            commands.when_mentioned,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
            help_command=None,
        )

    async def setup_hook(self) -> None:
        """Sync the one command."""
        self.tree.add_command(release)
        await self.tree.sync()


async def run() -> None:
    """Run until SIGTERM or SIGINT."""
    bot = BareBot()
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
