"""Logging: one line an event on standard error, and never the token."""

from __future__ import annotations

import logging
import re
import sys

_TOKEN = re.compile(r"[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}")
# What lets anybody answer in the bot's name for a quarter of an hour
_INTERACTION = re.compile(r"(/(?:interactions|webhooks)/\d+/)[\w%-]+")


class _Redacting(logging.Formatter):
    """Blackens the secret and whatever has the shape of a Discord token, tracebacks included."""

    def __init__(self, secret: str) -> None:
        super().__init__("{asctime} {levelname:<7} {name}: {message}", style="{")
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        if self._secret:
            text = text.replace(self._secret, "[token]")
        return _INTERACTION.sub(r"\1[token]", _TOKEN.sub("[token]", text))


def configure(level: str, *, secret: str = "") -> None:
    """Send everything of `level` and above to standard error; the libraries' own chatter from warnings on.

    `secret` never appears there, whatever its shape.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Redacting(secret))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("discord", "watchfiles"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.getLevelName(level)))
