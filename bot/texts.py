"""What the bot says: messages with named places, translated through gettext and filled in safely.

A `Say` is a message that is not yet in any language. Plain `str` values are data: they come from a
knowledge file or from a user, and each medium makes them harmless before they stand in a message.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Protocol

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from bot import markdown
from bot.knowledge.dates import PartialDate

DOMAIN = "usher"
DEFAULT_LANGUAGE = "en"
_FORMATS = {"en": "en_GB"}
"""How each language writes its dates, where that is not its own default."""


@dataclass(frozen=True, slots=True)
class Say:
    """A message of the bot's own. Make it with `say` or `say_n`, so that it is collected for translators."""

    message: str
    args: tuple[tuple[str, Arg], ...] = ()
    plural: str | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Ago:
    """A date told from now: "4 years ago", "in 12 days"."""

    date: PartialDate


@dataclass(frozen=True, slots=True)
class Listed:
    """Several words told as one list: "A, B and C"."""

    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Short:
    """A date in its short form: "8 Nov 2022"."""

    date: PartialDate


@dataclass(frozen=True, slots=True)
class Row:
    """Short pieces side by side, none of them a sentence: "Netflix · 10 episodes"."""

    words: tuple[Arg, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """Whole sentences, one after the other, as a paragraph."""

    sentences: tuple[Words, ...]


Words = Say | str | Row | Flow
"""A message of the bot's, a piece of data, a row of such pieces, or a paragraph."""
Arg = Words | int | dt.date | PartialDate | Ago | Short | Listed


def say(message: str, **args: Arg) -> Say:
    """A message; `{name}` stands for the argument of that name."""
    return Say(message, tuple(args.items()))


def row(*words: Arg | None) -> Row:
    """A row of the pieces that are there."""
    return Row(tuple(one for one in words if one is not None and one != ""))


def say_n(singular: str, plural: str, count: int, **args: Arg) -> Say:
    """A message that depends on a count, which stands in it as `{count}`."""
    return Say(singular, (("count", count), *args.items()), plural, count)


class Medium(Protocol):
    """Where a text will be read, which decides how data and dates stand in it."""

    def data(self, text: str) -> str:
        """Data made harmless for this medium."""

    def instant(self, instant: dt.datetime, locale: Locale) -> str:
        """A moment in time, in the reader's own zone where the medium can tell it."""

    def link(self, text: str, url: str) -> str:
        """Text, already made for this medium, that leads to an address."""


class DiscordText:
    """Discord's markdown; moments become timestamps that each client shows in its own zone."""

    def data(self, text: str) -> str:
        """Data with all markdown, mentions and links taken away."""
        return markdown.escape(text)

    def instant(self, instant: dt.datetime, locale: Locale) -> str:
        """A timestamp mark."""
        return f"<t:{int(instant.timestamp())}:f>"

    def link(self, text: str, url: str) -> str:
        """A masked link; the angle brackets keep an address with brackets whole and without a preview."""
        return f"[{text}](<{url}>)"


class PlainText:
    """Text without any markup: the terminal, button labels, choices."""

    def data(self, text: str) -> str:
        """Data on one line, without control characters."""
        return markdown.plain(text)

    def instant(self, instant: dt.datetime, locale: Locale) -> str:
        """The moment in UTC."""
        return format_datetime(instant, "d MMMM y, HH:mm 'UTC'", locale=locale)

    def link(self, text: str, url: str) -> str:
        """The address behind the text."""
        return f"{text} {url}"


DISCORD, PLAIN = DiscordText(), PlainText()


@dataclass(frozen=True, slots=True)
class Voice:
    """Speaks one language in one medium at one moment (`now` must carry a zone).

    What it says depends on the day alone, so all voices of a day are equal.
    """

    language: str
    medium: Medium
    now: dt.datetime = field(compare=False)
    today: dt.date = field(init=False)
    """The day of `now` in UTC."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "today", self.now.astimezone(dt.UTC).date())

    def __call__(self, words: Words) -> str:
        """The text of a message or of data, ready for the medium."""
        if isinstance(words, str):
            return self.medium.data(words)
        if isinstance(words, Flow):
            return " ".join(self(one) for one in words.sentences)
        if isinstance(words, Row):
            return " · ".join(self._arg(one) for one in words.words)
        catalogue = _catalogue(self.language)
        if words.plural is None:
            template = str(catalogue.gettext(words.message))
        else:
            template = str(catalogue.ngettext(words.message, words.plural, words.count))
        return template.format_map({name: self._arg(value) for name, value in words.args})

    def _arg(self, value: Arg) -> str:
        match value:
            case Say() | str() | Row() | Flow():
                return self(value)
            case int():
                return str(format_decimal(value, locale=_locale(self.language)))
            case PartialDate():
                return self._date(value)
            case dt.date():
                return self._date(PartialDate.of(value))
            case Short(date):
                return self._date(date, short=True)
            case Ago(date):
                return self._ago(date)
            case Listed(words):
                return str(format_list([self(one) for one in words], locale=_locale(self.language)))

    def _date(self, date: PartialDate, *, short: bool = False) -> str:
        locale = _locale(self.language)
        if date.instant is not None and not short:
            return self.medium.instant(date.instant, locale)
        if date.month is None:
            return f"{date.year:04}"
        if date.day is None:
            return format_skeleton("yMMM" if short else "yMMMM", date.first_day, locale=locale)
        return format_date(date.first_day, "medium" if short else "long", locale=locale)

    def _ago(self, date: PartialDate) -> str:
        today, locale = self.today, _locale(self.language)
        if date.month is None or date.day is None:
            months = (date.year - today.year) * 12 + ((date.month - today.month) if date.month else 0)
            unit = dt.timedelta(days=round(months * 30.4375))
            if date.month is None:
                if date.year == today.year:
                    return self(say("this year"))
                return format_timedelta(unit, granularity="year", add_direction=True, locale=locale)
            if not months:
                return self(say("this month"))
            return format_timedelta(unit, granularity="month", add_direction=True, locale=locale)
        span = _whole(date.first_day, today)
        if not span:
            return self(say("today"))
        threshold = 1.0 if abs(span.days) >= _IN_DAYS else 1e9
        return format_timedelta(span, "day", threshold, True, locale=locale)


_IN_DAYS = 60
"""Shorter spans are told in days."""


def _whole(day: dt.date, today: dt.date) -> dt.timedelta:
    """The span between two days, cut down to whole months or years, so that 23 months are not "2 years"."""
    sign, (early, late) = (1, (today, day)) if day >= today else (-1, (day, today))
    if (late - early).days < _IN_DAYS:
        return day - today
    months = (late.year - early.year) * 12 + late.month - early.month - (late.day < early.day)
    if months >= 12:
        return dt.timedelta(days=sign * 365 * (months // 12))
    return dt.timedelta(days=sign * 30 * max(months, 1))


def language_for(locale: str) -> str:
    """The best language that the bot has for a Discord locale such as `es-419`; else English."""
    for candidate in (locale.replace("-", "_"), locale.split("-")[0]):
        if candidate in languages():
            return candidate
    return DEFAULT_LANGUAGE


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages with a catalogue, the default first."""
    folder = resources.files("bot") / "locales"
    found = sorted(entry.name.removesuffix(".po") for entry in folder.iterdir() if entry.name.endswith(".po"))
    return (DEFAULT_LANGUAGE, *(name for name in found if name != DEFAULT_LANGUAGE))


@lru_cache(maxsize=64)
def _catalogue(language: str) -> NullTranslations:
    """A language's messages; catalogues are compiled in memory, so that translators only edit text."""
    source = resources.files("bot") / "locales" / f"{language}.po"
    if not source.is_file():
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled, domain=DOMAIN)


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    return Locale.parse(_FORMATS.get(language, language))
