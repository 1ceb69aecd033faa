"""Whatever a file holds, reading it ends soon, with a show or with sentences that say why there is none."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.check import excerpt
from bot.fitting import unfit
from bot.knowledge.inspection import inspect
from bot.knowledge.load import read_bytes
from bot.knowledge.raw_text import MAX_BYTES
from bot.knowledge.schema import ShowFile
from tests.conftest import DATA, NOW

FILES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(DATA.glob("*.yaml"))}
SIGNS = [
    "\t",
    "\0",
    "\r",
    "#",
    ":",
    ": ",
    " #",
    "- ",
    "&a ",
    "*a",
    "!",
    "!!str ",
    "|",
    ">",
    "'",
    '"',
    "[",
    "]",
]
SIGNS += [
    "{",
    "}",
    ",",
    "? ",
    "%",
    "@",
    "`",
    "\\",
    "\n",
    "\n---\n",
    "...",
    "<<: ",
    "\ufeff",
    "\u2028",
    "é",
    "𝔘",
    "~",
]
KEYS = sorted(
    {*ShowFile.model_fields, "name", "reveals", "checked", "date", "text", "kind", "title", "<<", "", "x y"}
)


def read(raw: bytes) -> None:
    """Read a file, and see that what comes of it holds together."""
    reading = read_bytes(raw, Path("my-show.yaml"))
    if reading.show is None:
        assert any(one.severity == "error" for one in reading.problems)
    lines = raw.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for one in reading.problems:
        assert 1 <= one.line <= lines + 1
        assert one.column >= 1
        assert one.message
        assert str(one).isprintable()
        assert len(str(one)) < 900
        for word in ("Input should", "Value error", "validation", "pydantic", "dictionary", "tuple"):
            assert word not in one.message.replace("`", "")


@given(st.binary(max_size=400))
def test_bytes_of_any_kind(raw: bytes) -> None:
    """Bytes that nobody meant as a file are refused in words."""
    read(raw)


@given(
    st.lists(st.sampled_from(SIGNS) | st.sampled_from(KEYS) | st.text(max_size=3), max_size=60).map("".join)
)
def test_signs_of_yaml_in_any_order(text: str) -> None:
    """The signs of YAML may stand anywhere."""
    read(text.encode())


@given(
    st.sampled_from(SIGNS + [key + ":" for key in KEYS]), st.integers(1, MAX_BYTES), st.sampled_from(SIGNS)
)
@settings(max_examples=60, deadline=None)
def test_one_sign_over_and_over(sign: str, length: int, start: str) -> None:
    """Thousands of one sign neither crash the parser nor keep it busy."""
    read((start + sign * (length // len(sign.encode()))).encode()[:MAX_BYTES])


scalars = st.sampled_from(
    ["", "x", "nothing", "S01E04", "2022", "2025-12-28", "gull", "confirmed", "1", "é'\"#: -"]
)
values = st.recursive(
    scalars | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | scalars, inner, max_size=5)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(KEYS), values, max_size=8))
def test_structures_of_any_shape(data: dict[str, Any]) -> None:
    """Right keys with wrong things in them, at any depth, are refused in words."""
    read(yaml.safe_dump(data, allow_unicode=True, width=10_000).encode())


@given(st.sampled_from(sorted(FILES)), st.randoms(use_true_random=False), st.integers(1, 6))
@settings(max_examples=120, deadline=None)
def test_right_files_with_slips(name: str, chance: random.Random, slips: int) -> None:
    """A good file into which somebody slipped, anywhere and more than once, is read or refused in words."""
    text = FILES[name]
    for _ in range(slips):
        text = slip(text, chance)
    read(text.encode())


def slip(text: str, chance: random.Random) -> str:
    """What hands do: a sign too many, a line lost, doubled, moved or indented, a half-written save."""
    lines = text.splitlines(keepends=True) or [""]
    index = chance.randrange(len(lines))
    match chance.randrange(8):
        case 0:
            at = chance.randrange(len(text) + 1)
            return text[:at] + chance.choice(SIGNS) + text[at:]
        case 1:
            del lines[index]
        case 2:
            lines.insert(index, chance.choice(lines))
        case 3:
            lines[index] = " " * chance.randrange(1, 5) + lines[index]
        case 4:
            lines[index] = lines[index].lstrip(" ")
        case 5:
            return text[: chance.randrange(len(text) + 1)]
        case 6:
            lines[index] = lines[index].replace(":", chance.choice(["", ":", "::", " :", ": x:", ":\t"]), 1)
        case _:
            at = chance.randrange(len(text) + 1)
            return text[:at] + text[at + chance.randrange(1, 4) :]
    return "".join(lines)


@given(st.sampled_from(sorted(FILES)), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_checks_of_files_with_slips(tmp_path_factory: Any, name: str, chance: random.Random) -> None:
    """The further checks find or find nothing, but never fail, in any file that can be read."""
    path = tmp_path_factory.mktemp("fuzz") / "my-show.yaml"
    path.write_text(slip(FILES[name], chance), encoding="utf-8")
    for inspected in inspect([path], NOW.date(), (), [partial(unfit, now=NOW)]):
        assert [str(one) for one in inspected.problems if not str(one).isprintable()] == []
        for one in inspected.problems:
            assert all(line.isprintable() for line in excerpt(one, inspected.lines))
