"""Reads YAML as plain text, lists and mappings that remember where each of them stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from bot.knowledge.problems import Path, shown
from bot.knowledge.raw_text import TOP, Mistake, Place, decode, lines_of
from bot.knowledge.yaml_build import Builder
from bot.knowledge.yaml_nodes import Node, UnreadableError
from bot.knowledge.yaml_syntax import explain, path_at

_MAX_REPAIRS = 25


@dataclass(frozen=True, slots=True)
class YamlText:
    """A file as read: `data` is None where nothing could be made of it."""

    data: dict[str, Any] | None
    mistakes: tuple[Mistake, ...]
    lines: tuple[str, ...]
    _root: Node | None = field(default=None, repr=False)

    @property
    def usable(self) -> bool:
        """Whether the data is all that the file says."""
        return self.data is not None and not any(mistake.fatal for mistake in self.mistakes)

    def place(self, path: Path) -> Place:
        """Where the key or the list item at `path` stands, or else the nearest thing around it."""
        node, place = self._root, TOP
        for step in path:
            if node is None:
                break
            if isinstance(step, str) and isinstance(node.value, dict):
                place = node.keys.get(step, place)
                node = node.value.get(step)
            elif isinstance(step, int) and isinstance(node.value, list) and step < len(node.value):
                node = node.value[step]
                place = node.place
            else:
                break
        return place


def read_yaml(raw: bytes) -> YamlText:
    """Read one file with every mistake that can be found in one go; bad input never raises.

    Every scalar stays the text that was typed: `24`, `no` and `~` are words here.
    """
    text, mistakes = decode(raw)
    lines = lines_of(text)
    original = tuple(lines)
    if mistakes and not text:
        return YamlText(None, tuple(mistakes), original)
    root = None
    repaired: set[int] = set()
    for _ in range(_MAX_REPAIRS):
        builder = Builder(lines)
        try:
            root = builder.build(yaml.parse("\n".join(lines), Loader=yaml.CBaseLoader))
        except UnreadableError as stop:
            mistakes += [*builder.mistakes, stop.mistake]
        except yaml.MarkedYAMLError as error:
            trouble = explain(error, lines)
            if trouble.place.line in repaired:
                break
            path = path_at(trouble.place.line, original)
            mistakes.append(Mistake(trouble.place, trouble.message, path))
            if trouble.repairs:
                for number, line in trouble.repairs.items():
                    if lines[number].lstrip() != line.lstrip():
                        repaired.add(number + 1)
                    lines[number] = line
                continue
        except yaml.YAMLError:
            mistakes.append(Mistake(TOP, "is not text that can be read: is this a knowledge file?"))
        else:
            mistakes += builder.mistakes
        break
    if root is not None and isinstance(root.value, str | list):
        kind = "a list" if isinstance(root.value, list) else f"`{shown(root.value, 30)}`"
        message = f"must start with a key and a colon, such as `format: 1`, not with {kind}"
        if not any(mistake.fatal for mistake in mistakes):
            mistakes.append(Mistake(root.place, message))
        root = None
    if root is None and not mistakes:
        mistakes.append(Mistake(TOP, "is empty: a knowledge file starts with `format: 1` and `title: …`"))
    data = root.plain() if root is not None else None
    return YamlText(data, tuple(sorted(mistakes, key=lambda mistake: mistake.place)), original, root)
