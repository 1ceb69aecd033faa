"""What is worked out once is told again only where it is right: to that reader, of that file, on that day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bot.answer import Question
from bot.card import Card, make_card
from bot.desk import Desk
from bot.knowledge.schema import ShowFile
from bot.knowledge.shelf import Shelf
from bot.knowledge.show import Show
from bot.spoilers import EVERYTHING, NOTHING, Limit
from bot.texts import DISCORD, PLAIN, Voice
from tests.conftest import NOW

FACT = {"sources": ["paper"], "checked": "2025-12-01", "reveals": "nothing"}


def _show(text: str) -> Show:
    file: dict[str, Any] = {
        "format": "1",
        "title": "X",
        "sources": {"paper": {"title": "News", "publisher": "The Paper", "date": "2025-01-02"}},
        "plot": {
            "safe": {**FACT, "kind": "premise", "text": text},
            "late": {**FACT, "kind": "ending", "text": "The butler did it.", "reveals": "S01E02"},
        },
        "verdict": {**FACT, "outcome": "cancelled"},
    }
    return Show.build("x", ShowFile.model_validate(file))


class Fans:
    """Fans who ask what a show is about; `show` and `now` may change meanwhile."""

    def __init__(self) -> None:
        self.show = _show("A house by the sea.")
        self.now = NOW
        self._desk = Desk(lambda: Shelf({"x": self.show}), lambda: self.now)

    def ask(
        self, limit: Limit = NOTHING, topic: str = "plot", *, discord: bool = False, shareable: bool = False
    ) -> Card:
        """What one of them is shown."""
        reply = self._desk.reply(Question(topic), show=None, limit=limit)
        voice = Voice("en", DISCORD if discord else PLAIN, self.now)
        return make_card(reply, voice, shareable=shareable)


def test_nobody_gets_the_card_of_somebody_who_has_seen_more() -> None:
    """Among fans who have seen everything, those who have seen nothing are told nothing."""
    fans = Fans()
    told = ["butler" in str(fans.ask(limit)) for limit in (EVERYTHING, NOTHING, EVERYTHING, NOTHING)]
    assert told == [True, False, True, False]


def test_another_place_gets_a_card_of_its_own() -> None:
    """A private card has its button to share, a public one after it has none, and plain text has no marks."""
    fans = Fans()
    assert [fans.ask(shareable=shareable).share_button for shareable in (True, False, True)] == [
        *("Share", "", "Share")
    ]
    fans.show = _show("A *house*.")
    texts = [fans.ask(discord=discord).parts[0].lines[0].text for discord in (True, False)]
    assert texts == [r"A \*house\*.", "A *house*."]


def test_a_changed_file_is_told_at_once() -> None:
    """Right after a fact was corrected, in the same minute, nobody is told the old one."""
    fans = Fans()
    before = str(fans.ask())
    fans.show = _show("A house in the hills.")
    assert ("sea" in before, "sea" in str(fans.ask()), "hills" in str(fans.ask())) == (True, False, True)


def test_tomorrow_is_another_day() -> None:
    """A card says that it may have changed as soon as its facts are that old, however often it was told."""
    fans, told = Fans(), []
    for days in (0, 5_000, 0):
        fans.now = NOW + dt.timedelta(days=days)
        told.append("may have changed since" in fans.ask(topic="renewal").small_print)
    assert told == [False, True, False]
