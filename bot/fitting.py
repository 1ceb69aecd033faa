"""Finds what does not fit on a card, by making every card of a show as its fans would get it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from bot import limits
from bot.answer import Answer, Question, Sorry
from bot.card import MORE, make_card
from bot.desk import Reply
from bot.knowledge.checks import Finding
from bot.knowledge.problems import Path, shown
from bot.knowledge.schema import Fact, Person, Role, Sections, Title
from bot.knowledge.show import Show, all_facts
from bot.markdown import size
from bot.spoilers import EVERYTHING, NOTHING, VisibleShow, cut
from bot.texts import DEFAULT_LANGUAGE, DISCORD, Voice
from bot.topics import TOPICS, ask

_OWN_WORDS = ("help", "privacy", "sources")
"""What these say does not grow with the file."""


def unfit(show: Show, now: dt.datetime) -> Iterator[Finding]:
    """Names that are too long for a button, and cards that hold more than fits, each once."""
    yield from _long_names(show)
    said: set[Path] = set()
    for limit in (EVERYTHING, NOTHING):
        visible = cut(show, limit)
        voice = Voice(DEFAULT_LANGUAGE, DISCORD, now)
        for question in _questions(visible):
            content = ask(visible, question, now)
            if isinstance(content, Sorry) or not content.facts:
                continue
            path = _path(visible, question, content)
            message = _cut(Reply(content, visible, limit), content, voice)
            if message is not None and path not in said:
                said.add(path)
                yield Finding(path, "warning", message)


def _long_names(show: Show) -> Iterator[Finding]:
    for path, fact in all_facts(show.file):
        match fact:
            case Person(name=name):
                place: Path = (*path, "name")
            case Role(character=name):
                place = (*path, "character")
            case Title(title=name):
                place = (*path, "title")
            case _:
                continue
        if size(name) > limits.BUTTON_LABEL:
            yield Finding(
                place,
                "warning",
                f"is {size(name)} characters long, and a button has room for {limits.BUTTON_LABEL}: "
                "shorten it, and put the long form among the aliases",
            )


def _questions(show: VisibleShow) -> Iterator[Question]:
    """Everything that can be asked about the show itself."""
    for id, topic in TOPICS.items():
        if id not in _OWN_WORDS:
            yield Question(id)
            yield from (Question(id, choice=choice) for choice in topic.choices)
            yield from (Question(id, name.id) for name in (topic.names(show) if topic.names else ()))


def _cut(reply: Reply, content: Answer, voice: Voice) -> str | None:
    """What to say of a card that does not hold all of an answer."""
    card = make_card(reply, voice)
    name = shown(voice(TOPICS[content.question.topic].label))
    headline = size(voice(content.headline))
    if headline > limits.HEADLINE:
        return (
            f"makes the first line of the card “{name}” {headline} characters long, and there is room for "
            f"{limits.HEADLINE}: shorten the names in it"
        )
    lines = [line for part in card.parts for line in part.lines]
    shortened = any(
        size(voice(line.text)) > limits.LINE or size(voice(line.lead)) > limits.HEADLINE
        for part in content.parts
        for line in part.lines
    )
    if shortened or (lines and lines[-1].text == voice(MORE)):
        return (
            f"makes more than fits on the card “{name}”, where the last of it is left out: shorten texts, "
            "or take some out"
        )
    return None


def _path(show: VisibleShow, question: Question, content: Answer) -> Path:
    """The entry that a card is about, or the section of what it says first."""
    first = content.facts[0]
    for section in Sections.model_fields:
        value = getattr(show.facts, section)
        if value is first:
            return (section,)
        if not isinstance(value, Fact) and value is not None:
            for id, fact in value.items():
                if fact is first:
                    return (section, id) if question.subject else (section,)
    return ()
