"""What YAML is read into: texts, lists and mappings that remember where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.knowledge.raw_text import Mistake, Place


class UnreadableError(Exception):
    """Reading has to end here; carries the mistake that says why."""

    def __init__(self, place: Place, message: str) -> None:
        """Say where reading ends, and why."""
        super().__init__(message)
        self.mistake = Mistake(place, message)


@dataclass(slots=True)
class Node:
    """A text, a list or a mapping. `size` counts it and all in it, `height` the levels below it."""

    place: Place
    value: str | list[Node] | dict[str, Node]
    keys: dict[str, Place] = field(default_factory=dict)
    size: int = 1
    height: int = 0

    def plain(self) -> Any:
        """The same as `str`, `list` and `dict`, nothing shared between two places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


def add_entry(entries: dict[str, Node], key: str, node: Node) -> None:
    """Put a value under its key; of a key that stands twice, what both hold, so that all of it is checked."""
    first = entries.setdefault(key, node)
    if first is not node and isinstance(first.value, dict) and isinstance(node.value, dict):
        merged_keys = {**node.keys, **first.keys}
        entries[key] = Node(
            first.place,
            {**node.value, **first.value},
            merged_keys,
            first.size + node.size,
            max(first.height, node.height),
        )
