"""What the schema refuses is said in words for people, whatever it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.load import read_bytes
from bot.knowledge.schema import ShowFile, reference_fields
from bot.knowledge.sentences import record_at
from tests.knowledge.conftest import Read, Said

RIGHT = {"sources": "[gull]", "checked": "2025-12-28", "reveals": "nothing"}
CASES = """
# keys
people | name: A, nam: B                     | is not a key that belongs here; did you mean `name`?
people | name: A, titles: {}                 | does not belong inside this entry: if it is a section, remove
people | name: A, zzzzz: B                   | is not a key that belongs here: the keys are sources, status,

# what is missing
people | bio: A                              | name: is missing: add `name: …`
people | name: A, sources: GONE              | sources: is missing: add `sources: [the-id-of-a-source]`
people | name: A, checked: GONE              | checked: is missing: add `checked: 2026-11-22`
people | name: A, sources: []                | sources: is an empty list: add `sources: [the-id-of-a-source]`
people | name: ""                            | name: is empty: write a text, or delete the line
people | name: "  "                          | name: is empty: write a text, or delete the line
trailers | text: A                             | kind: is missing: add `kind:` with teaser, trailer or clip
timeline | text: A                             | date: is missing: add `date: 2022-09-08` (or 2022-09, or 2022
episodes | title: A                            | episode: is missing: add `episode: S01E04`

# words
trailers | kind: trailr                        | is `trailr`, but must be teaser, trailer or clip; did you mea
trailers | kind: [trailer]                     | kind: must be one word: teaser, trailer or clip
people | name: A, status: sure               | is `sure`, but must be confirmed, reported, rumoured or superse

# lengths and numbers
people | name: <121>                         | is 121 characters long: shorten it to 120 at most
people | name: A, bio: <701>                 | is 701 characters long: shorten it to 700 at most
trailers | kind: clip, url: https://example.org/<400> | is 420 characters long: shorten it to 400 at most
seasons | number: one, state: released        | number: is `one`: it must be a whole number, like 2
seasons | number: 1.5, state: released        | number: is `1.5`: it must be a whole number, like 2
seasons | number: -1, state: released         | number: is `-1`: it must be 0 or more
seasons | number: 100, state: released        | number: is `100`: it must be 99 or less
seasons | number: <5000>, state: released     | it must be a whole number, like 2
seasons | number: [1], state: released        | must be a whole number, like `number: 2`, not a list

# texts, lists and groups mixed up
people | name: [A]                           | name: must be one text, like `name: …`, not a list
people | name: {A: B}                        | name: must be one text, like `name: …`, not a group of keys
people | name: A, aliases: B                 | aliases: must be a list: write `aliases: [B]`
people | name: A, aliases: {B: C}            | aliases: must be a list of texts, one a line after a dash, not
people | name: A, aliases: [[B]]             | aliases.1: must be one text, not a list
people | name: A, sources: [{gull: a}]       | sources.1: must be one text, not a group of keys

# dates, episodes, addresses
timeline | text: A, date: soon                 | date: is not a date: write a year (2022), a month (2022-09)
timeline | text: A, date: 2022-02-30           | date: names a day that the calendar does not have
timeline | text: A, date: {year: 2022}         | date: is not a date: write a year (2022)
timeline | text: A, date: 2022-09-08T10:00     | date: has a time but no zone
people | name: A, checked: May               | checked: must be the day on which a person last checked it
people | name: A, checked: [1]               | checked: must be the day on which a person last checked it
people | name: A, reveals: later             | reveals: must say when it may be known: an episode like S01E04
people | name: A, reveals: ['1', '4']        | reveals: must say when it may be known: an episode like S01E04
episodes | episode: 4                          | episode: is not an episode: write it like S01E04
episodes | episode: ['1', '4']                 | episode: is not an episode: write it like S01E04
trailers | kind: clip, url: example.org        | url: is not a web address: it starts with https:// and has no

# ids
people | name: A, sources: [gul]             | is `gul`, but nothing in `sources` has that id; did you mean `g
people | name: A, sources: [The Gull]        | sources.1: is not an id: an id has small letters
cast | character: A, played_by: jane       | played_by: is `jane`, but nothing in `people` has that id
plot | kind: genre, text: A, about: [gull, x] | about.2: is `x`, but nothing in `cast` has that id
titles | show: My Show                       | show: is not an id: an id has small letters a to z, digits and
credits | job: creator                        | names nobody: add people (ids) or companies (names)
"""


def cases() -> list[tuple[str, str, str]]:
    """The section, the entry and the words of each case."""
    lines = (line for line in CASES.splitlines() if line and not line.startswith("#"))
    found = []
    for line in lines:
        section, entry, words = (part.strip() for part in line.split(" | "))
        for length in (121, 400, 701, 5000):
            entry = entry.replace(f"<{length}>", "9" * length)
        for key, value in RIGHT.items():
            entry = entry.replace(f", {key}: GONE", "") if f"{key}: " in entry else f"{entry}, {key}: {value}"
        found.append((section, entry, words))
    return found


@pytest.mark.parametrize(("section", "entry", "words"), cases(), ids=lambda text: text[:40])
def test_each_problem_of_an_entry_is_said(
    section: str, entry: str, words: str, said: Said, read: Read
) -> None:
    """Whatever the schema refuses in an entry is named with its line and what would be right."""
    more = f"{section}:\n  jane: {{{entry}}}"
    told = [one for one in said(more) if words in one]
    assert told, said(more)
    assert told[0].startswith(f"6 {section}.jane")
    assert read(more).show is None


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ("acent: x", "5 acent: is not a key that belongs here; did you mean `accent`?"),
        ("acent:", "5 acent: is not a key that belongs here; did you mean `accent`?"),
        ("accent: blue", "5 accent: is `blue`, not a colour: write # and six digits"),
        ("people: Jane", "5 people: must be a section of entries, each under an id of its own"),
        ("people: [Jane]", "on the lines below, not a list"),
        ("people:\n  a: Jane", "6 people.a: must be an entry with keys of its own on the lines below"),
        ("people:\n  a: Jane", "(sources, checked, name), not `Jane`"),
        ("verdict: no", "5 verdict: must be an entry with keys of its own on the lines below"),
        ("people:\n  Jane Doe: {}", "6 people.Jane Doe: is not an id: an id has small letters"),
        ("people:\n  Jane Doe: {}", "as in `jane-doe`"),
        (f"people:\n  {'a' * 33}: {{}}", "is not an id: an id has small letters"),
        ("people:\n  '': {}", "is not an id: an id has small letters"),
    ],
)
def test_problems_of_a_section_are_said(more: str, problem: str, said: Said, read: Read) -> None:
    """Whatever the schema refuses at the top, or of an id, is named with its line and what would be right."""
    assert any(problem in one for one in said(more)), said(more)
    assert read(more).show is None


def test_the_beginning_is_checked_too() -> None:
    """A wrong format, a missing title and a missing date of a source are named."""
    reading = read_bytes(b"format: 2\nsources:\n  a: {title: T, publisher: P}\n", Path("show.yaml"))
    assert [str(one) for one in reading.problems] == [
        "show.yaml:1:1: format: is `2`, but must be 1",
        "show.yaml:1:1: title: is missing: add `title: …`",
        "show.yaml:3:3: sources.a.date: is missing: add `date: 2022-09-08` (or 2022-09, or 2022, or undated)",
    ]


def test_a_wrong_item_is_said_once(said: Said) -> None:
    """A list with nothing but wrong items is told about the items, not that it is empty."""
    told = said("people:\n  a: {name: A, sources: [The Gull], checked: 2025-12-28, reveals: nothing}")
    assert [one.split(": is")[0] for one in told] == ["6 people.a.sources.1"]


def test_missing_sources_are_explained() -> None:
    """A file without sources is told what that section holds."""
    reading = read_bytes(b"format: 1\ntitle: A\n", Path("show.yaml"))
    assert "add the section `sources:`" in str(reading.problems[0])


def test_words_that_are_not_for_editors_never_come_up(said: Said) -> None:
    """No message speaks of the library that checks the file."""
    jargon = (
        "Input",
        "validation",
        "dictionary",
        "tuple",
        "pydantic",
        "Value error",
        "string",
        "None",
        "instance",
    )
    for section in ShowFile.model_fields:
        for value in ("x", "[x]", "{x: y}", "{x: {}}", "{x: [y]}", "{'': {'': ''}}", "[[x]]", "''"):
            for one in said(f"{section}: {value}"):
                assert not any(word in one for word in jargon), one


def test_a_show_that_is_refused_always_says_why(read: Read) -> None:
    """There is no show without a problem, and no fatal problem with a show."""
    for section in ShowFile.model_fields:
        reading = read(f"{section}: {{}}")
        assert (reading.show is None) == any(one.severity == "error" for one in reading.problems), section


def test_every_reference_is_checked(read: Read) -> None:
    """Each field that the schema marks as a reference is refused when it points nowhere."""
    for section in ShowFile.model_fields:
        single = record_at((section,))
        kind = single or record_at((section, "x"))
        for name, target, many in reference_fields(kind) if kind is not None else ():
            entry = f"{{{name}: {'[nowhere]' if many else 'nowhere'}}}"
            problems = read(f"{section}: {entry if single else f'{{x: {entry}}}'}").problems
            words = f"nothing in `{target}` has that id"
            assert any(words in one.message for one in problems), (section, name)
