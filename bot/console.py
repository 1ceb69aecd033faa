"""Answers a command in the terminal, from the same desk as on Discord."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from bot.answer import Question
from bot.ask.command import Form, Misread, parse
from bot.card import Card, make_card
from bot.desk import Desk
from bot.knowledge.shelf import Shelf
from bot.spoilers import NOTHING, Limit
from bot.texts import DEFAULT_LANGUAGE, PLAIN, Voice
from bot.topics import TOPICS

_NAME_OPTIONS = {"cast": "person", "recommendations": "like", "episodes": "episode"}
_CHOICE_OPTIONS = {"recommendations": "only", "sources": "of"}
"""The options have the names that they have on Discord, where the topic has a command there."""


def forms() -> Mapping[str, Form]:
    """What may stand behind each command; every topic is one here."""
    return {
        topic: Form(_NAME_OPTIONS.get(topic, ""), _CHOICE_OPTIONS.get(topic, ""), _choices(topic))
        for topic in TOPICS
    }


def answer(
    line: str,
    shelf: Shelf,
    clock: Callable[[], dt.datetime],
    *,
    show: str | None = None,
    limit: Limit = NOTHING,
    report_url: str | None = None,
) -> Card | Misread:
    """The card that answers a command, for a reader at `limit`; `clock` gives the time with a zone.

    `show` is the show that is meant where the command names none.
    """
    command = parse(line, forms())
    if isinstance(command, Misread):
        return command
    desk = Desk(lambda: shelf, clock)
    question = Question(command.topic, choice=command.choice)
    reply = desk.reply(question, show=command.show or show, limit=limit, typed=command.typed)
    return make_card(reply, Voice(DEFAULT_LANGUAGE, PLAIN, clock()), report_url=report_url)


def _choices(topic: str) -> Mapping[str, str]:
    if topic == "sources":
        return {other: other for other in TOPICS if other not in ("sources", "help")}
    return {value: label.message for value, label in TOPICS[topic].choices.items()}
