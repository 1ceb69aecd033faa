"""The episodes by number: a season at a glance, or one of them."""

from __future__ import annotations

import datetime as dt

from bot.answer import Answer, Lead, Line, Menu, Name, Part, Question, Sorry, listing, paragraph
from bot.knowledge.episodes import Episode
from bot.knowledge.schema import EpisodeRecord, Fact
from bot.spoilers import VisibleShow
from bot.texts import Say, Words, row, say, say_n
from bot.topics.claims import outdated


def answer(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    """The list of episodes, or the one that the subject names."""
    if question.subject:
        return _one(show, question)
    records = _in_order(show)
    seasons = [season for season in show.facts.seasons.values() if season.state != "cancelled"]
    total = sum(season.episodes or 0 for season in seasons) or len(records)
    leads = (Lead(Question("cast")), Lead(Question("sources", choice="episodes")))
    if not total:
        return Sorry(
            say("I don't know how many episodes there are."), leads=leads, question=question
        )
    form = [fact for fact in show.facts.release.values() if fact.kind in ("runtime", "rating")]
    claims = outdated(show, "episodes")
    facts: tuple[Fact, ...] = (*seasons, *form, *records, *claims.facts)
    return Answer(
        question,
        _headline(total, len([season for season in seasons if season.number])),
        (
            *([paragraph(*(fact.text for fact in form))] if form else []),
            *_season_parts(records),
            *claims.parts,
        ),
        facts,
        leads,
        menu=Menu("episodes", say("Pick an episode"), names(show)) if records else None,
    )


def names(show: VisibleShow) -> tuple[Name, ...]:
    """The episodes as they can be asked for: by number, or by a title that may be known."""
    return tuple(
        Name(
            id=str(record.episode).lower(),
            text=str(record.episode),
            aliases=(record.title,) if record.title else (),
            hint=record.title or "",
        )
        for record in _in_order(show)
    )


def _headline(total: int, seasons: int) -> Say:
    if seasons > 1:
        return say("{episodes} episodes in {seasons} seasons", episodes=total, seasons=seasons)
    return say_n("{count} episode", "{count} episodes", total)


def _in_order(show: VisibleShow) -> list[EpisodeRecord]:
    return sorted(show.facts.episodes.values(), key=lambda record: (record.episode.season == 0, record.episode))


def _season_parts(records: list[EpisodeRecord]) -> list[Part]:
    numbers = dict.fromkeys(record.episode.season for record in records)
    return [
        Part(
            tuple(_line(record) for record in records if record.episode.season == number),
            say("Season {season}", season=number) if number else say("Specials"),
        )
        for number in numbers
    ]


def _line(record: EpisodeRecord) -> Line:
    return Line(
        lead=say("Episode {number}", number=record.episode.number),
        text=row(record.title, record.date),
    )


def _one(show: VisibleShow, question: Question) -> Answer | Sorry:
    point = Episode.parse(question.subject)
    record = next((one for one in show.facts.episodes.values() if one.episode == point), None)
    leads = (Lead(Question("episodes")), Lead(Question("sources", question.subject, "episodes")))
    told = [fact for fact in show.facts.plot.values() if fact.episode == point]
    if record is None:
        return Sorry(
            say("I don't know anything about that episode."), leads=leads, question=question
        )
    teasers = [fact for fact in told if fact.kind == "teaser"]
    events = [fact for fact in told if fact.kind != "teaser"]
    facts: tuple[Fact, ...] = (record, *teasers, *events)
    first: Words = teasers[0].text if teasers else say("I know its number, and no more than that.")
    return Answer(
        question,
        _episode_headline(record),
        (
            paragraph(first, *(fact.text for fact in teasers[1:])) if not events or teasers else paragraph(),
            *listing(say("What happens"), *(Line(fact.text) for fact in events)),
            *([paragraph(say("It came out on {date}.", date=record.date))] if record.date else []),
        ),
        facts,
        leads,
    )


def _episode_headline(record: EpisodeRecord) -> Say:
    season, number = record.episode
    if not season:
        if record.title:
            return say("Special {number}: {title}", number=number, title=record.title)
        return say("Special {number}", number=number)
    if record.title:
        return say("Season {season}, episode {number}: {title}", season=season, number=number, title=record.title)
    return say("Season {season}, episode {number}", season=season, number=number)
