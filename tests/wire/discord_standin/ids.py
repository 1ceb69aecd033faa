"""Snowflakes: Discord's ids, which carry the moment at which they were made."""

import itertools
import secrets
import time

_EPOCH_MS = 1_420_070_400_000
_count = itertools.count()


def snowflake() -> str:
    """A new id that is made now, unlike any other of this process."""
    milliseconds = int(time.time() * 1000) - _EPOCH_MS
    return str((milliseconds << 22) | (next(_count) & 0x3FFFFF))


def token() -> str:
    """A new secret as long as an interaction's."""
    return secrets.token_urlsafe(96)
