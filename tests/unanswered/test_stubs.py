"""The stubs that editors get: YAML whatever was asked, to be pasted and filled in."""

from __future__ import annotations

import re
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.load import read_bytes
from bot.storage.scrub import scrub
from bot.unanswered.likeness import grouped
from bot.unanswered.stubs import stubs
from tests.conftest import DATA
from tests.shows import hostile
from tests.unanswered.kept import kept

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def parsed(text: str) -> dict[str, Any]:
    """The file as YAML, all scalars as texts."""
    read: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader) or {}
    return read


def test_a_stub() -> None:
    """Each group is a fact with all that is asked as it, under its show; the rest is left to fill in."""
    text = stubs(grouped([kept("Why did Mara leave?", 2), kept("mara leave why"), kept("who", show="two")]))
    assert parsed(text) == {
        "one": {
            "why-did-mara-leave": {
                "asked_as": ["Why did Mara leave?", "mara leave why"],
                "text": "",
                "sources": [],
                "checked": "",
                "reveals": "",
            }
        },
        "two": {
            "who": {"asked_as": ["who"], "text": "", "sources": [], "checked": "", "reveals": ""},
        },
    }
    assert "# asked 3 times, last on 2026-01-01\n  why-did-mara-leave:\n" in text


def test_nothing_to_show() -> None:
    """Without a question it is a file all the same."""
    assert parsed(stubs([])) == {}


def test_ids_are_unique_and_fit() -> None:
    """Ids are made of the questions, as those of facts have to be; where there are no letters, too."""
    asked = ["why " + "so very " * 20 + end for end in ("a1", "b2", "c3")] + ["谁", "玛", "¿?"]
    ids = list(parsed(stubs(grouped([kept(text) for text in asked])))["one"])
    assert len(set(ids)) == 6
    assert all(_ID.fullmatch(id) and len(id) <= 32 for id in ids)


def test_long_questions_fit() -> None:
    """A text of `asked_as` is never too long, and never half a word where it has words."""
    lines = parsed(stubs(grouped([kept("word " * 50), kept("x" * 300)])))["one"].values()
    assert sorted(len(fact["asked_as"][0]) for fact in lines) == [119, 120]


def test_it_is_pasted_as_it_stands() -> None:
    """Below a section of a file, `usher check` names what is still to fill in, and nothing else."""
    file = (DATA / "harbour-lights.yaml").read_text()
    stub = stubs(grouped([kept('Is it: "true", that\'s #1?')])).split('"one":\n\n')[1]
    assert "\nplot:\n" in file
    problems = read_bytes(file.replace("\nplot:\n", f"\nplot:\n{stub}").encode(), DATA / "x.yaml").problems
    errors = {one.field.rpartition(".")[2] for one in problems if one.severity == "error"}
    assert errors == {"sources", "checked", "kind", "text", "reveals"}


@settings(deadline=None)
@given(st.lists(hostile | st.text(min_size=1, max_size=80), min_size=1, max_size=5))
def test_whatever_was_asked(asked: list[str]) -> None:
    """Hostile texts stay texts: what is read back is what was kept."""
    texts = [text for text in map(scrub, asked) if text]
    facts = parsed(stubs(grouped([kept(text) for text in texts]))).get("one", {})
    found = {line for fact in facts.values() for line in fact["asked_as"]}
    assert all(set(fact) == {"asked_as", "text", "sources", "checked", "reveals"} for fact in facts.values())
    assert {line.split()[0] for line in found} <= {text.split()[0] for text in texts}
    assert bool(found) == bool(texts)
