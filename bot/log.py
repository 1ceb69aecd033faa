"""Logging: one line an event on standard error, and never the token."""

from __future__ import annotations

import logging
import re
import sys

_TOKEN = re.compile(r"[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}")


class _Redacting(logging.Formatter):
    """Blackens whatever has the shape of a Discord token, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN.sub("[token]", super().format(record))


def configure(level: str) -> None:
    """Send everything of `level` and above to standard error; discord.py's own chatter from warnings on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Redacting("{asctime} {levelname:<7} {name}: {message}", style="{"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("discord").setLevel(max(logging.WARNING, logging.getLevelName(level)))
