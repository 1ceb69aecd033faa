"""What the schema cannot see is pointed out: spoilers above all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from textwrap import indent

import pytest

from bot.knowledge.checks import Finding, check_show, unknown_shows
from bot.knowledge.load import read_bytes
from bot.knowledge.show import Show
from tests.conftest import NOW

TODAY = dt.date(2026, 1, 1)
BEGINNING = """\
format: 1
title: My Show
seasons:
  one: {number: 1, state: released, date: 2024, episodes: 6, OPEN}
sources:
  gull: {title: A light, publisher: The Gull, date: undated}
  late: {title: All about it, publisher: The Gull, date: undated, reveals: S01E05}
"""
USE_LATE = (
    "reception: {x: {kind: review, text: Good., sources: [late], checked: 2025-12-28, reveals: S01E05}}"
)
SHORT_FOR = {"OPEN": "SOURCED, reveals: nothing", "SOURCED": "sources: [gull], checked: 2025-12-28"}


def show_of(text: str, late: bool = True, beginning: str = BEGINNING) -> Show:
    """A show of `BEGINNING` and more sections; `SOURCED` and `OPEN` stand for what every fact needs."""
    text = beginning + text + (USE_LATE if late else "")
    for short, long in SHORT_FOR.items():
        text = text.replace(short, long)
    reading = read_bytes(text.encode(), Path("my-show.yaml"))
    assert reading.show is not None, reading.problems
    return reading.show


def found(text: str, late: bool = True) -> list[str]:
    """What the checks find in a show: `severity path: message`."""
    return [
        f"{severity} {'.'.join(map(str, path))}: {message}"
        for path, severity, message in check_show(show_of(text, late), TODAY)
    ]


def entries(section: str, *lines: str) -> str:
    """A section of entries called e0, e1, and so on."""
    return f"{section}:\n" + indent("".join(f"e{n}: {{{line}}}\n" for n, line in enumerate(lines)), "  ")


def test_a_sound_show_gives_no_findings() -> None:
    """Nothing is found where nothing is odd."""
    assert found("") == []


def test_the_invented_shows_have_no_errors(harbour: Show, moons: Show, valley: Show) -> None:
    """In the invented shows nothing is found but the oddities that are there on purpose."""
    fields = {finding.path for finding in check_show(harbour, NOW.date())}
    assert fields == {
        ("episodes", "lost-reel", "reveals"),
        ("plot", "event-lost-reel", "reveals"),
        ("plot", "event-lost-reel", "episode"),
        ("plot", "event-two-three", "reveals"),
    }
    assert check_show(moons, NOW.date()) == ()
    assert check_show(valley, NOW.date()) == ()


def test_a_source_that_nothing_cites_is_pointed_out() -> None:
    """A source without a fact is a warning; one that only corrects a claim is used."""
    assert found("", late=False) == [
        "warning sources.late: is used by no fact: delete it, or name it where it belongs"
    ]
    claim = "topic: plot, said: A., truth: B., corrected_by: [late], SOURCED, reveals: S01E05"
    assert found(entries("claims", claim), late=False) == []


EVENT = "kind: event, text: A., SOURCED"


@pytest.mark.parametrize(
    ("section", "entry", "words"),
    [
        ("plot", f"{EVENT}, reveals: S01E07", "reveals: is S01E07, but season 1 has 6 episodes"),
        ("plot", f"{EVENT}, reveals: S02E01", "reveals: is S02E01, but `seasons` has no season 2"),
        ("plot", f"{EVENT}, reveals: nothing, episode: S01E09", "episode: is S01E09, but season 1 has 6"),
        (
            "episodes",
            "episode: S00E01, SOURCED, reveals: S00E01",
            "reveals: is S00E01, but nothing says when",
        ),
    ],
)
def test_an_episode_beyond_the_last_one_is_pointed_out(section: str, entry: str, words: str) -> None:
    """A reveal point that no season and no episode entry knows of is a warning."""
    (one,) = found(entries(section, entry))
    assert one.startswith(f"warning {section}.e0.{words}")


def test_the_last_episode_is_known() -> None:
    """The last episode of a season needs no entry of its own."""
    assert found(entries("plot", f"{EVENT}, reveals: S01E06")) == []


def test_an_episode_with_an_entry_is_known() -> None:
    """An episode entry makes its episode known, and a special once it is said when to see it."""
    assert found(entries("episodes", "episode: S01E07, SOURCED, reveals: S01E07")) == []
    assert found(entries("episodes", "episode: S00E01, after: S01E06, SOURCED, reveals: S00E01")) == []


def test_a_season_without_a_count_knows_any_number() -> None:
    """Where the length of a season is not known, its episodes are not questioned."""
    plot = entries("plot", "kind: event, text: A., SOURCED, reveals: S01E40")
    show = show_of(plot, beginning=BEGINNING.replace(" episodes: 6,", ""))
    assert check_show(show, TODAY) == ()


@pytest.mark.parametrize(
    ("state", "date", "odd"),
    [
        ("released", "2026-06-16", True),
        ("released", "2026-06-15", False),
        ("released", "2026-06", False),
        ("released", "2026", False),
        ("released", "2027", True),
        ("expected", "2026-06-14", True),
        ("expected", "2026-05", True),
        ("expected", "2026-06-15", False),
        ("expected", "2026-06", False),
        ("expected", "2026", False),
        ("cancelled", "2020", False),
    ],
)
def test_a_season_whose_state_and_date_disagree_is_pointed_out(state: str, date: str, odd: bool) -> None:
    """`released` with all of its date to come, or `expected` with all of it past, is a warning."""
    show = show_of("").file
    season = type(show.seasons["one"]).model_validate(
        {"number": "1", "state": state, "date": date, "sources": ["gull"], "checked": "2025-12-28"}
    )
    changed = Show.build("my-show", show.model_copy(update={"seasons": {"one": season}}))
    states = [path for path, _, _ in check_show(changed, dt.date(2026, 6, 15)) if path[-1] == "state"]
    assert states == ([("seasons", "one", "state")] if odd else [])


def test_the_day_of_checking_is_checked() -> None:
    """A day to come is an error; one beyond the shelf life is a warning, for what changes alone."""
    title = "title: T, list: similar, kind: film, premise: P., fate: F., sources: [gull], reveals: nothing"
    person = "name: P, sources: [gull], reveals: nothing"
    assert found(entries("people", f"{person}, checked: 2026-01-02"))[0].startswith(
        "error people.e0.checked: "
    )
    assert found(entries("people", f"{person}, checked: 2026-01-01")) == []
    assert found(entries("people", f"{person}, checked: 2001-01-01")) == []
    assert found(entries("titles", f"{title}, checked: 2025-01-01")) == []
    (old,) = found(entries("titles", f"{title}, checked: 2024-12-31"))
    assert old.startswith("warning titles.e0.checked: is 366 days ago")


def test_a_name_of_two_people_is_pointed_out() -> None:
    """One spelling for two people or characters, whatever its accents, is a warning at the second."""
    people = entries(
        "people",
        "name: Zoë Å, OPEN",
        "name: B, aliases: [zoe a], OPEN",
    )
    assert found(people) == [
        "warning people.e1.aliases.0: is `zoe a`, by which one would also find `people.e0`"
    ]
    cast = entries(
        "cast",
        "character: A, OPEN",
        "character: B, aliases: [C, a], OPEN",
    )
    assert found(cast) == ["warning cast.e1.aliases.1: is `a`, by which one would also find `cast.e0`"]


def test_people_may_play_themselves() -> None:
    """A character with the name of whoever plays it is no oddity; with the name of somebody else it is."""
    people = entries("people", "name: A, OPEN", "name: B, OPEN")
    own = entries("cast", "character: A, played_by: e0, OPEN")
    other = entries("cast", "character: A, played_by: e1, OPEN")
    assert found(people + own) == []
    assert found(people + other) == [
        "warning cast.e0.character: is `A`, by which one would also find `people.e0`"
    ]


def test_a_fact_whose_sources_all_come_later_is_pointed_out() -> None:
    """A fact that has to wait for its sources is a warning; one source that may be shown is enough."""
    late = "kind: event, text: A., sources: [late], checked: 2025-12-28, reveals: S01E02"
    both = "kind: event, text: A., sources: [late, gull], checked: 2025-12-28, reveals: S01E02"
    (one,) = found(entries("plot", late))
    assert one.startswith("warning plot.e0.reveals: is `S01E02`, but its sources may be shown from S01E05 on")
    assert found(entries("plot", both)) == []
    assert found(entries("plot", late.replace("S01E02", "S01E05"))) == []
    claim = "topic: plot, said: A., truth: B., corrected_by: [late], OPEN"
    assert found(entries("claims", claim))[0].startswith(
        "warning claims.e0.reveals: is `nothing`, but its sources"
    )


def test_a_recommendation_that_points_at_no_show_is_pointed_out(harbour: Show) -> None:
    """A title's show must be one of those that there are."""
    assert list(unknown_shows(harbour, {"paper-moons", "static-valley"})) == []
    assert list(unknown_shows(harbour, {"paper-moons"})) == [
        Finding(
            ("titles", "static-valley", "show"), "warning", "is `static-valley`, but there is no such show"
        )
    ]


# texts that tell too early

LATE = entries(
    "cast",
    "character: Captain Ígnace Quill, aliases: [Iggy, 1899], SOURCED, reveals: S01E05",
    "character: Mara, OPEN",
) + entries("episodes", "episode: S01E05, title: Home, SOURCED, reveals: S01E05")


def early(text: str, *, reveals: str = "S01E02") -> list[str]:
    """The severities of what is found of a text that may be told before the captain is known."""
    plot = entries("plot", f'kind: event, text: "{text}", SOURCED, reveals: {reveals}')
    leaks = [one for one in found(LATE + plot) if " plot.e0.text: " in one]
    return [one.split()[0] for one in leaks]


@pytest.mark.parametrize(
    "text",
    [
        "Captain Ígnace Quill drowns.",
        "captain ignace quill drowns",
        "It is CAPTAIN IGNACE-QUILL!",
        "Everyone calls him Iggy.",
        "It was Iggy's boat.",
        "It was Iggy’s boat.",
        "It was *Iggy*, or __Iggy__.",
        "They meet in “Home”.",
    ],
)
def test_a_name_that_is_told_too_early_is_an_error(text: str) -> None:
    """A name, an alias or a title that is known later gives an error, whatever its accents and case."""
    assert early(text) == ["error"]
    assert early(text, reveals="nothing") == ["error"]
    assert early(text, reveals="S01E05") == []
    assert early(text, reveals="S01E06") == []


@pytest.mark.parametrize(
    "text", ["Old Quill drowns.", "She goes home.", "It has 1899 rooms.", "Ignace is here."]
)
def test_what_may_be_a_name_is_a_warning(text: str) -> None:
    """A part of a name, or a word that is a name by chance, is pointed out."""
    assert early(text) == ["warning"]


@pytest.mark.parametrize(
    "text", ["Mara drowns.", "A captain drowns.", "The Captain drowns.", "Piggybank", "Quillon's"]
)
def test_other_words_are_left_alone(text: str) -> None:
    """Names that are known, forms of address and words that only contain a name are fine."""
    assert early(text) == []


def test_a_leak_says_what_to_do() -> None:
    """The message names the name, from when on each may be known, and two ways out."""
    plot = entries("plot", "kind: event, text: Iggy drowns., SOURCED, reveals: S01E02")
    assert found(LATE + plot) == [
        "error plot.e0.text: names `Iggy` (cast.e0), known from S01E05 on, but may be told from S01E02 on: "
        "reword it, or let it reveal S01E05"
    ]


@pytest.mark.parametrize(
    ("section", "entry", "field"),
    [
        ("people", "name: A, known_for: [B, Iggy]", "known_for.1"),
        ("trailers", "kind: clip, url: https://example.org/captain-ignace-quill-drowns", "url"),
        ("credits", "job: company, companies: [Iggy]", "companies.0"),
        ("claims", "topic: plot, said: A., truth: Iggy., corrected_by: [gull]", "truth"),
        (
            "titles",
            "title: A, list: similar, kind: film, premise: A., fate: B., platform: Iggy TV",
            "platform",
        ),
        ("people", "name: A, aliases: [Iggy]", None),
        ("people", "name: A, note: Iggy", None),
    ],
)
def test_every_text_that_is_shown_is_looked_at(section: str, entry: str, field: str | None) -> None:
    """Lists, addresses and both halves of a claim are read; notes, which nobody sees, are not."""
    show = show_of(LATE + entries(section, f"{entry}, OPEN"))
    errors = [path for path, severity, _ in check_show(show, TODAY) if severity == "error"]
    assert [".".join(map(str, path)) for path in errors] == ([f"{section}.e0.{field}"] if field else [])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", "Iggy drowns"),
        ("publisher", "Iggy"),
        ("url", "https://example.org/captain-ignace-quill"),
    ],
)
def test_a_source_that_tells_too_early_is_an_error(key: str, value: str) -> None:
    """What is shown of a source is judged by the first fact that cites it, and by its own `reveals`."""
    source = {"title": "T", "publisher": "P", "url": "https://example.org/", "date": "undated", key: value}
    line = "  news: {" + ", ".join(f"{name}: {text}" for name, text in source.items()) + "}\n"
    fact = "kind: event, text: A., sources: [news], checked: 2025-12-28, reveals: "

    def errors(*reveals: str, own: str = "", fact: str = fact) -> list[str]:
        beginning = BEGINNING + line.replace("}", own + "}")
        show = show_of(LATE + entries("plot", *(fact + point for point in reveals)), beginning=beginning)
        return [".".join(map(str, one.path)) for one in check_show(show, TODAY) if one.severity == "error"]

    assert errors("nothing") == [f"sources.news.{key}"]
    assert errors("S01E02") == [f"sources.news.{key}"]
    assert errors("S01E05") == []
    assert errors("S01E02", "S01E05") == errors("S01E05", "S01E02") == [f"sources.news.{key}"]
    assert errors("nothing", own=", reveals: S01E05") == []
    assert errors("nothing", own=", reveals: S01E05", fact=fact.replace("[news]", "[gull, news]")) == []


@pytest.mark.parametrize("address", ["https://example.org/iggy-drowns", "https://example.org/old-quill"])
def test_a_word_in_an_address_is_a_warning(address: str) -> None:
    """A single word in an address, where all is in small letters, may be a name."""
    trailers = entries("trailers", f"kind: clip, url: {address}, OPEN")
    assert [one.split()[:2] for one in found(LATE + trailers)] == [["warning", "trailers.e0.url:"]]


def test_names_without_spaces_around_them_are_found() -> None:
    """A name in a script without spaces is found inside a sentence."""
    cast = entries("cast", "character: 林海, SOURCED, reveals: S01E05")
    assert [
        one.split()[0] for one in found(cast + entries("plot", "kind: event, text: 昨日林海死了。, OPEN"))
    ] == ["error"]


def test_a_longer_name_that_is_known_hides_nothing_but_itself() -> None:
    """A late name inside a name that is known is no leak there, and one beside it."""
    cast = entries("cast", "character: Mara Vane, OPEN", "character: Vane, SOURCED, reveals: S01E05")
    inside = entries("plot", "kind: event, text: Mara Vane is here., OPEN")
    beside = entries("plot", "kind: event, text: Mara Vane meets Vane., OPEN")
    assert [one for one in found(cast + inside) if one.startswith("error")] == []
    assert [one.split()[:2] for one in found(cast + beside) if "error" in one] == [["error", "plot.e0.text:"]]


def test_the_show_may_be_named_after_somebody() -> None:
    """The title of the show is no secret, whoever else has that name."""
    cast = entries("cast", "character: My Show, SOURCED, reveals: S01E05")
    plot = entries("plot", "kind: event, text: My Show begins., OPEN")
    assert found(cast + plot) == []


def test_a_fact_that_does_not_say_is_judged_by_the_last_episode() -> None:
    """What is held back for want of `reveals` may name whoever is known by the end."""
    show = show_of(LATE + "plot: {e0: {kind: event, text: Iggy drowns., SOURCED}}\n")
    assert check_show(show, TODAY) == ()
