"""What is taken out of a question before it is kept."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.scrub import LONGEST, scrub


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("  when is\n\tit   out? ", "when is it out?"),
        ("<@123456789012345678> who plays Mara", "who plays Mara"),
        ("<@!123456789012345678><@&223456789012345678> who", "who"),
        ("is it in <#123456789012345678> or </cast:123456789012345678>?", "is it in or ?"),
        ("why <:sad:123456789012345678> <a:cry:123456789012345678> <t:1700000000:R>", "why"),
        ("@everyone does @ann.b_c know ann#1234?", "does know ?"),
        ("look at https://example.org/users/ann?x=1 and www.ann.example", "look at and"),
        ("on discord.gg/abc or example.com", "on or"),
        ("a..example.com 1https://example.org/ann x(example.org/ann) ann＠mail.example", "x("),
        ("mail ann.b+c@mail.example.org about it", "mail about it"),
        ("call +49 (170) 123-4567 about season 2", "call about season 2"),
        ("123456789012345678 said S01E04 is from 2024", "said S01E04 is from 2024"),
        ("is it true that ||Mara dies|| in the end", "is it true that in the end"),
        ("is it true that ||Mara dies", "is it true that"),
        ("who\u202e plays\u200b \x00Mara\x1b[31m\ud800\ufffe", "who plays Mara[31m"),
        ("a name (<@123456789012345678>) in brackets", "a name in brackets"),
        ("¿Quién es Zoë? 谁是玛拉？", "¿Quién es Zoë? 谁是玛拉？"),
        ("S.H.I.E.L.D or Mr. Robot", "S.H.I.E.L.D or Mr. Robot"),
        ("<@123456789012345678> ?!", ""),
        ("", ""),
    ],
)
def test_nobody_is_named(asked: str, kept: str) -> None:
    """Mentions, addresses, long numbers, what was covered and what can't be seen go; words stay."""
    assert scrub(asked) == kept


def test_what_hides_in_what_goes_is_gone_too() -> None:
    """An invisible sign inside of a mention or an address does not save it."""
    assert "123456789012345678" not in scrub("<@\u200b123456789012345678> who")
    assert "example" not in scrub("htt\u200bps://example.org/ann who")


def test_long_questions_are_cut_between_words() -> None:
    """So much is kept, and no half word."""
    kept = scrub("word " * 200)
    assert len(kept) <= LONGEST
    assert kept.endswith("word")
    assert len(scrub("ab" * 5000)) == LONGEST


@given(st.text(max_size=400))
def test_whatever_is_typed(text: str) -> None:
    """The result is one line that any database and any file can hold, without an address or a mention."""
    kept = scrub(text)
    kept.encode()
    assert kept == " ".join(kept.split())
    assert len(kept) <= LONGEST
    assert not {unicodedata.category(sign) for sign in kept} & {"Cc", "Cs", "Cn", "Co"}
    assert "://" not in kept or "<" not in scrub(kept)


@given(st.text(st.sampled_from("<@#:/.|1234567890ab "), max_size=60))
def test_signs_that_mean_something(text: str) -> None:
    """However mentions are nested, none is left, and no long number."""
    kept = scrub(text)
    assert not re.search(r"\d{5}|<[@#][^<>]*>|\w@\w", kept)
