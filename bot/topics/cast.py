"""Who plays whom: the whole cast, one role, or one person."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from bot.answer import Answer, Lead, Line, Menu, Name, Part, Question, Sorry, paragraph
from bot.knowledge.schema import Credit, Fact, Person, PlotFact, Role
from bot.spoilers import VisibleShow
from bot.texts import Listed, Say, Words, row, say
from bot.topics.jobs import job_name

BILLINGS = ("main", "supporting", "guest")
_ROLE, _PERSON = "r.", "p."


def answer(show: VisibleShow, question: Question, now: dt.datetime) -> Answer | Sorry:
    """The list of roles, or the role or person that the subject names."""
    subject = question.subject
    if subject.startswith(_ROLE) and (role := show.facts.cast.get(subject.removeprefix(_ROLE))):
        return _role(show, question, subject.removeprefix(_ROLE), role)
    if subject.startswith(_PERSON) and (person := show.facts.people.get(subject.removeprefix(_PERSON))):
        return _person(show, question, subject.removeprefix(_PERSON), person)
    if subject:
        return Sorry(
            say("I don't know anyone by that name here."),
            leads=(Lead(Question("cast")),),
            question=question,
        )
    return _everyone(show, question)


def names(show: VisibleShow) -> tuple[Name, ...]:
    """Everyone who can be asked about: roles in billing order, then the people who play them or made it."""
    return _names(show)


@lru_cache(maxsize=64)
def _names(show: VisibleShow) -> tuple[Name, ...]:
    people = show.facts.people
    return (
        *(
            Name(_ROLE + id, role.character, role.aliases, _actor_name(show, role))
            for id, role in _in_billing_order(show)
        ),
        *(Name(_PERSON + id, person.name, person.aliases, _what(show, id)) for id, person in people.items()),
    )


def _in_billing_order(show: VisibleShow) -> list[tuple[str, Role]]:
    return sorted(show.facts.cast.items(), key=lambda entry: BILLINGS.index(entry[1].billing))


def _actor(show: VisibleShow, role: Role) -> Person | None:
    return show.facts.people.get(role.played_by) if role.played_by else None


def _actor_name(show: VisibleShow, role: Role) -> str:
    actor = _actor(show, role)
    return actor.name if actor else ""


def _roles(show: VisibleShow, person_id: str) -> list[tuple[str, Role]]:
    return [(id, role) for id, role in _in_billing_order(show) if role.played_by == person_id]


def _credits(show: VisibleShow, person_id: str) -> list[Credit]:
    return [credit for credit in show.facts.credits.values() if person_id in credit.people]


def _what(show: VisibleShow, person_id: str) -> Words:
    characters = [role.character for _, role in _roles(show, person_id)]
    return row(*characters, *(job_name(credit.job) for credit in _credits(show, person_id)))


def _everyone(show: VisibleShow, question: Question) -> Answer | Sorry:
    leads = (Lead(Question("plot")), Lead(Question("sources", choice="cast")))
    roles = _in_billing_order(show)
    if not roles:
        return Sorry(say("I don't know who is in it."), leads=leads, question=question)
    actors = [actor for _, role in roles if (actor := _actor(show, role))]
    return Answer(
        question,
        say("Who's in {title}", title=show.title),
        (Part(tuple(_cast_line(show, role) for _, role in roles)),),
        (*(role for _, role in roles), *actors),
        leads,
        menu=Menu("cast", say("Pick someone"), names(show)[: len(roles)]),
    )


def _cast_line(show: VisibleShow, role: Role) -> Line:
    actor = _actor(show, role)
    if actor is None:
        return Line(lead=role.character, text=say("I don't know who plays this part"))
    return Line(lead=actor.name, text=role.character)


def _role(show: VisibleShow, question: Question, id: str, role: Role) -> Answer:
    actor = _actor(show, role)
    story = _story(show, id)
    facts: tuple[Fact, ...] = (role, *([actor] if actor else []), *story)
    if actor is not None:
        headline = say("{actor} plays {character}", actor=actor.name, character=role.character)
    else:
        headline = say("{character}: I don't know who plays this part", character=role.character)
    return Answer(
        question,
        headline,
        (
            paragraph(role.description or "", *(fact.text for fact in story)),
            paragraph(*(_known_for(actor) if actor else ())),
        ),
        facts,
        _leads(question),
    )


def _story(show: VisibleShow, role_id: str) -> list[PlotFact]:
    """What the plot tells about a role, apart from whole episodes."""
    kinds = ("power", "ending", "event", "open-question")
    return [fact for fact in show.facts.plot.values() if role_id in fact.about and fact.kind in kinds]


def _person(show: VisibleShow, question: Question, id: str, person: Person) -> Answer:
    roles, credits = _roles(show, id), _credits(show, id)
    if len(roles) == 1 and not credits:
        return _role(show, question, *roles[0])
    return Answer(
        question,
        _person_headline(show, person, roles, credits),
        (
            paragraph(
                *(role.description or "" for _, role in roles), *(credit.text or "" for credit in credits)
            ),
            paragraph(*_known_for(person)),
        ),
        (*(role for _, role in roles), *credits, person),
        _leads(question),
    )


def _person_headline(
    show: VisibleShow, person: Person, roles: list[tuple[str, Role]], credits: list[Credit]
) -> Say:
    jobs = Listed(tuple(dict.fromkeys(job_name(credit.job) for credit in credits)))
    characters = Listed(tuple(role.character for _, role in roles))
    if roles and credits:
        return say(
            "{actor} plays {character}, and is its {jobs}", actor=person.name, character=characters, jobs=jobs
        )
    if roles:
        return say("{actor} plays {character}", actor=person.name, character=characters)
    return say("{person}: {jobs} of {title}", person=person.name, jobs=jobs, title=show.title)


def _known_for(person: Person) -> tuple[Words, ...]:
    bio = (person.bio,) if person.bio else ()
    if not person.known_for:
        return bio
    works = Listed(person.known_for)
    return (*bio, say("You may know {person} from {works}.", person=person.name, works=works))


def _leads(question: Question) -> tuple[Lead, ...]:
    return (Lead(Question("cast")), Lead(Question("sources", question.subject, "cast")))
