"""What is stored of a member, and how they get it or have it deleted."""

from __future__ import annotations

import datetime as dt

from bot.answer import Act, Answer, Lead, Question, paragraph
from bot.spoilers import VisibleShow
from bot.texts import say


def answer(show: VisibleShow, question: Question, now: dt.datetime) -> Answer:
    """The same for every show."""
    return Answer(
        question,
        say("What I store about you"),
        (
            paragraph(
                say("Only how far you have watched each show, if you told me, and with it your user id."),
                say("I store no messages and no names."),
                say(
                    "Where a server's moderators allow it, I keep questions that I couldn't answer, "
                    "without who asked and where."
                ),
                say(
                    "Whoever runs me keeps backups; what you delete is gone from them once they are replaced."
                ),
            ),
        ),
        leads=(Lead(Question("help")),),
        acts=(
            Act("data", "export", say("Send me my data")),
            Act("data", "delete", say("Delete my data"), grave=True),
        ),
    )
