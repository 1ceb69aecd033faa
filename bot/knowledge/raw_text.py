"""From the bytes of a file to text that YAML can read, naming what editors and copying leave behind."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import NamedTuple

from bot.knowledge.problems import Path, Severity

MAX_BYTES = 131_072
"""About 250 facts with their sources. Measured: reading so much takes 41 ms in all and 3 MB, of which 0.7 MB
stay; half as much takes half of it. Bytes made to be slow take less than half a second."""
_MAX_REPORTED = 20
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class Place(NamedTuple):
    """A place in a file, counted from 1, in characters."""

    line: int
    column: int


TOP = Place(1, 1)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong with a file as YAML; `fatal` when what was read can't be used because of it."""

    place: Place
    message: str
    path: Path = ()
    severity: Severity = "error"
    fatal: bool = True


def lines_of(text: str) -> list[str]:
    """The lines of a text, as editors count them."""
    return _LINE_BREAK.split(text)


def decode(raw: bytes) -> tuple[str, list[Mistake]]:
    """Text that is safe to parse, and what was wrong with the bytes. What can't be read becomes a blank."""
    if len(raw) > MAX_BYTES:
        size = f"{len(raw):,}" if len(raw) <= 2 * MAX_BYTES else f"more than {MAX_BYTES:,}"
        return "", [
            Mistake(TOP, f"is {size} bytes long; at most {MAX_BYTES:,} are read: shorten it or split it")
        ]
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "", [Mistake(TOP, "is saved as UTF-16: choose UTF-8 when you save it in your editor")]
    raw = raw.removeprefix(codecs.BOM_UTF8)
    mistakes = []
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        text = raw.decode(errors="replace")
        before = lines_of(raw[: error.start].decode())
        mistakes.append(
            Mistake(
                Place(len(before), len(before[-1]) + 1),
                "holds a letter that is not saved as UTF-8: choose UTF-8 when you save in your editor",
            )
        )
    mistakes += _unreadable(text)
    return UNREADABLE.sub(" ", text), mistakes


def _unreadable(text: str) -> list[Mistake]:
    if UNREADABLE.search(text) is None:
        return []
    found = []
    for number, line in enumerate(lines_of(text), start=1):
        match = UNREADABLE.search(line)
        if match is not None:
            what = f"holds an invisible character (U+{ord(match[0]):04X}) that cannot be read here"
            found.append(
                Mistake(
                    Place(number, match.start() + 1),
                    f"{what}: delete what stands in column {match.start() + 1}, or type the line anew",
                )
            )
    if len(found) > _MAX_REPORTED:
        return [Mistake(found[0].place, "holds many characters that are not text: is this a knowledge file?")]
    return found
