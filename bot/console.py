"""Answers plain words and commands in the terminal, from the same desk as on Discord."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from bot.answer import Question
from bot.ask.command import Form, Misread, parse
from bot.desk import Desk
from bot.knowledge.shelf import Shelf
from bot.spoilers import NOTHING, Limit
from bot.talk import Talk, Turn
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


class Session:
    """Somebody who asks in the terminal: in plain words, or with a command as on Discord."""

    def __init__(
        self,
        shelf: Shelf,
        clock: Callable[[], dt.datetime],
        *,
        show: str | None = None,
        limit: Limit = NOTHING,
        locale: str = "",
        report_url: str | None = None,
    ) -> None:
        """`show` is the one that is meant where a command names none, and always where plain words are used.

        `clock` gives the time with a zone; `limit` is how far the asker has watched.
        """
        self._desk = Desk(lambda: shelf, clock)
        self._show, self._limit = show, limit
        self._talk = Talk(self._desk, show=show, limit=limit, locale=locale, report_url=report_url)

    def answer(self, text: str) -> Turn | Misread:
        """What comes back for a text; one that begins with a slash is a command."""
        if not text.lstrip().startswith("/"):
            return self._talk.hear(text)
        command = parse(text, forms())
        if isinstance(command, Misread):
            return command
        reply = self._desk.reply(
            Question(command.topic, choice=command.choice),
            show=command.show or self._show,
            limit=self._limit,
            typed=command.typed,
        )
        return self._talk.turn(reply)

    def forget(self) -> None:
        """Understand the next text by itself."""
        self._talk.forget()


def _choices(topic: str) -> Mapping[str, str]:
    if topic == "sources":
        return {other: other for other in TOPICS if other not in ("sources", "help")}
    return {value: label.message for value, label in TOPICS[topic].choices.items()}
