"""What to watch next, what its makers did before, and what was once said to be coming."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from bot.answer import Answer, Lead, Line, Menu, Name, Part, Question, Sorry, listing, paragraph
from bot.knowledge.schema import Title
from bot.spoilers import VisibleShow
from bot.texts import Say, Words, row, say

CHOICES: dict[str, Say] = {
    "series": say("Series"),
    "films": say("Films"),
    "makers": say("From the same makers"),
    "announced": say("Once said to be coming"),
    "alongside": say("Also in the news with it"),
}
_SERIES, _FILMS = ("series", "miniseries"), ("film", "films")
_FILTERS: dict[str, Callable[[Title], bool]] = {
    "": lambda title: title.list == "similar",
    "series": lambda title: title.list in ("similar", "makers") and title.kind in _SERIES,
    "films": lambda title: title.list in ("similar", "makers", "announced") and title.kind in _FILMS,
    "makers": lambda title: title.list == "makers",
    "announced": lambda title: title.list == "announced",
    "alongside": lambda title: title.list == "alongside",
}


def answer(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    """A list by choice, or one title with what is like it."""
    titles = show.facts.titles
    if question.subject:
        if question.subject in titles:
            return _one(show, question)
        return Sorry(
            say("I don't know a title by that name here."),
            leads=(Lead(Question("recommendations")),),
            question=question,
        )
    keep = _FILTERS.get(question.choice, _FILTERS[""])
    chosen = {id: title for id, title in titles.items() if keep(title)}
    if not chosen:
        return Sorry(say("I have nothing to suggest there."), leads=_leads(question), question=question)
    return Answer(
        question,
        _headline(show, question.choice),
        tuple(_part(title) for title in chosen.values()),
        tuple(chosen.values()),
        _leads(question),
        menu=Menu("recommendations", say("More about one of them"), _names(chosen)),
    )


def names(show: VisibleShow) -> tuple[Name, ...]:
    """Every title that can be asked about."""
    return _names(show.facts.titles)


def _names(titles: dict[str, Title]) -> tuple[Name, ...]:
    return tuple(
        Name(id, title.title, title.aliases, row(_kind(title), years(title))) for id, title in titles.items()
    )


def _headline(show: VisibleShow, choice: str) -> Say:
    match choice:
        case "series":
            return say("Series to watch after {title}", title=show.title)
        case "films":
            return say("Films to watch after {title}", title=show.title)
        case "makers":
            return say("What the makers of {title} did before", title=show.title)
        case "announced":
            return say("Once said to be coming, and what became of it")
        case "alongside":
            return say("Also in the news with {title}", title=show.title)
        case _:
            return say("What to watch after {title}", title=show.title)


def _part(title: Title) -> Part:
    return Part(
        (
            Line(lead=title.title, text=row(_kind(title), years(title), title.platform)),
            Line(title.why or title.premise),
            Line(say("Today: {fate}", fate=title.fate)),
        )
    )


def _one(show: VisibleShow, question: Question) -> Answer:
    titles = show.facts.titles
    title = titles[question.subject]
    close = _like(titles, question.subject)
    why = (say("Why: {reason}", reason=title.why),) if title.why else ()
    return Answer(
        question,
        say("{title} ({about})", title=title.title, about=row(_kind(title), years(title), title.platform)),
        (
            paragraph(title.premise, *why, say("Today: {fate}", fate=title.fate)),
            *listing(
                say("More like this"), *(Line(lead=one.title, text=_brief(one)) for one in close.values())
            ),
        ),
        (title, *close.values()),
        _title_leads(title, question.subject),
        menu=Menu("recommendations", say("More about one of them"), _names(close)) if close else None,
    )


def _title_leads(title: Title, id: str) -> tuple[Lead, ...]:
    """Into the title's own file, where there is one; back to the list; the sources."""
    own = (Lead(Question("plot"), say("More about it"), title.show),) if title.show else ()
    back, sources = Lead(Question("recommendations")), Lead(Question("sources", id, "recommendations"))
    return (*own, back, sources)


def _brief(title: Title) -> Words:
    return row(_kind(title), years(title))


def _like(titles: dict[str, Title], id: str) -> dict[str, Title]:
    """The titles that share the most tags, at most four, best first."""
    tags = set(titles[id].tags)
    shared = {other: len(tags & set(title.tags)) for other, title in titles.items() if other != id}
    best = sorted((other for other in shared if shared[other]), key=lambda other: -shared[other])[:4]
    return {other: titles[other] for other in best}


def _kind(title: Title) -> Say:
    match title.kind:
        case "series":
            return say("series")
        case "miniseries":
            return say("miniseries")
        case "film":
            return say("film")
        case "films":
            return say("films")
        case "planned":
            return say("planned")


def years(title: Title) -> Words:
    """The years in which it ran: "2019–2022", or one year, or nothing."""
    if title.began is None:
        return ""
    began = str(title.began.year)
    if title.ended is None or title.ended.year == title.began.year:
        return began
    return f"{began}–{title.ended.year}"


def _leads(question: Question) -> tuple[Lead, ...]:
    others = [choice for choice in ("", "makers", "announced") if choice != question.choice][:2]
    return (
        *(Lead(Question("recommendations", choice=other), CHOICES.get(other, "")) for other in others),
        Lead(Question("sources", choice="recommendations")),
    )
