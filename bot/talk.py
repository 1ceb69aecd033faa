"""A talk with somebody who asks in plain words, outside Discord: what was asked, and all that they read.

It says what Discord would say, from the same desk and on the same cards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.answer import Answer, Question
from bot.ask.conversation import Before
from bot.card import Card, make_card
from bot.desk import Desk, Heard, Reply
from bot.knowledge.show import Show
from bot.spoilers import NOTHING, Limit
from bot.texts import DEFAULT_LANGUAGE, PLAIN, Voice, language_for

_SEASON = re.compile(r"s\d{1,2}")
_EPISODE = re.compile(r"s\d{1,2}e\d{1,3}")
_KINDS = {"r.": "cast", "p.": "people"}
"""The sections of a knowledge file that a subject of a question can be a record of."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What came back for one message, with a finished card for each reply."""

    heard: Heard
    cards: tuple[Card, ...]

    @property
    def topics(self) -> tuple[str, ...]:
        """What was understood to be asked; none where that was not clear."""
        asked = (reply.content.question.topic for reply in self.heard.replies if _is_about_something(reply))
        return tuple(dict.fromkeys(asked))

    @property
    def subjects(self) -> tuple[str, ...]:
        """Whom and what the answers are about, as a knowledge file names them: `cast:juan-ruiz`, `S01E04`."""
        found = (subject_of(question) for question in self.answered)
        return tuple(dict.fromkeys(subject for subject in found if subject))

    @property
    def answered(self) -> tuple[Question, ...]:
        """The questions that were answered."""
        return tuple(
            reply.content.question for reply in self.heard.replies if isinstance(reply.content, Answer)
        )

    @property
    def said(self) -> str:
        """The answer itself, line by line: headlines, parts and small print."""
        return "\n".join(line for card in self.cards for line in said(card))

    @property
    def text(self) -> str:
        """All that is read, line by line: the answer, and what stands on buttons and in menus."""
        return "\n".join(line for card in self.cards for line in (*said(card), *_pressed(card)))


class Talk:
    """What one person asks, message after message, each understood with what was answered before it."""

    def __init__(
        self,
        desk: Desk,
        *,
        show: Show | None = None,
        limit: Limit = NOTHING,
        locale: str = "",
        report_url: str | None = None,
    ) -> None:
        """`show` is the only one that is meant; without it, the one that a message names, or the default.

        `limit` is how far the show that is meant without being named has been seen; of any other nothing is
        told that would reveal anything. `locale` is the asker's.
        """
        self._desk = desk
        self._show = show
        self._limit = limit
        self._locale = locale or DEFAULT_LANGUAGE
        self._report_url = report_url
        self._before: Before | None = None

    def hear(self, text: str) -> Turn:
        """What comes back for a message."""
        usual = self._show or self._desk.find(None)
        show = self._show or self._desk.show_meant(text, before=self._before)
        limit = self._limit if show is usual else NOTHING
        heard = self._desk.hear(text, show=show, limit=limit, locale=self._locale, before=self._before)
        self._before = heard.before or self._before
        voice = Voice(language_for(self._locale), PLAIN, self._desk.now())
        return Turn(
            heard, tuple(make_card(reply, voice, report_url=self._report_url) for reply in heard.replies)
        )

    def forget(self) -> None:
        """Understand the next message by itself."""
        self._before = None


def subject_of(question: Question) -> str:
    """Whom or what a question is about, as a knowledge file names it; empty where that is the whole topic."""
    subject = question.subject
    if kind := _KINDS.get(subject[:2]):
        return f"{kind}:{subject[2:]}"
    if _SEASON.fullmatch(subject) or _EPISODE.fullmatch(subject):
        return subject.upper()
    return f"titles:{subject}" if subject else ""


def said(card: Card) -> Iterator[str]:
    """The lines of what a card answers, without what can be pressed."""
    yield card.headline
    for part in card.parts:
        if part.title:
            yield part.title
        for line in part.lines:
            yield " – ".join(filter(None, (line.lead, line.text)))
            if line.url:
                yield line.url
    if card.small_print:
        yield card.small_print


def _pressed(card: Card) -> Iterator[str]:
    if card.menu:
        yield card.menu.prompt
        for _, label, description in card.menu.options:
            yield " – ".join(filter(None, (label, description)))
    yield from filter(None, (card.place_button, card.share_button))
    yield from _labels(card.acts)
    for link, label in card.links:
        yield f"{label}: {link.url}"
    yield from _labels(card.leads)


def _labels(buttons: Iterable[tuple[object, str]]) -> Iterator[str]:
    return (label for _, label in buttons)


def _is_about_something(reply: Reply) -> bool:
    """Whether a reply is to a question that was understood; a miss that offers help is not."""
    return isinstance(reply.content, Answer) or reply.content.question.topic not in ("", "help")
