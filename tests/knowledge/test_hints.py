"""What may give something away, or cannot be yet, is pointed out for the editor to judge."""

from __future__ import annotations

import pytest

from bot.knowledge.checks import check_show
from bot.knowledge.show import Show
from tests.conftest import NOW
from tests.knowledge.test_checks import BEGINNING, TODAY, entries, found, show_of

STRANGER = "character: The Stranger, aliases: [Old Quill], OPEN"
SPOKEN_OF = "kind: event, text: Here comes Old Quill., SOURCED, reveals: "


def test_an_alias_that_spoils_is_pointed_out() -> None:
    """An alias that all other texts keep back until later is a warning, with the episode."""
    cast = entries("cast", STRANGER)
    (one,) = found(cast + entries("plot", SPOKEN_OF + "S01E04", SPOKEN_OF + "S01E03"))
    assert one.startswith(
        "warning cast.e0.aliases.0: is `Old Quill`, of which other texts speak from S01E03 on"
    )
    assert found(cast + entries("plot", SPOKEN_OF + "S01E04", SPOKEN_OF + "nothing")) == []
    assert found(cast) == []


def test_a_short_form_of_the_name_is_no_secret() -> None:
    """An alias that is made of the character's own name tells nothing more."""
    cast = entries("cast", STRANGER.replace("Old Quill", "stranger"))
    plot = entries("plot", SPOKEN_OF.replace("Old Quill", "the stranger") + "S01E04")
    assert found(cast + plot) == []


def test_an_alias_of_somebody_who_comes_later_is_fine() -> None:
    """Where the role itself is kept back as long, so is its alias."""
    cast = entries("cast", STRANGER.replace("OPEN", "SOURCED, reveals: S01E04"))
    assert found(cast + entries("plot", SPOKEN_OF + "S01E04")) == []


def test_a_source_is_no_text_that_speaks_of_somebody() -> None:
    """Who spells a name like its alias, late or early, is the press, and tells nothing of the story."""
    news = "  news: {title: Old Quill, publisher: P, date: undated}\n"
    fact = "kind: event, text: A., sources: [news], checked: 2025-12-28, reveals: S01E04"
    show = show_of(entries("cast", STRANGER) + entries("plot", fact), beginning=BEGINNING + news)
    assert check_show(show, TODAY) == ()


@pytest.mark.parametrize(
    ("key", "text", "odd"),
    [
        ("title", "Why Mara dies in the lighthouse", True),
        ("title", "The death of Mara", True),
        ("title", "Mara is killed off", True),
        ("title", "A studies of ladies", False),
        ("title", "The dead sea", False),
        ("url", "https://example.org/2025/mara-dies", True),
        ("url", "https://example.org/melodies", False),
    ],
)
def test_a_source_that_may_spoil_is_pointed_out(key: str, text: str, odd: bool) -> None:
    """A title or an address with the words of such headlines is a warning, unless it is kept back."""
    source = {"title": "T", "publisher": "P", "url": "https://example.org/", "date": "undated", key: text}
    line = "  news: {" + ", ".join(f"{name}: {value}" for name, value in source.items()) + "MORE}\n"
    fact = "kind: event, text: A., sources: [news], checked: 2025-12-28, reveals: "

    def paths(reveals: str, more: str = "") -> list[str]:
        show = show_of(entries("plot", fact + reveals), beginning=BEGINNING + line.replace("MORE", more))
        return [".".join(map(str, one.path)) for one in check_show(show, TODAY)]

    assert paths("nothing") == ([f"sources.news.{key}"] if odd else [])
    assert paths("S01E05") == []
    assert paths("S01E05", ", reveals: S01E05") == []


@pytest.mark.parametrize(
    ("section", "entry", "field"),
    [
        ("timeline", "date: DATE, text: A.", "timeline.e0.date"),
        ("reception", "kind: chart, text: A., as_of: DATE", "reception.e0.as_of"),
    ],
)
@pytest.mark.parametrize(("date", "odd"), [("2026-01-02", True), ("2026", False), ("2026-01-01", False)])
def test_what_has_happened_is_not_to_come(section: str, entry: str, field: str, date: str, odd: bool) -> None:
    """A day that is all to come, of what is told as having been, is a warning."""
    said = found(entries(section, f"{entry.replace('DATE', date)}, OPEN"), late=section != "reception")
    assert [one.split(":")[0] for one in said if "still to come" in one] == (
        [f"warning {field}"] if odd else []
    )


def test_a_verdict_and_a_source_are_of_the_past() -> None:
    """Nobody has decided or published anything tomorrow."""
    verdict = "verdict: {outcome: renewed, date: 2026-02, OPEN}\n"
    assert [one.split(": ")[0] for one in found(verdict)] == ["warning verdict.date"]
    beginning = BEGINNING.replace("publisher: The Gull, date: undated}", "publisher: G, date: 2027}", 1)
    assert [one.path for one in check_show(show_of("", beginning=beginning), TODAY)] == [
        ("sources", "gull", "date")
    ]


def test_the_invented_shows_tell_nothing(harbour: Show, moons: Show, valley: Show) -> None:
    """No hint is given where nothing is wrong."""
    for show in (harbour, moons, valley):
        assert [one for one in check_show(show, NOW.date()) if "gives something away" in one.message] == []
