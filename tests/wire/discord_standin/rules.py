"""What breaks a documented rule, and the refusal with which Discord answers it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .answers import DiscordError


@dataclass(frozen=True)
class Violation:
    """One broken rule: where in which request, and what is wrong.

    `refused` tells whether Discord itself would refuse it; the rest are this project's rules.
    """

    request: str
    path: str
    what: str
    refused: bool = True

    def __str__(self) -> str:
        return f"{self.request}: {self.path or 'the body'}: {self.what}"


class Findings:
    """The violations found in one body, gathered while it is read."""

    def __init__(self, request: str) -> None:
        self.request = request
        self.violations: list[Violation] = []

    def add(self, path: str, what: str, *, refused: bool = True) -> None:
        """Note that `what` is wrong at `path`, which is written like `components[0].label`."""
        self.violations.append(Violation(self.request, path, what, refused))

    def text(self, path: str, value: object, low: int, high: int) -> str:
        """The text at `path`, which must have `low` to `high` characters; "" if it isn't text."""
        if value is None and low == 0:
            return ""
        if not isinstance(value, str):
            self.add(path, f"should be text, is {value!r}")
            return ""
        if not low <= len(value) <= high:
            self.add(path, f"has {len(value)} characters, should have {low} to {high}")
        return value

    def items(self, path: str, value: object, low: int, high: int) -> list[Any]:
        """The list at `path`, which must have `low` to `high` entries; [] where it isn't a list."""
        if value is None and low == 0:
            return []
        if not isinstance(value, list):
            self.add(path, f"should be a list, is {value!r}")
            return []
        if not low <= len(value) <= high:
            self.add(path, f"has {len(value)} entries, should have {low} to {high}")
        return value

    def number(self, path: str, value: object, low: int, high: int, *, default: int) -> int:
        """The whole number at `path`, from `low` to `high`; `default` where there is none."""
        if value is None:
            return default
        if not isinstance(value, int) or isinstance(value, bool):
            self.add(path, f"should be a whole number, is {value!r}")
            return default
        if not low <= value <= high:
            self.add(path, f"is {value}, should be {low} to {high}")
        return value

    def unique(self, path: str, values: Iterable[object], what: str) -> None:
        """Note every value that comes more than once; `what` names such a value."""
        seen: set[object] = set()
        for value in values:
            if value in seen:
                self.add(path, f"{what} {value!r} comes twice")
            seen.add(value)


class Judge:
    """Keeps every violation of a run, and refuses what Discord would refuse."""

    def __init__(self) -> None:
        self.violations: list[Violation] = []

    def hear(self, found: Findings) -> None:
        """Keep what was found; raises `DiscordError` 50035 if Discord would refuse the body."""
        self.violations += found.violations
        refused = [violation for violation in found.violations if violation.refused]
        if refused:
            raise DiscordError(400, 50035, "Invalid Form Body", errors=_error_tree(refused))


def _error_tree(violations: list[Violation]) -> dict[str, Any]:
    """The violations nested as Discord nests them: one level a key, lists by index."""
    tree: dict[str, Any] = {}
    for violation in violations:
        node = tree
        for key in violation.path.replace("[", ".").replace("]", "").split("."):
            if key:
                node = node.setdefault(key, {})
        node.setdefault("_errors", []).append({"code": "BAD_VALUE", "message": violation.what})
    return tree
