"""Dates that are only as precise as what is known: a year, a month, a day or an instant."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_SHAPE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
EARLIEST_YEAR, LATEST_YEAR = 1800, 2200
EXPECTED = "a year (2022), a month (2022-09), a day (2022-09-08) or an instant (2022-09-08T07:00Z)"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date of which the month and the day may be unknown.

    `instant` is set, in UTC, only when the source gave a time of day and its zone.
    """

    year: int
    month: int | None = None
    day: int | None = None
    instant: dt.datetime | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read one of the four shapes in `EXPECTED`; raise ValueError with a sentence for an editor."""
        text = text.strip()
        if "T" in text:
            return cls._parse_instant(text)
        shape = _SHAPE.fullmatch(text)
        if shape is None:
            raise ValueError(f"is not a date: write {EXPECTED}")
        year, month, day = (int(part) if part else None for part in shape.groups())
        assert year is not None
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise ValueError(f"has a year outside {EARLIEST_YEAR} to {LATEST_YEAR}")
        try:
            dt.date(year, 1 if month is None else month, 1 if day is None else day)
        except ValueError:
            raise ValueError("names a day that the calendar does not have") from None
        return cls(year, month, day)

    @classmethod
    def _parse_instant(cls, text: str) -> PartialDate:
        try:
            instant = dt.datetime.fromisoformat(text)
        except ValueError:
            raise ValueError(f"is not a date: write {EXPECTED}") from None
        if instant.tzinfo is None:
            raise ValueError("has a time but no zone: end it with Z for UTC, or with an offset like +02:00")
        if not EARLIEST_YEAR <= instant.year <= LATEST_YEAR:
            raise ValueError(f"has a year outside {EARLIEST_YEAR} to {LATEST_YEAR}")
        instant = instant.astimezone(dt.UTC)
        return cls(instant.year, instant.month, instant.day, instant)

    @classmethod
    def of(cls, day: dt.date) -> PartialDate:
        """A date that is known to the day."""
        return cls(day.year, day.month, day.day)

    @property
    def first_day(self) -> dt.date:
        """The earliest day that this date can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> dt.date:
        """The latest day that this date can mean."""
        if self.month is None:
            return dt.date(self.year, 12, 31)
        if self.day is None:
            return dt.date(self.year + self.month // 12, self.month % 12 + 1, 1) - dt.timedelta(days=1)
        return dt.date(self.year, self.month, self.day)

    def is_past(self, now: dt.datetime) -> bool:
        """Whether all that this date can mean lies at or before `now` (which must carry a zone)."""
        if self.instant is not None:
            return self.instant <= now
        if self.day is None:
            return self.last_day < now.astimezone(dt.UTC).date()
        return self.last_day <= now.astimezone(dt.UTC).date()

    def __str__(self) -> str:
        """The text that `parse` reads back."""
        if self.instant is not None:
            return self.instant.isoformat().replace("+00:00", "Z")
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)
