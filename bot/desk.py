"""The desk: finds the show, cuts it to the reader's limit before anyone reads it, and asks the topic.

It knows neither Discord nor a terminal, so both get the same answers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Literal

from bot import limits, topics
from bot.answer import Answer, Lead, Name, Question, Sorry
from bot.ask import names
from bot.ask.conversation import Before
from bot.ask.index import Index
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.spoilers import Limit, VisibleShow, cut
from bot.texts import PLAIN, Voice, Words, language_for, say

if TYPE_CHECKING:
    from bot.ask.understand import Understood

SHOWS_OFFERED = 3
QUESTIONS_OFFERED = 3
_OFTEN_ASKED = ("cast", "plot", "renewal", "release")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer or a miss, with the show and the limit that it was made for."""

    content: Answer | Sorry
    show: VisibleShow | None
    limit: Limit


Outcome = Literal["answered", "abstained", "asked_back"]


@dataclass(frozen=True, slots=True)
class Heard:
    """What was made of a message in plain words."""

    outcome: Outcome
    """`asked_back`: it needs another word from the asker, such as which of two is meant."""
    language: str
    """The language that it was recognised as: `en`, `es`, `de`, `fr` or `pt`."""
    replies: tuple[Reply, ...]
    """One, or two where two things were asked."""
    before: Before | None = None
    """What to remember, so that a follow-up is understood; None where nothing was answered."""


class Desk:
    """Answers questions from whatever shelf is current."""

    def __init__(self, shelf: Callable[[], Shelf], clock: Callable[[], dt.datetime]) -> None:
        """`shelf` gives the current shelf; `clock` the current time, with a zone."""
        self._shelf = shelf
        self.now = clock
        self._all: tuple[Mapping[str, Show], Index] = ({}, Index(()))

    @property
    def shelf(self) -> Shelf:
        """What is known now."""
        return self._shelf()

    def find(self, asked: str | None, shelf: Shelf | None = None) -> Show | None:
        """The show that is meant by an id, a title as a fan types it, or nothing; None if that is unclear."""
        shelf = shelf or self.shelf
        if asked is None or not asked.strip():
            return shelf.meant(None)
        exact = shelf.meant(asked)
        if exact is not None:
            return exact
        found = names.find(asked, self._titles(shelf)).one
        return shelf.meant(found.id) if found else None

    def reply(
        self,
        question: Question,
        *,
        show: str | None,
        limit: Limit,
        typed: str = "",
        shelf: Shelf | None = None,
    ) -> Reply:
        """Answer `question`; a typed name, where there is one, decides its subject.

        `show` is a show's id, or a title as a fan types it; `shelf` holds the shows to choose from, all of
        them by default. Never raises for what a fan can type.
        """
        shelf = shelf or self.shelf
        loaded = self.find(show, shelf)
        if loaded is None:
            return Reply(self._which_show(shelf, question, show), None, limit)
        visible = cut(loaded, limit)
        naming = topics.TOPICS[question.topic].names
        if typed.strip() and naming is not None:
            match = names.find(typed, naming(visible))
            if match.one is None:
                return Reply(self._nobody(question, typed, match.near), visible, limit)
            question = replace(question, subject=match.one.id)
        content = topics.ask(visible, question, self.now())
        leads = tuple(lead for lead in content.leads if not lead.show or lead.show in shelf.shows)
        if leads != content.leads:
            content = replace(content, leads=leads)
        return Reply(content, visible, limit)

    def complete(
        self, topic: str, typed: str, *, show: str | None, limit: Limit, shelf: Shelf | None = None
    ) -> list[Name]:
        """The names that a fan at `limit` may be offered for a topic while typing."""
        loaded = self.find(show, shelf)
        naming = topics.TOPICS[topic].names
        if loaded is None or naming is None:
            return []
        return names.complete(typed, naming(cut(loaded, limit)))

    def learn(self) -> None:
        """Read the words of all languages, which takes a moment; without it the first question does that."""
        from bot.ask.lexicon import warm

        warm()

    def show_meant(self, text: str, shelf: Shelf | None = None, before: Before | None = None) -> Show | None:
        """The show that a message is about: one that it names, or was last talked of, or the default one."""
        shelf = shelf or self.shelf
        if shelf.several:
            from bot.ask.naming import naming

            named = naming(text, self._titles(shelf))
            if named is not None:
                return shelf.shows[named.id]
            if before is not None and before.show in shelf.shows:
                return shelf.shows[before.show]
        return self.find(None, shelf)

    def hear(
        self,
        text: str,
        *,
        show: Show | None,
        limit: Limit,
        shelf: Shelf | None = None,
        locale: str = "en",
        before: Before | None = None,
    ) -> Heard:
        """Answer a message in plain words about `show`, for a reader at `limit`.

        `locale` is the asker's, which decides where a text could be of several languages. Never raises for
        what a fan can type.
        """
        # Where nobody asks in plain words, none of what they take is loaded.
        from bot.ask.understand import understand

        shelf = shelf or self.shelf
        if show is None:
            return Heard(
                "asked_back", "en", (Reply(self._which_show(shelf, Question("help"), None), None, limit),)
            )
        visible = cut(show, limit)
        told = before.questions if before is not None and before.show == show.id else ()
        understood = understand(text, visible, locale=locale, before=told)
        if not understood.questions:
            return self._not_understood(understood, visible, limit, shelf)
        replies = tuple(
            self._first_known((question, *understood.instead), visible, limit, shelf)
            for question in understood.questions
        )
        replies = tuple({_headline(reply): reply for reply in reversed(replies)}.values())[::-1]
        answered = tuple(reply for reply in replies if isinstance(reply.content, Answer))
        if not answered:
            return Heard("abstained", understood.language, replies[:1])
        questions = tuple(reply.content.question for reply in answered)
        return Heard("answered", understood.language, replies, Before(show.id, questions))

    def _first_known(
        self, questions: Sequence[Question], show: VisibleShow, limit: Limit, shelf: Shelf
    ) -> Reply:
        """The answer to the first question, or to the next one of its topic where nothing is known of it."""
        for question in questions:
            if question.topic == questions[0].topic:
                reply = self.reply(question, show=show.id, limit=limit, shelf=shelf)
                if isinstance(reply.content, Answer):
                    return reply
        return self.reply(questions[0], show=show.id, limit=limit, shelf=shelf)

    def _not_understood(self, understood: Understood, show: VisibleShow, limit: Limit, shelf: Shelf) -> Heard:
        """A miss that is the same whether something is unknown or withheld, with near questions to press."""
        now = self.now()
        likely = (*understood.near, *map(Question, _OFTEN_ASKED))
        answerable = (
            question
            for question in dict.fromkeys(likely)
            if isinstance(topics.ask(show, question, now), Answer)
        )
        leads = tuple(
            Lead(question, topics.asked(show, question)) for question in islice(answerable, QUESTIONS_OFFERED)
        )
        if understood.lacks == "who":
            message, detail = say("Who do you mean?"), say("Tell me a name, and I look them up.")
        elif understood.lacks:
            message, detail = say("What do you mean?"), say("Ask me in a whole sentence, please.")
        else:
            message, detail = say("I can't answer that here"), say("I'd rather not guess. You could ask:")
        outcome: Outcome = "asked_back" if understood.lacks else "abstained"
        sorry = Sorry(message, detail, leads, question=Question("help"), follows_place=True)
        return Heard(outcome, understood.language, (Reply(sorry, show, limit),))

    def questions_like(
        self, typed: str, *, show: Show | None, limit: Limit, shelf: Shelf | None = None, locale: str = "en"
    ) -> list[str]:
        """Questions to offer while a fan types one, best first: such as can be answered at `limit`.

        What is typed is looked for in them, and understood as far as it goes.
        """
        if show is None:
            return []
        visible = cut(show, limit)
        voice = Voice(language_for(locale), PLAIN, self.now())
        offered = {question: voice(text) for question, text in topics.offered(visible, self.now())}
        from bot.ask.understand import understand

        found = list(understand(typed, visible, locale=locale).questions) if typed.strip() else []
        index = Index(Name(str(number), text) for number, text in enumerate(offered.values()))
        like = [name.text for name in names.complete(typed, index)]
        meant = [offered[question] for question in found if question in offered]
        return list(dict.fromkeys([*meant, *like]))[: limits.CHOICES]

    def complete_show(self, typed: str, shelf: Shelf | None = None) -> list[Name]:
        """The shows to offer while a fan types."""
        return names.complete(typed, self._titles(shelf or self.shelf))

    def _titles(self, shelf: Shelf) -> Index:
        """The titles of a shelf. Those of all shows are kept ready; a server that chose has but a few."""
        if shelf.shows is self._all[0]:
            return self._all[1]
        titles = _index(shelf)
        if shelf.shows is self.shelf.shows:
            self._all = (shelf.shows, titles)
        return titles

    def _which_show(self, shelf: Shelf, question: Question, asked: str | None) -> Sorry:
        offered = self._titles(shelf).names[:SHOWS_OFFERED]
        leads = tuple(Lead(question, name.text, name.id) for name in offered)
        if not offered:
            return Sorry(say("I have no show to talk about yet."), question=question)
        if asked is None:
            return Sorry(say("Which show do you mean?"), leads=leads, question=question)
        return Sorry(say("I don't know a show called “{name}”.", name=asked), leads=leads, question=question)

    def _nobody(self, question: Question, typed: str, near: tuple[Name, ...]) -> Sorry:
        message = say("I don't know “{name}” here.", name=typed)
        follows = topics.TOPICS[question.topic].follows_place
        if not near:
            everyone = Lead(Question(question.topic), topics.TOPICS[question.topic].label)
            return Sorry(
                message, say("I'd rather not guess."), (everyone,), follows_place=follows, question=question
            )
        leads = tuple(Lead(replace(question, subject=name.id), name.text) for name in near)
        return Sorry(
            message, say("Did you mean one of these?"), leads, follows_place=follows, question=question
        )


def _headline(reply: Reply) -> Words:
    return reply.content.headline if isinstance(reply.content, Answer) else reply.content.message


def _index(shelf: Shelf) -> Index:
    return Index(Name(show.id, show.file.title, show.file.aliases) for show in shelf.shows.values())
