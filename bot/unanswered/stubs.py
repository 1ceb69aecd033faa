"""Writes questions down as stubs of facts, which an editor pastes into a show's file and fills in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from bot.knowledge.new_show import id_of
from bot.knowledge.schema import ID_LENGTH
from bot.knowledge.yaml_syntax import quoted
from bot.markdown import plain
from bot.unanswered.likeness import Group

FILE_NAME = "unanswered.yaml"
_LINE = 120
"""As long as a text of `asked_as` may be."""
_WAYS = 10
"""So many ways of asking the same stand in a stub; the bot understands what is like them."""
_HEAD = """\
# Questions that Usher could not answer, the most frequent first, as stubs of facts.
#
# Copy a stub into your show's file, below the section where the answer belongs, such as plot or release.
# Fill in what is empty: most sections want a text, some want other keys, such as kind.
# Then run "usher check", which names whatever is still missing. Leave out what you don't want to answer.
"""
_EMPTY = "\n# There are none that may be shown here.\n"
_STUB = """\
    text:        # the answer, in a sentence or two
    sources: []  # the ids of those that say so
    checked:     # the day on which you looked it up, such as 2026-11-22
    reveals:     # the episode that gives it away, such as S01E04, or nothing; when in doubt, a later one
"""


def stubs(groups: Iterable[Group]) -> str:
    """The text of a YAML file with a stub for each group, by the ids of the shows."""
    by_show: dict[str, list[Group]] = {}
    for group in groups:
        by_show.setdefault(group.show_id, []).append(group)
    parts = [_HEAD]
    for show_id, ours in by_show.items():
        parts.append(f"\n{quoted(show_id)}:\n")
        parts += _of_show(ours)
    return "".join(parts if by_show else [_HEAD, _EMPTY])


def _of_show(groups: Iterable[Group]) -> Iterator[str]:
    taken: set[str] = set()
    for group in groups:
        times = "once" if group.times == 1 else f"{group.times} times"
        yield f"\n  # asked {times}, last on {group.last}\n"
        yield f"  {_id(group.text, taken)}:\n    asked_as:\n"
        lines = dict.fromkeys(_line(text) for text in group.texts)
        for line in list(lines)[:_WAYS]:
            yield f"      - {quoted(line)}\n"
        yield _STUB


def _line(text: str) -> str:
    line = plain(text)
    return line if len(line) <= _LINE else line[: _LINE + 1].rsplit(" ", 1)[0][:_LINE]


def _id(text: str, taken: set[str]) -> str:
    """An id for the fact, made of the question, that no other stub of the show has."""
    try:
        base = id_of(text)
    except ValueError:
        base = "question"
    id = base
    for number in count(2):
        if id not in taken:
            break
        ending = f"-{number}"
        id = base[: ID_LENGTH - len(ending)].rstrip("-") + ending
    taken.add(id)
    return id
