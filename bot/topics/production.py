"""The people behind it, and how and where it was made."""

from __future__ import annotations

import datetime as dt

from bot.answer import Answer, Lead, Line, Question, Sorry, listing, paragraph
from bot.knowledge.schema import Credit
from bot.spoilers import VisibleShow
from bot.texts import Listed, Say, say

LEADS = (
    Lead(Question("recommendations", choice="makers"), say("What else they made")),
    Lead(Question("cast")),
    Lead(Question("sources", choice="production")),
)


def answer(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    """Who made it first, then where, when and from what idea."""
    credits = list(show.facts.credits.values())
    made = list(show.facts.production.values())
    if not credits and not made:
        return Sorry(say("I don't know who made it."), leads=LEADS, question=question)
    people = [show.facts.people[id] for credit in credits for id in credit.people]
    return Answer(
        question,
        _headline(show, credits),
        (
            *listing("", *(_credit_line(show, credit) for credit in credits)),
            *([paragraph(*(fact.text for fact in made))] if made else []),
        ),
        (*credits, *made, *people),
        LEADS,
    )


_TITLES = {
    "creator": say("Created by"),
    "showrunner": say("Showrunner"),
    "executive-producer": say("Executive producers"),
    "producer": say("Producers"),
    "company": say("Made by"),
    "director": say("Directed by"),
    "writer": say("Written by"),
    "composer": say("Music"),
}


def _names(show: VisibleShow, credit: Credit) -> tuple[str, ...]:
    return (*(show.facts.people[id].name for id in credit.people), *credit.companies)


def _headline(show: VisibleShow, credits: list[Credit]) -> Say:
    creators = [name for credit in credits if credit.job == "creator" for name in _names(show, credit)]
    if creators:
        return say("{people} created {title}", people=Listed(tuple(creators)), title=show.title)
    return say("Who made {title}", title=show.title)


def _credit_line(show: VisibleShow, credit: Credit) -> Line:
    names = say("{names}", names=Listed(_names(show, credit)))
    return Line(lead=_TITLES[credit.job], text=names)
