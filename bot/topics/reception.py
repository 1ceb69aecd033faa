"""How it was received: charts, viewing, scores; each figure with the day on which it was true."""

from __future__ import annotations

import datetime as dt

from bot.answer import Answer, Lead, Line, Question, Sorry, listing
from bot.knowledge.schema import ReceptionFact
from bot.spoilers import VisibleShow
from bot.texts import Say, say

LEADS = (Lead(Question("renewal")), Lead(Question("release")), Lead(Question("sources", choice="reception")))


def answer(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    """All that is known, by kind."""
    facts = list(show.facts.reception.values())
    if not facts:
        return Sorry(say("I don't know how it was received."), leads=LEADS, question=question)
    return Answer(
        question,
        say("How {title} was received", title=show.title),
        listing("", *(Line(lead=_lead(fact), text=fact.text) for fact in facts)),
        tuple(facts),
        LEADS,
    )


def _lead(fact: ReceptionFact) -> Say:
    kind = _KINDS[fact.kind]
    if fact.as_of is None:
        return kind
    return say("{kind}, {date}", kind=kind, date=fact.as_of)


_KINDS = {
    "chart": say("Charts"),
    "viewing": say("Viewing"),
    "score": say("Scores"),
    "review": say("Reviews"),
    "award": say("Awards"),
}
