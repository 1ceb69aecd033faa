"""The smallest answers: each tells its fact where a show has it, and says that it doesn't know where not."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from bot import topics
from bot.answer import Answer, Question, Sorry
from bot.card import make_card
from bot.desk import Desk, Reply
from bot.knowledge.episodes import Episode
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.spoilers import EVERYTHING, NOTHING, Limit, cut
from bot.texts import PLAIN, Voice
from bot.topics.details import DETAILS
from tests.ask.orchard import build, fact
from tests.conftest import NOW

SEASON = {"number": "1", "state": "released", "date": "2022-03-04", "episodes": "6", "released": "together"}
CANCELLED = {"outcome": "cancelled", "season": "2", "by": "Quayvision", "date": "2023-09-10"}


def _text(section: str, kind: str) -> dict[str, Any]:
    return {section: {"it": {"kind": kind, "text": "The quince is told here."}}}


def _job(job: str) -> dict[str, Any]:
    return {"people": {"it": {"name": "Quincy Told"}}, "credits": {"it": {"job": job, "people": ["it"]}}}


FACTS: dict[tuple[str, str], tuple[dict[str, Any], str, str]] = {
    # What a file says, the subject that is asked about, and what the answer begins with
    ("release", "finale"): ({"seasons": {"it": SEASON}}, "", "Season 1, episode 6 came out on 4 March 2022"),
    ("release", "platform"): ({"seasons": {"it": {**SEASON, "platform": "Quayvision"}}}, "", "On Quayvision"),
    ("release", "schedule"): ({"seasons": {"it": SEASON}}, "", "All at once"),
    ("release", "runtime"): (_text("release", "runtime"), "", "The quince is told"),
    ("release", "rating"): (_text("release", "rating"), "", "The quince is told"),
    ("release", "languages"): (_text("release", "languages"), "", "The quince is told"),
    ("release", "title-abroad"): (_text("release", "title-abroad"), "", "The quince is told"),
    ("renewal", "cancelled"): (
        {"verdict": CANCELLED},
        "",
        "Yes: Quayvision cancelled it on 10 September 2023",
    ),
    ("renewal", "reason"): (_text("renewal", "reason"), "", "The quince is told"),
    ("renewal", "date"): ({"verdict": CANCELLED}, "", "It was cancelled on 10 September 2023"),
    ("renewal", "by"): ({"verdict": CANCELLED}, "", "Quayvision cancelled it."),
    ("renewal", "loose-ends"): (_text("renewal", "loose-ends"), "", "The quince is told"),
    ("renewal", "revival"): (_text("renewal", "revival"), "", "The quince is told"),
    ("renewal", "ordered"): (
        {"timeline": {"it": {"date": "2021-05-06", "text": "Quayvision orders a second season."}}},
        "s2",
        "Quayvision orders a second season.",
    ),
    ("renewal", "plans"): (_text("renewal", "plans"), "", "The quince is told"),
    ("plot", "genre"): (_text("plot", "genre"), "", "The quince is told"),
    ("plot", "setting"): (_text("plot", "setting"), "", "The quince is told"),
    ("plot", "power"): (_text("plot", "power"), "", "The quince is told"),
    ("plot", "ending"): (_text("plot", "ending"), "", "How Bare ends"),
    ("episodes", "count"): ({"seasons": {"it": SEASON}}, "", "6 episodes"),
    ("episodes", "seasons"): ({"seasons": {"it": SEASON}}, "", "1 season"),
    ("episodes", "date"): (
        {"episodes": {"it": {"episode": "S01E02", "date": "2022-03-11"}}},
        "s01e02",
        "Season 1, episode 2 came out on 11 March 2022",
    ),
    ("episodes", "title"): (
        {"episodes": {"it": {"episode": "S01E02", "title": "Quince"}}},
        "s01e02",
        "Season 1, episode 2: Quince",
    ),
    ("trailer", "teaser"): (
        {"trailers": {"it": {"kind": "teaser", "date": "2021-12-13"}}},
        "",
        "A teaser came out on 13 December 2021",
    ),
    ("cast", "known"): (
        {
            "people": {"it": {"name": "Quincy Told", "known_for": ["Fog"]}},
            "cast": {"it": {"character": "Ada", "played_by": "it"}},
        },
        "r.it",
        "You may know Quincy Told from Fog",
    ),
    ("production", "creator"): (_job("creator"), "", "Quincy Told created it"),
    ("production", "showrunner"): (_job("showrunner"), "", "Quincy Told ran the show"),
    ("production", "director"): (_job("director"), "", "Directed by Quincy Told"),
    ("production", "writer"): (_job("writer"), "", "Written by Quincy Told"),
    ("production", "producer"): (_job("executive-producer"), "", "Produced by Quincy Told"),
    ("production", "company"): (
        {"credits": {"it": {"job": "company", "companies": ["Quince Ltd"]}}},
        "",
        "Made by Quince Ltd",
    ),
    ("production", "composer"): (_job("composer"), "", "Music by Quincy Told"),
    ("production", "song"): (_text("production", "music"), "", "The quince is told"),
    ("production", "filming-place"): (_text("production", "filming-place"), "", "The quince is told"),
    ("production", "filming-dates"): (_text("production", "filming-dates"), "", "The quince is told"),
    ("production", "country"): (_text("production", "country"), "", "The quince is told"),
    ("production", "origin"): (_text("production", "origin"), "", "The quince is told"),
    ("production", "announcement"): (_text("production", "announcement"), "", "The quince is told"),
    ("reception", "score"): (_text("reception", "score"), "", "The quince is told"),
    ("reception", "review"): (_text("reception", "review"), "", "The quince is told"),
    ("reception", "chart"): (_text("reception", "chart"), "", "The quince is told"),
    ("reception", "viewing"): (_text("reception", "viewing"), "", "The quince is told"),
    ("reception", "award"): (_text("reception", "award"), "", "The quince is told"),
}
NO_FACTS = {("production", "budget")}
"""Details that no kind of fact tells: they are always a miss, so that nobody is told of something else."""


def _show(sections: dict[str, Any], reveals: str = "nothing") -> Show:
    made = {
        name: fact(reveals, **value)
        if name == "verdict"
        else {id: fact(reveals, **one) for id, one in value.items()}
        for name, value in sections.items()
    }
    return build("bare", "Bare", **made)


def _reply(show: Show, question: Question, limit: Limit) -> Reply:
    shelf = Shelf({show.id: show})
    return Desk(lambda: shelf, lambda: NOW).reply(question, show=None, limit=limit)


def _card(reply: Reply) -> str:
    return str(make_card(replace(reply, limit=EVERYTHING), Voice("en", PLAIN, NOW)))


def _headline(reply: Reply) -> str:
    return make_card(reply, Voice("en", PLAIN, NOW)).headline


def test_every_detail_is_tried() -> None:
    """A detail that is new has to be tried here, too."""
    assert set(FACTS) | NO_FACTS == set(DETAILS)
    assert not set(FACTS) & NO_FACTS


@pytest.mark.parametrize("detail", FACTS, ids="-".join)
def test_a_detail_tells_its_fact(detail: tuple[str, str]) -> None:
    """With the fact alone, the headline is the answer, and its source stands behind it."""
    sections, subject, begins = FACTS[detail]
    reply = _reply(_show(sections), Question(detail[0], subject, detail[1]), NOTHING)
    assert isinstance(reply.content, Answer)
    assert reply.content.facts
    assert _headline(reply).startswith(begins)


@pytest.mark.parametrize("detail", DETAILS, ids="-".join)
def test_a_detail_that_is_not_known_says_so(detail: tuple[str, str]) -> None:
    """In an empty show, and in one that knows everything else, it is an honest miss."""
    subject = FACTS[detail][1] if detail in FACTS else ""
    reply = _reply(_show({}), Question(detail[0], subject, detail[1]), EVERYTHING)
    assert isinstance(reply.content, Sorry)
    assert re.match(r"I don't know |I can't tell you ", _headline(reply))
    assert reply.content.leads == ()


@pytest.mark.parametrize("detail", FACTS, ids="-".join)
def test_a_detail_is_never_told_too_early(detail: tuple[str, str]) -> None:
    """Beyond the limit it is the very card of a show that lacks it, and from its episode on it is told."""
    sections, subject, _ = FACTS[detail]
    question = Question(detail[0], subject, detail[1])
    hidden = _show(sections, "S01E03")
    unknown = _card(_reply(_show({}), question, NOTHING))
    for limit in (NOTHING, Limit(Episode(1, 1)), Limit(Episode(1, 2))):
        assert _card(_reply(hidden, question, limit)) == unknown
    for limit in (Limit(Episode(1, 3)), EVERYTHING):
        assert isinstance(_reply(hidden, question, limit).content, Answer)


@pytest.mark.parametrize("detail", FACTS, ids="-".join)
def test_of_several_facts_the_late_ones_wait(detail: tuple[str, str], harbour: Show) -> None:
    """In a show with guarded facts of every kind, no detail holds a word from beyond the limit."""
    for limit in (NOTHING, Limit(Episode(1, 4)), Limit(Episode(2, 2))):
        told = _card(_reply(harbour, Question(detail[0], FACTS[detail][1], detail[1]), limit))
        for season, number in re.findall(r"s(\d\d)e(\d\d)\b", told.replace(FACTS[detail][1], "")):
            assert limit.upto
            assert harbour.position(Episode(int(season), int(number))) <= harbour.position(limit.upto)


@pytest.mark.parametrize(
    ("verdict", "headline"),
    [
        (
            {"outcome": "cancelled", "by": "Quayvision", "date": "2023-09"},
            "Yes: Quayvision cancelled it in September 2023",
        ),
        ({"outcome": "cancelled"}, "Yes, it was cancelled"),
        ({"outcome": "renewed", "season": "3"}, "No: season 3 is coming"),
        ({"outcome": "renewed"}, "No: there is more to come"),
        ({"outcome": "ended"}, "No: it ended as planned"),
        ({"outcome": "undecided"}, "No: nothing has been decided yet"),
    ],
)
def test_whether_it_was_cancelled_is_yes_or_no(verdict: dict[str, str], headline: str) -> None:
    """The first word decides; and only what was cancelled has a day and a culprit."""
    show = _show({"verdict": verdict})
    assert _headline(_reply(show, Question("renewal", choice="cancelled"), NOTHING)) == headline
    for choice in ("date", "by"):
        reply = _reply(show, Question("renewal", choice=choice), NOTHING)
        assert isinstance(reply.content, Answer) == (choice in verdict and verdict["outcome"] == "cancelled")


@pytest.mark.parametrize(
    ("seasons", "choice", "headline"),
    [
        ([SEASON, {**SEASON, "number": "2", "episodes": "8"}], "count", "14 episodes"),
        ([SEASON, {"number": "2", "state": "cancelled", "episodes": "8"}], "count", "6 episodes"),
        ([SEASON, {"number": "0", "state": "released", "episodes": "2"}], "count", "6 episodes"),
        ([SEASON, {"number": "2", "state": "cancelled"}], "seasons", "1 season"),
        ([SEASON, {"number": "2", "state": "expected", "date": "2027"}], "seasons", "1 season"),
        ([{"number": "1", "state": "expected", "date": "2027"}], "seasons", "1 season"),
    ],
)
def test_what_never_came_is_not_counted(seasons: list[dict[str, Any]], choice: str, headline: str) -> None:
    """Cancelled seasons and specials are no seasons; one that is coming does not count as out."""
    show = _show({"seasons": {f"s{index}": season for index, season in enumerate(seasons)}})
    assert _headline(_reply(show, Question("episodes", choice=choice), NOTHING)) == headline


@pytest.mark.parametrize(
    "subject", ["", "nonsense", "s1", "s01e99", "s99e01", "r.it", "plot.", ".", "verdict.x", "seal.x"]
)
@pytest.mark.parametrize("detail", [*DETAILS, ("plot", "fact"), ("release", "fact")], ids="-".join)
def test_any_subject_gets_a_reply(detail: tuple[str, str], subject: str, harbour: Show) -> None:
    """A button of long ago, whose subject is gone or was never there, is no fault."""
    for show in (harbour, _show({})):
        content = topics.ask(cut(show, NOTHING), Question(detail[0], subject, detail[1]), NOW)
        assert isinstance(content, (Answer, Sorry))


@pytest.mark.parametrize("verdict", ["yes", "no"])
def test_a_decided_question_begins_with_the_decision(verdict: Any, harbour: Show) -> None:
    """Whoever asked for yes or no reads it before the answer; a miss is decided by nothing."""
    asked = Question("release", choice="platform", verdict=verdict)
    assert _headline(_reply(harbour, asked, NOTHING)) == f"{verdict.title()}: On Lantern+"
    assert _headline(_reply(_show({}), asked, NOTHING)) == "I don't know where it can be watched."


def test_a_single_fact_is_told_by_its_id(harbour: Show) -> None:
    """A fact's sentence is the answer, and one beyond the limit is as unknown as one that never was."""
    told = _reply(harbour, Question("plot", "plot.setting", "fact"), NOTHING)
    assert _headline(told) == "Saint-Ébène"
    hidden = _reply(harbour, Question("plot", "plot.ending-two", "fact"), Limit(Episode(2, 7)))
    never = _reply(harbour, Question("plot", "plot.never-was", "fact"), Limit(Episode(2, 7)))
    assert _headline(hidden) == _headline(never) == "I don't know that here."
    assert isinstance(
        _reply(harbour, Question("plot", "plot.ending-two", "fact"), EVERYTHING).content, Answer
    )


def test_a_claim_is_told_with_what_became_true(harbour: Show) -> None:
    """The truth comes first, and what was said is marked as out of date."""
    reply = _reply(harbour, Question("release", "claims.early-date", "fact"), NOTHING)
    assert _headline(reply) == "It came out on 3 October 2024."
    assert "out of date" in _card(reply)
    assert "in the spring of 2024" in _card(reply)
