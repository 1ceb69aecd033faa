"""What each asker was last told in a channel, so that "and who plays her?" can be understood."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from bot.answer import Question

KEPT = dt.timedelta(minutes=5)
"""For so long a follow-up is understood."""
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Before:
    """What the asker was last told: of which show, and the questions that were answered, last one last.

    Questions hold ids alone. What is beyond a later limit is not found by them.
    """

    show: str
    questions: tuple[Question, ...]


class Conversations:
    """The last answer of each asker in each channel; in memory alone, and bounded."""

    def __init__(self, clock: Callable[[], dt.datetime]) -> None:
        """`clock` gives the time with a zone."""
        self._clock = clock
        self._last: OrderedDict[tuple[int, int], tuple[dt.datetime, Before]] = OrderedDict()

    def note(self, user_id: int, channel_id: int, before: Before) -> None:
        """Remember what was answered to somebody in a channel."""
        self._last[user_id, channel_id] = (self._clock(), before)
        self._last.move_to_end((user_id, channel_id))
        while len(self._last) > _MOST:
            self._last.popitem(last=False)

    def recall(self, user_id: int, channel_id: int) -> Before | None:
        """What somebody was last told in a channel; None if that is too long ago."""
        kept = self._last.get((user_id, channel_id))
        if kept is None:
            return None
        when, before = kept
        if self._clock() - when > KEPT:
            del self._last[user_id, channel_id]
            return None
        return before

    def forget(self, user_id: int) -> None:
        """Remember nothing of somebody."""
        for key in [key for key in self._last if key[0] == user_id]:
            del self._last[key]
