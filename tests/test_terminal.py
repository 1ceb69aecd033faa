"""Cards in the terminal are readable everywhere, and show data as it is."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bot.answer import Lead, Link, Menu, Name, Question, Sorry
from bot.card import Card, CardLine, CardMenu, CardPart, make_card
from bot.desk import Reply
from bot.markdown import plain
from bot.spoilers import NOTHING
from bot.terminal import WIDEST, print_card
from bot.texts import PLAIN, Voice, say
from tests.conftest import NOW

ADDRESS = "https://example.org/" + "a-very-long-address-" * 6
CARD = replace(
    make_card(Reply(Sorry(say("No.")), None, NOTHING), Voice("en", PLAIN, NOW)),
    headline="No season 2. Lantern+ cancelled it.",
    parts=(
        CardPart("", (CardLine("", "The news came on 8 November 2022, two months after the first season."),)),
        CardPart(
            "How it came to that",
            (
                CardLine("8 Sept 2022", "All ten episodes came out, and many people watched them at once."),
                CardLine("", "A source", ADDRESS),
                CardLine("It was said.", "It was wrong."),
            ),
        ),
    ),
    small_print="The Daily Gull, 8 Nov 2022 · checked 22 Nov 2026",
    accent="#1B6CA8",
    leads=((Lead(Question("cast")), "Who's in it?"),),
    links=((Link(ADDRESS, "Trailer"), "Trailer"),),
    menu=CardMenu(Menu("cast", "", (Name("a", "A"),)), "Pick someone", ((Name("a", "A"), "A", ""),)),
    place_button="Where I'm up to",
)


def printed(card: Card, width: int = 80, *, terminal: bool = True, **environment: str) -> str:
    """What comes out, on a terminal with colour or into a file."""
    out = io.StringIO()
    variables = (
        {"TERM": "xterm-256color", "COLORTERM": "truecolor"} | environment if terminal else environment
    )
    console = Console(
        file=out, width=width, force_terminal=terminal, legacy_windows=False, _environ=variables
    )
    print_card(card, console)
    return out.getvalue()


def bare(text: str) -> str:
    """Text without colours and styles."""
    return re.sub(r"\x1b\[[\d;]*m", "", text)


def letters(text: str) -> str:
    """Text without the space in it, which wrapping changes."""
    return "".join(text.split())


def test_a_card_in_a_file() -> None:
    """Without a terminal a card is plain text: one line a line, however long, and no ornament."""
    assert printed(CARD, terminal=False).splitlines() == [
        "No season 2. Lantern+ cancelled it.",
        "",
        "The news came on 8 November 2022, two months after the first season.",
        "",
        "How it came to that",
        "  8 Sept 2022 – All ten episodes came out, and many people watched them at once.",
        "  A source",
        f"    {ADDRESS}",
        "  It was said. It was wrong.",
        "",
        "The Daily Gull, 8 Nov 2022 · checked 22 Nov 2026",
        f"Trailer: {ADDRESS}",
        "[Where I'm up to] [Who's in it?] [Pick someone]",
    ]


def test_a_dumb_terminal_gets_plain_text() -> None:
    """A terminal that understands nothing gets what a file gets."""
    assert printed(CARD, TERM="dumb") == printed(CARD, terminal=False)


def test_colour_runs_down_the_side() -> None:
    """With colour, each line begins with a bar in the show's accent colour, and the headline is bold."""
    lines = printed(CARD).splitlines()
    assert all(line.startswith("\x1b[38;2;27;108;168m▌ \x1b[0m") for line in lines)
    assert lines[0].endswith(f"\x1b[1m{CARD.headline}\x1b[0m")


def test_without_colour_there_is_no_bar() -> None:
    """Whoever wants no colour gets no bar either, and no colour at all."""
    text = printed(CARD, NO_COLOR="1")
    assert "▌" not in text
    assert "38;" not in text


@pytest.mark.parametrize("width", [40, 80, 200])
def test_lines_fit(width: int) -> None:
    """No line is longer than the terminal is wide, nor too long to read; addresses stay in one piece."""
    lines = bare(printed(CARD, width)).splitlines()
    assert all(cell_len(line) <= min(width, WIDEST) for line in lines if ADDRESS not in line)
    assert sum(ADDRESS in line for line in lines) == 2


def test_lines_that_go_on_are_indented() -> None:
    """In a narrow terminal it stays clear where one entry ends and the next begins."""
    lines = [line.removeprefix("▌ ") for line in bare(printed(CARD, 40)).splitlines()]
    first = lines.index("  8 Sept 2022 – All ten episodes")
    assert lines[first + 1].startswith("    came out,")


@pytest.mark.parametrize(
    "data",
    [
        "[bold]loud[/bold]",
        "[link=https://example.org]here[/link]",
        ":smile:",
        "[/]",
        "\\[x]",
        "{0} %s",
        "[red",
    ],
)
@pytest.mark.parametrize("terminal", [True, False])
def test_data_is_never_markup(data: str, terminal: bool) -> None:
    """What looks like the markup of the terminal's library is printed as it was typed."""
    line = CardLine(data, data)
    card = replace(CARD, headline=data, parts=(CardPart(data, (line,)),), small_print=data, place_button=data)
    assert bare(printed(card, terminal=terminal)).count(data) == 6


def test_addresses_bring_no_control_characters() -> None:
    """An address from data can't command the terminal."""
    card = replace(CARD, parts=(CardPart("", (CardLine("", "x", "https://example.org/\x1b]0;gone\x07"),)),))
    assert "\x1b]" not in printed(card)
    assert "\x07" not in printed(card)


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs"]), min_size=1, max_size=60).map(plain)


@given(st.lists(_TEXT, min_size=5, max_size=5), st.integers(20, 120))
def test_nothing_is_lost(texts: list[str], width: int) -> None:
    """Whatever the texts and the width, all of every text is printed, in the order of the card."""
    headline, title, lead, text, small = texts
    card = replace(
        CARD, headline=headline, parts=(CardPart(title, (CardLine(lead, text),)),), small_print=small
    )
    out = letters(bare(printed(card, width)).replace("▌ ", ""))
    at = 0
    for one in texts:
        at = out.find(letters(one), at)
        assert at >= 0
        at += len(letters(one))
