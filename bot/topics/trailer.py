"""Teasers and trailers: when they came out and where they are."""

from __future__ import annotations

import datetime as dt

from bot.answer import Answer, Lead, Line, Link, Part, Question, Sorry
from bot.knowledge.schema import Trailer
from bot.spoilers import VisibleShow
from bot.texts import Ago, Say, Words, row, say

LEADS = (Lead(Question("release")), Lead(Question("production")), Lead(Question("sources", choice="trailer")))


def answer(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    """The newest full trailer first, else the newest of whatever there is."""
    trailers = sorted(show.facts.trailers.values(), key=_order)
    if not trailers:
        return Sorry(say("I don't know of a trailer."), leads=LEADS, question=question)
    newest = trailers[0]
    links = tuple(Link(one.url, _label(one)) for one in trailers if one.url)[:1]
    return Answer(
        question,
        _headline(newest),
        (Part(tuple(_line(one) for one in trailers)),),
        tuple(trailers),
        LEADS,
        links,
    )


def _order(trailer: Trailer) -> tuple[bool, int]:
    return trailer.kind != "trailer", -(trailer.date.first_day.toordinal() if trailer.date else 0)


def _headline(trailer: Trailer) -> Say:
    date, full = trailer.date, trailer.kind == "trailer"
    if date is None:
        return say("There is a trailer") if full else say("There is a teaser")
    if date.day is None:
        if full:
            return say("The trailer came out in {date}", date=date)
        return say("A teaser came out in {date}", date=date)
    if full:
        return say("The trailer came out on {date}", date=date)
    return say("A teaser came out on {date}", date=date)


def _line(trailer: Trailer) -> Line:
    when: Words = row(trailer.date, Ago(trailer.date)) if trailer.date else ""
    return Line(lead=_label(trailer), text=trailer.text or when)


def _label(trailer: Trailer) -> Say:
    match trailer.kind:
        case "trailer":
            return say("Trailer")
        case "teaser":
            return say("Teaser")
        case "clip":
            return say("Clip")
