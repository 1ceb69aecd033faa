"""Episodes are known by their numbers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.episodes import Episode


@pytest.mark.parametrize(
    ("text", "episode"),
    [
        ("S01E04", (1, 4)),
        ("s1e4", (1, 4)),
        (" S01E04 ", (1, 4)),
        ("S00E01", (0, 1)),
        ("S12E345", (12, 345)),
    ],
)
def test_episodes_are_read_as_people_write_them(text: str, episode: tuple[int, int]) -> None:
    """Case and leading zeros are forgiven; season 0 holds the specials."""
    assert Episode.parse(text) == episode


@pytest.mark.parametrize(
    "text", ["", "S01", "E04", "1x04", "S01E00", "S001E01", "S01E1000", "S01E04E05", "S-1E1"]
)
def test_what_is_no_episode_is_said(text: str) -> None:
    """A text that is no episode is refused with one that is."""
    with pytest.raises(ValueError, match=r"^is not an episode: write it like S01E04$"):
        Episode.parse(text)


@given(st.integers(0, 99), st.integers(1, 999))
def test_episodes_are_written_as_they_are_read(season: int, number: int) -> None:
    """What is written for an episode is read as the same one."""
    assert Episode.parse(str(Episode(season, number))) == (season, number)


@given(st.text() | st.from_regex(r"[sS]\d{0,3}[eE]\d{0,4}", fullmatch=True))
def test_any_other_text_is_refused_in_words(text: str) -> None:
    """Whatever a text looks like, it is an episode, or raises the sentence for its editor."""
    try:
        words = str(Episode.parse(text))
    except ValueError as error:
        words = str(error)
    assert re.fullmatch(r"S\d\dE\d{2,3}|is not an episode: write it like S01E04", words)
