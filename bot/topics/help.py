"""What can be asked, and how."""

from __future__ import annotations

import datetime as dt

from bot.answer import Answer, Lead, Line, Part, Question, paragraph
from bot.spoilers import VisibleShow
from bot.texts import say

COMMANDS = (
    ("/ask", say("Ask in your own words")),
    ("/release", say("When it came out, or will")),
    ("/renewal", say("Whether there is more to come")),
    ("/cast", say("Who plays whom; add a name to ask about one person")),
    ("/plot", say("What it is about")),
    ("/trailer", say("Teasers and trailers")),
    ("/recommendations", say("What to watch next")),
    ("/progress", say("Tell me how far you have watched")),
)


def answer(show: VisibleShow, question: Question, now: dt.datetime) -> Answer:
    """The commands, and the promise about spoilers."""
    return Answer(
        question,
        say("Ask me about {title}", title=show.title),
        (
            Part(tuple(Line(lead=command, text=text) for command, text in COMMANDS)),
            paragraph(
                say("Or just ask: mention me, write to me, or hold a message and choose Apps, Answer this."),
                say(
                    "I tell nothing that gives the story away. Tell me how far you are, and I tell you more."
                ),
                say("To take an answer of yours back: right-click or hold it, then Apps, then Take back."),
                say("If I don't know something, I say so."),
            ),
        ),
        leads=(Lead(Question("release")), Lead(Question("plot")), Lead(Question("privacy"))),
    )
