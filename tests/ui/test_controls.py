"""How control cards are put together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.markdown import size
from bot.ui.controls import fitted


@given(st.lists(st.text("ab \\*😀", max_size=60), max_size=6), st.integers(0, 120))
def test_texts_fit_together(texts: list[str], limit: int) -> None:
    """However long they are, together they fit; where they fit as they are, nothing is cut."""
    made = fitted(texts, limit)
    assert sum(map(size, made)) <= limit
    if sum(map(size, texts)) <= limit:
        assert made == texts


def test_short_texts_stay_whole() -> None:
    """The longest one makes room, wherever it stands."""
    assert fitted(["short", "long " * 100, "also short"], 100)[::2] == ["short", "also short"]
