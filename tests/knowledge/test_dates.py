"""Dates say no more than is known."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.dates import EARLIEST_YEAR, LATEST_YEAR, PartialDate

NOON = dt.datetime(2022, 9, 8, 12, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-09", "2022-09-01", "2022-09-30"),
        ("2022-12", "2022-12-01", "2022-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2200-12", "2200-12-01", "2200-12-31"),
        ("2022-09-08", "2022-09-08", "2022-09-08"),
        ("2022-09-08T23:30-05:00", "2022-09-09", "2022-09-09"),
    ],
)
def test_a_date_spans_all_that_it_can_mean(text: str, first: str, last: str) -> None:
    """A date knows the first and the last day that it can mean, in UTC where it is an instant."""
    date = PartialDate.parse(text)
    assert (str(date.first_day), str(date.last_day)) == (first, last)


def test_only_an_instant_has_a_time() -> None:
    """A time of day with a zone is kept, in UTC; nothing less gets one."""
    instant = PartialDate.parse("2025-12-11T21:00+01:00").instant
    assert instant == dt.datetime(2025, 12, 11, 20, 0, tzinfo=dt.UTC)
    assert instant.utcoffset() == dt.timedelta(0)
    for text in ("2025", "2025-12", "2025-12-11"):
        assert PartialDate.parse(text).instant is None


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("2021", True),
        ("2022", False),
        ("2022-08", True),
        ("2022-09", False),
        ("2022-09-07", True),
        ("2022-09-08", True),
        ("2022-09-09", False),
        ("2022-09-08T11:59Z", True),
        ("2022-09-08T12:00Z", True),
        ("2022-09-08T12:01Z", False),
    ],
)
def test_a_date_is_past_when_all_of_it_is(text: str, past: bool) -> None:
    """A year or a month is past when it is over, a day on the day itself, an instant from the instant on."""
    assert PartialDate.parse(text).is_past(NOON) is past


@pytest.mark.parametrize("text", ["2022", "2022-12"])
def test_the_last_day_still_counts(text: str) -> None:
    """A month and a year are not past while their last day lasts."""
    assert not PartialDate.parse(text).is_past(dt.datetime(2022, 12, 31, 23, 59, tzinfo=dt.UTC))
    assert PartialDate.parse(text).is_past(dt.datetime(2023, 1, 1, tzinfo=dt.UTC))


def test_today_is_told_in_utc() -> None:
    """Whether a day has come does not hang on the zone in which the present is given."""
    tokyo = dt.datetime(2022, 9, 9, 3, 0, tzinfo=dt.timezone(dt.timedelta(hours=9)))
    assert not PartialDate.parse("2022-09-09").is_past(tokyo)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not a date: write a year"),
        ("soon", "is not a date: write a year"),
        ("TBA", "is not a date: write a year"),
        ("22", "is not a date: write a year"),
        ("2022-9-8", "is not a date: write a year"),
        ("08/09/2022", "is not a date: write a year"),
        ("2022-09-08 07:00", "is not a date: write a year"),
        ("2022-09-08T07:00Z tomorrow", "is not a date: write a year"),
        ("2022-09-08T07:00", "has a time but no zone: end it with Z"),
        ("2022-13", "names a day that the calendar does not have"),
        ("2023-02-29", "names a day that the calendar does not have"),
        ("2022-09-00", "names a day that the calendar does not have"),
        ("2022-00", "names a day that the calendar does not have"),
        ("0202", "has a year outside 1800 to 2200"),
        ("9999-12-31T23:59-23:59", "has a year outside 1800 to 2200"),
    ],
)
def test_what_is_no_date_is_said(text: str, words: str) -> None:
    """A text that is no date is refused with what would be one."""
    with pytest.raises(ValueError, match="^" + words):
        PartialDate.parse(text)


dates = st.dates(dt.date(EARLIEST_YEAR + 1, 1, 1), dt.date(LATEST_YEAR - 1, 12, 31))
zones = st.integers(-1439, 1439).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
instants = st.builds(dt.datetime.combine, dates, st.times(), zones)


@given(dates.map(str) | dates.map(lambda day: str(day)[:7]) | dates.map(lambda day: str(day)[:4]))
def test_dates_are_written_as_they_are_read(text: str) -> None:
    """The text of a date that is no instant comes back as it was typed, within its first and last day."""
    date = PartialDate.parse(text)
    assert str(date) == text
    assert str(date.first_day).startswith(text)
    assert str(date.last_day).startswith(text)
    assert str(date.last_day + dt.timedelta(days=1))[: len(text)] != text


@given(instants)
def test_instants_are_the_same_after_writing(moment: dt.datetime) -> None:
    """An instant means the same moment after it was written and read again, whatever its zone."""
    date = PartialDate.parse(moment.isoformat())
    assert date.instant == moment
    assert PartialDate.parse(str(date)) == date


@given(st.text() | st.from_regex(r"\d{1,5}-\d{1,3}(-\d{1,3}(T[\d:]{1,9}Z?)?)?", fullmatch=True))
def test_any_other_text_is_refused_in_words(text: str) -> None:
    """Whatever a text looks like, it is a date that can be written, or raises a sentence for its editor."""
    try:
        date = PartialDate.parse(text)
    except ValueError as error:
        words = str(error)
    else:
        words = f"is {date}"
        assert date.first_day <= date.last_day
    assert words.split()[0] in ("is", "has", "names")
