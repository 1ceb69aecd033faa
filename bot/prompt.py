"""A prompt at which one asks and goes on asking."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress

from rich.console import Console

from bot import json_lines
from bot.ask.command import Misread
from bot.talk import Turn
from bot.terminal import print_turn

_MARK = "> "
_ENDINGS = ("exit", "quit")
_GREETING = "Ask me something, in plain words or with a command such as /help. Ctrl-D ends."


def ask_on(answer: Callable[[str], Turn | Misread]) -> None:
    """Print what `answer` gives for each line, until the input ends or says `exit`.

    Only a terminal is greeted and prompted.
    """
    console = Console()
    for text in _typed(console) if sys.stdin.isatty() else json_lines.lines(sys.stdin.buffer):
        if text.strip().lower() in _ENDINGS:
            return
        if not text.strip():
            continue
        came = answer(text)
        if isinstance(came, Misread):
            console.print(came.sentence, markup=False, highlight=False, soft_wrap=True)
        else:
            print_turn(came, console)
        console.print()


def _typed(console: Console) -> Iterator[str]:
    with suppress(ImportError):
        import readline  # noqa: F401  # gives `input` its editing and its history
    console.print(_GREETING, markup=False, highlight=False)
    while True:
        try:
            yield input(_MARK)
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        except UnicodeDecodeError:
            yield "\ufffd"
