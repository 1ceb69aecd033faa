"""Editors complete and underline by a JSON Schema that says what the loader says."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from yaml import YAMLError

from bot.knowledge.json_schema import FIRST_LINE, NAME, json_schema, json_schema_text
from bot.knowledge.load import find_files, read_bytes
from bot.knowledge.places import shipped
from bot.knowledge.schema import Fact, ShowFile
from tests.conftest import DATA
from tests.knowledge.conftest import BEGINNING
from tests.knowledge.editor import underlined
from tests.knowledge.test_fuzz import FILES, slip

SHIPPED = sorted(shipped().glob("*.yaml"))
FACT = "sources: [gull], checked: 2025-12-28, reveals: nothing"


def test_the_committed_schema_is_in_step() -> None:
    """What lies beside the knowledge files is what the models say now; `make schema` writes it."""
    assert (shipped() / NAME).read_text(encoding="utf-8") == json_schema_text()


def test_the_schema_is_one() -> None:
    """It is a valid JSON Schema, and all of it comes back from the text."""
    Draft7Validator.check_schema(json_schema())
    assert json.loads(json_schema_text()) == json_schema()


def test_the_schema_is_no_show() -> None:
    """The loader passes it by."""
    files, problems = find_files([shipped()])
    assert set(files) == {path.stem for path in SHIPPED}
    assert problems == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_file_names_the_schema(path: Path) -> None:
    """The first line tells an editor where the schema is."""
    assert path.read_text(encoding="utf-8").splitlines()[0] == FIRST_LINE


@pytest.mark.parametrize("path", [*SHIPPED, *sorted(DATA.glob("*.yaml"))], ids=lambda path: path.stem)
def test_good_files_are_not_underlined(path: Path) -> None:
    """An editor finds nothing wrong with the shipped files and the invented ones."""
    assert underlined(path.read_text(encoding="utf-8")) == []


def test_every_key_is_explained() -> None:
    """Each kind of entry and each section has a description, and facts must say what they reveal."""
    schema = json_schema()
    for name, record in schema["definitions"].items():
        assert record["description"], name
        if name != "Source":
            assert "reveals" in record["required"], name
            assert record["properties"]["reveals"]["description"]
    for name, section in schema["properties"].items():
        if "additionalProperties" in section:
            assert section["description"], name
    assert set(schema["properties"]) == set(ShowFile.model_fields)
    assert (
        schema["definitions"]["Source"]["properties"]["reveals"]["description"]
        != (schema["definitions"]["Title"]["properties"]["reveals"]["description"])
    )


RIGHT = [
    f"seasons: {{s: {{number: 1, state: released, date: 2022, episodes: '10', {FACT}}}}}",
    f"seasons: {{s: {{number: 0, state: expected, date: 2022-09-08T07:00Z, {FACT}}}}}",
    f"seasons: {{s: {{number: 1, state: released, date: 2022-09, {FACT}}}}}",
    f"people: {{24: {{name: 24, aliases: [true, 1.5, No], {FACT}}}}}",
    f"cast: {{a: {{character: A, {FACT.replace('nothing', 's1e4')}}}}}",
    f"credits: {{a: {{job: company, companies: [A], {FACT}}}}}",
    f"trailers: {{a: {{kind: clip, url: 'https://example.org/a?b=c#d', {FACT}}}}}",
    "accent: '#E50914'",
    "default: true",
    "default: 'true'",
]


@pytest.mark.parametrize("more", RIGHT)
def test_what_the_loader_takes_is_not_underlined(more: str) -> None:
    """Numbers, booleans and dates may stand with or without quotes."""
    text = f"{BEGINNING}{more}\n"
    assert read_bytes(text.encode(), Path("my-show.yaml")).problems == ()
    assert underlined(text) == []


WRONG = {
    "format: 2": "format",
    "title: ''": "title",
    "titel: A": "",
    "accent: red": "accent",
    "cast: x": "cast",
    "cast:": "cast",
    "cast: {Jane Doe: {}}": "cast",
    f"cast: {{a: {{charakter: A, {FACT}}}}}": "cast.a",
    f"cast: {{a: {{{FACT}}}}}": "cast.a",
    "cast: {a: {character: A, sources: [gull], checked: 2025-12-28}}": "cast.a",
    f"cast: {{a: {{character: A, {FACT.replace('[gull]', '[]')}}}}}": "cast.a.sources",
    f"cast: {{a: {{character: A, {FACT.replace('[gull]', 'gull')}}}}}": "cast.a.sources",
    f"cast: {{a: {{character: A, {FACT.replace('[gull]', '[The Gull]')}}}}}": "cast.a.sources.0",
    f"cast: {{a: {{character: A, {FACT.replace('2025-12-28', 'soon')}}}}}": "cast.a.checked",
    f"cast: {{a: {{character: A, {FACT.replace('nothing', 'episode 4')}}}}}": "cast.a.reveals",
    f"cast: {{a: {{character: [A], {FACT}}}}}": "cast.a.character",
    f"cast: {{a: {{character: A, billing: mayn, {FACT}}}}}": "cast.a.billing",
    f"cast: {{a: {{character: {'A' * 121}, {FACT}}}}}": "cast.a.character",
    f"credits: {{a: {{job: company, {FACT}}}}}": "credits.a",
    f"credits: {{a: {{job: company, companies: [], {FACT}}}}}": "credits.a",
    f"seasons: {{a: {{number: one, state: released, {FACT}}}}}": "seasons.a.number",
    f"seasons: {{a: {{number: 100, state: released, {FACT}}}}}": "seasons.a.number",
    f"seasons: {{a: {{number: 1, state: released, date: 1066, {FACT}}}}}": "seasons.a.date",
    f"seasons: {{a: {{number: 1, state: released, date: 2022-13, {FACT}}}}}": "seasons.a.date",
    f"trailers: {{a: {{kind: clip, url: example.org, {FACT}}}}}": "trailers.a.url",
}


@pytest.mark.parametrize("more", WRONG)
def test_what_the_loader_refuses_is_underlined(more: str) -> None:
    """Misspelt and missing keys, wrong words, shapes, dates and ids are underlined where they stand."""
    text = more if more.startswith("format") else f"{BEGINNING}{more}"
    text = text if more != "title: ''" else BEGINNING.replace("My Show", "''")
    assert any(one.severity == "error" for one in read_bytes(text.encode(), Path("my-show.yaml")).problems)
    places = {one.split(":")[0] for one in underlined(text)}
    assert WRONG[more] in places


def test_a_file_without_anything_is_underlined() -> None:
    """The format, the title and the sources are asked for."""
    said = underlined("aliases: [A]")
    assert [word for word in ("format", "title", "sources") if f": '{word}' is a required property" in said]
    assert len(said) == 3


@given(st.sampled_from(sorted(FILES)), st.randoms(use_true_random=False), st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_editors_are_no_stricter_than_the_loader(name: str, chance: random.Random, slips: int) -> None:
    """What the loader takes after some slips of the hand, an editor takes too."""
    text = FILES[name]
    for _ in range(slips):
        text = slip(text, chance)
    if read_bytes(text.encode(), Path("my-show.yaml")).problems:
        return
    try:
        said = underlined(text)
    except YAMLError:
        return
    assert said == []


def test_a_new_kind_of_fact_is_in_the_schema() -> None:
    """Every class of facts that a section holds has a definition."""
    kinds = {kind.__name__ for kind in _below(Fact)} - {"Statement"}
    assert kinds <= set(json_schema()["definitions"])


def _below(kind: type[Fact]) -> set[type[Fact]]:
    return {kind_below for one in kind.__subclasses__() for kind_below in (one, *_below(one))}
