"""A talk with somebody who asks in plain words, outside Discord: what was asked, and all that they read.

It says what Discord would say, from the same desk and on the same cards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.answer import Answer, Question
from bot.ask.conversation import Conversations
from bot.card import Card, make_cards
from bot.desk import Desk, Heard, Outcome, Reply
from bot.spoilers import NOTHING, Limit
from bot.texts import DEFAULT_LANGUAGE, PLAIN, Voice, language_for

_SEASON = re.compile(r"s(\d{1,2})")
_EPISODE = re.compile(r"s\d{1,2}e\d{1,3}")
_HERE = (0, 0)
"""The one asker in the one place of a talk."""
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
        return "\n".join(line for card in self.cards for line in _said(card))

    @property
    def text(self) -> str:
        """All that is read, line by line: the answer, and what stands on buttons and in menus."""
        return "\n".join(line for card in self.cards for line in (*_said(card), *_pressed(card)))


class Talk:
    """What one person asks, message after message, each understood with what was answered just before it."""

    def __init__(
        self,
        desk: Desk,
        *,
        show: str | None = None,
        limit: Limit = NOTHING,
        locale: str = "",
        speaks: str | None = None,
        report_url: str | None = None,
    ) -> None:
        """`show` is the only one that is meant, by its id or its title; without it, the one that a message
        names, or the default.

        `limit` is how far the show has been seen that is meant without being named in a message; of any
        other nothing is told that would reveal anything. `locale` is the asker's. `speaks` is the language
        of all cards; without it, each speaks the one that was asked in.
        """
        self._desk = desk
        self._show = show if show and show.strip() else None
        self._limit = limit
        self._locale = locale or DEFAULT_LANGUAGE
        self._speaks = speaks
        self._report_url = report_url
        self._told = Conversations(desk.now)

    def hear(self, text: str) -> Turn:
        """What comes back for a message."""
        usual = self._desk.find(self._show)
        if usual is None and self._show is not None:
            reply = self._desk.reply(Question("help"), show=self._show, limit=NOTHING)
            return self._on_cards(Heard("asked_back", language_for(self._locale), (reply,)))
        before = self._told.recall(*_HERE)
        show = usual if self._show else self._desk.show_meant(text, before=before)
        limit = self._limit if show is usual else NOTHING
        heard = self._desk.hear(text, show=show, limit=limit, locale=self._locale, before=before)
        if heard.before is not None:
            self._told.note(*_HERE, heard.before)
        return self._on_cards(heard)

    def turn(self, reply: Reply) -> Turn:
        """A reply that was come by without words, such as that to a command."""
        outcome: Outcome = "answered" if isinstance(reply.content, Answer) else "abstained"
        return self._on_cards(Heard(outcome, language_for(self._locale), (reply,)))

    def forget(self) -> None:
        """Understand the next message by itself."""
        self._told.forget(_HERE[0])

    def _on_cards(self, heard: Heard) -> Turn:
        voice = Voice(language_for(self._speaks or heard.language), PLAIN, self._desk.now())
        return Turn(heard, make_cards(heard.replies, voice, report_url=self._report_url))


def subject_of(question: Question) -> str:
    """Whom or what a question is about, as a knowledge file names it; empty where that is the whole topic."""
    subject = question.subject
    if kind := _KINDS.get(subject[:2]):
        return f"{kind}:{subject[2:]}"
    if season := _SEASON.fullmatch(subject):
        return f"S{int(season[1]):02}"
    if _EPISODE.fullmatch(subject):
        return subject.upper()
    return f"titles:{subject}" if subject else ""


def _said(card: Card) -> Iterator[str]:
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
