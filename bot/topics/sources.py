"""What an answer rests on: its sources, newest first, and when what they say was checked."""

from __future__ import annotations

import datetime as dt

from bot.answer import Answer, Lead, Line, Part, Question, Sorry
from bot.knowledge.dates import PartialDate
from bot.knowledge.schema import Fact, Source
from bot.spoilers import VisibleShow
from bot.texts import Say, Short, Words, row, say, say_n
from bot.topics.claims import outdated

SHOWN = 12


def answer(show: VisibleShow, question: Question, about: Answer | Sorry, now: dt.datetime) -> Answer | Sorry:
    """The sources of another answer, and all that was once claimed about its topic, with theirs."""
    back = Lead(about.question, say("Back to the answer"))
    if isinstance(about, Sorry) or not any(_cited(fact) for fact in about.facts):
        return Sorry(say("There are no sources to show for that."), leads=(back,), question=question)
    claims = outdated(show, about.question.topic)
    facts = (*about.facts, *claims.facts)
    old = _grown_old(facts, now.astimezone(dt.UTC).date())
    ids = dict.fromkeys(id for fact in facts for id in _cited(fact))
    ordered = sorted(ids, key=lambda one: _newest_first(show.sources[one]))
    lines = [_line(show.sources[id], old.get(id)) for id in ordered[:SHOWN]]
    rest = ordered[SHOWN:]
    if rest:
        lines.append(Line(say_n("and {count} more", "and {count} more", len(rest))))
    if any(id in old for id in rest):
        lines.append(Line(say("Some of this was last checked long ago and may have changed since.")))
    return Answer(
        question,
        _headline(min(fact.checked for fact in facts), max(fact.checked for fact in facts)),
        (Part(tuple(lines)), *claims.parts),
        (),
        (back,),
    )


def _cited(fact: Fact) -> tuple[str, ...]:
    return tuple(id for group in fact.cited_groups() for id in group)


def _grown_old(facts: tuple[Fact, ...], today: dt.date) -> dict[str, dt.date]:
    """The sources of what was last checked too long ago, and since when it has not been checked."""
    old: dict[str, dt.date] = {}
    for fact in facts:
        if fact.is_old(today):
            for id in _cited(fact):
                old[id] = min(fact.checked, old.get(id, fact.checked))
    return old


def _headline(first: dt.date, last: dt.date) -> Say:
    if first == last:
        return say("Where this comes from, checked on {date}", date=first)
    return say("Where this comes from, checked between {first} and {last}", first=first, last=last)


def _newest_first(source: Source) -> int:
    return -(source.date.first_day.toordinal() if source.date else 0)


def _line(source: Source, unchecked_since: dt.date | None) -> Line:
    date: Words = row(source.date) if source.date else say("undated")
    old = None
    if unchecked_since is not None:
        day = Short(PartialDate.of(unchecked_since))
        old = say("last checked {date}, may have changed since", date=day)
    return Line(lead=row(source.publisher, date, old), text=source.title, url=source.url)
