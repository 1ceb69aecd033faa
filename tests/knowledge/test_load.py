"""Files are read with all their problems at once, in words for the people who write them."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot.knowledge.copies import Copies
from bot.knowledge.episodes import Episode
from bot.knowledge.load import read_bytes, read_show
from bot.knowledge.problems import Problem
from bot.knowledge.show import BEFORE_ALL, Show, all_facts
from tests.conftest import DATA
from tests.knowledge.conftest import BEGINNING, Read, Said

NOBODY = 65_534
SHOWN = {
    "text",
    "value",
    "character",
    "description",
    "name",
    "bio",
    "premise",
    "why",
    "fate",
    "said",
    "truth",
}
FACT = "sources: [gull], checked: 2025-12-28, reveals: nothing"


def test_the_invented_shows_load() -> None:
    """Every invented show reads without a problem, under its file's name."""
    for path in DATA.glob("*.yaml"):
        reading = read_show(path)
        assert reading.problems == ()
        assert reading.show is not None
        assert reading.show.id == path.stem


def test_the_invented_weekly_show_has_all_there_is(harbour: Show) -> None:
    """Every section of Harbour Lights is filled, with something guarded in each, for other tests."""
    for name in type(harbour.file).model_fields:
        assert getattr(harbour.file, name), f"add {name} to tests/data/harbour-lights.yaml"
    guarded = {path[0] for path, fact in all_facts(harbour.file) if fact.reveals != "nothing"}
    assert guarded == {path[0] for path, _ in all_facts(harbour.file)} - {"verdict"}


def test_guarded_texts_have_a_word_that_tells_on_them() -> None:
    """Each text of an invented show that is held back has a word of its own that ends in its episode."""
    for path in DATA.glob("*.yaml"):
        show = read_show(path).show
        assert show is not None
        seen: set[str] = set()
        for where, fact in all_facts(show.file):
            for text in (value for key, value in fact if key in SHOWN and isinstance(value, str)):
                words = re.findall(r"[a-z]+s\d\de\d\d", text.casefold())
                assert bool(words) == (show.revealed_at(fact) > BEFORE_ALL), (where, text)
                assert not seen & set(words), (where, text)
                seen.update(words)
                assert all(
                    show.position(Episode.parse(word[-6:])) == show.revealed_at(fact) for word in words
                )


def test_a_file_that_is_right_gives_a_show(read: Read) -> None:
    """The least that a file needs is a format, a title and its sources."""
    reading = read("")
    assert reading.problems == ()
    assert reading.show is not None
    assert reading.show.file.title == "My Show"


def test_a_problem_has_file_line_and_column(read: Read) -> None:
    """A problem says where its key stands, to the column."""
    (problem,) = read(f"people:\n  a: {{name: [A], {FACT}}}").problems
    assert (problem.file, problem.line, problem.column) == ("my-show.yaml", 6, 7)
    assert problem.field == "people.a.name"
    assert problem.severity == "error"
    assert str(problem).startswith("my-show.yaml:6:7: people.a.name: must be one text")


def test_one_broken_entry_does_not_hide_the_others(said: Said) -> None:
    """Problems of the schema, dangling ids and slips of YAML are all named in one go."""
    fields = [
        one.split(":")[0]
        for one in said(
            f"""\
            people:
              jane: {{name: [x], {FACT}}}
              john: {{name: Foo, sources: [nowhere], checked: 2025-12-28}}
              jack:
                name: Foo: bar
                sources: [gone]
                checked: soon
            cast:
              a: {{character: A, played_by: jahn, {FACT}}}
              a: {{character: B, played_by: jane, {FACT}}}
            titel: x
            """
        )
    ]
    assert fields == [
        "6 people.jane.name",
        "7 people.john.reveals",
        "7 people.john.sources.1",
        "8 people.jack.reveals",
        "9 people.jack.name",
        "10 people.jack.sources.1",
        "11 people.jack.checked",
        "13 cast.a.played_by",
        "14 cast.a",
        "15 titel",
    ]


def test_a_fact_that_does_not_say_what_it_reveals_is_held_back(read: Read) -> None:
    """A missing `reveals` is an error, and the show loads with the fact revealed by the last episode."""
    reading = read(
        f"""\
        seasons:
          one: {{number: 1, state: released, episodes: 6, {FACT}}}
        plot:
          a: {{kind: event, text: A, sources: [gull], checked: 2025-12-28}}
        """
    )
    assert [(one.severity, one.field) for one in reading.problems] == [("error", "plot.a.reveals")]
    assert "`reveals: nothing`" in reading.problems[0].message
    assert reading.show is not None
    assert reading.show.revealed_at(reading.show.file.plot["a"]) == reading.show.position(Episode(1, 6))


def test_an_empty_reveals_is_held_back_too(read: Read, said: Said) -> None:
    """`reveals:` without a value is one error, and the fact waits for the last episode."""
    more = """\
    people:
      a:
        name: A
        sources: [gull]
        checked: 2025-12-28
        reveals:
    """
    assert said(more) == ["10 people.a.reveals: is empty: write a value after the colon, or delete the line"]
    show = read(more).show
    assert show is not None
    assert show.file.people["a"].reveals is None


def test_an_empty_section_does_not_take_the_show_away(read: Read) -> None:
    """A section whose entries were all taken out is an error to mend, and the show loads without it."""
    reading = read("cast:\n")
    assert [one.severity for one in reading.problems] == ["error"]
    assert reading.show is not None
    assert reading.show.file.cast == {}


def test_a_warning_does_not_take_the_show_away(read: Read) -> None:
    """What is only pointed out leaves the show as it is."""
    reading = read("aliases:\n  - We are #1\n")
    assert [one.severity for one in reading.problems] == ["warning"]
    assert reading.show is not None


def test_a_file_full_of_problems_is_told_in_part(said: Said) -> None:
    """Nobody reads thousands of problems: the first ones are told, and how many follow."""
    told = said("people:\n" + "".join(f"  p{number}: x\n" for number in range(1000)))
    assert len(told) == 251
    assert told[-1] == "255 file: there are 750 more problems after this line: mend those above first"
    told = said("".join(f"k{number}:\n" for number in range(1000)))
    assert len(told) <= 251
    assert any("is where reading stops" in one for one in told)


def test_a_warning_does_not_hide_an_error(said: Said) -> None:
    """What is wrong with a value is said, though something odd about it is pointed out too."""
    told = said(f"trailers:\n  a:\n    kind: cl #ip\n    {FACT.replace(', ', chr(10) + '    ')}")
    assert [one.split(":")[0] for one in told] == ["7 trailers.a.kind", "7 trailers.a.kind"]


@pytest.mark.parametrize(
    "name", ["My Show.yaml", "MyShow.yaml", "my_show.yaml", "-a.yaml", "é.yaml", "a" * 33 + ".yaml"]
)
def test_the_name_of_the_file_is_an_id(name: str) -> None:
    """A file whose name is no id is told how to name it."""
    reading = read_bytes(BEGINNING.encode(), Path(name))
    assert reading.show is None
    assert reading.problems[0].field == "file"
    assert "has a name that is not an id" in reading.problems[0].message


# files and folders


def write(folder: Path, name: str, title: str = "My Show") -> Path:
    """Write the least that a file needs."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(BEGINNING.replace("My Show", title), encoding="utf-8")
    return path


def load_folders(*folders: Path) -> tuple[Mapping[str, Show], tuple[Problem, ...]]:
    """The shows of several folders by id, and what is wrong with them."""
    copies = Copies(folders)
    problems = copies.open().problems
    return copies.shows, problems


def test_a_later_folder_lies_over_an_earlier_one(tmp_path: Path) -> None:
    """A file replaces the one of its name in an earlier folder, and the others stay."""
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    write(shipped, "one.yaml", "Shipped one")
    write(shipped, "two.yaml", "Shipped two")
    write(own, "two.yml", "My two")
    write(own, "three.yaml", "My three")
    shows, problems = load_folders(shipped, own)
    assert problems == ()
    assert {id: show.file.title for id, show in shows.items()} == {
        "one": "Shipped one",
        "two": "My two",
        "three": "My three",
    }


def test_a_broken_file_over_a_good_one_is_not_hidden(tmp_path: Path) -> None:
    """A file that can't be used leaves its show out, rather than showing what it was meant to replace."""
    write(tmp_path / "shipped", "one.yaml")
    write(tmp_path / "own", "one.yaml").write_text("title", encoding="utf-8")
    shows, problems = load_folders(tmp_path / "shipped", tmp_path / "own")
    assert shows == {}
    assert [Path(one.file).parent.name for one in problems] == ["own"]


def test_what_editors_leave_behind_is_skipped(tmp_path: Path) -> None:
    """Hidden files, backups, locks and other kinds of files are no shows."""
    write(tmp_path, "show.yaml")
    for name in (
        ".#show.yaml",
        ".show.yaml.swp",
        "show.yaml~",
        "#show.yaml#",
        "show.yaml.bak",
        ".hidden.yaml",
        "a.md",
    ):
        (tmp_path / name).write_text("rubbish: [", encoding="utf-8")
    shows, problems = load_folders(tmp_path)
    assert list(shows) == ["show"]
    assert problems == ()


def test_two_files_of_one_name_are_pointed_out(tmp_path: Path) -> None:
    """Of `a.yaml` and `a.yml` in one folder the first is read, and the other is named."""
    write(tmp_path, "a.yaml", "First")
    write(tmp_path, "a.yml", "Second")
    shows, problems = load_folders(tmp_path)
    assert shows["a"].file.title == "First"
    assert "a.yaml has the same name" in problems[0].message


def test_what_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    """Missing folders, files where folders should be, and folders named like files never raise."""
    write(tmp_path, "good.yaml")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "broken-link.yaml").symlink_to(tmp_path / "nowhere.yaml")
    (tmp_path / "device.yaml").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.yaml")
    shows, problems = load_folders(tmp_path / "gone", tmp_path / "good.yaml", tmp_path, Path("a\0b"))
    assert list(shows) == ["good"]
    assert sorted(Path(one.file).name for one in problems) == [
        "a\0b", "broken-link.yaml", "device.yaml", "folder.yaml", "gone", "good.yaml", "pipe.yaml"
    ]  # fmt: skip
    assert all(one.field == "file" and one.severity == "error" for one in problems)


@pytest.fixture
def somebody() -> Iterator[None]:
    """No longer root, who may read everything."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    yield
    os.seteuid(was)


def test_a_file_without_permission_is_a_problem(somebody: None) -> None:
    """A file that the bot may not read is named, with what to look at."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), "a.yaml").chmod(0)
        assert "check that the bot may read it" in load_folders(Path(folder))[1][0].message


def test_a_huge_file_is_not_read_whole(tmp_path: Path) -> None:
    """A file of gigabytes costs no memory."""
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(4 * 1024**3)
    assert "more than 131,072 bytes long" in read_show(path).problems[0].message
