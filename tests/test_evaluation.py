"""What counts as right, as wrong and as a leak."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation import Judged, Tally, confusions, holds, judge, tallies
from bot.knowledge.show import Show
from bot.question_sets import Case, Expect
from bot.spoilers import EVERYTHING, Limit
from tests.conftest import NOW


def judged(show: Show, ask: str, expect: Expect = "answer", **options: object) -> Judged:
    """What comes of one question."""
    return judge(Case(Path("set.yaml"), 1, ask, expect, show.id, **options), show, lambda: NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "wanted", "there"),
    [
        ("Zoë Ångström plays her", "zoe angstrom", True),
        ("I don’t know – yet", "don't know - YET", True),
        ("Yes: it is", "yes", True),
        ("The eyes have it", "Yes", False),
        ("I know", "No", False),
        ("No, sorry", "No", True),
        ("an RTL series", "rtl", True),
        ("on 15 February", "5 Feb", False),
        ("on 5 February", "5 Feb", True),
        ("in 20221", "2022", False),
        ("a\nb", "a b", False),
        ("a  b\u00a0c", "a b c", True),
        ("what? (really)", "? (", True),
    ],
)
def test_what_a_text_holds(text: str, wanted: str, there: bool) -> None:
    """Case, accents and kinds of dashes don't count; short words and numbers count as a whole only."""
    assert holds(text, wanted) is there


def test_an_answer(harbour: Show) -> None:
    """An answer is right if it holds one of `any`, each of `all` and nothing of `not`."""
    asked = "who plays mara"
    assert judged(harbour, asked, any=("nobody", "Angstrom"), all=("Mara", "lighthouse")).right
    assert judged(harbour, asked, any=("nobody", "no one")).faults == ("lacks “nobody” or “no one”",)
    assert judged(harbour, asked, all=("Mara", "nobody")).faults == ("lacks “nobody”",)
    assert judged(harbour, asked, never=("lighthouse",)).faults == ("tells “lighthouse”",)
    assert judged(harbour, "xyzzy", any=("Mara",)).faults == ("is not answered",)


def test_buttons_are_no_answer_but_are_read(harbour: Show) -> None:
    """What stands on a button does not count as told where it is wanted, and does where it must not be."""
    label = "Who's in it?"
    assert not judged(harbour, "who plays mara", any=(label,)).right
    assert not judged(harbour, "who plays mara", never=(label,)).right


def test_an_abstention(harbour: Show) -> None:
    """To say that it is not known, or to ask back, is right; an answer is wrong."""
    assert judged(harbour, "xyzzy", "abstain").right
    assert judged(harbour, "what else was she in?", "abstain").outcome == "asked_back"
    assert judged(harbour, "what else was she in?", "abstain").right
    assert judged(harbour, "who plays mara", "abstain").faults == ("is answered",)
    assert judged(harbour, "xyzzy", "abstain", never=("guess",)).faults == ("tells “guess”",)


def test_a_card_that_says_it_does_not_know_is_an_abstention(moons: Show) -> None:
    """An answer about somebody of whom just the question is not known counts as an abstention."""
    found = judged(moons, "who plays The Prompter", "abstain", topic="none")
    assert found.outcome == "answered"
    assert "I don't know" in found.headline
    assert found.right


def test_a_spoiler(harbour: Show) -> None:
    """A spoiler question is right as long as none of its words is told, answered or not; else it leaks."""
    secret = ("Bramblings01e05",)
    assert judged(harbour, "xyzzy", "spoiler", never=secret).right
    assert judged(harbour, "who is in it", "spoiler", never=secret).right
    told = judged(harbour, "who is in it", "spoiler", never=secret, seen=EVERYTHING)
    assert (told.right, told.leaks) == (False, secret)


def test_a_secret_on_a_button_leaks(harbour: Show) -> None:
    """Menus and buttons are read, too."""
    told = judged(harbour, "who plays mara", "spoiler", never=("Who's in it?",))
    assert told.leaks == ("Who's in it?",)


def test_earlier_messages(harbour: Show) -> None:
    """A question that follows on is understood with what came before it."""
    alone, after = (judged(harbour, "what else was she in?", after=a) for a in ((), ("who plays mara",)))
    assert (alone.outcome, after.outcome) == ("asked_back", "answered")


def test_withheld_or_unknown(harbour: Show) -> None:
    """What somebody who has seen everything would be told is withheld; what nobody is told is unknown."""
    asked = "who plays Tobias Bramblings01e05"
    assert judged(harbour, asked, "abstain").unanswered == "withheld"
    assert judged(harbour, asked, seen=Limit.parse("S01E05")).unanswered == ""
    assert judged(harbour, "xyzzy", "abstain").unanswered == "unknown"


def test_sums(harbour: Show) -> None:
    """Answers, abstentions, leaks and topics are counted each by themselves."""
    all = [
        judged(harbour, "who plays mara", topic="cast"),
        judged(harbour, "who plays mara", topic="plot"),
        judged(harbour, "xyzzy", topic="cast"),
        judged(harbour, "xyzzy", "abstain", topic="none"),
        judged(harbour, "who plays mara", "abstain", topic="none"),
        judged(harbour, "xyzzy", "spoiler", topic="plot", never=("secret",)),
        judged(harbour, "who is in it", "spoiler", topic="cast", never=("Mara",)),
    ]
    assert Tally.of(all) == Tally(
        questions=7,
        answers=3,
        answered_right=2,
        abstentions=2,
        abstained_right=1,
        spoilers=2,
        leaks=1,
        topics=6,
        topics_right=3,
        withheld=0,
        unknown=3,
    )
    assert sorted(confusions(all)) == [("cast", "none", 1), ("none", "cast", 1), ("plot", "cast", 1)]
    assert {kind: tally.questions for kind, tally in tallies(all, lambda one: one.case.topic).items()} == {
        "cast": 3,
        "plot": 2,
        "none": 2,
    }


@pytest.mark.parametrize(("least", "reached"), [((2 / 3, 0.5), True), ((0.7, 0), False), ((0, 0.6), False)])
def test_thresholds(least: tuple[float, float], reached: bool) -> None:
    """A share is reached exactly or above; kinds of which there are none reach any."""
    assert Tally(7, 3, 2, 2, 1, 2, 1, 6, 3, 0, 3).reaches(*least) is reached
    assert Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0).reaches(1, 1)
