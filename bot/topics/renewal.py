"""Whether there is more to come: one verdict, then how it came to that."""

from __future__ import annotations

import datetime as dt

from bot.answer import Answer, Lead, Line, Question, Sorry, listing, paragraph
from bot.knowledge.schema import Verdict
from bot.spoilers import VisibleShow
from bot.texts import Ago, Say, Short, Words, row, say
from bot.topics.claims import outdated

EVENTS_SHOWN = 5
"""The latest ones; what happened before them matters less to the question."""

LEADS = (
    Lead(Question("recommendations")),
    Lead(Question("reception")),
    Lead(Question("sources", choice="renewal")),
)


def answer(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    """The verdict, what was said with it, and the timeline."""
    verdict = show.facts.verdict
    if verdict is None:
        return Sorry(say("I don't know whether there will be more of it."), leads=LEADS, question=question)
    timeline = sorted(show.facts.timeline.values(), key=lambda event: event.date.first_day)[-EVENTS_SHOWN:]
    reasons = [fact for fact in show.facts.renewal.values() if fact.kind == "reason"]
    others = [fact for fact in show.facts.renewal.values() if fact.kind != "reason"]
    claims = outdated(show, "renewal", 1)
    return Answer(
        question,
        _headline(verdict),
        (
            paragraph(_when(verdict), verdict.text or "", *(fact.text for fact in reasons)),
            *listing(
                say("How it came to that"),
                *(Line(lead=row(Short(event.date)), text=event.text) for event in timeline),
            ),
            *listing(say("Good to know"), *(Line(fact.text) for fact in others)),
            *claims.parts,
        ),
        (verdict, *reasons, *others, *timeline, *claims.facts),
        LEADS,
    )


def _headline(verdict: Verdict) -> Say:
    season, by = verdict.season, verdict.by
    match verdict.outcome:
        case "cancelled":
            if season is not None and by is not None:
                return say("No season {season}. {by} cancelled it.", season=season, by=by)
            if season is not None:
                return say("No season {season}. It was cancelled.", season=season)
            if by is not None:
                return say("{by} cancelled it.", by=by)
            return say("It was cancelled.")
        case "renewed":
            if season is not None and by is not None:
                return say("Yes: {by} ordered season {season}.", season=season, by=by)
            if season is not None:
                return say("Yes: season {season} is coming.", season=season)
            return say("Yes: there is more to come.")
        case "ended":
            if season is not None:
                return say("No season {season}. It ended as planned.", season=season)
            return say("It ended as planned.")
        case "continues":
            if season is not None:
                return say("No season {season}, but it goes on in another form.", season=season)
            return say("It goes on in another form.")
        case "undecided":
            if season is not None:
                return say("Season {season} is not decided yet.", season=season)
            return say("Nothing has been decided yet.")


def _when(verdict: Verdict) -> Words:
    date = verdict.date
    if date is None:
        return ""
    if date.day is None:
        return say("The news came in {date}, {ago}.", date=date, ago=Ago(date))
    return say("The news came on {date}, {ago}.", date=date, ago=Ago(date))
