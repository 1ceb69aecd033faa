"""What does not fit on a card is found before a fan sees it cut."""

from __future__ import annotations

from typing import Any

import pytest

from bot.fitting import unfit
from bot.knowledge.schema import ShowFile
from bot.knowledge.show import Show
from tests.conftest import NOW

FACT = {"sources": ["paper"], "checked": "2025-12-01", "reveals": "nothing"}
SOURCES = {"paper": {"title": "News", "publisher": "The Paper", "date": "2025-01-02"}}
LONG = "word " * 130


def found(**sections: Any) -> list[str]:
    """What does not fit in a show of those sections: `path: message`."""
    file = {"format": "1", "title": "X", "sources": SOURCES, **sections}
    show = Show.build("x", ShowFile.model_validate(file))
    return [f"{'.'.join(map(str, path))}: {message}" for path, _, message in unfit(show, NOW)]


def test_the_invented_shows_fit(harbour: Show, moons: Show, valley: Show) -> None:
    """Every card of the invented shows holds all of its answer."""
    assert [finding for show in (harbour, moons, valley) for finding in unfit(show, NOW)] == []


def roles(count: int, **more: Any) -> dict[str, Any]:
    """So many roles."""
    return {f"r{n}": {"character": f"Somebody {n}", **FACT, **more} for n in range(count)}


def test_a_section_that_is_too_long_is_found() -> None:
    """A list that ends before its last entry is a warning at its section, with the card's name."""
    (one,) = found(cast=roles(100))
    assert one.startswith("cast: makes more than fits on the card “Who's in it?”, where the last of it")
    assert found(cast=roles(10)) == []


def test_a_card_about_one_thing_that_is_too_long_is_found() -> None:
    """What is told of one role alone can be too much, and is a warning at that role."""
    story = {
        f"p{n}": {"kind": "event", "text": LONG, "about": ["r0"], **FACT, "reveals": "S01E01"}
        for n in range(8)
    }
    assert [one.split(":")[0] for one in found(cast=roles(2), plot=story) if one.startswith("cast")] == [
        "cast.r0"
    ]


def test_what_only_the_reader_of_all_gets_is_looked_at() -> None:
    """Entries that are revealed late count too, each card once."""
    late = roles(100, reveals="S01E01")
    assert [one.split(":")[0] for one in found(cast=late)] == ["cast"]


@pytest.mark.parametrize(
    ("section", "key", "more"),
    [
        ("cast", "character", {}),
        ("titles", "title", {"list": "similar", "kind": "film", "premise": "P.", "fate": "F."}),
        ("people", "name", {}),
    ],
)
def test_names_that_are_too_long_for_a_button_are_found(section: str, key: str, more: dict[str, str]) -> None:
    """A name of more than 80 characters would be cut on its button, and one of 80 is fine."""
    assert found(**{section: {"a": {key: "N" * 80, **more, **FACT}}}) == []
    (one,) = found(**{section: {"a": {key: "N" * 81, **more, **FACT}}})
    assert one.startswith(f"{section}.a.{key}: is 81 characters long, and a button has room for 80: ")


def test_a_first_line_that_is_too_long_is_found() -> None:
    """Where names make the headline longer than its room, the entry is named."""
    people = {"p": {"name": "Jane", **FACT}}
    parts = {
        f"r{n}": {"character": f"{n}" + "C" * 70, "played_by": "p", **FACT, "billing": "guest"}
        for n in range(5)
    }
    said = found(people=people, cast=parts)
    assert any("makes the first line of the card “Who's in it?”" in one for one in said), said
