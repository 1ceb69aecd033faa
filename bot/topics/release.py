"""When it is out: the date with the precision that is known, the platform, the seasons."""

from __future__ import annotations

import datetime as dt

from bot.answer import Answer, Lead, Line, Part, Question, Sorry, paragraph
from bot.knowledge.dates import PartialDate
from bot.knowledge.schema import Fact, Season
from bot.spoilers import VisibleShow
from bot.texts import Ago, Say, Words, row, say, say_n
from bot.topics.claims import outdated

LEADS = (Lead(Question("renewal")), Lead(Question("trailer")), Lead(Question("sources", choice="release")))

_ALL_TOLD = ("platform", "schedule", "title-abroad")


def answer(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    """The release of the show as a whole, season by season."""
    seasons = sorted(show.facts.seasons.values(), key=lambda season: season.number)
    if not seasons:
        return Sorry(say("I don't know when it comes out."), leads=LEADS, question=question)
    claims = outdated(show, "release", 1)
    told = ("schedule", "title-abroad") if any(season.platform for season in seasons) else _ALL_TOLD
    extra = [fact for fact in show.facts.release.values() if fact.kind in told]
    lead_season = _asked_season(seasons, question.subject) or _headline_season(seasons, now)
    facts: tuple[Fact, ...] = (
        lead_season,
        *(s for s in seasons if s is not lead_season),
        *extra,
        *claims.facts,
    )
    return Answer(
        question,
        _headline(lead_season, len(seasons), now),
        (
            Part(tuple(_season_line(season, now) for season in seasons)),
            *([paragraph(*(fact.text for fact in extra))] if extra else []),
            *claims.parts,
        ),
        facts,
        LEADS,
    )


def _asked_season(seasons: list[Season], subject: str) -> Season | None:
    """The season that a subject such as `s2` names."""
    return next((season for season in seasons if f"s{season.number}" == subject), None)


def _headline_season(seasons: list[Season], now: dt.datetime) -> Season:
    """The season that is most likely meant: the next one to come, else the latest that is out."""
    coming = [season for season in seasons if _is_coming(season, now)]
    out = [season for season in seasons if _is_out(season, now)]
    if coming:
        return coming[0]
    return out[-1] if out else seasons[-1]


def _is_out(season: Season, now: dt.datetime) -> bool:
    if season.state == "released":
        return True
    return season.state == "expected" and season.date is not None and season.date.is_past(now)


def _is_coming(season: Season, now: dt.datetime) -> bool:
    return season.state == "expected" and not _is_out(season, now)


def _headline(season: Season, count: int, now: dt.datetime) -> Say:
    if season.state == "cancelled":
        if count == 1:
            return say("It never came out: it was cancelled before its release")
        return say("Season {season} was cancelled before its release", season=season.number)
    date = season.date
    if _is_out(season, now):
        return _out(date, None if count == 1 else season.number)
    return _coming(date, None if count == 1 else season.number)


def _out(date: PartialDate | None, season: int | None) -> Say:
    if date is None:
        return say("It is out") if season is None else say("Season {season} is out", season=season)
    if date.day is None:
        if season is None:
            return say("It came out in {date}", date=date)
        return say("Season {season} came out in {date}", season=season, date=date)
    if season is None:
        return say("It came out on {date}", date=date)
    return say("Season {season} came out on {date}", season=season, date=date)


def _coming(date: PartialDate | None, season: int | None) -> Say:
    if date is None:
        if season is None:
            return say("It is on its way, without a date so far")
        return say("Season {season} is on its way, without a date so far", season=season)
    if date.day is None:
        if season is None:
            return say("It is due in {date}, no day known yet", date=date)
        return say("Season {season} is due in {date}, no day known yet", season=season, date=date)
    if season is None:
        return say("It comes out on {date}", date=date)
    return say("Season {season} comes out on {date}", season=season, date=date)


def _season_line(season: Season, now: dt.datetime) -> Line:
    if season.state == "cancelled":
        when: Words = say("cancelled before its release")
    elif season.date is None:
        when = say("out") if _is_out(season, now) else say("no date yet")
    else:
        when = say("{date}, {ago}", date=season.date, ago=Ago(season.date))
    return Line(
        lead=say("Season {season}", season=season.number) if season.number else say("Specials"),
        text=row(when, season.platform, _episodes(season)),
    )


def _episodes(season: Season) -> Words | None:
    if season.episodes is None:
        return None
    if season.released == "together":
        return say_n("{count} episode", "{count} episodes, all at once", season.episodes)
    if season.released == "weekly":
        return say_n("{count} episode", "{count} episodes, week by week", season.episodes)
    return say_n("{count} episode", "{count} episodes", season.episodes)
