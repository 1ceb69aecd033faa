"""The episodes by number: all of them at a glance, or one."""

from __future__ import annotations

import datetime as dt

from bot.answer import Answer, Lead, Line, Menu, Name, Part, Question, Sorry, listing, paragraph
from bot.knowledge.episodes import Episode
from bot.knowledge.schema import EpisodeRecord, Fact
from bot.spoilers import VisibleShow
from bot.texts import Say, Short, Words, row, say, say_n

LISTED = 30
"""Up to so many episodes are listed one by one; beyond that, only those with more than a number."""

_Known = dict[Episode, EpisodeRecord | None]


def answer(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    """The list of episodes, or the one that the subject names."""
    known = _known(show)
    if question.subject:
        return _one(show, question, known)
    leads = (Lead(Question("cast")), Lead(Question("sources", choice="episodes")))
    if not known:
        return Sorry(say("I don't know how many episodes there are."), leads=leads, question=question)
    form = [fact for fact in show.facts.release.values() if fact.kind in ("runtime", "rating")]
    seasons = [season for season in show.facts.seasons.values() if season.state != "cancelled"]
    facts: tuple[Fact, ...] = (*seasons, *form, *(record for record in known.values() if record))
    return Answer(
        question,
        _headline(known),
        (*([paragraph(*(fact.text for fact in form))] if form else []), *_season_parts(show, known)),
        facts,
        leads,
        menu=Menu("episodes", say("Pick an episode"), names(show)),
    )


def names(show: VisibleShow) -> tuple[Name, ...]:
    """The episodes as they can be asked for: by number, or by a title that may be known."""
    return tuple(
        Name(
            id=str(point).lower(),
            text=str(point),
            aliases=(record.title,) if record and record.title else (),
            hint=(record.title or "") if record else "",
        )
        for point, record in _known(show).items()
    )


def _known(show: VisibleShow) -> _Known:
    """Every episode of which the reader may know that it exists, specials last.

    A number without a record looks the same whether nothing is known of it or nothing may be told.
    """
    points: _Known = {
        Episode(season.number, number): None
        for season in show.facts.seasons.values()
        if season.state != "cancelled"
        for number in range(1, (season.episodes or 0) + 1)
    }
    points |= {record.episode: record for record in show.facts.episodes.values()}
    return dict(sorted(points.items(), key=lambda item: (item[0].season == 0, item[0])))


def _headline(known: _Known) -> Say:
    regular = [point for point in known if point.season]
    seasons = len({point.season for point in regular})
    if seasons > 1:
        return say("{episodes} episodes in {seasons} seasons", episodes=len(regular), seasons=seasons)
    if not regular:
        return say_n("{count} special", "{count} specials", len(known))
    return say_n("{count} episode", "{count} episodes", len(regular))


def _season_parts(show: VisibleShow, known: _Known) -> list[Part]:
    together = {season.number: season.date for season in show.facts.seasons.values()}
    listed = {
        point: record
        for point, record in known.items()
        if len(known) <= LISTED or (record and (record.title or record.date))
    }
    return [
        Part(
            tuple(
                _line(point, record, plain_date=together.get(number) == (record.date if record else None))
                for point, record in listed.items()
                if point.season == number
            ),
            say("Season {season}", season=number) if number else say("Specials"),
        )
        for number in dict.fromkeys(point.season for point in listed)
    ]


def _line(point: Episode, record: EpisodeRecord | None, *, plain_date: bool) -> Line:
    date = Short(record.date) if record and record.date and not plain_date else None
    text = row(record.title if record else None, date)
    return Line(lead=say("Episode {number}", number=point.number), text=text if text.words else "")


def _one(show: VisibleShow, question: Question, known: _Known) -> Answer | Sorry:
    leads = (Lead(Question("episodes")), Lead(Question("sources", question.subject, "episodes")))
    point = next((point for point in known if str(point).lower() == question.subject), None)
    if point is None:
        return Sorry(say("I don't know anything about that episode."), leads=leads, question=question)
    record = known[point]
    told = [fact for fact in show.facts.plot.values() if fact.episode == point]
    teasers = [fact for fact in told if fact.kind == "teaser"]
    events = [fact for fact in told if fact.kind != "teaser"]
    first: tuple[Words, ...] = tuple(fact.text for fact in teasers)
    if not told:
        first = (say("I know that it exists, and no more than that."),)
    out = (paragraph(say("It came out on {date}.", date=record.date)),) if record and record.date else ()
    return Answer(
        question,
        _episode_headline(point, record.title if record else None),
        (
            *([paragraph(*first)] if first else []),
            *listing(say("What happens"), *(Line(fact.text) for fact in events)),
            *out,
        ),
        (*([record] if record else []), *teasers, *events),
        leads,
    )


def _episode_headline(point: Episode, title: str | None) -> Say:
    season, number = point
    if not season:
        if title:
            return say("Special {number}: {title}", number=number, title=title)
        return say("Special {number}", number=number)
    if title:
        return say("Season {season}, episode {number}: {title}", season=season, number=number, title=title)
    return say("Season {season}, episode {number}", season=season, number=number)
