"""The command line as people use it: what it prints, what it exits with, and what it never prints."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import time_machine
from typer.testing import CliRunner

from bot import __version__, cli, demo
from bot.config import Settings
from tests.conftest import DATA, NOW

SCRIPT = [str(Path(sys.executable).parent / "usher")]
MODULE = [sys.executable, "-m", "bot"]
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
INVENTED = {"USHER_DATA": str(DATA), "USHER_SHOWS": "harbour-lights", "COLUMNS": "200"}

Done = subprocess.CompletedProcess[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder, the invented shows on a fixed day, and the tests' own logging back afterwards."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in INVENTED.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("bot.knowledge.places.shipped", lambda: DATA)
    monkeypatch.chdir(tmp_path)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    with time_machine.travel(NOW):
        yield tmp_path
    root.handlers[:], root.level = handlers, level


def process(*arguments: str, cwd: Path, start: list[str] = MODULE, env: Mapping[str, str] = INVENTED) -> Done:
    """The bot as a process of its own, in whose environment there is only `env`."""
    return subprocess.run(
        [*start, *arguments],
        cwd=cwd,
        env=dict(env),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


def usher(*arguments: str, typed: bytes = b"") -> tuple[int, str, str]:
    """Exit status, stdout and stderr, in this process."""
    result = CliRunner().invoke(cli.app, list(arguments), prog_name="usher", input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("ask", "/release"), ("run",), ("check", "--nope")],
)
def test_the_module_is_the_script(arguments: tuple[str, ...], folder: Path) -> None:
    """`python -m bot` prints and exits exactly as `usher` does."""
    script = process(*arguments, start=SCRIPT, cwd=folder)
    module = process(*arguments, start=MODULE, cwd=folder)
    assert (script.returncode, script.stdout, script.stderr) == (
        module.returncode,
        module.stdout,
        module.stderr,
    )
    assert "Traceback" not in script.stderr


def test_the_version_is_told() -> None:
    """`--version` gives the version and nothing else."""
    assert usher("--version") == (0, f"usher {__version__}\n", "")


@pytest.mark.parametrize("command", ["run", "demo", "ask", "eval", "check", "new", "schema"])
def test_every_command_is_explained_with_examples(command: str) -> None:
    """Each subcommand's help has examples and the exit statuses."""
    status, out, _ = usher(command, "--help")
    assert status == 0
    assert f"\n    usher {command}" in out
    assert "Exit status: 0" in out


def test_the_examples_of_ask_work() -> None:
    """What the help of `ask` proposes is understood."""
    _, out, _ = usher("ask", "--help")
    examples = [
        line.split('"')[1::2] + line.split()[3:] for line in out.splitlines() if '    usher ask "' in line
    ]
    assert len(examples) >= 3
    for example in examples:
        options = example[example.index("--seen") :] if "--seen" in example else []
        assert usher("ask", example[0], *options)[0] == 0, example


def test_help_loads_nothing_heavy(folder: Path) -> None:
    """`--help` comes without loading Discord's library, the schema's or the terminal's."""
    code = (
        "import sys; sys.argv = ['usher', '--help']\n"
        "from bot.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print({'discord', 'pydantic', 'rich', 'babel'} & set(sys.modules))"
    )
    assert process("-c", code, start=[sys.executable], cwd=folder).stdout.splitlines()[-1] == "set()"


def test_running_loads_nothing_of_the_terminal(folder: Path) -> None:
    """What runs on Discord does not keep the terminal's libraries in memory."""
    code = "import sys, bot.gateway; print({'rich', 'typer', 'simcord'} & set(sys.modules))"
    assert process("-c", code, start=[sys.executable], cwd=folder).stdout == "set()\n"


@pytest.mark.parametrize("token", [None, "", "  "])
def test_running_without_a_token(token: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a token there is one sentence that says where to put it, and exit status 2."""
    if token is not None:
        monkeypatch.setenv("DISCORD_TOKEN", token)
    status, out, err = usher("run")
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert all(part in err for part in ("DISCORD_TOKEN=", " .env,", ".env.example"))


@pytest.mark.parametrize(
    "token", ["hushhush", "hush.hush", f'"{TOKEN}"', f"Bot {TOKEN}", "hush.hush.", "hush.ñ.hush"]
)
def test_running_with_what_is_no_token(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can't be a token is refused before anything else, and is not repeated."""
    monkeypatch.setenv("DISCORD_TOKEN", token)
    monkeypatch.setenv("USHER_LOG_LEVEL", "DEBUG")
    status, out, err = usher("run")
    assert (status, out) == (2, "")
    assert err.startswith("DISCORD_TOKEN is not a bot's token")
    assert len(err.splitlines()) == 1
    assert "hush" not in err
    assert TOKEN not in err


def test_settings_are_read_from_the_file_beside(folder: Path) -> None:
    """A .env in the folder counts."""
    (folder / ".env").write_text("DISCORD_TOKEN=hushhush\n", encoding="utf-8")
    assert "is not a bot's token" in usher("run")[2]


@pytest.mark.parametrize("command", [("run",), ("ask", "/release"), ("check",), ("demo",)])
def test_settings_that_cannot_be(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that can't be used is a sentence with its name, for every subcommand, and exit status 2."""
    monkeypatch.setenv("USHER_LOG_LEVEL", "loud")
    assert usher(*command) == (2, "", "USHER_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR.\n")


@pytest.mark.parametrize("command", [("run",), ("ask", "/release"), ("check",)])
def test_shows_that_are_not_there(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """A show in the settings that has no file is a sentence with what was meant, and exit status 2."""
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("USHER_SHOWS", "harbor-lights")
    status, out, err = usher(*command)
    assert (status, out) == (2, "")
    assert "did you mean `harbour-lights`?" in err


def test_no_show_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every file is broken, the bot says what is wrong with them and ends with 2."""
    (folder / "broken.yaml").write_text("title: [\n", encoding="utf-8")
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("USHER_DATA", str(folder))
    monkeypatch.setenv("USHER_SHOWS", "broken")
    for command in (("run",), ("ask", "/release")):
        status, _, err = usher(*command)
        assert status == 2
        assert "broken.yaml:2:1: " in err


def test_an_answer() -> None:
    """A command gets its card on stdout, the answer first, and exit status 0."""
    status, out, err = usher("ask", "/cast ohara")
    assert (status, err) == (0, "")
    assert out.startswith("Zoë Ångström plays Mara O'Hara\n")
    assert "Spoiler-safe view" in out
    assert "[Where I'm up to]" in out


def test_a_command_needs_no_quotes() -> None:
    """Words that the shell has taken apart are one command again."""
    assert usher("ask", "/cast", "ohara") == usher("ask", "/cast ohara")


def test_how_far_one_has_watched() -> None:
    """`--seen` opens what has been seen and no more, in any spelling; the default is nothing."""
    nothing, some, all = (
        usher("ask", "/cast", "--seen", seen) for seen in ("nothing", "s02E02", "Everything")
    )
    assert usher("ask", "/cast") == nothing
    assert "s02e02" not in nothing[1]
    assert "s02e02" in some[1]
    assert len(nothing[1]) < len(some[1]) < len(all[1])
    assert "S02E02" not in nothing[1]


def test_which_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--show` takes an id or a title; without it, where there are several, the bot asks which one."""
    monkeypatch.setenv("USHER_SHOWS", "harbour-lights,paper-moons")
    assert "Paper Moons" in usher("ask", "/plot", "--show", "paper-moons")[1]
    assert "Paper Moons" in usher("ask", "/plot", "--show", "Lunes de Papier")[1]
    assert usher("ask", "/plot")[1].startswith("Which show do you mean?")
    monkeypatch.setenv("USHER_SHOW", "harbour-lights")
    assert "Harbour Lights" in usher("ask", "/plot")[1]


@pytest.mark.parametrize("command", ["/cast nobody-at-all-xyz", "/plot show:nothing-like-it"])
def test_a_miss_is_an_answer(command: str) -> None:
    """What the bot does not know it says as its answer, with exit status 0."""
    status, out, err = usher("ask", command)
    assert (status, err) == (0, "")
    assert out.startswith("I don't know ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["/relaese"], "Did you mean /release?"),
        (["/release now"], "“now”"),
        (["/cast", "--seen", "S1"], "S01E04"),
    ],
)
def test_what_is_not_understood(arguments: list[str], said: str) -> None:
    """A command that is none is one sentence with what would be right, on stderr, and exit status 2."""
    status, out, err = usher("ask", *arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


def lines_of(out: str) -> list[dict[str, Any]]:
    """What stands in each line of JSON."""
    return [json.loads(line) for line in out.splitlines()]


def test_plain_words() -> None:
    """A question in plain words gets the card that the command gets, and needs no quotes either."""
    command = usher("ask", "/cast ohara")
    assert usher("ask", "who plays Mara O'Hara?") == command
    assert usher("ask", "who", "plays", "Mara", "O'Hara") == command


def test_plain_words_that_are_not_understood() -> None:
    """What is not understood is an answer, too, with questions one a line, and exit status 0."""
    status, out, err = usher("ask", "xyzzy plugh")
    assert (status, err) == (0, "")
    assert "\n  - Who's in it?\n" in out


def test_an_answer_for_programs() -> None:
    """`--json` gives one line with what was understood and all that a fan would read."""
    status, out, err = usher("ask", "--json", "who plays mara")
    assert (status, err) == (0, "")
    (told,) = lines_of(out)
    assert list(told) == ["question", "language", "topics", "subjects", "outcome", "text"]
    assert (told["question"], told["language"], told["outcome"]) == ("who plays mara", "en", "answered")
    assert (told["topics"], told["subjects"]) == (["cast"], ["cast:mara"])
    assert told["text"].startswith("Zoë Ångström plays Mara O'Hara\n")
    assert "\nWhere I'm up to\n" in told["text"]


def test_a_command_for_programs() -> None:
    """A command gets its line as well; one that is not understood, too, but exit status 2."""
    assert lines_of(usher("ask", "--json", "/episodes s01e01")[1])[0]["subjects"] == ["S01E01"]
    status, out, _ = usher("ask", "--json", "/relaese")
    assert status == 2
    assert lines_of(out)[0]["outcome"] == "asked_back"


def test_a_line_for_a_line() -> None:
    """Every line gets one of its own: an empty one, one that is no UTF-8, one that is far too long."""
    asked = ["who plays mara", "", "wh\ufffd\ufffd is it", "a" * 100_000, "/nope", "when does it come out"]
    raw = "\r\n".join(asked).encode().replace("\ufffd".encode(), b"\xff")
    status, out, err = usher("ask", "--json", "-", typed=raw)
    told = lines_of(out)
    assert (status, err) == (0, "")
    assert [one["question"][:20] for one in told] == [text[:20] for text in asked]
    assert [one["outcome"] for one in told[1:5]] == ["abstained", "abstained", "abstained", "asked_back"]
    assert told[0]["outcome"] == told[5]["outcome"] == "answered"


def test_lines_come_at_once(folder: Path) -> None:
    """A program that waits for each line before it asks on gets it."""
    asking = subprocess.Popen(
        [*MODULE, "ask", "--json", "-"],
        cwd=folder,
        env=INVENTED,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with asking:
        assert asking.stdin is not None
        assert asking.stdout is not None
        for question in ("who plays mara", "what is it about"):
            asking.stdin.write(f"{question}\n".encode())
            asking.stdin.flush()
            assert json.loads(asking.stdout.readline())["question"] == question
        asking.stdin.close()
        assert asking.wait(10) == 0


def test_one_conversation() -> None:
    """With `--follow` a line is understood with the one before it, and without it by itself."""
    typed = b"who plays mara\nwhat else was she in?\n"
    alone, together = (
        lines_of(usher("ask", "--json", "-", *follow, typed=typed)[1])[1] for follow in ((), ("--follow",))
    )
    assert alone["outcome"] != "answered"
    assert (together["outcome"], together["subjects"]) == ("answered", ["cast:mara"])


def test_a_prompt() -> None:
    """`ask` alone goes on asking, understands what follows on, and ends with `exit`."""
    typed = b"who plays mara\n\nwhat else was she in?\n/relaese\nexit\nwhat is it about\n"
    status, out, err = usher("ask", typed=typed)
    first, second, *_ = out.split("[Sources]\n")
    assert (status, err) == (0, "")
    assert first.startswith("Zoë Ångström plays Mara O'Hara\n")
    assert "Zoë Ångström" in second
    assert out.rstrip().endswith("/help, /privacy.")


def test_a_prompt_in_a_terminal(folder: Path) -> None:
    """In a terminal the prompt says what it is, and Ctrl-D ends it."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*MODULE, "ask"], cwd=folder, env=INVENTED | {"TERM": "dumb"}, stdin=theirs, stdout=theirs
    ) as asking:
        os.close(theirs)
        out = b""
        for typed in (b"who plays mara\n", b"\x04"):
            start = len(out)
            while b"> " not in out[start:]:
                out += os.read(ours, 4096)
            os.write(ours, typed)
        with contextlib.suppress(OSError):  # which is how the end of a terminal looks on Linux
            while piece := os.read(ours, 4096):
                out += piece
        assert asking.wait(10) == 0
    os.close(ours)
    assert b"Ctrl-D ends." in out
    assert "Zoë Ångström plays Mara O'Hara".encode() in out


def test_which_show_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--show` goes before the show that the words name, and that one before the default."""
    monkeypatch.setenv("USHER_SHOWS", "harbour-lights,static-valley")
    monkeypatch.setenv("USHER_SHOW", "harbour-lights")
    asked = ("ask", "who is in Static Valley?")
    assert usher("ask", "who is in it?")[1].startswith("Who's in Harbour Lights\n")
    assert usher(*asked)[1].startswith("Who's in Static Valley\n")
    assert not usher(*asked, "--show", "harbor lights")[1].startswith("Who's in Static Valley\n")
    assert usher(*asked, "--show", "nothing-like-it")[1].startswith("I don't know a show called ")


def test_having_seen_one_show_opens_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--seen` is of the show that is meant; of another one that is named it opens nothing."""
    monkeypatch.setenv("USHER_SHOWS", "harbour-lights,paper-moons")
    monkeypatch.setenv("USHER_SHOW", "paper-moons")
    asked = ("ask", "who is in Harbour Lights", "--seen", "everything")
    assert "s02e0" not in usher(*asked)[1]
    assert "Spoiler-safe view" in usher(*asked)[1]
    assert "s02e0" in usher(*asked, "--show", "harbour-lights")[1]


def test_an_answer_in_a_poor_encoding(folder: Path) -> None:
    """Letters that the terminal's encoding lacks are replaced, and the rest is printed."""
    poor = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = process("ask", "/cast ohara", cwd=folder, env=INVENTED | poor)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Mara O'Hara" in done.stdout


RIGHT = """\
show: harbour-lights
questions:
  - {ask: who plays mara, language: en, topic: cast, expect: answer, any: [Zoe Angstrom]}
  - {ask: xyzzy plugh, language: en, topic: none, expect: abstain}
  - {ask: who is in it, language: en, topic: cast, expect: spoiler, not: [Bramblings01e05]}
"""
WRONG = """\
  - {ask: "[b]xyzzy", language: de, topic: plot, expect: answer, any: [nothing]}
  - {ask: who is in it, language: en, topic: plot, expect: answer, any: [Zoe]}
"""
LEAKY = """\
  - {ask: who is in it, topic: cast, expect: spoiler, not: [Bramblings01e05], seen: everything}
"""


def questions(folder: Path, text: str) -> str:
    """A set of questions in a file."""
    (folder / "set.yaml").write_text(text, encoding="utf-8")
    return "set.yaml"


def test_a_set_that_goes_right(folder: Path) -> None:
    """Where all is right the sums say so, in tables and in a sentence, with exit status 0."""
    status, out, err = usher("eval", questions(folder, RIGHT), "--least", "1")
    assert (status, err) == (0, "")
    assert re.search(r"^ cast +2 +1/1 100.0% +– +2/2 100.0% +0/1 *$", out, re.MULTILINE)
    assert re.search(r"^ en +3 +1/1 100.0% +1/1 100.0% +3/3 100.0% +0/1 *$", out, re.MULTILINE)
    assert "0 of 1 spoilers leaked" in out
    assert "Taken for" not in out


def test_a_set_that_goes_wrong(folder: Path) -> None:
    """Each miss is told with its place, what was expected and what came; a threshold decides the end."""
    file = questions(folder, RIGHT + WRONG)
    status, out, err = usher("eval", file)
    assert (status, err) == (0, "")
    assert (
        "set.yaml:6 [b]xyzzy\n  expected de, plot, answer, seen nothing\n  but it   is not answered\n" in out
    )
    assert "  came     none: I can't answer that here\n" in out
    assert re.search(r"^ plot +none +1 *$", out, re.MULTILINE)
    assert re.search(r"^ plot +cast +1 *$", out, re.MULTILINE)
    assert usher("eval", file, "--least", "0.66,1")[0] == 0
    assert usher("eval", file, "--least", "0.7,1")[0] == 1
    assert usher("eval", file, "--least", "0.7")[0] == 1
    assert "That is not enough" in usher("eval", file, "--least", "0.7")[1]


def test_a_set_with_a_leak(folder: Path) -> None:
    """A spoiler that is told stands first among the misses, and the end is 1 in any case."""
    status, out, _ = usher("eval", questions(folder, RIGHT + WRONG + LEAKY))
    assert status == 1
    assert "1 of 2 spoilers leaked" in out
    assert out.index("tells “Bramblings01e05”") < out.index("is not answered")


def test_a_set_for_programs(folder: Path) -> None:
    """`--json` prints one document with the same."""
    status, out, err = usher("eval", questions(folder, RIGHT + WRONG + LEAKY), "--json", "--least", "0.5")
    told = json.loads(out)
    assert (status, err) == (1, "")
    assert (told["passed"], told["least"]) == (False, {"answers": 0.5, "abstentions": 0.5})
    assert (told["total"]["questions"], told["total"]["leaks"]) == (6, 1)
    assert told["languages"]["de"]["answered_right"] == 0
    assert told["topics"]["cast"]["questions"] == 3
    assert {"expected": "plot", "came": "cast", "count": 1} in told["confusions"]
    assert [(one["line"], one["leaks"]) for one in told["misses"]] == [(8, ["Bramblings01e05"]), (6, [])]


def test_shows_of_sets(folder: Path) -> None:
    """A set's show may be a file that is named, be in a folder that is named, or in one beside the set."""
    text = "- {show: my-show, ask: who plays mara, expect: answer, any: [Zoe]}"
    file = questions(folder, text)
    assert "there is no show `my-show`" in usher("eval", file)[2]
    for name in ("shows", "elsewhere"):
        (folder / name).mkdir()
    shutil.copy(DATA / "harbour-lights.yaml", folder / "elsewhere" / "my-show.yaml")
    assert usher("eval", file, "--least", "1", "--show-file", "elsewhere/my-show.yaml")[0] == 0
    assert usher("eval", file, "--least", "1", "--data", "elsewhere")[0] == 0
    assert usher("eval", file)[0] == 2
    (folder / "elsewhere" / "my-show.yaml").rename(folder / "shows" / "my-show.yaml")
    assert usher("eval", file, "--least", "1")[0] == 0


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("- {ask: a}", [], "set.yaml:1: question 1: `expect` has to be"),
        (RIGHT, ["nowhere.yaml"], "nowhere.yaml: cannot be read"),
        (RIGHT, ["--least", "95"], "--least 95 is not clear to me"),
        (RIGHT, ["--least", "a,b"], "--least a,b is not clear to me"),
    ],
)
def test_sets_that_cannot_be_used(text: str, options: list[str], said: str, folder: Path) -> None:
    """A set that can't be used is one sentence with its place, and exit status 2, before any question."""
    status, out, err = usher("eval", questions(folder, text), *options)
    assert (status, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_good_file() -> None:
    """Checking a good file says how many facts are fine, and ends with 0."""
    status, out, err = usher("check", str(DATA / "paper-moons.yaml"))
    assert (status, err) == (0, "")
    assert out.startswith("Nothing to mend. Fine: paper-moons (")


def test_a_file_with_mistakes(folder: Path) -> None:
    """Every mistake stands on a line of its own with file, line and field, and the end is 1."""
    text = (DATA / "paper-moons.yaml").read_text(encoding="utf-8")
    bad = text.replace("state: expected", "state: soonish", 1).replace(
        "checked: 2025-12-30", "checked: soon", 1
    )
    (folder / "bad.yaml").write_text(bad, encoding="utf-8")
    shutil.copy(DATA / "paper-moons.yaml", folder / "good.yaml")
    status, out, _ = usher("check", str(folder))
    *lines, summary = out.splitlines()
    problems = [line for line in lines if not line.startswith(" ")]
    assert status == 1
    assert [problem.split(": ")[1] for problem in problems[:2]] == [
        "seasons.one.state",
        "seasons.one.checked",
    ]
    assert problems[0].startswith(f"bad.yaml:{_line(bad, 'soonish')}:5: ")
    assert lines[1:3] == ["        state: soonish", "        ^"]
    assert summary.startswith(f"{len(problems)} errors, 0 warnings. Fine: good (")


def test_a_file_with_warnings_alone(folder: Path) -> None:
    """What is only odd is told, and the end is 0 all the same."""
    text = (DATA / "paper-moons.yaml").read_text(encoding="utf-8")
    unused = "\nsources:\n  nobody: {title: A, publisher: B, url: https://example.org/, date: 2025}"
    (folder / "odd.yaml").write_text(text.replace("\nsources:", unused, 1), encoding="utf-8")
    status, out, _ = usher("check", "odd.yaml")
    assert status == 0
    assert out.splitlines()[-1] == "0 errors, 1 warning."
    assert out.startswith("odd.yaml:")


def test_without_a_path_the_files_in_use_are_checked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`check` alone checks the shipped files and those that are laid over them, all at once."""
    own = folder / "own"
    own.mkdir()
    shutil.copy(DATA / "paper-moons.yaml", own / "another.yaml")
    monkeypatch.setenv("USHER_DATA", str(own))
    monkeypatch.delenv("USHER_SHOWS")
    status, out, _ = usher("check")
    assert status == 0
    assert all(f"{show} (" in out for show in ("another", "paper-moons", "static-valley"))
    (own / "paper-moons.yaml").write_text("title: [\n", encoding="utf-8")
    status, out, _ = usher("check")
    assert status == 1
    assert f"\n{Path('own') / 'paper-moons.yaml'}:2:1: " in out
    assert "paper-moons (" not in out


@pytest.mark.parametrize(
    ("path", "said"), [("nowhere.yaml", "nowhere.yaml:1:1: file: is not there"), (".", "no knowledge file")]
)
def test_nothing_to_check(path: str, said: str) -> None:
    """A path without a knowledge file is a sentence and ends with 1."""
    status, out, _ = usher("check", path)
    assert status == 1
    assert said in out


def test_the_demo_gets_its_options(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands behind `demo` reaches it, and its exit status is the process's."""
    given: list[object] = []

    def run(settings: Settings, **options: object) -> int:
        given.append(options)
        return 2

    monkeypatch.setattr(demo, "run", run)
    assert usher("demo", "--port", "0", "--locale", "fr", "--direct", "--open")[0] == 2
    assert usher("demo")[0] == 2
    assert given == [
        {"port": 0, "locale": "fr", "direct": True, "open_page": True},
        {"locale": "en-US", "direct": False, "open_page": False},
    ]


def test_the_schema_is_printed() -> None:
    """`schema` prints what lies beside the shipped files, and nothing else."""
    committed = Path(__file__).parent.parent / "data" / "show.schema.json"
    assert usher("schema") == (0, committed.read_text(encoding="utf-8"), "")


def _line(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)
