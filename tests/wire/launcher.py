"""Runs a module as `python -m` would, with discord.py pointed at a stand-in instead of at Discord.

    DISCORD_STANDIN=http://127.0.0.1:8080 python -m tests.wire.launcher bot run
    python -m tests.wire.launcher --standin http://127.0.0.1:8080 bot run

The module itself isn't touched and needn't know.
"""

import os
import runpy
import sys

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

VARIABLE = "DISCORD_STANDIN"
_ENVIRONMENT = os.environ  # noqa: TID251, which means the settings of the bot itself


def point_at(address: str) -> None:
    """Let discord.py in this process talk to the stand-in at this http:// address only."""
    url = yarl.URL(address)
    if url.scheme != "http" or url.host not in ("127.0.0.1", "localhost", "::1"):
        raise SystemExit(f"a stand-in is at http://127.0.0.1:PORT, not at {address!r}")
    Route.BASE = str(url / "api/v10")
    DiscordWebSocket.DEFAULT_GATEWAY = url.with_scheme("ws")


def main() -> None:
    """Take what belongs to the launcher off the command line, and hand over to the module."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--standin"]:
        _ENVIRONMENT[VARIABLE], arguments = arguments[1], arguments[2:]
    if not arguments or VARIABLE not in _ENVIRONMENT:
        raise SystemExit(f"usage: [{VARIABLE}=URL] launcher [--standin URL] MODULE [ARGUMENT ...]")
    point_at(_ENVIRONMENT[VARIABLE])
    sys.argv = arguments
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
