"""What it is about: the premise, and as much of the story as the reader may know."""

from __future__ import annotations

import datetime as dt

from bot.answer import Answer, Lead, Line, Part, Question, Sorry, listing, paragraph
from bot.knowledge.schema import PlotFact
from bot.spoilers import VisibleShow
from bot.texts import say

LEADS = (Lead(Question("episodes")), Lead(Question("sources", choice="plot")))


def answer(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    """The premise first, then the world, the powers, the ending and what stays open."""
    plot = list(show.facts.plot.values())
    premise = _of(plot, "premise")
    if not premise:
        return Sorry(say("I don't know what it is about."), leads=LEADS, question=question)
    around = [*_of(plot, "setting"), *_of(plot, "genre")]
    world, powers = _of(plot, "world"), _of(plot, "power")
    ending, questions = _of(plot, "ending"), _of(plot, "open-question")
    parts: tuple[Part, ...] = (
        paragraph(*(fact.text for fact in (*premise, *around))),
        *listing(say("The world"), *_lines(world)),
        *listing(say("Powers"), *_lines(powers)),
        *listing(say("How it ends"), *_lines(ending)),
        *listing(say("Left open"), *_lines(questions)),
    )
    facts = (*premise, *around, *world, *powers, *ending, *questions)
    headline = say("What {title} is about", title=show.title)
    return Answer(question, headline, parts, facts, LEADS)


def _of(plot: list[PlotFact], kind: str) -> list[PlotFact]:
    return [fact for fact in plot if fact.kind == kind]


def _lines(facts: list[PlotFact]) -> list[Line]:
    return [Line(fact.text) for fact in facts]
