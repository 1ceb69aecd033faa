"""How often questions in plain words are answered: so many a minute for each member, and for each channel."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

MEMBER, CHANNEL = 5, 20
"""Questions a minute."""
WINDOW = dt.timedelta(minutes=1)
_MOST = 10_000
"""So many members and channels are remembered."""

Turn = Literal["answer", "wait", "silence"]
Key = tuple[str, int]


@dataclass(slots=True)
class _Counted:
    """When the last questions were answered, and whether somebody was asked to wait since."""

    times: deque[dt.datetime] = field(default_factory=deque)
    told: bool = False


class Pace:
    """Counts the questions of the last minute; in memory alone, and bounded."""

    def __init__(
        self, clock: Callable[[], dt.datetime], member: int = MEMBER, channel: int = CHANNEL
    ) -> None:
        """`clock` gives the time with a zone; `member` and `channel` are how many questions a minute."""
        self._clock = clock
        self._most = {"member": member, "channel": channel}
        self._counted: OrderedDict[Key, _Counted] = OrderedDict()

    def turn(self, user_id: int, channel_id: int) -> Turn:
        """What to do with a question that came just now.

        `answer` counts it; `wait` is for the first one too many, `silence` for those after it. What is not
        answered does not count.
        """
        now = self._clock()
        both = [self._recent(key, now) for key in (("member", user_id), ("channel", channel_id))]
        full = [
            counted
            for counted, most in zip(both, self._most.values(), strict=True)
            if self._full(counted, most)
        ]
        if not full:
            for counted in both:
                counted.times.append(now)
            return "answer"
        first = not any(counted.told for counted in full)
        for counted in full:
            counted.told = True
        return "wait" if first else "silence"

    def _recent(self, key: Key, now: dt.datetime) -> _Counted:
        counted = self._counted.setdefault(key, _Counted())
        self._counted.move_to_end(key)
        while len(self._counted) > _MOST:
            self._counted.popitem(last=False)
        while counted.times and now - counted.times[0] >= WINDOW:
            counted.times.popleft()
            counted.told = False
        return counted

    def _full(self, counted: _Counted, most: int) -> bool:
        return len(counted.times) >= most
