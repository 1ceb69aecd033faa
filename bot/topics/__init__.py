"""The topics: pure answers, one module each, and the one table of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bot.answer import Answer, Name, Question, Sorry
from bot.spoilers import VisibleShow
from bot.texts import Say, Words, say
from bot.topics import (
    cast,
    details,
    episodes,
    help,
    plot,
    privacy,
    production,
    reception,
    recommendations,
    release,
    renewal,
    sources,
    trailer,
)

Answering = Callable[[VisibleShow, Question, dt.datetime], Answer | Sorry]
Naming = Callable[[VisibleShow], tuple[Name, ...]]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: how it answers, what its button says, and what it can be asked about."""

    answer: Answering
    label: Say
    code: str
    """Two letters that stand for it in a custom_id. Never reuse one."""
    names: Naming | None = None
    choices: Mapping[str, Say] = field(default_factory=dict)
    follows_place: bool = False
    """Whether its answers grow with what the reader has seen, in some show."""


def _sources(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    about = Question(question.choice or "release", question.subject)
    if about.topic not in TOPICS or about.topic == "sources":
        about = Question("release")
    return sources.answer(show, question, TOPICS[about.topic].answer(show, about, now), now)


TOPICS: dict[str, Topic] = {
    "release": Topic(release.answer, say("When is it out?"), "re"),
    "renewal": Topic(renewal.answer, say("Is there more?"), "rn"),
    "cast": Topic(cast.answer, say("Who's in it?"), "ca", cast.names, follows_place=True),
    "plot": Topic(plot.answer, say("What's it about?"), "pl", follows_place=True),
    "trailer": Topic(trailer.answer, say("Trailer"), "tr"),
    "recommendations": Topic(
        recommendations.answer,
        say("What to watch next"),
        "rc",
        recommendations.names,
        recommendations.CHOICES,
    ),
    "production": Topic(production.answer, say("Who made it?"), "pr"),
    "episodes": Topic(episodes.answer, say("Episodes"), "ep", episodes.names, follows_place=True),
    "reception": Topic(reception.answer, say("How was it received?"), "rp"),
    "sources": Topic(_sources, say("Sources"), "so"),
    "help": Topic(help.answer, say("Help"), "he"),
    "privacy": Topic(privacy.answer, say("Your data"), "pv"),
}


def ask(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    """Answer a question about a show; raise KeyError for a topic that does not exist.

    Buttons that would lead to a miss in this show are left out, and the others get their topic's label.
    Whether an answer follows the reader's place is the topic's word alone, so that it tells nothing of this
    show.
    """
    return _asked(show, question, now.replace(second=0, microsecond=0))


@lru_cache(maxsize=512)
def _asked(show: VisibleShow, question: Question, minute: dt.datetime) -> Answer | Sorry:
    """Answer at a minute's beginning. It is done once a minute, as each button costs another answer."""
    reply = _told(show, question, minute)
    if question.verdict and isinstance(reply, Answer):
        reply = replace(reply, headline=_decided(question.verdict, reply.headline))
    leads = tuple(
        lead if lead.label else replace(lead, label=TOPICS[lead.question.topic].label)
        for lead in reply.leads
        if lead.show or not isinstance(_told(show, lead.question, minute), Sorry)
    )
    return replace(reply, leads=leads, follows_place=TOPICS[question.topic].follows_place)


def _told(show: VisibleShow, question: Question, minute: dt.datetime) -> Answer | Sorry:
    """What answers a question: one of its topic's details, or the topic as a whole."""
    return details.answer(show, question, minute) or TOPICS[question.topic].answer(show, question, minute)


def _decided(verdict: str, headline: Words) -> Say:
    if verdict == "yes":
        return say("Yes: {answer}", answer=headline)
    return say("No: {answer}", answer=headline)


def asked(show: VisibleShow, question: Question) -> Words:
    """The question as a fan would ask it, short enough for a button."""
    detail = details.DETAILS.get((question.topic, question.choice))
    if detail is not None and not question.subject:
        return detail.asked
    topic = TOPICS[question.topic]
    if question.subject and topic.names is not None:
        name = next((one for one in topic.names(show) if one.id == question.subject), None)
        if name is not None:
            return name.text
    return topic.choices.get(question.choice, topic.label)


_OFTEN = ("release", "renewal", "plot", "cast", "trailer", "recommendations")


def offered(show: VisibleShow, now: dt.datetime) -> tuple[tuple[Question, Words], ...]:
    """Every question that can be answered, as a fan would ask it; those that are asked often come first."""
    return _offered(show, now.replace(hour=0, minute=0, second=0, microsecond=0))


@lru_cache(maxsize=64)
def _offered(show: VisibleShow, day: dt.datetime) -> tuple[tuple[Question, Words], ...]:
    questions = [Question(topic) for topic in (*_OFTEN, *TOPICS)]
    questions += [Question(topic, choice=choice) for topic, choice in details.DETAILS]
    texts: dict[Question, Words] = {
        question: asked(show, question)
        for question in dict.fromkeys(questions)
        if isinstance(_told(show, question, day), Answer)
    }
    for name in cast.names(show):
        if name.id.startswith("r."):
            texts[Question("cast", name.id)] = say("Who plays {character}?", character=name.text)
    return tuple(texts.items())
