"""Builds nodes from YAML parse events, within bounds that are checked before anything grows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import yaml

from bot.knowledge.problems import Path, shown
from bot.knowledge.raw_text import UNREADABLE, Mistake, Place
from bot.knowledge.yaml_nodes import Node, UnreadableError, add_entry

MAX_DEPTH = 20
MAX_ALIASES = 100
MAX_NODES = 20_000
"""Texts, lists and mappings of one file, with every alias counted as what it stands for."""
MAX_MISTAKES = 200

_COMMENT = re.compile(r"\s+(#[^\s#].*)")
"""What may be meant as text: in a comment, a space mostly follows the sign."""


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read; `role` says what becomes of it."""

    node: Node
    role: Literal["value", "key"]
    anchor: str | None
    key: str | None = None
    """The key whose value comes next."""
    has_key: bool = False


class Builder:
    """Makes one node of the events of one file; what is wrong and bearable gathers in `mistakes`."""

    def __init__(self, lines: list[str]) -> None:
        """Take the lines of the file too, for messages that repeat what was typed."""
        self.mistakes: list[Mistake] = []
        self._lines = lines
        self._open: list[_Open] = []
        self._anchors: dict[str, Node] = {}
        self._aliases = 0
        self._nodes = 0
        self._root: Node | None = None

    def build(self, events: Iterable[yaml.Event]) -> Node | None:
        """The root of the one document, or None; raises UnreadableError, and the errors of the parser."""
        documents = 0
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event, _place(event.start_mark))
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._start(event, _place(event.start_mark))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._end()
            elif kind is yaml.AliasEvent:
                self._alias(event, _place(event.start_mark))
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    where = _place(event.start_mark)
                    raise UnreadableError(where, "starts a second document: delete this line `---`")
        return self._root

    def _path(self) -> Path:
        steps: list[str | int] = []
        for frame in self._open:
            if isinstance(frame.node.value, list):
                steps.append(len(frame.node.value))
            elif frame.key is not None:
                steps.append(frame.key)
        return tuple(steps)

    def _mistake(self, place: Place, message: str, *, fatal: bool = True) -> None:
        self._note(Mistake(place, message, self._path(), fatal=fatal))

    def _note(self, mistake: Mistake) -> None:
        self.mistakes.append(mistake)
        if len(self.mistakes) >= MAX_MISTAKES:
            raise UnreadableError(mistake.place, "is where reading stops, as there is much to mend before it")

    def _rest(self, place: Place) -> str:
        """What stands on a line from a place on."""
        return self._lines[place.line - 1][place.column - 1 :] if place.line <= len(self._lines) else ""

    def _expects_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1].node.value, dict) and not self._open[-1].has_key

    def _count(self, place: Place, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise UnreadableError(place, f"makes the file more than {MAX_NODES:,} entries long: write less")

    def _refuse_tag(self, event: Any, place: Place) -> None:
        if event.tag is not None:
            typed = self._rest(place).strip()
            self._mistake(
                place,
                "starts with `!`, which means something else in YAML: put quotes around the text, "
                f'as in "{shown(typed, 40)}"',
            )

    def _start(self, event: Any, place: Place) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise UnreadableError(
                place, f"is nested more than {MAX_DEPTH} levels deep: check brackets and indentation"
            )
        self._count(place, 1)
        self._refuse_tag(event, place)
        role: Literal["value", "key"] = "value"
        if self._expects_key():
            role = "key"
            self._mistake(
                place, "is a list or group where a key should be: put quotes around the text before the colon"
            )
        node = Node(place, {} if isinstance(event, yaml.MappingStartEvent) else [])
        if event.anchor is not None:
            self._anchors.pop(event.anchor, None)
        self._open.append(_Open(node, role, event.anchor))

    def _end(self) -> None:
        frame = self._open.pop()
        node = frame.node
        inner = list(node.value.values()) if isinstance(node.value, dict) else list(node.value)
        node.size = 1 + sum(child.size for child in inner if isinstance(child, Node))
        node.height = 1 + max((child.height for child in inner if isinstance(child, Node)), default=0)
        if frame.anchor is not None:
            self._anchors[frame.anchor] = node
        if frame.role == "key":
            self._open[-1].key, self._open[-1].has_key = None, True
        else:
            self._put(node)

    def _scalar(self, event: Any, place: Place) -> None:
        self._count(place, 1)
        self._refuse_tag(event, place)
        text = event.value
        if event.style == '"' and UNREADABLE.search(text) is not None:
            self._mistake(place, "holds a backslash code for an invisible character: write the text itself")
            text = UNREADABLE.sub(" ", text)
        if self._expects_key():
            self._key(text, place, plain=not event.style)
            return
        if not text and not event.style:
            self._empty(event, place)
            return
        if not event.style:
            self._look_for_comment(event, text)
        node = Node(place, text)
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        self._put(node)

    def _key(self, text: str, place: Place, *, plain: bool) -> None:
        frame = self._open[-1]
        assert isinstance(frame.node.value, dict)
        frame.key, frame.has_key = text, True
        if plain and text == "<<":
            self._mistake(place, "is not read here: write the lines out where they are wanted")
            frame.key = None
        elif text in frame.node.keys:
            first = frame.node.keys[text].line
            self._mistake(
                place, f"stands here a second time; the first is on line {first}: keep one of the two"
            )
        else:
            frame.node.keys[text] = place

    def _empty(self, event: Any, place: Place) -> None:
        end = _place(event.end_mark)
        in_list = bool(self._open) and isinstance(self._open[-1].node.value, list)
        if self._open:
            frame = self._open[-1]
            where = place if in_list or frame.key is None else frame.node.keys.get(frame.key, place)
            rest = self._rest(end).strip()
            if rest.startswith("#") and not rest.startswith("# "):
                message = (
                    f'is empty, as YAML skips what follows `#`: put quotes around it: "{shown(rest, 40)}"'
                )
            else:
                sign = "dash" if in_list else "colon"
                message = f"is empty: write a value after the {sign}, or delete the line"
            self._mistake(where, message, fatal=False)
        self._drop()

    def _look_for_comment(self, event: Any, text: str) -> None:
        end = _place(event.end_mark)
        swallowed = _COMMENT.match(self._rest(end))
        if swallowed is not None:
            whole = shown(f"{text} {swallowed[1]}", 60)
            self._note(
                Mistake(
                    end,
                    f'ends before `#`, as YAML skips the rest; if it belongs to the text, write "{whole}"',
                    self._path(),
                    "warning",
                    fatal=False,
                )
            )

    def _alias(self, event: Any, place: Place) -> None:
        self._aliases += 1
        if self._aliases > MAX_ALIASES:
            raise UnreadableError(
                place, f"is the file's alias number {MAX_ALIASES + 1}: write the text out instead"
            )
        target = self._anchors.get(event.anchor or "")
        if self._expects_key() or target is None:
            typed = self._rest(place).strip()
            self._mistake(place, f'starts with `*`: put quotes around the text, as in "{shown(typed, 40)}"')
            if self._expects_key():
                self._open[-1].key, self._open[-1].has_key = None, True
            else:
                self._drop()
            return
        if len(self._open) + target.height > MAX_DEPTH:
            raise UnreadableError(
                place, f"is nested more than {MAX_DEPTH} levels deep: write less into each other"
            )
        self._count(place, target.size)
        self._put(Node(place, target.value, target.keys, target.size, target.height))

    def _put(self, node: Node) -> None:
        if not self._open:
            self._root = node
            return
        frame = self._open[-1]
        if isinstance(frame.node.value, list):
            frame.node.value.append(node)
        elif isinstance(frame.node.value, dict):
            if frame.key is not None:
                add_entry(frame.node.value, frame.key, node)
            self._drop()

    def _drop(self) -> None:
        """Go on to the next key without a value for this one."""
        if self._open and isinstance(self._open[-1].node.value, dict):
            self._open[-1].key, self._open[-1].has_key = None, False


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)
