"""The topics' own rules, by plain calls."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bot import topics
from bot.answer import Answer, Question, Sorry
from bot.card import make_card
from bot.desk import Desk, Reply
from bot.knowledge.schema import ShowFile
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.spoilers import EVERYTHING, NOTHING, Limit, cut
from bot.texts import PLAIN, Voice
from tests.conftest import NOW

NOT_ABOUT_THE_SHOW = ("help", "privacy", "sources")
SOURCE = {"paper": {"title": "News", "publisher": "The Paper", "date": "2025-01-02"}}
FACT = {"sources": ["paper"], "checked": "2025-12-01", "reveals": "nothing"}


def _show(**sections: Any) -> Show:
    return Show.build(
        "x", ShowFile.model_validate({"format": "1", "title": "X", "sources": SOURCE, **sections})
    )


def _headline(show: Show, topic: str, limit: Limit = NOTHING, **question: Any) -> str:
    shelf = Shelf({show.id: show})
    reply = Desk(lambda: shelf, lambda: NOW).reply(Question(topic, **question), show=None, limit=limit)
    return make_card(reply, Voice("en", PLAIN, NOW)).headline


def _season(**fields: Any) -> dict[str, Any]:
    return {**FACT, "number": "1", "state": "expected", **fields}


@pytest.mark.parametrize(
    ("seasons", "headline"),
    [
        ([_season(state="released", date="2022-09-08")], "It came out on 8 September 2022"),
        ([_season(state="released", date="2022-09")], "It came out in September 2022"),
        ([_season(state="released")], "It is out"),
        ([_season(date="2026-03-04")], "It comes out on 4 March 2026"),
        ([_season(date="2027")], "It is due in 2027, no day known yet"),
        ([_season()], "It is on its way, without a date so far"),
        ([_season(date="2025-12-31")], "It came out on 31 December 2025"),
        ([_season(date="2026-01-01T18:00Z")], "It comes out on 1 January 2026, 18:00 UTC"),
        ([_season(state="cancelled")], "It never came out: it was cancelled before its release"),
        (
            [_season(state="released", date="2022"), _season(number="2", date="2026-05-06")],
            "Season 2 comes out on 6 May 2026",
        ),
        (
            [_season(state="released", date="2022"), _season(number="2", state="cancelled")],
            "Season 1 came out in 2022",
        ),
    ],
)
def test_release_is_worded_by_what_is_known(seasons: list[dict[str, Any]], headline: str) -> None:
    """Upcoming, released and cancelled before release; a day, a month, a year, an instant or nothing."""
    assert (
        _headline(_show(seasons={f"s{n}": season for n, season in enumerate(seasons)}), "release") == headline
    )


def test_an_answer_turns_with_the_minute_in_which_a_date_comes() -> None:
    """Up to the last second something is on its way, and from its moment on it is out."""
    show = cut(_show(seasons={"one": _season(date="2026-01-01T12:00Z")}), NOTHING)
    told = []
    for seconds in (-1, 0, 59):
        answer = topics.ask(show, Question("release"), NOW + dt.timedelta(seconds=seconds))
        told.append(
            Voice("en", PLAIN, NOW)(answer.headline if isinstance(answer, Answer) else answer.message)
        )
    assert told[0].startswith("It comes out on")
    assert told[1] == told[2]
    assert told[1].startswith("It came out on")


@pytest.mark.parametrize(
    ("verdict", "headline"),
    [
        ({"outcome": "cancelled", "season": "2", "by": "Lantern+"}, "No season 2. Lantern+ cancelled it."),
        ({"outcome": "cancelled", "season": "2"}, "No season 2. It was cancelled."),
        ({"outcome": "cancelled"}, "It was cancelled."),
        ({"outcome": "renewed", "season": "3", "by": "Lantern+"}, "Yes: Lantern+ ordered season 3."),
        ({"outcome": "renewed", "season": "3"}, "Yes: season 3 is coming."),
        ({"outcome": "ended", "season": "4"}, "No season 4. It ended as planned."),
        ({"outcome": "undecided", "season": "2"}, "Season 2 is not decided yet."),
        ({"outcome": "continues", "season": "3"}, "No season 3, but it goes on in another form."),
    ],
)
def test_renewal_gives_one_clear_verdict(verdict: dict[str, str], headline: str) -> None:
    """The first words answer the question."""
    assert _headline(_show(verdict={**FACT, **verdict}), "renewal") == headline


@pytest.mark.parametrize("topic", [name for name in topics.TOPICS if name not in NOT_ABOUT_THE_SHOW])
def test_a_show_of_which_nothing_is_known_gets_honest_misses(topic: str) -> None:
    """An empty file answers every topic with "I don't know", not with a guess or a fault."""
    reply = topics.ask(cut(_show(), EVERYTHING), Question(topic), NOW)
    assert isinstance(reply, Sorry)
    assert reply.leads == ()


@pytest.mark.parametrize("topic", list(topics.TOPICS))
@pytest.mark.parametrize("limit", [NOTHING, EVERYTHING])
def test_the_full_show_answers_every_topic(topic: str, limit: Limit, harbour: Show) -> None:
    """With facts in every section, no topic is a miss."""
    question = Question(topic, choice="release" if topic == "sources" else "")
    assert isinstance(topics.ask(cut(harbour, limit), question, NOW), Answer)


def test_codes_of_topics_are_distinct() -> None:
    """Each topic has a code of its own in custom_ids."""
    codes = [topic.code for topic in topics.TOPICS.values()]
    assert len(codes) == len(set(codes))


def test_an_answer_says_when_its_check_has_grown_old() -> None:
    """What changes and was checked long ago is marked; what does not change is not."""
    old = {**FACT, "checked": "2020-01-01"}
    show = _show(
        verdict={**old, "outcome": "cancelled"}, plot={"p": {**old, "kind": "premise", "text": "A story."}}
    )
    shelf = Shelf({"x": show})
    desk, voice = Desk(lambda: shelf, lambda: NOW), Voice("en", PLAIN, NOW)
    renewal = desk.reply(Question("renewal"), show=None, limit=NOTHING)
    plot = desk.reply(Question("plot"), show=None, limit=NOTHING)
    assert "may have changed since" in make_card(renewal, voice).small_print
    assert "may have changed since" not in make_card(plot, voice).small_print


def test_what_is_only_reported_is_said_to_be() -> None:
    """A reported fact is never told like a confirmed one."""
    show = _show(verdict={**FACT, "outcome": "renewed", "status": "reported"})
    visible = cut(show, NOTHING)
    reply = Reply(topics.ask(visible, Question("renewal"), NOW), visible, NOTHING)
    assert "Reported, not confirmed" in make_card(reply, Voice("en", PLAIN, NOW)).small_print


def test_overtaken_claims_explain_themselves(harbour: Show) -> None:
    """The sources card tells what was once claimed and what is true instead."""
    claim = next(iter(harbour.file.claims.values()))
    shelf = Shelf({harbour.id: harbour})
    reply = Desk(lambda: shelf, lambda: NOW).reply(
        Question("sources", choice=claim.topic), show=None, limit=NOTHING
    )
    card = str(make_card(reply, Voice("en", PLAIN, NOW)))
    assert claim.said in card
    assert claim.truth in card


def test_an_episode_that_may_not_be_told_looks_like_one_of_which_nothing_is_known(harbour: Show) -> None:
    """A withheld record leaves the same card as a missing one."""
    withheld = _headline(harbour, "episodes", subject="s01e05")
    assert withheld == "Season 1, episode 5"
