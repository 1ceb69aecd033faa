"""What a cut show can be asked about: who and what has a name, and every text that a description can fit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bot.answer import Question
from bot.ask.index import FORMS_OF_ADDRESS, words
from bot.knowledge.schema import Claim, Event, Fact, Statement
from bot.spoilers import VisibleShow

ROLE, PERSON, TITLE, EPISODE, WORK = "@role", "@person", "@title", "@episode", "@work"
STORIES = ("ending", "event", "open-question")
"""The kinds of facts that tell what happens."""
_TOPIC_OF = {
    "release": "release",
    "renewal": "renewal",
    "timeline": "renewal",
    "plot": "plot",
    "production": "production",
    "reception": "reception",
}
"""The topic to which a section's single facts belong."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Somebody or something of a show that a name can mean."""

    kind: str
    """One of `@role`, `@person`, `@title`, `@episode`; `@work` for what a person is known for."""
    id: str

    @property
    def section(self) -> str:
        """The section of the file in which it stands."""
        return {ROLE: "cast", PERSON: "people", WORK: "people", TITLE: "titles"}.get(self.kind, "episodes")

    @property
    def question(self) -> Question:
        """The question about just this."""
        match self.kind:
            case "@role":
                return Question("cast", f"r.{self.id}")
            case "@person" | "@work":
                return Question("cast", f"p.{self.id}")
            case "@title":
                return Question("recommendations", self.id)
            case _:
                return Question("episodes", self.id)


def named(show: VisibleShow) -> Iterator[tuple[Thing, str]]:
    """Everybody and everything with a name, once for each of their names."""
    facts = show.facts
    for id, role in facts.cast.items():
        thing = Thing(ROLE, id)
        for name in (role.character, *role.aliases):
            yield from _variants(thing, name)
    for id, person in facts.people.items():
        thing, work_thing = Thing(PERSON, id), Thing(WORK, id)
        for name in (person.name, *person.aliases):
            yield from _variants(thing, name)
        for work in person.known_for:
            for part in re.split(r"[()]", work):
                yield from _variants(work_thing, part)
    for id, title in facts.titles.items():
        thing = Thing(TITLE, id)
        for name in (title.title, *title.aliases):
            yield from _variants(thing, name)
    for record in facts.episodes.values():
        if record.title:
            yield from _variants(Thing(EPISODE, str(record.episode).lower()), record.title)


def _variants(thing: Thing, name: str) -> Iterator[tuple[Thing, str]]:
    split = words(name)
    if not split:
        return
    yield thing, " ".join(split)
    bare = tuple(word for word in split if word not in FORMS_OF_ADDRESS)
    if bare and bare != split:
        yield thing, " ".join(bare)


def written(show: VisibleShow) -> Iterator[tuple[str, str, str]]:
    """Every text that a description can fit: its section, its id there, and the text."""
    facts = show.facts
    about: defaultdict[str, list[str]] = defaultdict(list)
    for fact in facts.plot.values():
        for role_id in fact.about:
            if fact.kind in ("power", *STORIES):
                about[role_id].append(fact.text)
    for id, role in facts.cast.items():
        yield "cast", id, plain(role.character, *role.aliases, role.description, *about[id])
    for id, person in facts.people.items():
        jobs = [credit.job for credit in facts.credits.values() if id in credit.people]
        yield "people", id, plain(person.name, *person.aliases, *person.known_for, person.bio, *jobs)
    for id, title in facts.titles.items():
        tags = " ".join(title.tags).replace("-", " ")
        yield "titles", id, plain(title.title, title.premise, title.why, title.fate, tags)
    for section in _TOPIC_OF:
        for id, fact in getattr(facts, section).items():
            yield section, id, _fact_text(fact)
    for id, credit in facts.credits.items():
        if credit.text or credit.companies:
            yield "credits", id, plain(credit.text, *credit.companies)


_CREDITED = {
    "creator": "creator",
    "showrunner": "showrunner",
    "executive-producer": "producer",
    "producer": "producer",
    "company": "company",
    "director": "director",
    "writer": "writer",
    "composer": "composer",
}


def _fact_text(fact: Fact) -> str:
    if isinstance(fact, Statement):
        return plain(fact.value, fact.text)
    return plain(fact.text) if isinstance(fact, Event) else ""


def taught(show: VisibleShow) -> Iterator[tuple[Question, frozenset[str]]]:
    """What editors wrote down to be asked as, each with the words of such a question."""
    for section in type(show.facts).model_fields:
        value = getattr(show.facts, section)
        for id, fact in value.items() if isinstance(value, dict) else [("", value)] if value else []:
            for phrase in fact.asked_as:
                question = question_for(section, id, fact)
                if question is not None:
                    yield question, frozenset(words(phrase))


def question_for(section: str, id: str, fact: Fact) -> Question | None:
    """The question that a fact answers; None where there is none about it alone."""
    match section:
        case "cast":
            return Thing(ROLE, id).question
        case "people":
            return Thing(PERSON, id).question
        case "titles":
            return Thing(TITLE, id).question
        case "verdict":
            return Question("renewal")
        case "seasons":
            return Question("release")
        case "trailers":
            return Question("trailer")
        case "credits":
            return Question("production", choice=_CREDITED.get(getattr(fact, "job", ""), ""))
        case "episodes":
            return Question("episodes", str(getattr(fact, "episode", "")).lower())
        case "claims":
            return Question(fact.topic, f"claims.{id}", "fact") if isinstance(fact, Claim) else None
        case _:
            return Question(_TOPIC_OF[section], f"{section}.{id}", "fact")


def plain(*texts: str | None) -> str:
    """Texts as words without case, accents and signs."""
    return " ".join(word for text in texts if text for word in words(text))
