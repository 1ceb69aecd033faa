"""Which questions ask the same."""

from __future__ import annotations

import datetime as dt
import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.unanswered.likeness import find, grouped
from tests.unanswered.kept import DAY, kept


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Who plays Mara?", "who plays mara", "en"),
        ("who plays Mara", "Hey bot, can you tell me who plays Mara please", "en"),
        ("who plays Mara", "who plays Marra", "en"),
        ("why did Mara leave", "Mara leave - why?", "en"),
        ("date of season 2", "season 2 date", "en"),
        ("¿Quién es Zoë?", "quien es zoe", "es"),
        ("wer ist der Leuchtturmwärter", "Wer ist denn der Leuchtturmwarter??", "de"),
        ("谁是玛拉", "谁是玛拉？", "en"),
        ("???", "???", "en"),
    ],
)
def test_alike(one: str, other: str, language: str) -> None:
    """Case, accents, order, typing errors and empty words make no difference."""
    (group,) = grouped([kept(one, 2, language=language), kept(other, language=language, last=DAY)])
    assert (group.text, group.times) == (one, 3)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("who plays Mara", "who plays Sara"),
        ("date of season 2", "date of season 3"),
        ("S01E04 title", "S01E05 title"),
        ("why did Mara leave", "why did Mara die"),
        ("when did Mara leave", "why did Mara leave"),
        ("plot", "the plot of the last episode in a word"),
        ("谁是玛拉", "谁是扎拉"),
    ],
)
def test_not_alike(one: str, other: str) -> None:
    """Another name, number or question word asks something else; one word is not in everything."""
    assert len(grouped([kept(one), kept(other)])) == 2


def test_shows_are_kept_apart() -> None:
    """The same question about another show is another one."""
    groups = grouped([kept("who plays her", show="one"), kept("who plays her", show="two")])
    assert [group.show_id for group in groups] == ["one", "two"]


def test_the_most_frequent_come_first() -> None:
    """Groups are ordered by how often, then by how lately they were asked; the ways of asking are, too."""
    later = DAY + dt.timedelta(days=3)
    groups = grouped(
        [
            kept("why is it called that", 2),
            kept("where is the harbour", 2, last=later),
            kept("who plays Mara", 1),
            kept("who plays Mara?", 3),
            kept("who plays marra", 2, last=later),
        ]
    )
    assert [group.text for group in groups] == [
        "who plays Mara?",
        "where is the harbour",
        "why is it called that",
    ]
    assert groups[0].texts == ("who plays Mara?", "who plays marra")
    assert (groups[0].times, groups[0].last) == (6, later)


def test_a_group_is_found_again() -> None:
    """By its key, also when others have joined it; not once its question is gone."""
    key = grouped([kept("who plays Mara", 2), kept("where is it")])[0].key
    more = grouped([kept("who plays Mara"), kept("who plays mara?", 5)])
    found = find(key, more)
    assert found is not None
    assert found.times == 6
    assert find(key, grouped([kept("who plays mara?", 5)])) is None
    assert find("", more) is None


WORDS = st.sampled_from(["who", "plays", "mara", "marra", "sara", "the", "2", "3", "plot", "é", "?", "谁"])


@given(
    st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=4), st.integers(1, 3)), max_size=8), st.randoms()
)
def test_the_same_for_any_order(asked: list[tuple[list[str], int]], shuffle: random.Random) -> None:
    """Whatever order the database gives them in, the groups are the same, and none is lost or there twice."""
    questions = [kept(" ".join(words), times) for words, times in asked]
    shuffled = questions[:]
    shuffle.shuffle(shuffled)
    groups = grouped(questions)
    assert groups == grouped(shuffled)
    members = list(itertools.chain.from_iterable(group.questions for group in groups))
    assert sorted(map(repr, members)) == sorted(map(repr, questions))
