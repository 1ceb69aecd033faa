"""Question sets are read from YAML and JSON lines alike, and a mistake in one is named with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.question_sets import Case, Shows, Unreadable, read_set
from bot.spoilers import NOTHING, Limit
from tests.conftest import DATA

YAML = """\
# A comment.
show: harbour-lights
questions:
  - ask: is it any good?
    expect: abstain
  - question: who dies
    language: en
    topic: plot
    expect: spoiler
    not: [No, 2022, "1: x"]
    any:
    seen: s01e02
    after: who plays mara
"""
ENTRIES: list[dict[str, object]] = [
    {"show": "harbour-lights", "question": "is it any good?", "expect": "abstain"},
    {
        "show": "harbour-lights",
        "ask": "who dies",
        "language": "en",
        "topic": "plot",
        "expect": "spoiler",
        "not": ["No", 2022, "1: x"],
        "any": None,
        "seen": "S01E02",
        "after": ["who plays mara"],
    },
]


def written(path: Path, text: str) -> Path:
    """A file with this text."""
    path.write_text(text, encoding="utf-8")
    return path


def test_yaml(tmp_path: Path) -> None:
    """A set in YAML: scalars are text, and one text may stand for a list of it."""
    file = written(tmp_path / "set.yaml", YAML)
    assert read_set(file) == [
        Case(file, 4, "is it any good?", "abstain", "harbour-lights"),
        Case(
            file,
            6,
            "who dies",
            "spoiler",
            "harbour-lights",
            language="en",
            topic="plot",
            never=("No", "2022", "1: x"),
            seen=Limit.parse("S01E02"),
            after=("who plays mara",),
        ),
    ]


def test_json_lines(tmp_path: Path) -> None:
    """A set of JSON lines is the same set; blank lines don't count."""
    lines = "\ufeff" + "\n\n".join(map(json.dumps, ENTRIES)) + "\n"
    cases = read_set(written(tmp_path / "set.jsonl", lines))
    yaml = read_set(written(tmp_path / "set.yaml", YAML))
    assert [case.line for case in cases] == [1, 3]
    assert [(case.ask, case.never, case.seen, case.after) for case in cases] == [
        (case.ask, case.never, case.seen, case.after) for case in yaml
    ]


def test_a_bare_list(tmp_path: Path) -> None:
    """A list without a show around it is a set, too."""
    (case,) = read_set(written(tmp_path / "set.yaml", "- {ask: hi, expect: answer}"))
    assert (case.show, case.seen) == (None, NOTHING)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yaml", "questions: [", "a.yaml:2: is not YAML: "),
        ("a.yaml", "&a [*a]", "a.yaml"),
        ("a.yaml", "show: x", "a.yaml: holds no list of questions"),
        ("a.yaml", "shows: x\nquestions: []", "`shows` is nothing that I know"),
        ("a.yaml", "questions: []", "a.yaml: holds no question."),
        ("a.yaml", "- hello", "a.yaml:1: question 1: has no keys"),
        ("a.yaml", "-\n  expect: answer", "a.yaml:2: question 1: `ask` is missing"),
        ("a.yaml", "- {ask: a, expect: answer}\n- {ask: a}", "a.yaml:2: question 2: `expect` has to be"),
        ("a.yaml", "- {ask: a, expect: maybe}", "`expect` has to be answer, abstain or spoiler"),
        (
            "a.yaml",
            "- {ask: a, expects: answer}",
            "`expects` is no key of a question; did you mean `expect`?",
        ),
        ("a.yaml", "- {ask: a, question: b, expect: answer}", "`question` and `ask` are the same"),
        ("a.yaml", "- {ask: a, expect: spoiler}", "question 1: `not` is missing"),
        ("a.yaml", "- {ask: a, expect: answer, any: ['']}", "`any` holds an empty text"),
        ("a.yaml", "- {ask: a, expect: answer, any: [[b]]}", "`any` has to be a text"),
        ("a.yaml", "- {ask: a, expect: answer, seen: S1}", "`seen` has to be an episode such as S01E04"),
        ("a.jsonl", '{"ask": "a"', "a.jsonl:1: question 1: is not JSON: "),
        ("a.jsonl", '\n["a"]', "a.jsonl:2: question 1: is no JSON object"),
        ("a.jsonl", '{"ask": "a", "expect": "answer", "any": true}', "`any` has to be a text"),
        ("a.jsonl", "[" * 100_000, "nested too deeply"),
    ],
)
def test_mistakes(name: str, text: str, said: str, tmp_path: Path) -> None:
    """A set with a mistake is refused with file, line, number and what would be right."""
    with pytest.raises(Unreadable) as error:
        read_set(written(tmp_path / name, text))
    assert said in str(error.value)


def test_a_file_that_is_none(tmp_path: Path) -> None:
    """What is not there or no text is refused with its name."""
    with pytest.raises(Unreadable, match=r"nothing\.yaml: cannot be read"):
        read_set(tmp_path / "nothing.yaml")
    (tmp_path / "bad.yaml").write_bytes(b"\xff")
    with pytest.raises(Unreadable, match=r"bad\.yaml: is not a text file in UTF-8"):
        read_set(tmp_path / "bad.yaml")


def case(folder: Path, show: str | None) -> Case:
    """A question of a set in a folder."""
    return Case(folder / "set.yaml", 1, "hi", "answer", show)


def test_where_a_show_is_found(tmp_path: Path, harbour: Show) -> None:
    """Given files go first, then a given folder, the loaded shows, and last the folder beside the set."""
    loaded = Shelf({harbour.id: harbour})
    text = (DATA / "harbour-lights.yaml").read_text(encoding="utf-8")
    places = [tmp_path / name for name in ("given", "folder", "shows")]
    for place in places:
        place.mkdir()
        written(
            place / "harbour-lights.yaml", text.replace("title: Harbour Lights", f"title: {place.name}", 1)
        )
    file, folder = places[0] / "harbour-lights.yaml", places[1]
    asked = case(tmp_path, "harbour-lights")
    shows = [
        Shows(lambda: loaded, files=[file], folder=folder),
        Shows(lambda: loaded, folder=folder),
        Shows(lambda: loaded),
        Shows(lambda: Shelf({})),
    ]
    assert [one.of(asked).file.title for one in shows] == ["given", "folder", "Harbour Lights", "shows"]


def test_a_set_without_a_show(tmp_path: Path, harbour: Show, moons: Show) -> None:
    """A question that names no show is about the one given file, else about the usual show."""
    both = {harbour.id: harbour, moons.id: moons}
    asked = case(tmp_path, None)
    given = Shows(lambda: Shelf(both), files=[DATA / "static-valley.yaml"])
    assert given.of(asked).id == "static-valley"
    assert Shows(lambda: Shelf(both, moons.id)).of(asked) is moons
    with pytest.raises(Unreadable, match=r"set\.yaml:1: names no show"):
        Shows(lambda: Shelf(both)).of(asked)


def test_a_show_that_cannot_be_had(tmp_path: Path) -> None:
    """A show that is nowhere is named with the place that asks for it, a broken file with its mistakes."""
    with pytest.raises(Unreadable, match=r"set\.yaml:1: there is no show `nope`"):
        Shows(lambda: Shelf({})).of(case(tmp_path, "nope"))
    broken = written(tmp_path / "broken.yaml", "title: [")
    with pytest.raises(Unreadable, match=r"broken\.yaml:1:"):
        Shows(lambda: Shelf({}), files=[broken]).of(case(tmp_path, "broken"))
