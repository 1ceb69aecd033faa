"""Text from data is shown as it was written, and does nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simcord.preview._markdown import markdown_tokens

from bot.markdown import escape, plain, shorten, size
from tests.shows import hostile


def _kinds(tokens: list[dict[str, Any]]) -> set[str]:
    found: set[str] = set()
    for token in tokens:
        found.add(token["type"])
        found |= _kinds(token.get("children") or [])
    return found


def _read(tokens: list[dict[str, Any]]) -> str:
    return "".join(token.get("content", "") + _read(token.get("children") or []) for token in tokens)


HARMLESS = {"inline", "text", "paragraph", "paragraph_open", "paragraph_close"}
TRICKS = [
    "@everyone", "@here", "<@123456789012345678>", "<@&123456789012345678>", "<#123456789012345678>",
    "<t:1700000000:R>", "<:smile:123456789012345678>", "<a:wave:123456789012345678>",
    "</release:123456789012345678>",
    "# heading", "### heading", "-# small", "> quote", ">>> quote", "- item", "* item", "+ item",
    "1. item", "12) item",
    "**bold**", "*it*", "__under__", "_it_", "~~gone~~", "||spoiler||", "`code`", "```py\ncode```",
    "[text](https://example.org)", "https://example.org/a_b", "<https://example.org>", "discord.gg/abcdef",
    "\\*not\\*", "\\", "a\\", "line\n# heading", "\u202etxt.exe", "a\u200bb",
]  # fmt: skip


@pytest.mark.parametrize("text", TRICKS)
def test_known_tricks_are_only_text(text: str) -> None:
    """Formatting, mentions, timestamps, emoji, headings, lists and links in data stay plain text."""
    assert _kinds(markdown_tokens(escape(text), "text_display")) <= HARMLESS
    tokens = markdown_tokens(escape(text), "text_display")
    assert _read(tokens).replace("\u200b", "") == plain(text)


@given(hostile | st.text(max_size=80))
def test_any_text_is_only_text(text: str) -> None:
    """The same for any text."""
    assert _kinds(markdown_tokens(escape(text), "text_display")) <= HARMLESS


@given(hostile | st.text(max_size=80))
def test_escaping_at_most_doubles_the_length(text: str) -> None:
    """The room that a card reserves for an escaped text is enough."""
    assert size(escape(text)) <= 2 * size(text) + 2


@given(hostile | st.text(max_size=200), st.integers(0, 50))
def test_a_shortened_text_fits_and_stays_harmless(text: str, limit: int) -> None:
    """Cutting keeps to the limit, leaves no half escape, and marks the cut."""
    escaped = escape(text)
    cut = shorten(escaped, limit)
    assert size(cut) <= limit
    assert _kinds(markdown_tokens(cut, "text_display")) <= HARMLESS
    if size(escaped) <= limit:
        assert cut == escaped
    elif limit:
        assert cut.endswith("…")


@pytest.mark.parametrize("address", ["a://b", "x.gg/abc"])
def test_addresses_do_not_become_links(address: str) -> None:
    """Bare links and invites are broken up."""
    assert address not in escape(address)
