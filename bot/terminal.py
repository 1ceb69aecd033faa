"""Prints a card in a terminal. Whatever stands in the data is shown as it is, never read as markup.

Only where there is colour, a bar in the show's accent colour runs down the left side: without colour it
would tell nothing, and a screen reader would read it out on every line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from bot.card import Card, CardLine, CardPart
from bot.markdown import plain
from bot.talk import Turn

WIDEST = 88
"""Longer lines are hard to read."""
_BAR = "▌ "
_INDENT = 2
_POINT = "- "
_STOPS = (".", "!", "?", "…", ":")


@dataclass(frozen=True, slots=True)
class _Block:
    """Text that is wrapped on its own: its first line starts at `indent`, the others at `hang`."""

    text: Text
    indent: int = 0
    hang: int = 0
    wraps: bool = True


_GAP = _Block(Text())


def print_turn(turn: Turn, console: Console | None = None) -> None:
    """Print the cards of a turn; questions that are proposed instead of an answer stand one a line."""
    console = console or Console()
    for number, card in enumerate(turn.cards):
        if number:
            console.print()
        print_card(card, console, listed=turn.heard.outcome != "answered")


def print_card(card: Card, console: Console | None = None, *, listed: bool = False) -> None:
    """Print a card whose texts were made with `bot.texts.PLAIN`.

    With `listed` what its buttons ask stands below its text, a question a line. Lines are as wide as the
    terminal, at most `WIDEST`; where its width isn't known, as in a file or a pipe, they are not wrapped.
    """
    console = console or Console()
    bar = Text()
    if console.color_system is not None and not console.no_color:
        bar = Text(_BAR, style=card.accent)
    width = min(console.width, WIDEST) - bar.cell_len
    for block in _blocks(card, listed):
        for line in _lines(block, console, width):
            console.print(Text.assemble(bar, line), soft_wrap=True, highlight=False)


def _blocks(card: Card, listed: bool) -> Iterator[_Block]:
    yield _Block(Text(card.headline, style="bold"))
    for part in card.parts:
        yield _GAP
        yield from _part(part)
    asked = [label for _, label in card.leads]
    if listed and asked:
        yield from (_Block(Text(f"{_POINT}{label}"), _INDENT, _INDENT + len(_POINT)) for label in asked)
        asked = []
    yield _GAP
    if card.small_print:
        yield _Block(Text(card.small_print, style="dim"))
    for link, label in card.links:
        yield _Block(Text(f"{label}: {plain(link.url)}", style="dim"), wraps=False)
    labels = [card.place_button, *asked, *(label for _, label in card.acts)]
    labels += [card.menu.prompt] if card.menu else []
    buttons = " ".join(f"[{label}]" for label in labels if label)
    if buttons:
        yield _Block(Text(buttons, style="dim"))


def _part(part: CardPart) -> Iterator[_Block]:
    indent = _INDENT if part.title else 0
    if part.title:
        yield _Block(Text(part.title, style="bold"))
    for line in part.lines:
        yield _Block(_line(line), indent, indent + (_INDENT if line.lead else 0))
        if line.url:
            yield _Block(Text(plain(line.url), style="dim"), indent + _INDENT, wraps=False)


def _line(line: CardLine) -> Text:
    if line.lead and line.text:
        between = " " if line.lead.endswith(_STOPS) else " – "
        return Text.assemble((line.lead, "bold"), between, line.text)
    return Text(line.lead, style="bold") if line.lead else Text(line.text)


def _lines(block: _Block, console: Console, width: int) -> Iterator[Text]:
    lines = [block.text]
    if block.wraps and console.is_terminal and not console.is_dumb_terminal:
        lines = list(block.text.wrap(console, max(width - block.hang, 1)))
    for number, line in enumerate(lines):
        line.rstrip()
        yield Text.assemble(" " * (block.hang if number else block.indent), line)
