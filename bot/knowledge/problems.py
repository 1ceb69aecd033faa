"""What is wrong with a knowledge file, said so that its editor can find the line and mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
Path = tuple[str | int, ...]
"""Where something stands in a file: keys, and places in lists counted from 0."""

WHOLE_FILE = "file"
"""The field of a problem that no single key has."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend; lines and columns are counted from 1, in characters."""

    file: str
    line: int
    column: int
    field: str
    message: str
    severity: Severity

    def __str__(self) -> str:
        """One line, as compilers write it: `file:line:column: field: what is wrong, what would be right`."""
        return f"{self.file}:{self.line}:{self.column}: {self.field}: {self.message}"


def dotted(path: Path) -> str:
    """A path as editors read it: `cast.juan-ruiz.aliases.2`, places in lists counted from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else shown(part) for part in path) or WHOLE_FILE


def shown(text: str, longest: int = 60) -> str:
    """Somebody's text for use inside a message: one line, nothing invisible, not too long."""
    line = "".join(letter if letter.isprintable() else " " for letter in text[: 4 * longest])
    line = " ".join(line.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
