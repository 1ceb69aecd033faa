"""Who may read a question that was kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.show import Show
from bot.spoilers import EVERYTHING, NOTHING, Limit, cut, reach
from bot.unanswered.likeness import grouped
from bot.unanswered.visible import spoils, visible
from tests.shows import shows
from tests.unanswered.kept import kept


def seen_by(show: Show, limit: str, text: str, told: str = "nothing") -> bool:
    """Whether a reader at that limit sees a question whose asker was told so far."""
    question = kept(text, show=show.id, told=Limit.parse(told))
    return bool(visible([question], {show.id: show}, lambda _: Limit.parse(limit)))


@pytest.mark.parametrize(
    ("told", "reader", "sees"),
    [
        ("nothing", "nothing", True),
        ("S01E04", "S01E04", True),
        ("S01E04", "S02E01", True),
        ("S01E04", "everything", True),
        ("S01E04", "S01E03", False),
        ("S01E04", "nothing", False),
        ("S00E01", "S01E06", False),
        ("S00E01", "S02E01", True),
        ("S00E02", "S02E08", False),
        ("S00E02", "everything", True),
        ("S00E09", "S02E08", False),
        ("S00E09", "nothing", False),
        ("S00E09", "everything", True),
        ("everything", "S02E08", False),
        ("everything", "everything", True),
    ],
)
def test_for_those_who_know_as_much(harbour: Show, told: str, reader: str, sees: bool) -> None:
    """A question is for readers who are as far as its asker was; where that can't be placed, for no other."""
    assert seen_by(harbour, reader, "why is it called that", told) is sees


@pytest.mark.parametrize(
    "text",
    [
        "who is Bramblings01e05",
        "WHO IS BRAMBLINGS01E05?!",
        "is mr bramblins01e05 the keeper",
        "when is the drowning of lampreys01e05",
    ],
)
def test_what_a_question_names(harbour: Show, text: str) -> None:
    """Whoever asks and wherever: who or what a later episode names is not read before it, misspelt or not."""
    assert not seen_by(harbour, "nothing", text)
    assert not seen_by(harbour, "S01E04", text)
    assert seen_by(harbour, "S01E05", text)


@pytest.mark.parametrize("text", ["who plays Mara", "harbour lights season 3", "is there a plot", "24", "no"])
def test_what_everybody_knows(harbour: Show, text: str) -> None:
    """Names that anybody may know, and ordinary words, hide nothing."""
    assert seen_by(harbour, "nothing", text)


def test_shows_that_are_gone(harbour: Show) -> None:
    """Nobody sees questions about a show that isn't loaded: what they spoil can't be known."""
    assert visible([kept("why", show="gone")], {harbour.id: harbour}, lambda _: EVERYTHING) == []


def test_hidden_questions_change_nothing(harbour: Show) -> None:
    """Neither count, nor order, nor wording of what is seen depends on what isn't."""
    seen = [kept("why is it so", 2, show=harbour.id), kept("where was it made", 1, show=harbour.id)]
    hidden = [
        kept("where was it made?", 9, show=harbour.id, told=EVERYTHING),
        kept("why is it so!", 1, show=harbour.id, told=Limit.parse("S01E04")),
        kept("where did bramblings01e05 go", 7, show=harbour.id),
    ]
    for_nobody = visible([*hidden, *seen], {harbour.id: harbour}, lambda _: NOTHING)
    assert grouped(for_nobody) == grouped(seen)


@settings(max_examples=40, deadline=None)
@given(shows(), st.data())
def test_any_show(show: Show, data: st.DataObject) -> None:
    """In any show: whoever may read a question by its names would be told those names, too."""
    facts = [*show.file.people.values(), *show.file.cast.values()]
    fact = data.draw(st.sampled_from(facts) if facts else st.none())
    if fact is None:
        return
    name = getattr(fact, "name", None) or getattr(fact, "character", "")
    for text in ("nothing", "S01E01", "S01E03", "S02E02", "everything"):
        limit = Limit.parse(text)
        if spoils(show, NOTHING, f"who is {name}") <= reach(show, limit):
            told = cut(show, limit).facts
            every = {*(one.name for one in told.people.values())}
            every |= {one.character for one in told.cast.values()}
            assert show.revealed_at(fact) <= reach(show, limit) or name in every
