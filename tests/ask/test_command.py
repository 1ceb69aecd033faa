"""A command is read as on Discord, and what is none is answered with what would be one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ask.command import Command, Form, Misread, parse

FORMS = {
    "release": Form(),
    "cast": Form(name="person"),
    "recommendations": Form("like", "only", {"films": "Films", "makers": "From the same makers"}),
    "sources": Form(choice="of", choices={"release": "release", "cast": "cast"}),
}


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("/release", Command("release")),
        ("  /RELEASE  ", Command("release")),
        ("/cast Iñaki Godoy", Command("cast", typed="Iñaki Godoy")),
        ("/cast\tgodoy", Command("cast", typed="godoy")),
        ("/cast person:Iñaki Godoy", Command("cast", typed="Iñaki Godoy")),
        ("/cast person: Godoy show: Harbour Lights", Command("cast", typed="Godoy", show="Harbour Lights")),
        ("/cast show:harbour person:godoy", Command("cast", typed="godoy", show="harbour")),
        ("/cast godoy show:harbour", Command("cast", typed="godoy", show="harbour")),
        ("/cast PERSON:godoy private:True", Command("cast", typed="godoy")),
        ("/release show:", Command("release")),
        ("/recommendations films", Command("recommendations", choice="films")),
        ("/recommendations From the Same Makers", Command("recommendations", choice="makers")),
        ("/recommendations only:makers like:1899", Command("recommendations", "1899", "makers")),
        ("/recommendations Raising Dion", Command("recommendations", "Raising Dion")),
        ("/recommendations Dune: Part Two", Command("recommendations", "Dune: Part Two")),
        ("/recommendations Re:Zero", Command("recommendations", "Re:Zero")),
        ("/sources cast", Command("sources", choice="cast")),
        ("/sources of:Cast", Command("sources", choice="cast")),
    ],
)
def test_what_is_read(line: str, command: Command) -> None:
    """Options go by name in any order, and without one where there is no doubt."""
    assert parse(line, FORMS) == command


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("release", "Did you mean /release?"),
        ("when is it out?", "only understand commands so far"),
        ("", "only understand commands so far"),
        ("/casst", "Did you mean /cast?"),
        ("/", "There is no command /."),
        ("/release now", "“now”"),
        ("/release person:godoy", "“person:godoy”"),
        ("/sources nonsense", "It takes: release, cast."),
        ("/recommendations only:songs", "films, makers"),
        ("/cast godoy person:tilda", "one person"),
    ],
)
def test_what_is_not_read(line: str, said: str) -> None:
    """What is no command, or has something behind it that it can't take, is answered with what is right."""
    misread = parse(line, FORMS)
    assert isinstance(misread, Misread)
    assert said in misread.sentence


@pytest.mark.parametrize("line", ["release it", "/nothing-like-it"])
def test_all_commands_are_named_where_none_was_meant(line: str) -> None:
    """Whoever typed no command is told of all that there are."""
    misread = parse(line, FORMS)
    assert isinstance(misread, Misread)
    assert all(f"/{topic}" in misread.sentence for topic in FORMS)


_PIECES = st.sampled_from(["/", "/cast", "/sources ", "person:", "show:", "only:", " ", "films", "\n", "é"])


@given(st.lists(_PIECES | st.text(max_size=20), max_size=8).map("".join))
def test_any_line_is_either_a_command_or_explained(line: str) -> None:
    """No line raises, and a command always belongs to a topic, with a choice that there is."""
    read = parse(line, FORMS)
    if isinstance(read, Misread):
        assert read.sentence
    else:
        assert read.choice in ("", *FORMS[read.topic].choices)
        assert not read.typed or FORMS[read.topic].name
