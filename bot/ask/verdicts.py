"""Yes or no, for a question that takes something for true and of which the facts decide whether it is."""

from __future__ import annotations

from typing import Literal

from bot.answer import Question
from bot.ask.index import words
from bot.ask.lexicon import lexicon
from bot.ask.mentions import Mentions
from bot.ask.reading import Clause
from bot.ask.things import PERSON, ROLE
from bot.ask.world import PLATFORMS, country_of, is_country
from bot.spoilers import VisibleShow

Verdict = Literal["", "yes", "no"]
_ASKING = frozenset(("who what when where why how how_many how_long year").split())


def verdict(question: Question, clause: Clause, mentions: Mentions, show: VisibleShow) -> Verdict:
    """Whether what a clause takes for true is so, by the facts of a cut show; empty where they don't say.

    Only things of which there is one are ever answered with no: a platform, a number, a date, who plays whom.
    """
    there = frozenset(meaning for word in clause.words for meaning in word.meanings)
    if there & _ASKING or question.choice in ("cancelled",):
        return ""
    match question.topic, question.choice:
        case "release", "platform":
            return _platform(mentions, show)
        case "release", "schedule":
            return ""
        case "release", "":
            return _date(question, mentions, show)
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
    there = " ".join(" ".join(words(one)) for one in known)
    meant = {PLATFORMS.get(name, name) for name in _spans(there)}
    return "yes" if any(one in meant for one in mentions.platforms) else "no"


def _spans(text: str) -> set[str]:
    split = text.split()
    return {" ".join(split[i:j]) for i in range(len(split)) for j in range(i + 1, min(i + 4, len(split) + 1))}


def _date(question: Question, mentions: Mentions, show: VisibleShow) -> Verdict:
    dates = [
        season.date
        for season in show.facts.seasons.values()
        if season.date and season.state != "cancelled" and question.subject in ("", f"s{season.number}")
    ]
    if not dates or not mentions.years:
        return ""
    return "yes" if any(date.year in mentions.years for date in dates) else "no"


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
