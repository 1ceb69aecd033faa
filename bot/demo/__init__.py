"""The local page: the real bot on a page like Discord, on this machine alone, without a token."""

from __future__ import annotations

import asyncio
import logging
import sys
from importlib.util import find_spec

from bot import log
from bot.config import Settings
from bot.knowledge.live import Live
from bot.knowledge.places import NoShelf

PORT = 8765
ENDED, UNUSABLE = 0, 2
"""Exit statuses: somebody ended the demo; something has to be put right before it can start."""

NO_SIMCORD = (
    "The demo needs a package more than the bot itself. In a checkout, `make demo` installs it; "
    "elsewhere: python -m pip install 'usher-bot[demo]'"
)


def run(
    settings: Settings,
    *,
    port: int = PORT,
    locale: str = "en-US",
    direct: bool = False,
    open_page: bool = False,
) -> int:
    """Serve the page until Ctrl-C, SIGTERM or its own "End preview session"; give the exit status.

    Where `port` is taken, the next free one serves; 0 takes any. `locale` is one of Discord's, in which
    everybody on the page speaks. `direct` shows the direct messages between you and the bot instead of a
    server's channel. `open_page` opens the browser. What has to be put right is said on stderr.
    """
    _quieten(settings)
    if find_spec("simcord") is None:
        return _refuse(NO_SIMCORD)
    # Whoever runs the bot on Discord does without simcord.
    from bot.demo import page, simulation

    try:
        live = Live(settings)
        scene = page.Scene(live, settings.usher_report_url, port, locale, direct, open_page)
        with simulation.speaking(locale), live.following():
            asyncio.run(page.serve(scene))
    except KeyboardInterrupt:
        return ENDED
    except (NoShelf, page.CannotServe, simulation.SimcordChanged) as reason:
        return _refuse(str(reason))
    return ENDED


def _quieten(settings: Settings) -> None:
    """Log what went wrong alone, unless the settings ask for more."""
    if "usher_log_level" in settings.model_fields_set:
        log.configure(settings.usher_log_level)
        return
    log.configure("WARNING")
    # discord.py warns of what a simulated Discord lacks, and of voice.
    logging.getLogger("discord").setLevel(logging.ERROR)


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return UNUSABLE
