"""Whom a fan means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Name
from bot.ask.names import complete, find

PEOPLE = (
    Name("ana", "Ana María Íñiguez", ("Anna Iniguez",)),
    Name("ben", "Dr. Benedict Oyelaran"),
    Name("bea", "Beatrice Oyelaran"),
    Name("no", "No"),
    Name("year", "1899"),
)


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("ana maría íñiguez", "ana"), ("Iniguez", "ana"), ("ANNA INIGUEZ", "ana"), ("inigues", "ana"),
        ("dr benedict", "ben"), ("Benedict", "ben"), ("doctor benedikt", "ben"), ("beatrise", "bea"),
        ("no", "no"), ("1899", "year"), ("  bea-trice ", None),
    ],
)  # fmt: skip
def test_names_are_found_however_they_are_typed(typed: str, id: str | None) -> None:
    """Accents, case, titles, aliases, parts and typos."""
    found = find(typed, PEOPLE).one
    assert (found.id if found else None) == id


def test_a_name_that_two_share_is_asked_back() -> None:
    """A surname of two people names both, and guesses neither."""
    match = find("oyelaran", PEOPLE)
    assert match.one is None
    assert {name.id for name in match.near} == {"ben", "bea"}


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "🙂", "xyzzyq", "the"])
def test_nobody_is_nobody(typed: str) -> None:
    """Nothing, punctuation and strangers find no one."""
    match = find(typed, PEOPLE)
    assert match.one is None
    assert match.near == ()


@given(st.text(max_size=5000))
def test_any_text_can_be_typed(typed: str) -> None:
    """No text is a fault."""
    find(typed, PEOPLE)
    complete(typed, PEOPLE)


def test_suggestions_begin_with_what_is_typed() -> None:
    """Who types the beginning of a name sees that name first; who types nothing sees all in order."""
    assert [name.id for name in complete("be", PEOPLE)][:2] == ["bea", "ben"]
    assert [name.id for name in complete("oyel", PEOPLE)] == ["ben", "bea"]
    assert [name.id for name in complete("", PEOPLE)] == [name.id for name in PEOPLE]
    assert len(complete("", [Name(str(n), f"Name {n}") for n in range(100)])) == 25
