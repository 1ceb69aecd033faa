"""How messages are filled in: dates by their precision, lists, counts, and data made harmless."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.knowledge.dates import PartialDate
from bot.texts import DISCORD, PLAIN, Ago, Listed, Short, Voice, language_for, row, say, say_n

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
plain, discord = Voice("en", PLAIN, NOW), Voice("en", DISCORD, NOW)


@pytest.mark.parametrize(
    ("written", "long", "short"),
    [
        ("2022", "2022", "2022"),
        ("2022-09", "September 2022", "Sept 2022"),
        ("2022-09-08", "8 September 2022", "8 Sept 2022"),
    ],
)
def test_dates_are_told_with_the_precision_that_is_known(written: str, long: str, short: str) -> None:
    """A year stays a year and a month a month."""
    date = PartialDate.parse(written)
    assert plain(say("{d}", d=date)) == long
    assert plain(say("{d}", d=Short(date))) == short


def test_the_same_words_are_told_anew_each_day_in_each_language_and_place() -> None:
    """What a voice has said before stands for that day, language and medium alone."""
    words = row(say("{ago}", ago=Ago(PartialDate.parse("2026-11-22"))), "_x_")
    days = [Voice("en", PLAIN, NOW + dt.timedelta(days=days))(words) for days in (0, 1, 0)]
    assert days == ["today · _x_", "1 day ago · _x_", "today · _x_"]
    assert discord(words) == "today · \\_x\\_"


def test_only_instants_become_timestamps() -> None:
    """Discord shows an instant in each reader's own zone; a day is never turned into one."""
    assert discord(say("{d}", d=PartialDate.parse("2026-12-01T20:00+01:00"))) == "<t:1796151600:f>"
    assert "<t:" not in discord(say("{d}", d=PartialDate.parse("2026-12-01")))
    assert plain(say("{d}", d=PartialDate.parse("2026-12-01T20:00+01:00"))) == "1 December 2026, 19:00 UTC"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2022-09-08", "4 years ago"),
        ("2024-11-23", "1 year ago"),
        ("2024-11-22", "2 years ago"),
        ("2026-09-01", "2 months ago"),
        ("2026-11-10", "12 days ago"),
        ("2026-11-22", "today"),
        ("2026-11", "this month"),
        ("2026", "this year"),
        ("2026-11-23", "in 1 day"),
        ("2026-12-04", "in 12 days"),
        ("2028", "in 2 years"),
        ("2026-09", "2 months ago"),
    ],
)
def test_spans_are_whole_and_honest(written: str, told: str) -> None:
    """Almost two years is one year; the future is a countdown."""
    assert plain(say("{d}", d=Ago(PartialDate.parse(written)))) == told


def test_data_is_harmless_and_the_bots_own_words_are_kept() -> None:
    """A name with markdown is shown as it was written."""
    assert discord(say("{name} is here", name="*Ann*")) == "\\*Ann\\* is here"
    assert plain(say("{name} is here", name="*Ann*\n")) == "*Ann* is here"


def test_braces_in_data_are_data() -> None:
    """A name cannot fill in another place of the message."""
    assert plain(say("{name}, {other}", name="{other}", other="x")) == "{other}, x"


def test_lists_rows_and_counts() -> None:
    """Lists are joined as the language does; counts choose their form; numbers are grouped."""
    assert plain(say("{l}", l=Listed(("A", "B", "C")))) == "A, B and C"
    assert plain(row("A", None, "", say("b"))) == "A · b"
    assert plain(say_n("{count} episode", "{count} episodes", 1)) == "1 episode"
    assert plain(say_n("{count} episode", "{count} episodes", 1200)) == "1,200 episodes"


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "xx", "zh-CN", ""])
def test_an_unknown_language_is_answered_in_english(locale: str) -> None:
    """Discord's locales without a catalogue fall back."""
    assert language_for(locale) == "en"
