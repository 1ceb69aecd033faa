"""Invented shows of any shape, for properties that must hold for all of them."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from typing import Any

from hypothesis import strategies as st

from bot.knowledge.schema import Sections, ShowFile
from bot.knowledge.show import Show

EPISODES = [f"S{season:02}E{number:02}" for season in (1, 2) for number in (1, 2, 3)]
REVEALS = ["nothing", *EPISODES, "S00E01", None]

hostile = st.text(
    st.sampled_from("ab@#*_~`|[]()<>:/\\-+.1> \t\u202e\u200bé😀everyonhd")
    | st.characters(exclude_categories=["Cs", "Cc"]),
    min_size=1,
    max_size=60,
).filter(lambda text: bool(" ".join(text.split())))


@st.composite
def shows(draw: st.DrawFn, words: st.SearchStrategy[str] | None = None) -> Show:
    """A show with facts in every section, revealed anywhere; each fact's texts hold a token of its own."""
    counter = itertools.count()
    extra = st.just("") if words is None else words

    def text() -> str:
        return f"tok{next(counter):04}q {draw(extra)}".strip()

    def fact(**fields: Any) -> dict[str, Any]:
        reveals = draw(st.sampled_from(REVEALS))
        source = draw(st.sampled_from(["safe", "also-safe", "late"]))
        made = {"sources": [source], "checked": "2025-12-01", **fields}
        return made if reveals is None else {**made, "reveals": reveals}

    def some(make: Any, most: int = 3) -> dict[str, Any]:
        return {f"f{index}": make(index) for index in range(draw(st.integers(0, most)))}

    people = {f"f{index}": fact(name=text(), aliases=[text()], known_for=[text()]) for index in range(3)}
    person = st.sampled_from(sorted(people))
    roles = {
        f"f{index}": fact(character=text(), aliases=[text()], played_by=draw(person), description=text())
        for index in range(3)
    }
    role = st.sampled_from(sorted(roles))
    kinds = ["premise", "genre", "setting", "world", "power", "teaser", "event", "ending", "open-question"]
    file = {
        "format": "1",
        "title": "Any Show",
        "sources": {
            "safe": {"title": text(), "publisher": text(), "url": "https://example.org/a", "date": "2025-01"},
            "also-safe": {"title": text(), "publisher": text(), "date": "undated"},
            "late": {"title": text(), "publisher": text(), "reveals": "S02E02", "date": "2025-02-03"},
        },
        "seasons": {
            "one": fact(number="1", state="released", date="2024-01-05", episodes="3", platform=text()),
            "two": fact(number="2", state=draw(st.sampled_from(["expected", "cancelled"])), date="2026-05"),
        },
        "episodes": {
            **{
                f"e{index}": fact(episode=point, title=text(), date="2024-01-05")
                for index, point in enumerate(EPISODES[: draw(st.integers(0, 6))])
            },
            "special": fact(episode="S00E01", title=text(), after=draw(st.sampled_from(EPISODES))),
        },
        "release": some(
            lambda _: fact(kind=draw(st.sampled_from(["platform", "schedule", "runtime"])), text=text())
        ),
        "verdict": fact(
            outcome=draw(st.sampled_from(["renewed", "cancelled", "ended"])), by=text(), text=text()
        ),
        "timeline": some(lambda _: fact(date="2024-02", text=text())),
        "renewal": some(lambda _: fact(kind=draw(st.sampled_from(["reason", "plans"])), text=text())),
        "plot": some(
            lambda _: fact(
                kind=draw(st.sampled_from(kinds)),
                text=text(),
                about=[draw(role)],
                episode=draw(st.sampled_from(EPISODES)),
            ),
            6,
        ),
        "people": people,
        "cast": roles,
        "credits": some(lambda _: fact(job="creator", people=[draw(person)], text=text())),
        "production": some(lambda _: fact(kind="origin", text=text())),
        "trailers": some(
            lambda _: fact(kind="trailer", date="2024-01", text=text(), url="https://example.org/t")
        ),
        "titles": some(
            lambda _: fact(
                title=text(),
                aliases=[text()],
                list="similar",
                kind="film",
                premise=text(),
                why=text(),
                fate=text(),
                tags=["sea"],
            )
        ),
        "reception": some(lambda _: fact(kind="score", text=text(), as_of="2024-03")),
        "claims": some(
            lambda _: fact(
                topic="release", said=text(), truth=text(), corrected_by=["safe"], status="superseded"
            )
        ),
    }
    return Show.build("any-show", ShowFile.model_validate(file))


def tokens(value: Any) -> set[str]:
    """Every token in a record, a section or a text."""
    return set(re.findall(r"tok\d{4}q", str(value)))


def sections_of(show: Show) -> list[str]:
    """The names of the sections, for tests that walk all of them."""
    return [name for name in Sections.model_fields if getattr(show.file, name)]


TODAY = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
