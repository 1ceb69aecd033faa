"""Questions as a server keeps them."""

from __future__ import annotations

import datetime as dt

from bot.spoilers import NOTHING, Limit
from bot.storage.questions import Asked, KeptQuestion

DAY = dt.date(2026, 1, 1)


def kept(
    text: str,
    times: int = 1,
    *,
    show: str = "one",
    told: Limit = NOTHING,
    language: str = "en",
    last: dt.date = DAY,
) -> KeptQuestion:
    """One question."""
    return KeptQuestion(Asked(1, show, told, language, text), min(DAY, last), last, times)
