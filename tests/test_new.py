"""`usher new`: from a title to a file that is right, without ever writing over another one."""

from __future__ import annotations

import os
import pty
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.dates import PartialDate
from bot.knowledge.json_schema import FIRST_LINE, json_schema_text
from bot.knowledge.load import read_bytes
from bot.knowledge.new_show import NewSeason, NewShow, NewSource, id_of, text_of
from bot.knowledge.schema import ID_LENGTH
from bot.new import Refused, write
from tests.conftest import NOW
from tests.knowledge.editor import underlined
from tests.test_cli import INVENTED, MODULE, usher
from tests.test_cli import folder as folder

SOURCE = ("--source-title", "A light: goes on", "--publisher", "The Daily Gull")
TODAY = NOW.date()


def made(folder: Path, name: str = "salt-roads") -> str:
    """The text of the file that was made."""
    return (folder / f"{name}.yaml").read_text(encoding="utf-8")


def test_flags_make_a_file_that_is_right(folder: Path) -> None:
    """All that the flags say is in the file, and neither `check` nor an editor finds anything."""
    flags = ("--episodes", "8", "--episodes", "6", "--date", "2024-03-05", "--date", "2026-10")
    more = ("--platform", "Lantern+", "--address", "https://example.org/a", "--published", "2025-11")
    status, out, err = usher("new", "Salt Roads", "--out", "own", *flags, *more, *SOURCE)
    assert (status, err) == (0, "")
    assert out.startswith(f"Made {Path('own') / 'salt-roads.yaml'}. ")
    show = read_bytes(made(folder / "own").encode(), Path("salt-roads.yaml")).show
    assert show is not None
    one, two = show.file.seasons.values()
    assert (one.episodes, str(one.date), one.state, one.platform) == (8, "2024-03-05", "released", "Lantern+")
    assert (two.episodes, str(two.date), two.state, two.number) == (6, "2026-10", "expected", 2)
    (source,) = show.file.sources.values()
    assert (source.title, source.publisher) == ("A light: goes on", "The Daily Gull")
    assert (source.url, str(source.date)) == ("https://example.org/a", "2025-11")
    assert usher("check", "own", "--strict")[0] == 0
    assert underlined(made(folder / "own")) == []


def test_the_schema_lies_beside_for_editors(folder: Path) -> None:
    """The first line names the schema, which is put beside the file unless there is one."""
    usher("new", "Salt Roads", "--out", ".", *SOURCE)
    assert made(folder).startswith(FIRST_LINE + "\n")
    assert (folder / "show.schema.json").read_text(encoding="utf-8") == json_schema_text()
    (folder / "show.schema.json").write_text("{}", encoding="utf-8")
    assert usher("new", "Pepper Roads", "--out", ".", *SOURCE)[0] == 0
    assert (folder / "show.schema.json").read_text(encoding="utf-8") == "{}"


def test_the_examples_are_right_too(folder: Path) -> None:
    """Whoever takes the signs of comment away has a file without a problem."""
    usher("new", "Salt Roads", "--out", ".", *SOURCE)
    head, _, body = made(folder).partition("format: 1")
    text = head + "format: 1" + re.sub(r"(?m)^( *)#(?! \S)", r"\1", body)
    reading = read_bytes(text.encode(), Path("salt-roads.yaml"))
    assert reading.problems == ()
    assert reading.show is not None
    assert reading.show.file.cast["captain"].played_by == "jane-doe"
    assert reading.show.file.verdict is not None
    (folder / "salt-roads.yaml").write_text(text, encoding="utf-8")
    assert usher("check", ".", "--strict")[0] == 0
    assert underlined(text) == []


def test_the_file_goes_where_the_bot_looks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder on the command line it is USHER_DATA, and the bot can answer at once."""
    monkeypatch.setenv("USHER_DATA", str(folder))
    monkeypatch.delenv("USHER_SHOWS")
    status, out, _ = usher("new", "Salt Roads", "--date", "2024-03-05", *SOURCE)
    assert status == 0
    assert 'usher ask "/release" --show salt-roads' in out
    assert usher("ask", "/release", "--show", "salt-roads")[1].startswith("It came out on 5 March 2024")


def test_what_keeps_the_bot_from_reading_it_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is not in the settings, and a choice of shows without this one, are named."""
    assert f"USHER_DATA is {folder / 'own'}." in usher("new", "Salt Roads", "--out", "own", *SOURCE)[1]
    monkeypatch.setenv("USHER_DATA", str(folder))
    assert "USHER_SHOWS names salt-roads, too." in usher("new", "Salt Roads", *SOURCE)[1]


def test_without_a_folder_there_is_no_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With neither a folder nor USHER_DATA, the bot says what to set."""
    monkeypatch.delenv("USHER_DATA")
    status, _, err = usher("new", "Salt Roads", *SOURCE)
    assert (status, list(folder.iterdir())) == (2, [])
    assert "--out" in err


@pytest.mark.parametrize("name", ["salt-roads.yaml", "salt-roads.yml"])
def test_no_file_is_written_over(folder: Path, name: str) -> None:
    """A file of that name stays as it is."""
    (folder / name).write_text("mine", encoding="utf-8")
    status, _, err = usher("new", "Salt Roads", "--out", ".", *SOURCE)
    assert status == 2
    assert "There is a show `salt-roads` in . already" in err
    assert [path.read_text(encoding="utf-8") for path in folder.iterdir()] == ["mine"]


def test_a_file_that_comes_meanwhile_is_not_written_over(folder: Path) -> None:
    """What somebody else puts there while questions are answered stays as it is, too."""
    (folder / "salt-roads.yaml").write_text("theirs", encoding="utf-8")
    show = NewShow("Salt Roads", (NewSeason(),), NewSource("A page", "The Gull"))
    with pytest.raises(Refused, match="can't be written"):
        write(show, "salt-roads", folder, TODAY)
    assert made(folder) == "theirs"


def test_no_shipped_show_is_hidden(folder: Path) -> None:
    """The name of a show that comes with the bot is refused."""
    status, _, err = usher("new", "Harbour Lights", "--out", ".", *SOURCE)
    assert (status, list(folder.iterdir())) == (2, [])
    assert "A show `harbour-lights` comes with Usher" in err
    assert usher("new", "Harbour Lights", "--id", "my-harbour", "--out", ".", *SOURCE)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--source-title", "A"), "Every fact names its source: add --source-title and --publisher"),
        ((*SOURCE, "--date", "2026-13"), "--date names a day that the calendar does not have."),
        ((*SOURCE, "--date", "soon"), "--date is not a date: write a year (2022)"),
        ((*SOURCE, "--episodes", "0"), "--episodes is `0`: it must be a number from 1 to 999."),
        ((*SOURCE, "--seasons", "many"), "--seasons is `many`: it must be a number from 1 to 99."),
        ((*SOURCE, "--address", "example.org"), "--address is not a web address: it starts with https://"),
        ((*SOURCE, "--platform", "x" * 121), "--platform is 121 characters long: shorten it to 120 at most."),
        ((*SOURCE, "--id", "My Show"), "--id is not an id: "),
        ((*SOURCE, "--out", "file"), "file is not a folder."),
    ],
)
def test_what_cannot_be_is_a_sentence(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    """A flag that can't be used is named with what would be right, and nothing is written."""
    (folder / "file").write_text("", encoding="utf-8")
    status, out, err = usher("new", "Salt Roads", "--out", "own", *arguments)
    assert (status, out) == (2, "")
    assert err.startswith(said)
    assert [path.name for path in folder.iterdir()] == ["file"]


def test_a_terminal_is_asked(folder: Path) -> None:
    """Where somebody sits, they are asked for what is missing, and again for what can't be read."""
    answers = [
        "2",
        "ten",
        "10",
        "2024-13",
        "2024-02",
        "",
        "",
        "Lantern+",
        "A page",
        "The Gull",
        "",
        "undated",
    ]
    said = talk(folder, answers, "new", "Salt Roads", "--out", ".")
    assert "How many seasons are there? [1]" in said
    assert "That is `ten`: it must be a number from 1 to 999." in said
    assert "That names a day that the calendar does not have." in said
    assert "Made salt-roads.yaml." in said
    show = read_bytes(made(folder).encode(), Path("salt-roads.yaml")).show
    assert show is not None
    assert [(one.episodes, str(one.date)) for one in show.file.seasons.values()] == [
        (10, "2024-02"),
        (None, "None"),
    ]
    assert show.file.sources["first"].date is None


def test_the_source_cannot_be_left_out(folder: Path) -> None:
    """An empty answer for the page's title or its publisher is asked again."""
    answers = ["", "", "", "", "", "A page", "", "The Gull", "", ""]
    said = talk(folder, answers, "new", "Salt Roads", "--out", ".")
    assert said.count("That can't be left out.") == 2
    assert "  first:\n    title: A page\n    publisher: The Gull\n    date: undated\n" in made(folder)


def test_a_terminal_is_not_asked_if_the_flags_suffice(folder: Path) -> None:
    """Whoever gives the source is asked nothing."""
    said = talk(folder, [], "new", "Salt Roads", "--out", ".", *SOURCE)
    assert "?" not in said
    assert "date: undated" in made(folder)


def talk(folder: Path, answers: list[str], *arguments: str) -> str:
    """What stands on a terminal on which somebody types these answers."""
    terminal, its_end = pty.openpty()
    actions = [(os.POSIX_SPAWN_DUP2, its_end, end) for end in (0, 1, 2)]
    here = Path.cwd()
    os.chdir(folder)
    child = os.posix_spawn(MODULE[0], [*MODULE, *arguments], dict(INVENTED), file_actions=actions)
    os.chdir(here)
    os.close(its_end)
    os.write(terminal, "".join(f"{answer}\n" for answer in answers).encode())
    parts = []
    try:
        while part := os.read(terminal, 65_536):
            parts.append(part)
    except OSError:  # the other end is closed
        pass
    os.close(terminal)
    os.waitpid(child, 0)
    return b"".join(parts).decode()


# ids and texts


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Élite & Co", "elite-co"),
        ("Harper's Island", "harpers-island"),
        ("Straße nach Øst", "strasse-nach-ost"),
        ("24: Live!", "24-live"),
        ("Das 林", "das"),
        ("The very long title of a show about many things", "the-very-long-title-of-a-show"),
        ("a" * 50, "a" * 32),
    ],
)
def test_an_id_is_made_of_the_title(title: str, id: str) -> None:
    """Accents and signs go, words are kept whole where they fit."""
    assert id_of(title) == id


@pytest.mark.parametrize("title", ["林海", "!!!", ""])
def test_where_no_id_can_be_made_that_is_said(folder: Path, title: str) -> None:
    """A title without a Latin letter or a digit asks for an id."""
    status, _, err = usher("new", title, "--out", ".", *SOURCE)
    assert status == 2
    assert "choose one with --id, such as --id my-show." in err


def test_a_title_in_another_script_has_its_file(folder: Path) -> None:
    """With an id, the title may be in any script."""
    assert usher("new", "林海", "--id", "forest", "--out", ".", *SOURCE)[0] == 0
    assert "title: 林海\n" in made(folder, "forest")


words = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=60).filter(
    str.strip
)
dates = st.none() | st.sampled_from(["2020", "2026-01", "2025-12-31", "2030-01-01", "2026-01-01T10:00Z"]).map(
    PartialDate.parse
)


@given(
    words,
    words,
    words,
    st.none() | words,
    st.lists(st.tuples(st.none() | st.integers(1, 999), dates), max_size=3),
)
def test_any_words_come_back_as_they_were(
    title: str,
    page: str,
    publisher: str,
    platform: str | None,
    seasons: list[tuple[int | None, PartialDate | None]],
) -> None:
    """Whatever signs of YAML are in the words, the file is right and says the same."""
    some = tuple(NewSeason(*season) for season in seasons) or (NewSeason(),)
    show = NewShow(title, some, NewSource(page, publisher), platform)
    reading = read_bytes(text_of(show, TODAY).encode(), Path("x.yaml"))
    assert reading.problems == ()
    assert reading.show is not None
    file = reading.show.file
    assert file.title == " ".join(title.split())
    assert (file.sources["first"].title, file.sources["first"].publisher) == (
        " ".join(page.split()), " ".join(publisher.split())
    )  # fmt: skip
    assert [(one.episodes, one.date) for one in file.seasons.values()] == [
        (season.episodes, season.date) for season in some
    ]


@given(st.text(max_size=80))
def test_any_id_that_is_made_is_one(title: str) -> None:
    """A title gives an id by the rules for ids, or none."""
    try:
        id = id_of(title)
    except ValueError:
        return
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id)
    assert len(id) <= ID_LENGTH
