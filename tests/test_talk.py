"""What a talk in plain words gives: whom it is about, all that is read, and what it remembers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from bot.answer import Question
from bot.ask.conversation import KEPT
from bot.desk import Desk
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.talk import Talk, subject_of
from tests.conftest import NOW

Desks = Callable[..., Desk]


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        (Question("cast", "r.mara"), "cast:mara"),
        (Question("cast", "p.zoe-angstrom"), "people:zoe-angstrom"),
        (Question("recommendations", "s-club"), "titles:s-club"),
        (Question("episodes", "s01e04"), "S01E04"),
        (Question("plot", "s2"), "S02"),
        (Question("sources", "r.mara", "cast"), "cast:mara"),
        (Question("cast"), ""),
    ],
)
def test_subjects_are_named_as_in_the_file(question: Question, subject: str) -> None:
    """A program finds whom or what an answer is about in the knowledge file."""
    assert subject_of(question) == subject


def test_all_that_is_read(harbour: Show, desk_for: Desks) -> None:
    """The text has every button and every option of a menu; the answer itself has none of them."""
    turn = Talk(desk_for(harbour)).hear("who is in it?")
    (card,) = turn.cards
    assert card.menu is not None
    pressed = [card.menu.prompt, *(label for _, label in card.leads), card.place_button]
    assert {*pressed} <= {*turn.text.splitlines()}
    assert not {*pressed} & {*turn.said.splitlines()}
    assert all(any(label in line for line in turn.text.splitlines()) for _, label, _ in card.menu.options)
    assert turn.text.startswith(turn.said)


def test_a_show_that_is_not_there(harbour: Show, desk_for: Desks) -> None:
    """Where the show is not known, the bot asks back, whatever was asked."""
    turn = Talk(desk_for(harbour), show="nothing-like-it").hear("who is in it?")
    assert (turn.heard.outcome, turn.topics) == ("asked_back", ())


def test_what_was_said_is_forgotten_as_on_discord(harbour: Show) -> None:
    """A follow-up is understood for some minutes, and not after."""
    now = [NOW]
    talk = Talk(Desk(lambda: Shelf({harbour.id: harbour}), lambda: now[0]))
    talk.hear("who plays mara")
    assert talk.hear("what else was she in?").subjects == ("cast:mara",)
    now[0] += KEPT + dt.timedelta(seconds=1)
    assert talk.hear("what else was she in?").subjects == ()
