"""What an answer rests on: its sources, newest first, and when each fact was checked."""

from __future__ import annotations

import datetime as dt

from bot.answer import Answer, Lead, Line, Part, Question, Sorry
from bot.knowledge.schema import Source
from bot.spoilers import VisibleShow
from bot.texts import Say, Words, row, say, say_n
from bot.topics.claims import outdated

SHOWN = 12


def answer(show: VisibleShow, question: Question, about: Answer | Sorry, now: dt.datetime) -> Answer | Sorry:
    """The sources of another answer, and all that was once claimed about its topic."""
    back = Lead(about.question, say("Back to the answer"))
    facts = about.facts if isinstance(about, Answer) else ()
    ids = dict.fromkeys(id for fact in facts for group in fact.cited_groups() for id in group)
    sources = sorted((show.sources[id] for id in ids), key=_newest_first)
    if not sources:
        return Sorry(say("There are no sources to show for that."), leads=(back,), question=question)
    today = now.astimezone(dt.UTC).date()
    checked = min(fact.checked for fact in facts)
    old = any(fact.is_old(today) for fact in facts)
    claims = outdated(show, about.question.topic)
    rest = len(sources) - SHOWN
    lines = [*(_line(source) for source in sources[:SHOWN])]
    if rest > 0:
        lines.append(Line(say_n("and {count} more", "and {count} more", rest)))
    if old:
        lines.append(Line(say("Some of this was last checked long ago and may have changed since.")))
    return Answer(
        question,
        _headline(checked, max(fact.checked for fact in facts)),
        (Part(tuple(lines)), *claims.parts),
        (),
        (back,),
    )


def _headline(first: dt.date, last: dt.date) -> Say:
    if first == last:
        return say("Where this comes from, checked on {date}", date=first)
    return say("Where this comes from, checked between {first} and {last}", first=first, last=last)


def _newest_first(source: Source) -> int:
    return -(source.date.first_day.toordinal() if source.date else 0)


def _line(source: Source) -> Line:
    date: Words = row(source.date) if source.date else say("undated")
    return Line(lead=row(source.publisher, date), text=source.title, url=source.url)
