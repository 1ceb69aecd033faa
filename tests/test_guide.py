"""Every snippet of docs/knowledge.md is right where it stands: each adds to what those before it make."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import time_machine
import yaml

from bot.knowledge.json_schema import FIRST_LINE
from bot.knowledge.load import read_bytes
from bot.knowledge.schema import ShowFile
from tests.knowledge.editor import underlined
from tests.test_cli import folder as folder
from tests.test_cli import usher

GUIDE = (Path(__file__).parent.parent / "docs" / "knowledge.md").read_text(encoding="utf-8")
NAME = Path("salt-roads.yaml")


class Snippet(NamedTuple):
    """A fenced block: its language and the words after it, and its text."""

    kind: str
    text: str


SNIPPETS = [Snippet(*found) for found in re.findall(r"^```(.*)\n((?:.*\n)*?)^```$", GUIDE, re.MULTILINE)]
RIGHT = [snippet.text for snippet in SNIPPETS if snippet.kind == "yaml"]


def merged(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """The file after an editor has put a snippet where it belongs."""
    result = dict(base)
    for key, value in more.items():
        inside = isinstance(value, dict) and isinstance(base.get(key), dict)
        result[key] = merged(base[key], value) if inside else value
    return result


def after(count: int) -> dict[str, Any]:
    """The file that the first snippets make; scalars are texts, as the bot reads them."""
    file: dict[str, Any] = {}
    for text in RIGHT[:count]:
        file = merged(file, yaml.load(text, Loader=yaml.BaseLoader) or {})
    return file


def written(file: dict[str, Any]) -> str:
    """The file as text."""
    return yaml.dump(file, allow_unicode=True, sort_keys=False, width=10_000)


@pytest.mark.parametrize("count", range(1, len(RIGHT) + 1))
def test_each_step_leaves_a_file_that_is_right(count: int) -> None:
    """After each snippet the loader has nothing to say."""
    assert read_bytes(written(after(count)).encode(), NAME).problems == ()


def test_the_first_snippet_is_a_whole_file() -> None:
    """As it stands there, one can save it and go on from there."""
    assert read_bytes(RIGHT[0].encode(), NAME).problems == ()
    assert underlined(RIGHT[0]) == []


@pytest.mark.parametrize("text", [text for text in RIGHT if yaml.safe_load(text)])
def test_snippets_are_what_editors_take(text: str) -> None:
    """No key of a snippet is unknown or of the wrong shape; what is missing stands in the snippets before."""
    assert [one for one in underlined(text) if "is a required property" not in one] == []


def test_the_whole_file_needs_no_mending(folder: Path) -> None:
    """At the end `usher check --strict` finds nothing, in the autumn in which the guide takes place."""
    (folder / NAME).write_text(written(after(len(RIGHT))), encoding="utf-8")
    with time_machine.travel("2026-11-01T12:00Z"):
        status, out, _ = usher("check", ".", "--strict")
    assert status == 0, out


def test_the_mistake_is_told_as_the_guide_says(folder: Path) -> None:
    """The wrong snippet gives the very lines that stand below it."""
    index = next(index for index, snippet in enumerate(SNIPPETS) if snippet.kind == "yaml wrong")
    wrong = yaml.safe_load(SNIPPETS[index].text)["seasons"]["s1"]["state"]
    text = RIGHT[0].replace("state: expected", f"state: {wrong}")
    (folder / NAME).write_text(text, encoding="utf-8")
    assert usher("check", str(NAME))[1] == SNIPPETS[index + 1].text


def test_the_first_line_is_the_one_that_editors_know() -> None:
    """The guide's line for editors is that of the shipped files."""
    assert FIRST_LINE + "\n" in RIGHT


def test_every_section_is_in_the_guide() -> None:
    """Each section of the schema is named."""
    for section in ShowFile.model_fields:
        if section not in ("format", "default"):
            assert f"`{section}`" in GUIDE or f"\n{section}:" in GUIDE, section


def test_the_keys_for_programs_are_in_the_guide(folder: Path) -> None:
    """Each key of the JSON is named."""
    (folder / "bad.yaml").write_text("format: 1", encoding="utf-8")
    document = json.loads(usher("check", ".", "--json")[1])
    for key in (*document, *document["files"][0], *document["problems"][0]):
        assert f"`{key}`" in GUIDE, key
