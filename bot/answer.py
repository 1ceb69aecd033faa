"""What a topic gives back: an answer, or a miss. Neither knows Discord, a language or the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.knowledge.schema import Fact
from bot.texts import Flow, Say, Words


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a topic and, where it has them, whom or what about and which selection."""

    topic: str
    subject: str = ""
    """The id of a role, a person or a title, as `Name.id` gives it; empty for the topic as a whole."""
    choice: str = ""
    """One of the topic's own selections or details, such as `films` or `runtime`; empty for all."""
    verdict: Literal["", "yes", "no"] = ""
    """What a question that wants yes or no is answered with, before anything else."""


@dataclass(frozen=True, slots=True)
class Name:
    """Something that can be asked about by name."""

    id: str
    text: str
    aliases: tuple[str, ...] = ()
    hint: Words = ""
    """What tells it apart in a menu: the character that a person plays, a title's kind."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a part: `lead` is set off from the text that follows it."""

    text: Words = ""
    lead: Words = ""
    url: str | None = None
    """Where the text leads to, if anywhere."""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that belong together, under a title where they need one."""

    lines: tuple[Line, ...]
    title: Words = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """A button that asks the next question."""

    question: Question
    label: Words = ""
    """Empty for the topic's own label."""
    show: str = ""
    """The id of the show that it asks about; empty for the same one."""


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address."""

    url: str
    label: Words


@dataclass(frozen=True, slots=True)
class Act:
    """A button that does something, in an area that knows how: `data`, `export`."""

    area: str
    action: str
    label: Words
    grave: bool = False
    """Whether it does what can't be undone."""


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu whose options each ask a question about one subject of the same topic."""

    topic: str
    prompt: Words
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The headline is the answer; the parts say more; the facts are what it rests on, first ones first.

    Compared by identity, like a `Sorry`, so that what is made of it can be remembered cheaply.
    """

    question: Question
    headline: Words
    parts: tuple[Part, ...] = ()
    facts: tuple[Fact, ...] = ()
    leads: tuple[Lead, ...] = ()
    links: tuple[Link, ...] = ()
    acts: tuple[Act, ...] = ()
    menu: Menu | None = None
    follows_place: bool = False
    """Whether such answers grow with what the reader has seen, in some show; not whether this one would."""


@dataclass(frozen=True, slots=True, eq=False)
class Sorry:
    """A miss, worded for the asker: the same whether a thing is unknown or withheld."""

    message: Say
    detail: Words = ""
    leads: tuple[Lead, ...] = ()
    follows_place: bool = False
    question: Question = Question("")


def paragraph(*sentences: Words) -> Part:
    """A part of one paragraph; empty sentences are left out."""
    return Part((Line(Flow(tuple(one for one in sentences if one))),))


def listing(title: Words, *lines: Line) -> tuple[Part, ...]:
    """One titled part, or none where there are no lines."""
    return (Part(lines, title),) if lines else ()
