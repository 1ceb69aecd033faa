"""python -m tests.wire.discord_standin: a stand-in of its own, until SIGTERM or Ctrl-C.

Its first line is JSON with its address, the bot's token and its process id. The last is JSON too:
what the bot did wrong; then the exit code is 1.
"""

import argparse
import asyncio
import os
import signal
import sys

import orjson

from .standin import StandIn


async def serve(arguments: argparse.Namespace) -> int:
    """Run until a signal comes; gives the exit code."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    discord = StandIn(**vars(arguments))
    await discord.start()
    _print({"url": discord.url, "token": discord.token, "pid": os.getpid()})
    await stop.wait()
    await discord.stop()
    wrong = [*map(str, discord.violations), *discord.complaints]
    _print({"wrong": wrong})
    return 1 if wrong else 0


def _print(line: dict[str, object]) -> None:
    print(orjson.dumps(line).decode(), flush=True)


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="discord_standin", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 (the default) takes a free one")
    parser.add_argument("--guilds", type=int, default=1, help="servers that the bot is in")
    parser.add_argument("--token", default="loopback.stand-in.token", help="the bot's token")
    parser.add_argument("--heartbeat", type=float, default=41.25, help="interval in seconds")
    parser.add_argument("--patience", type=float, default=5.0, help="seconds to wait for answers")
    arguments = parser.parse_args()
    try:
        import uvloop
    except ImportError:
        sys.exit(asyncio.run(serve(arguments)))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        sys.exit(runner.run(serve(arguments)))


if __name__ == "__main__":
    main()
