"""`usher check` as people and programs read it."""

from __future__ import annotations

import json
import os
import pty
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.check import excerpt
from bot.knowledge.problems import Problem, Severity
from tests.conftest import DATA
from tests.test_cli import INVENTED, MODULE, usher
from tests.test_cli import folder as folder

MOONS = (DATA / "paper-moons.yaml").read_text(encoding="utf-8")
UNUSED = "\nsources:\n  nobody: {title: A, publisher: B, url: https://example.org/, date: 2025}"


def write(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    """Write Paper Moons with some changes."""
    text = MOONS
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def a_problem(line: int, column: int, severity: Severity = "error", field: str = "cast.a") -> Problem:
    """A problem at a place."""
    return Problem("a.yaml", line, column, field, "is odd", severity)


def test_each_problem_stands_above_its_line(folder: Path) -> None:
    """A problem is `file:line:column: field: words`; below it stand the line and a caret at the column."""
    path = write(folder, "bad.yaml", ("state: expected", "state: soonish"))
    status, out, _ = usher("check", path.name)
    number = path.read_text(encoding="utf-8").split("state: soonish")[0].count("\n") + 1
    first, shown, caret, summary = out.splitlines()
    assert status == 1
    assert first.startswith(f"bad.yaml:{number}:5: seasons.one.state: is `soonish`, but must be released, ")
    assert (shown, caret) == ("        state: soonish", "        ^")
    assert summary == "1 error, 0 warnings."


def test_two_shows_that_mean_to_be_the_default(folder: Path) -> None:
    """The second of them is a warning on its line; one is none, nor is the same show in two folders."""
    preset = ("format: 1\n", "format: 1\ndefault: true\n")
    write(folder, "alpha.yaml", preset)
    write(folder, "beta.yaml")
    (folder / "more").mkdir()
    write(folder / "more", "alpha.yaml", preset)
    assert "default" not in usher("check", ".", "more")[1]
    second = write(folder, "gamma.yaml", preset)
    number = second.read_text(encoding="utf-8").splitlines().index("default: true") + 1
    out = usher("check", ".")[1]
    assert f"gamma.yaml:{number}:1: default: is `true`, as it is in `alpha`: " in out
    assert out.count("as it is in") == 1


def test_a_slip_of_the_hand_is_answered_with_what_was_meant(folder: Path) -> None:
    """For a misspelt key and for a misspelt id, the right one is named."""
    path = write(folder, "bad.yaml", ("publisher:", "publischer:"), ("sources: [", "sources: [x-"))
    out = usher("check", path.name)[1]
    assert "did you mean `publisher`?" in out
    assert "nothing in `sources` has that id; did you mean `" in out


def test_warnings_are_marked_and_can_be_made_to_count(folder: Path) -> None:
    """A warning says so below its line; it ends with 0, and with 1 when one is strict."""
    write(folder, "odd.yaml", ("\nsources:", UNUSED))
    status, out, _ = usher("check", "odd.yaml")
    assert status == 0
    assert out.splitlines()[2] == "      ^ warning"
    assert usher("check", "odd.yaml", "--strict") == (1, out, "")
    assert usher("check", str(DATA / "paper-moons.yaml"), "--strict")[0] == 0


def test_programs_get_one_document(folder: Path) -> None:
    """`--json` has the same problems with stable keys, and nothing else on stdout."""
    write(folder, "bad.yaml", ("state: expected", "state: soonish"))
    write(folder, "odd.yaml", ("\nsources:", UNUSED))
    status, out, err = usher("check", ".", "--json")
    document = json.loads(out)
    assert (status, err) == (1, "")
    assert {key: document[key] for key in ("format", "errors", "warnings")} == {
        "format": 1, "errors": 1, "warnings": 1
    }  # fmt: skip
    assert [(file["file"], file["usable"]) for file in document["files"]] == [
        ("bad.yaml", False),
        ("odd.yaml", True),
    ]
    assert document["files"][1]["facts"] > 20
    bad, odd = document["problems"]
    assert list(bad) == ["file", "line", "column", "field", "message", "severity"]
    assert (bad["field"], bad["severity"]) == ("seasons.one.state", "error")
    assert (odd["field"], odd["severity"]) == ("sources.nobody", "warning")


def test_programs_are_told_of_nothing_to_check_too(folder: Path) -> None:
    """Without a file the document is empty, and the end is 1."""
    status, out, _ = usher("check", ".", "--json")
    assert status == 1
    assert json.loads(out) == {"format": 1, "errors": 0, "warnings": 0, "files": [], "problems": []}


@pytest.mark.parametrize(("names", "bar"), [(["one", "two"], True), (["one"], False)])
def test_many_files_show_how_far_it_is(folder: Path, names: list[str], bar: bool) -> None:
    """With several files a bar runs on the terminal, on stderr alone."""
    for name in names:
        write(folder, f"{name}.yaml")
    out, err = on_a_terminal(folder, "check", ".")
    assert out.startswith("Nothing to mend. Fine: one (")
    assert ("Checking" in err) == bar


def test_no_bar_where_nobody_watches(folder: Path) -> None:
    """Away from a terminal there is nothing on stderr."""
    for name in ("one.yaml", "two.yaml"):
        write(folder, name)
    assert usher("check", ".")[2] == ""


def on_a_terminal(folder: Path, *arguments: str) -> tuple[str, str]:
    """What the bot prints on stdout, a pipe, and on stderr, a terminal."""
    reading, writing = os.pipe()
    terminal, its_end = pty.openpty()
    env = {**INVENTED, "TERM": "xterm"}
    actions = [(os.POSIX_SPAWN_DUP2, writing, 1), (os.POSIX_SPAWN_DUP2, its_end, 2)]
    here = Path.cwd()
    os.chdir(folder)
    child = os.posix_spawn(MODULE[0], [*MODULE, *arguments], env, file_actions=actions)
    os.chdir(here)
    os.close(writing)
    os.close(its_end)
    said = read_all(terminal)
    out = read_all(reading)
    os.waitpid(child, 0)
    return out, said


def read_all(end: int) -> str:
    """All that comes until the other end is closed, which for a terminal is an error."""
    parts = []
    try:
        while part := os.read(end, 65_536):
            parts.append(part)
    except OSError:
        pass
    os.close(end)
    return b"".join(parts).decode()


# the line and the caret


@pytest.mark.parametrize(
    ("line", "column", "shown"),
    [
        ("  a: b", 3, ("      a: b", "      ^")),
        ("\ta: b", 2, ("     a: b", "     ^")),
        ("林海: b", 5, ("    林海: b", "          ^")),
        ("a\u202eb: c", 2, ("    a b: c", "     ^")),
        ("a", 9, ("    a", "     ^")),
    ],
)
def test_the_caret_stands_below_the_place(line: str, column: int, shown: tuple[str, str]) -> None:
    """Tabs, wide letters and what can't be seen move no caret, and nothing invisible is printed."""
    assert excerpt(a_problem(2, column), ["x", line]) == shown


@pytest.mark.parametrize(
    ("problem", "lines"),
    [
        (a_problem(1, 1, field="title"), ["format: 1"]),
        (a_problem(1, 1, field="file"), ["file: x"][:0]),
        (a_problem(2, 1), ["a: b"]),
        (a_problem(1, 1), ["   "]),
    ],
)
def test_where_there_is_no_line_none_is_shown(problem: Problem, lines: Sequence[str]) -> None:
    """What is missing from the file as a whole, and what stands behind its end, has no line."""
    assert excerpt(problem, lines) == ()


def test_the_first_line_is_shown_if_it_is_meant() -> None:
    """A problem with the key on the first line shows it."""
    assert excerpt(a_problem(1, 1, field="format"), ["format: 2"]) == ("    format: 2", "    ^")


def test_of_a_long_line_the_surroundings_are_shown() -> None:
    """A line that is too long is cut on both sides, and the caret still stands right."""
    shown, caret = excerpt(a_problem(1, 301, field="x"), ["a" * 300 + "!" + "b" * 300])
    assert shown[4] == shown[-1] == "…"
    assert len(shown) < 120
    assert shown[caret.index("^")] == "!"


@given(st.text(max_size=300), st.integers(1, 310), st.sampled_from(["error", "warning"]))
def test_any_line_can_be_shown(line: str, column: int, severity: Severity) -> None:
    """Whatever stands on a line, what is shown of it is printable and not longer than a terminal is wide."""
    for text in excerpt(a_problem(2, column, severity), ["", line]):
        assert text.isprintable()
        assert len(text.removesuffix("^ warning")) < 210
