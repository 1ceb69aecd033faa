"""The smallest answers: one thing about a topic, such as a run time, a director or one single fact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from bot.answer import Answer, Lead, Line, Part, Question, Sorry, listing, paragraph
from bot.knowledge.dates import PartialDate
from bot.knowledge.episodes import Episode
from bot.knowledge.schema import Claim, Credit, Event, Fact, Season, Statement
from bot.spoilers import VisibleShow
from bot.texts import Ago, Listed, Say, Short, Words, row, say, say_n

FACT = "fact"
"""The choice of a single fact; the subject is its section and its id: `plot.flux`."""
_HEADLINE = 140
"""Characters up to which a sentence can be a headline."""
_SHORTEST = 25
"""Characters from which on a part of a sentence says something by itself."""

Answering = Callable[[VisibleShow, Question, dt.datetime], Answer | Sorry]


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that can be asked about a topic: the question as a fan reads it, and what answers it."""

    asked: Say
    answer: Answering


def answer(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry | None:
    """What answers a question about one detail; None if it asks for the topic as a whole."""
    if question.choice == FACT:
        return _fact(show, question)
    detail = DETAILS.get((question.topic, question.choice))
    return detail.answer(show, question, now) if detail else None


def _leads(question: Question) -> tuple[Lead, ...]:
    return (Lead(Question(question.topic)), Lead(Question("sources", choice=question.topic)))


def _unknown(question: Question, message: Say) -> Sorry:
    return Sorry(message, leads=(Lead(Question(question.topic)),), question=question)


def told(
    question: Question, facts: Iterable[Statement | Event], unknown: Say, rest: tuple[Fact, ...] = ()
) -> Answer | Sorry:
    """The facts as they are written, the shortest form of the first one as the headline."""
    facts = tuple(facts)
    if not facts:
        return _unknown(question, unknown)
    first = facts[0]
    value = first.value if isinstance(first, Statement) else None
    headline, left = (value, first.text) if value else _split(first.text)
    date = row(first.date, Ago(first.date)) if isinstance(first, Event) else ""
    return Answer(
        question,
        headline,
        (
            *((paragraph(left, *(fact.text for fact in facts[1:])),) if left or facts[1:] else ()),
            *((paragraph(date),) if date else ()),
        ),
        (*facts, *rest),
        _leads(question),
    )


def _split(text: str) -> tuple[str, str]:
    """A headline and what is left of a text: its first sentence, where that is short enough."""
    if len(text) <= _HEADLINE:
        return text, ""
    for mark in (". ", "; ", ", "):
        first, found, rest = text.partition(mark)
        if found and _SHORTEST <= len(first) <= _HEADLINE:
            return (first + ".", rest) if mark == ". " else (first + " …", text)
    return text[: text.rfind(" ", 0, _HEADLINE)] + " …", text


def _statements(section: str, kinds: tuple[str, ...], unknown: Say, also: tuple[str, ...] = ()) -> Answering:
    """Tells the facts of some kinds; where there are none, those of the kinds `also`."""

    def answer(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
        written = list(getattr(show.facts, section).values())
        facts = [fact for fact in written if fact.kind in kinds] or [
            fact for fact in written if fact.kind in also
        ]
        return told(question, _of_season(facts, question.subject), unknown)

    return answer


_ORDINALS = (
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)


def _of_season(facts: list[Statement], subject: str) -> list[Statement]:
    """The facts, those first that speak of the season that a subject such as `s2` names."""
    number = int(subject[1:]) if subject[:1] == "s" and subject[1:].isdigit() else 0
    if not number:
        return facts
    names = [f"season {number}", *([f"{_ORDINALS[number]} season"] if number < len(_ORDINALS) else [])]
    return sorted(facts, key=lambda fact: not any(name in fact.text.casefold() for name in names))


def _fact(show: VisibleShow, question: Question) -> Answer | Sorry:
    section, _, id = question.subject.partition(".")
    found = getattr(show.facts, section, None)
    fact = found.get(id) if isinstance(found, Mapping) else None
    unknown = say("I don't know that here.")
    if isinstance(fact, Claim):
        return Answer(
            question,
            fact.truth if len(fact.truth) <= _HEADLINE else say("That is out of date"),
            (
                *((paragraph(fact.truth),) if len(fact.truth) > _HEADLINE else ()),
                *listing(say("Claimed before, and out of date"), Line(fact.said)),
            ),
            (fact,),
            _leads(question),
        )
    if isinstance(fact, (Statement, Event)):
        return told(question, (fact,), unknown)
    return _unknown(question, unknown)


def _seasons(show: VisibleShow, question: Question) -> list[Season]:
    """The seasons that are not cancelled, or the one that the subject names, such as `s2`."""
    seasons = sorted(show.facts.seasons.values(), key=lambda season: season.number)
    there = [season for season in seasons if season.state != "cancelled" and season.number]
    if question.subject.startswith("s"):
        return [season for season in there if f"s{season.number}" == question.subject]
    return there


def _platform(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    seasons = [season for season in _seasons(show, Question("release")) if season.platform]
    facts = [fact for fact in show.facts.release.values() if fact.kind == "platform"]
    names = tuple(dict.fromkeys(season.platform for season in seasons if season.platform))
    if not names:
        return told(question, facts, say("I don't know where it can be watched."))
    return Answer(
        question,
        say("On {platforms}", platforms=Listed(names)),
        (paragraph(*(fact.text for fact in facts)),) if facts else (),
        (*facts, *seasons),
        _leads(question),
    )


def _schedule(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    facts = [fact for fact in show.facts.release.values() if fact.kind == "schedule"]
    seasons = [season for season in _seasons(show, question) if season.released]
    if not seasons:
        return told(question, facts, say("I don't know how its episodes come out."))
    last = seasons[-1]
    headline = say("All at once") if last.released == "together" else say("Week by week")
    parts = (paragraph(*(fact.text for fact in facts)),) if facts else ()
    return Answer(question, headline, parts, (*facts, *seasons), _leads(question))


def _finale(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    seasons = _seasons(show, question)
    season = seasons[-1] if seasons else None
    if season is None or not season.episodes:
        return _unknown(question, say("I don't know when its last episode comes out."))
    point = Episode(season.number, season.episodes)
    record = next((one for one in show.facts.episodes.values() if one.episode == point), None)
    date = record.date if record and record.date else season.date if season.released == "together" else None
    if date is None:
        return _unknown(question, say("I don't know when its last episode comes out."))
    return _on_day(question, date, now, (*((record,) if record else ()), season), point)


def _episode_date(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    unknown = say("I don't know when that episode comes out.")
    try:
        point = Episode.parse(question.subject)
    except ValueError:
        return _unknown(question, unknown)
    record = next((one for one in show.facts.episodes.values() if one.episode == point), None)
    season = next((one for one in _seasons(show, Question("")) if one.number == point.season), None)
    together = season.date if season and season.released == "together" else None
    date = record.date if record and record.date else together
    if date is None:
        return _unknown(question, unknown)
    facts: tuple[Fact, ...] = tuple(fact for fact in (record, season) if fact)
    return _on_day(question, date, now, facts, point)


def _on_day(
    question: Question, date: PartialDate, now: dt.datetime, facts: tuple[Fact, ...], point: Episode
) -> Answer:
    season, number = point
    if date.is_past(now):
        if date.day is None:
            headline = say(
                "Season {season}, episode {number} came out in {date}",
                season=season,
                number=number,
                date=date,
            )
        else:
            headline = say(
                "Season {season}, episode {number} came out on {date}",
                season=season,
                number=number,
                date=date,
            )
    elif date.day is None:
        headline = say(
            "Season {season}, episode {number} is due in {date}", season=season, number=number, date=date
        )
    else:
        headline = say(
            "Season {season}, episode {number} comes out on {date}", season=season, number=number, date=date
        )
    return Answer(question, headline, (), facts, _leads(question))


def _episode_count(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    seasons = [season for season in _seasons(show, question) if season.episodes]
    if not seasons:
        return _unknown(question, say("I don't know how many episodes there are."))
    count = sum(season.episodes or 0 for season in seasons)
    lines = tuple(
        Line(
            lead=say("Season {season}", season=season.number),
            text=say_n("{count} episode", "{count} episodes", season.episodes or 0),
        )
        for season in seasons
    )
    parts = (Part(lines),) if len(seasons) > 1 else ()
    return Answer(
        question, say_n("{count} episode", "{count} episodes", count), parts, tuple(seasons), _leads(question)
    )


def _season_count(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    seasons = _seasons(show, Question("episodes"))
    if not seasons:
        return _unknown(question, say("I don't know how many seasons there are."))
    out = [
        season
        for season in seasons
        if season.state == "released" or (season.date and season.date.is_past(now))
    ]
    coming = len(seasons) - len(out)
    headline = say_n("{count} season", "{count} seasons", len(out) or len(seasons))
    parts = [
        Part(
            tuple(
                Line(
                    lead=say("Season {season}", season=season.number),
                    text=row(
                        Short(season.date) if season.date else None,
                        say_n("{count} episode", "{count} episodes", season.episodes)
                        if season.episodes
                        else None,
                    ),
                )
                for season in seasons
            )
        )
    ]
    if coming and out:
        parts.append(
            paragraph(say_n("{count} more is on its way.", "{count} more are on their way.", coming))
        )
    verdict = show.facts.verdict
    facts: tuple[Fact, ...] = (*seasons, *((verdict,) if verdict else ()))
    return Answer(question, headline, tuple(parts), facts, (Lead(Question("renewal")), *_leads(question)))


def _credited(*jobs: str, unknown: Say) -> Answering:
    def answer(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
        credits = [credit for job in jobs for credit in show.facts.credits.values() if credit.job == job]
        if not credits:
            return _unknown(question, unknown)
        people = [show.facts.people[id] for credit in credits for id in credit.people]
        texts = [credit.text for credit in credits if credit.text]
        return Answer(
            question,
            _by(show, credits),
            (paragraph(*texts),) if texts else (),
            (*credits, *people),
            (Lead(Question("production")), Lead(Question("sources", choice="production"))),
        )

    return answer


def _by(show: VisibleShow, credits: list[Credit]) -> Say:
    names = dict.fromkeys(
        name
        for credit in credits
        for name in (*(show.facts.people[id].name for id in credit.people), *credit.companies)
    )
    listed = Listed(tuple(names))
    match credits[0].job:
        case "creator":
            return say("{people} created it", people=listed)
        case "showrunner":
            return say("{people} ran the show", people=listed)
        case "director":
            return say("Directed by {people}", people=listed)
        case "writer":
            return say("Written by {people}", people=listed)
        case "composer":
            return say("Music by {people}", people=listed)
        case "company":
            return say("Made by {people}", people=listed)
        case _:
            return say("Produced by {people}", people=listed)


def _cancel_date(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    verdict = show.facts.verdict
    if verdict is None or verdict.outcome not in ("cancelled", "continues") or verdict.date is None:
        return _unknown(question, say("I don't know of a day on which it was cancelled."))
    date = verdict.date
    headline = (
        say("It was cancelled in {date}", date=date)
        if date.day is None
        else say("It was cancelled on {date}", date=date)
    )
    text: tuple[Words, ...] = (verdict.text,) if verdict.text else ()
    return Answer(question, headline, (paragraph(*text),) if text else (), (verdict,), _renewal_leads())


def _cancelled_by(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    verdict = show.facts.verdict
    if verdict is None or verdict.outcome not in ("cancelled", "continues") or verdict.by is None:
        return _unknown(question, say("I don't know who decided that."))
    text: tuple[Words, ...] = (verdict.text,) if verdict.text else ()
    headline = say("{by} cancelled it.", by=verdict.by)
    return Answer(question, headline, (paragraph(*text),) if text else (), (verdict,), _renewal_leads())


def _renewal_leads() -> tuple[Lead, ...]:
    return (
        Lead(Question("renewal")),
        Lead(Question("recommendations")),
        Lead(Question("sources", choice="renewal")),
    )


def _cancelled(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    verdict = show.facts.verdict
    if verdict is None:
        return _unknown(question, say("I don't know whether there will be more of it."))
    date = verdict.date
    season = verdict.season
    match verdict.outcome:
        case "cancelled" | "continues":
            if verdict.by and date:
                headline = (
                    say("Yes: {by} cancelled it in {date}", by=verdict.by, date=date)
                    if date.day is None
                    else say("Yes: {by} cancelled it on {date}", by=verdict.by, date=date)
                )
            else:
                headline = say("Yes, it was cancelled")
        case "renewed":
            headline = (
                say("No: season {season} is coming", season=season)
                if season
                else say("No: there is more to come")
            )
        case "ended":
            headline = say("No: it ended as planned")
        case _:
            headline = say("No: nothing has been decided yet")
    reasons = [fact for fact in show.facts.renewal.values() if fact.kind == "reason"]
    others = [fact for fact in show.facts.renewal.values() if fact.kind == "revival"]
    texts: tuple[Words, ...] = (verdict.text or "", *(fact.text for fact in (*reasons, *others)))
    return Answer(question, headline, (paragraph(*texts),), (verdict, *reasons, *others), _renewal_leads())


def _reason(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    verdict = show.facts.verdict
    facts = [fact for fact in show.facts.renewal.values() if fact.kind == "reason"]
    answer = told(question, facts, say("I don't know why."), (verdict,) if verdict else ())
    if isinstance(answer, Sorry) or verdict is None:
        return answer
    by: Words = (
        say("{by} cancelled it.", by=verdict.by) if verdict.by and verdict.outcome == "cancelled" else ""
    )
    return replace(answer, parts=(*answer.parts, paragraph(by, verdict.text or "")))


def _revival(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    """What is known of another life, and what has happened since the end was known."""
    verdict = show.facts.verdict
    end = verdict.date if verdict else None
    facts = [fact for fact in show.facts.renewal.values() if fact.kind == "revival"]
    events = sorted(show.facts.timeline.values(), key=lambda event: event.date.first_day)
    since = [event for event in events if end is not None and event.date.first_day > end.last_day][-_SINCE:]
    answer = told(question, facts, say("I don't know of a revival."), tuple(since))
    if isinstance(answer, Sorry):
        return answer
    lines = (Line(lead=row(Short(event.date)), text=event.text) for event in since)
    return replace(answer, parts=(*answer.parts, *listing(say("What has happened since"), *lines)))


def _ordered(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    """When a season was ordered, by the timeline."""
    number = int(question.subject[1:]) if question.subject[1:].isdigit() else 0
    events = [
        event for event in show.facts.timeline.values() if number and _orders(event.text.casefold(), number)
    ]
    return told(question, events[:1], say("I don't know when it was ordered."))


def _orders(text: str, number: int) -> bool:
    names = [f"season {number}", *([f"{_ORDINALS[number]} season"] if number < len(_ORDINALS) else [])]
    return any(name in text for name in names) and any(word in text for word in _ORDERING)


_SINCE = 6
"""So many events are told of what has happened since."""
_ORDERING = ("order", "renew", "announc", "greenl", "green-l", "commission")


def _ending(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    endings = [fact for fact in show.facts.plot.values() if fact.kind == "ending"]
    open_ = [fact for fact in show.facts.plot.values() if fact.kind == "open-question"]
    if not endings:
        return Sorry(
            say("I can't tell you how it ends here."),
            leads=(Lead(Question("plot")),),
            question=question,
        )
    return Answer(
        question,
        say("How {title} ends", title=show.title),
        (
            Part(tuple(Line(fact.text) for fact in endings)),
            *listing(say("Left open"), *(Line(fact.text) for fact in open_)),
        ),
        (*endings, *open_),
        _leads(question),
    )


def _power(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    powers = [fact for fact in show.facts.plot.values() if fact.kind == "power"]
    role = question.subject.removeprefix("r.")
    if question.subject:
        powers = [fact for fact in powers if role in fact.about]
    if len(powers) == 1 or question.subject:
        return told(question, powers, say("I don't know of a power here."))
    if not powers:
        return _unknown(question, say("I don't know of a power here."))
    return Answer(
        question,
        say("Powers in {title}", title=show.title),
        (Part(tuple(Line(fact.text) for fact in powers)),),
        tuple(powers),
        _leads(question),
    )


def _known(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    kind, _, id = question.subject.partition(".")
    role = show.facts.cast.get(id) if kind == "r" else None
    person_id = role.played_by if role else id if kind == "p" else None
    person = show.facts.people.get(person_id) if person_id else None
    unknown = say("I don't know what else they have done.")
    if person is None or not (person.known_for or person.bio):
        return Sorry(unknown, leads=(Lead(Question("cast", question.subject)),), question=question)
    bio: tuple[Words, ...] = (person.bio,) if person.bio else ()
    if person.known_for:
        headline = say(
            "You may know {person} from {works}", person=person.name, works=Listed(person.known_for)
        )
        parts = (paragraph(*bio),) if bio else ()
    else:
        headline, parts = say("{person}", person=person.name), (paragraph(*bio),)
    roles = [role for role in show.facts.cast.values() if role.played_by == person_id]
    plays = Listed(tuple(role.character for role in roles))
    if roles:
        parts = (*parts, paragraph(say("Here: {characters}.", characters=plays)))
    return Answer(
        question,
        headline,
        parts,
        (person, *roles),
        (
            Lead(Question("cast", question.subject)),
            Lead(Question("cast")),
            Lead(Question("sources", question.subject, "cast")),
        ),
    )


def _episode_title(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    record = next(
        (one for one in show.facts.episodes.values() if str(one.episode).lower() == question.subject), None
    )
    if record is None or record.title is None:
        return _unknown(question, say("I don't know what that episode is called."))
    season, number = record.episode
    headline = say(
        "Season {season}, episode {number}: {title}", season=season, number=number, title=record.title
    )
    return Answer(question, headline, (), (record,), _leads(question))


def _teaser(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    teasers = [one for one in show.facts.trailers.values() if one.kind == "teaser"]
    if not teasers:
        return _unknown(question, say("I don't know of a teaser."))
    first = teasers[0]
    if first.date is None:
        headline: Say = say("There is a teaser")
    elif first.date.day is None:
        headline = say("A teaser came out in {date}", date=first.date)
    else:
        headline = say("A teaser came out on {date}", date=first.date)
    texts = [one.text for one in teasers if one.text]
    return Answer(question, headline, (paragraph(*texts),) if texts else (), tuple(teasers), _leads(question))


def _d(message: Say, section: str, *kinds: str, unknown: Say, also: tuple[str, ...] = ()) -> Detail:
    return Detail(message, _statements(section, kinds, unknown, also))


DETAILS: dict[tuple[str, str], Detail] = {
    ("release", "finale"): Detail(say("When is the last episode out?"), _finale),
    ("release", "platform"): Detail(say("Where can I watch it?"), _platform),
    ("release", "schedule"): Detail(say("All at once or weekly?"), _schedule),
    ("release", "runtime"): _d(
        say("How long is an episode?"), "release", "runtime", unknown=say("I don't know how long it runs.")
    ),
    ("release", "rating"): _d(
        say("Which ages is it for?"), "release", "rating", unknown=say("I don't know its age rating.")
    ),
    ("release", "languages"): _d(
        say("Which languages is it in?"), "release", "languages", unknown=say("I don't know its languages.")
    ),
    ("release", "title-abroad"): _d(
        say("What is it called abroad?"),
        "release",
        "title-abroad",
        unknown=say("I don't know what it is called elsewhere."),
    ),
    ("renewal", "cancelled"): Detail(say("Was it cancelled?"), _cancelled),
    ("renewal", "reason"): Detail(say("Why was it cancelled?"), _reason),
    ("renewal", "date"): Detail(say("When was it cancelled?"), _cancel_date),
    ("renewal", "by"): Detail(say("Who cancelled it?"), _cancelled_by),
    ("renewal", "loose-ends"): _d(
        say("Does it end on a cliffhanger?"),
        "renewal",
        "loose-ends",
        unknown=say("I don't know how it was left."),
    ),
    ("renewal", "revival"): Detail(say("Could it be saved?"), _revival),
    ("renewal", "ordered"): Detail(say("When was it ordered?"), _ordered),
    ("renewal", "plans"): _d(
        say("What was planned?"), "renewal", "plans", unknown=say("I don't know of such plans.")
    ),
    ("plot", "genre"): _d(say("What genre is it?"), "plot", "genre", unknown=say("I don't know its genre.")),
    ("plot", "setting"): _d(
        say("Where does it take place?"), "plot", "setting", unknown=say("I don't know where it takes place.")
    ),
    ("plot", "power"): Detail(say("Which powers are there?"), _power),
    ("plot", "ending"): Detail(say("How does it end?"), _ending),
    ("episodes", "count"): Detail(say("How many episodes are there?"), _episode_count),
    ("episodes", "seasons"): Detail(say("How many seasons are there?"), _season_count),
    ("episodes", "date"): Detail(say("When is that episode out?"), _episode_date),
    ("episodes", "title"): Detail(say("What is that episode called?"), _episode_title),
    ("trailer", "teaser"): Detail(say("When did the teaser come out?"), _teaser),
    ("production", "budget"): _d(
        say("What did it cost?"), "production", unknown=say("I don't know what it cost.")
    ),
    ("cast", "known"): Detail(say("Where do I know them from?"), _known),
    ("production", "creator"): Detail(
        say("Who created it?"), _credited("creator", unknown=say("I don't know who created it."))
    ),
    ("production", "showrunner"): Detail(
        say("Who ran the show?"), _credited("showrunner", unknown=say("I don't know who ran the show."))
    ),
    ("production", "director"): Detail(
        say("Who directed it?"), _credited("director", unknown=say("I don't know who directed it."))
    ),
    ("production", "writer"): Detail(
        say("Who wrote it?"), _credited("writer", unknown=say("I don't know who wrote it."))
    ),
    ("production", "producer"): Detail(
        say("Who produced it?"),
        _credited("executive-producer", "producer", unknown=say("I don't know who produced it.")),
    ),
    ("production", "company"): Detail(
        say("Which company made it?"),
        _credited("company", unknown=say("I don't know which company made it.")),
    ),
    ("production", "composer"): Detail(
        say("Who made the music?"), _credited("composer", unknown=say("I don't know who made the music."))
    ),
    ("production", "song"): _d(
        say("Which song is in it?"), "production", "music", unknown=say("I don't know its songs.")
    ),
    ("production", "filming-place"): _d(
        say("Where was it filmed?"),
        "production",
        "filming-place",
        unknown=say("I don't know where it was filmed."),
    ),
    ("production", "filming-dates"): _d(
        say("When was it filmed?"),
        "production",
        "filming-dates",
        unknown=say("I don't know when it was filmed."),
        also=("filming-place",),
    ),
    ("production", "country"): _d(
        say("Which country is it from?"),
        "production",
        "country",
        unknown=say("I don't know which country it is from."),
    ),
    ("production", "origin"): _d(
        say("Is it based on something?"),
        "production",
        "origin",
        unknown=say("I don't know what the idea goes back to."),
    ),
    ("production", "announcement"): _d(
        say("When was it announced?"),
        "production",
        "announcement",
        unknown=say("I don't know when it was announced."),
    ),
    ("reception", "score"): _d(
        say("What are its scores?"), "reception", "score", unknown=say("I don't know its scores.")
    ),
    ("reception", "review"): _d(
        say("What do reviews say?"),
        "reception",
        "review",
        "score",
        unknown=say("I don't know what reviews say."),
    ),
    ("reception", "chart"): _d(
        say("How did it do in the charts?"), "reception", "chart", unknown=say("I don't know of charts.")
    ),
    ("reception", "viewing"): _d(
        say("How many watched it?"),
        "reception",
        "viewing",
        unknown=say("I don't know how many watched it."),
    ),
    ("reception", "award"): _d(
        say("Did it win awards?"), "reception", "award", unknown=say("I don't know of awards.")
    ),
}
