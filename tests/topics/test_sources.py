"""The sources card: what an answer rests on, newest first, what has grown old, and nothing that spoils."""

from __future__ import annotations

from typing import Any

import pytest

from bot import topics
from bot.answer import Answer, Question, Sorry
from bot.card import CardLine, make_card
from bot.desk import Reply
from bot.knowledge.schema import ShowFile
from bot.knowledge.show import Show
from bot.spoilers import EVERYTHING, NOTHING, Limit, cut
from bot.texts import PLAIN, Voice
from bot.topics.sources import SHOWN
from tests.conftest import NOW

SOURCES = {
    "undated": {"title": "T undated", "publisher": "Gull", "date": "undated"},
    "year": {"title": "T 2024", "publisher": "Gull", "date": "2024"},
    "day": {"title": "T day", "publisher": "Gull", "date": "2024-05-06", "url": "https://example.org/day"},
    "month": {"title": "T month", "publisher": "Gull", "date": "2024-06"},
    "late": {"title": "T late", "publisher": "Gull", "date": "2025", "reveals": "S01E05"},
}
FACT = {"checked": "2025-12-01", "reveals": "nothing"}
OLD = {**FACT, "checked": "2020-02-03"}


def show_of(**sections: Any) -> Show:
    """A show of five sources and some sections."""
    return Show.build(
        "x", ShowFile.model_validate({"format": "1", "title": "X", "sources": SOURCES, **sections})
    )


def card_lines(show: Show, topic: str, limit: Limit = NOTHING, now: Any = NOW) -> list[CardLine]:
    """The lines of the sources card of a topic."""
    visible = cut(show, limit)
    content = topics.ask(visible, Question("sources", choice=topic), now)
    card = make_card(Reply(content, visible, limit), Voice("en", PLAIN, now))
    return [line for part in card.parts for line in part.lines]


def titles(lines: list[CardLine]) -> list[str]:
    """The titles of the sources on the card."""
    return [line.text for line in lines if line.lead]


def verdict(*sources: str, **more: Any) -> dict[str, Any]:
    """A verdict with those sources."""
    return {"outcome": "cancelled", "sources": list(sources), **FACT, **more}


def test_sources_stand_newest_first() -> None:
    """Day, month and year are compared by when they begin; what is undated comes last."""
    lines = card_lines(show_of(verdict=verdict("undated", "year", "month", "day")), "renewal")
    assert titles(lines) == ["T month", "T day", "T 2024", "T undated"]
    assert lines[1] == CardLine("Gull · 6 May 2024", "T day", "https://example.org/day")
    assert lines[3].lead == "Gull · undated"


def test_a_source_stands_once() -> None:
    """What several facts cite is listed one time."""
    event = {"date": "2024", "text": "A.", "sources": ["day"], **FACT}
    assert titles(card_lines(show_of(verdict=verdict("day"), timeline={"a": event}), "renewal")) == ["T day"]


def test_what_has_grown_old_is_marked_where_it_stands() -> None:
    """The sources of an old fact say so and since when; those of a fresh fact, or of the past, do not."""
    event = {"date": "2024", "text": "A.", "sources": ["month"], **OLD}
    lines = card_lines(show_of(verdict=verdict("day", **OLD), timeline={"a": event}), "renewal")
    marks = {line.text: "last checked 3 Feb 2020, may have changed since" in line.lead for line in lines}
    assert marks == {"T month": False, "T day": True}
    newer = {"number": "1", "state": "released", "sources": ["day"], **OLD, "checked": "2022-04-05"}
    older = {**newer, "number": "2", **OLD}
    for order in ([older, newer], [newer, older]):
        seasons = {f"s{n}": season for n, season in enumerate(order)}
        (line,) = (one for one in card_lines(show_of(seasons=seasons), "release") if one.lead)
        assert "last checked 3 Feb 2020" in line.lead
    fresh = card_lines(show_of(verdict=verdict("day")), "renewal")
    assert "may have changed" not in str(fresh)


def test_old_sources_that_are_left_out_are_told_of() -> None:
    """Where more is cited than fits, the card says how much, and whether some of that has grown old."""
    many = {
        f"s{n}": {"title": f"T {n}", "publisher": "Gull", "date": str(2000 + n)} for n in range(SHOWN + 2)
    }
    file = {"format": "1", "title": "X", "sources": many}
    for which, told in (("s0", True), (f"s{SHOWN}", False)):
        old = {"number": "1", "state": "released", "sources": [which], **OLD}
        rest = [f"s{n}" for n in range(SHOWN + 2) if f"s{n}" != which]
        fresh = {"kind": "schedule", "text": "A.", "sources": rest, **FACT}
        show = Show.build(
            "x", ShowFile.model_validate({**file, "seasons": {"s": old}, "release": {"f": fresh}})
        )
        lines = card_lines(show, "release")
        assert len(titles(lines)) == SHOWN
        assert next(line.text for line in lines if not line.lead) == "and 2 more"
        assert ("Some of this was last checked long ago" in str(lines)) == told


def test_only_sources_of_what_may_be_told_are_shown() -> None:
    """A source that spoils, or that only a withheld fact cites, is neither shown nor counted."""
    safe = {"date": "2024", "text": "A.", "sources": ["day", "late"], **FACT}
    held = {"date": "2024", "text": "B.", "sources": ["month"], **FACT, "reveals": "S01E05"}
    show = show_of(verdict=verdict("day"), timeline={"a": safe, "b": held})
    assert titles(card_lines(show, "renewal")) == ["T day"]
    assert titles(card_lines(show, "renewal", EVERYTHING)) == ["T late", "T month", "T day"]


def test_claims_bring_their_sources() -> None:
    """What was once claimed is told with who claimed it and who corrected it."""
    claim = {
        "topic": "renewal", "said": "S.", "truth": "T.", "sources": ["undated"], "corrected_by": ["month"],
        **FACT,
    }  # fmt: skip
    lines = card_lines(show_of(verdict=verdict("day"), claims={"c": claim}), "renewal")
    assert titles(lines) == ["T month", "T day", "T undated"]
    assert "S." in str(lines)


@pytest.mark.parametrize("topic", ["renewal", "plot"])
def test_an_answer_without_sources_is_a_miss(topic: str) -> None:
    """Where there is no answer, there are no sources, and that is said."""
    content = topics.ask(cut(show_of(), NOTHING), Question("sources", choice=topic), NOW)
    assert isinstance(content, Sorry)


def test_the_card_leads_back(harbour: Show) -> None:
    """From the sources of an answer one gets back to it."""
    question = Question("sources", "r.mara", "cast")
    content = topics.ask(cut(harbour, NOTHING), question, NOW)
    assert isinstance(content, Answer)
    assert [lead.question for lead in content.leads] == [Question("cast", "r.mara")]
