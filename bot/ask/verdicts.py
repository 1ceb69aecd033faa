"""Yes or no, for a question that takes something for true and of which the facts decide whether it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from bot.answer import Question
from bot.ask.index import words
from bot.ask.lexicon import lexicon
from bot.ask.mentions import Mentions
from bot.ask.reading import Clause
from bot.ask.things import PERSON, ROLE
from bot.ask.world import PLATFORMS, country_of, is_country
from bot.knowledge.dates import PartialDate
from bot.spoilers import VisibleShow

Verdict = Literal["", "yes", "no"]
_ASKING = frozenset(("who what when where why how how_many how_long year").split())


def decided(question: Question, clause: Clause, mentions: Mentions, show: VisibleShow) -> Question:
    """The question with yes or no, where it takes something for true and the facts decide that.

    It may ask for another part of the topic then: the season that came out on such a day, who cancelled it.
    """
    if question.topic == "release" and not question.choice and not question.subject:
        question = replace(question, subject=_season_of(mentions, clause, show))
    if (question.topic, question.choice) == ("renewal", "cancelled"):
        return _cancelled(question, mentions, show)
    return replace(question, verdict=_verdict(question, clause, mentions, show))


def _cancelled(question: Question, mentions: Mentions, show: VisibleShow) -> Question:
    """Somebody else, or another year, is named: then who did it, or when."""
    found = show.facts.verdict
    if found is None or found.outcome not in ("cancelled", "continues"):
        return question
    if mentions.platforms and found.by and not {*_platforms(found.by)} & {*mentions.platforms}:
        return replace(question, choice="by", verdict="no")
    if mentions.years and found.date and found.date.year not in mentions.years:
        return replace(question, choice="date", verdict="no")
    return question


def _season_of(mentions: Mentions, clause: Clause, show: VisibleShow) -> str:
    """The only season that came out in a year, and a month, that are named."""
    if not mentions.years or len(show.facts.seasons) == 1:
        return ""
    fits = [
        season.number
        for season in show.facts.seasons.values()
        if season.date and season.date.year in mentions.years and _in_month(season.date, mentions, clause)
    ]
    return f"s{fits[0]}" if len(fits) == 1 else ""


def _in_month(date: PartialDate, mentions: Mentions, clause: Clause) -> bool:
    months = {lexicon(clause.language).months.get(word) for word in mentions.months}
    return not mentions.months or date.month in months


def _verdict(question: Question, clause: Clause, mentions: Mentions, show: VisibleShow) -> Verdict:
    """Whether what a clause takes for true is so; empty where the facts don't say.

    Only things of which there is one are ever answered with no: a platform, a number, a date, who plays whom.
    """
    there = frozenset(meaning for word in clause.words for meaning in word.meanings)
    if there & _ASKING:
        return ""
    match question.topic, question.choice:
        case "release", "platform":
            return _platform(mentions, show)
        case "release", "schedule":
            return ""
        case "release", "":
            return _date(question, clause, mentions, show)
        case "episodes", "count" | "seasons":
            return _count(question, mentions, show)
        case "cast", "":
            return _part(mentions, show)
        case "production", "filming-place" | "country":
            return _place(question, clause, show)
        case "production", "creator" | "showrunner" | "director" | "writer" | "composer":
            return _credited(question.choice, mentions, show)
        case "plot", "genre":
            return _genre(clause, show)
        case "plot", "setting":
            return _setting(clause, show)
        case _:
            return ""


def _platform(mentions: Mentions, show: VisibleShow) -> Verdict:
    known = [season.platform for season in show.facts.seasons.values() if season.platform]
    known += [fact.value for fact in show.facts.release.values() if fact.kind == "platform" and fact.value]
    if not mentions.platforms or not known:
        return ""
    meant = {one for name in known for one in _platforms(name)}
    return "yes" if meant & {*mentions.platforms} else "no"


def _platforms(name: str) -> set[str]:
    """The services that a name holds, each by the name that is known best."""
    split = words(name)
    spans = {" ".join(split[i:j]) for i in range(len(split)) for j in range(i + 1, len(split) + 1)}
    return {PLATFORMS.get(span, span) for span in spans}


_PARTS_OF_A_YEAR = frozenset(
    (
        "spring summer autumn fall winter early mid late beginning middle end primavera verano otono "
        "invierno fruhling sommer herbst anfang mitte ende printemps ete automne hiver debut milieu fin "
        "verao outono inverno principios mediados finales comeco meados"
    ).split()
)


def _date(question: Question, clause: Clause, mentions: Mentions, show: VisibleShow) -> Verdict:
    dates = [
        season.date
        for season in show.facts.seasons.values()
        if season.date and season.state != "cancelled" and question.subject in ("", f"s{season.number}")
    ]
    if not dates or not mentions.years:
        return ""
    fits = [date for date in dates if date.year in mentions.years and _in_month(date, mentions, clause)]
    if fits and any(word.text in _PARTS_OF_A_YEAR for word in clause.words):
        return ""
    return "yes" if fits else "no"


def _count(question: Question, mentions: Mentions, show: VisibleShow) -> Verdict:
    seasons = [
        season for season in show.facts.seasons.values() if season.state != "cancelled" and season.number
    ]
    if question.subject:
        seasons = [season for season in seasons if question.subject == f"s{season.number}"]
    if not seasons or len(mentions.numbers) != 1:
        return ""
    if question.choice == "seasons":
        return "yes" if mentions.numbers[0] == len(seasons) else "no"
    counts = [season.episodes for season in seasons if season.episodes]
    if len(counts) != len(seasons):
        return ""
    return "yes" if mentions.numbers[0] in {sum(counts), *(counts if len(counts) == 1 else ())} else "no"


def _part(mentions: Mentions, show: VisibleShow) -> Verdict:
    role, person = mentions.one(ROLE), mentions.one(PERSON)
    if role is None or person is None:
        return ""
    fact = show.facts.cast.get(role.id)
    if fact is None or fact.played_by is None:
        return ""
    return "yes" if fact.played_by == person.id else "no"


def _place(question: Question, clause: Clause, show: VisibleShow) -> Verdict:
    asked = [word.text for word in clause.words if country_of(word.text)]
    if not asked:
        return ""
    facts = [fact for fact in show.facts.production.values() if fact.kind == question.choice]
    told = {word for fact in facts for word in words(f"{fact.value or ''} {fact.text}")}
    shortest = {word for fact in facts for word in words(fact.value or "")}
    for one in asked:
        if one in told or any(is_country(one) and country_of(word) == country_of(one) for word in told):
            return "yes"
    countries = {country_of(word) for word in shortest} - {""}
    if countries and not countries & {country_of(one) for one in asked}:
        return "no"
    return ""


def _setting(clause: Clause, show: VisibleShow) -> Verdict:
    asked = [word.text for word in clause.words if country_of(word.text)]
    told = {word for fact in show.facts.plot.values() if fact.kind == "setting" for word in words(fact.text)}
    return (
        "yes"
        if any(
            one in told or any(is_country(one) and country_of(w) == country_of(one) for w in told)
            for one in asked
        )
        else ""
    )


def _credited(job: str, mentions: Mentions, show: VisibleShow) -> Verdict:
    person = mentions.one(PERSON)
    if person is None:
        return ""
    credited = [credit for credit in show.facts.credits.values() if credit.job == job]
    return "yes" if any(person.id in credit.people for credit in credited) else ""


def _genre(clause: Clause, show: VisibleShow) -> Verdict:
    language = lexicon(clause.language)
    asked = {
        one
        for word in clause.words
        if "value_genres" in word.meanings
        for one in language.english(word.text).all
    }
    told = {
        word
        for fact in show.facts.plot.values()
        if fact.kind == "genre"
        for word in words(f"{fact.value or ''} {fact.text}")
    }
    return "yes" if any(one in told for one in asked) else ""
