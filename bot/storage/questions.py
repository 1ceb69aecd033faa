"""Questions that were not understood: their values, and the statements that count, keep and forget them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, tuple_
from sqlalchemy.engine import Connection

from bot.spoilers import EVERYTHING, Limit
from bot.storage.schema import miss, question, server
from bot.storage.statements import add_up, upsert

KEPT_FOR = dt.timedelta(days=90)
"""After so long without being asked again, a question is forgotten; so is a day's count."""
MOST = 500
"""The questions that are kept of a server; those that nobody has asked for the longest go first."""
NO_SERVER = 0
"""Stands for the server of a question in direct messages."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it is kept: how it was put, of which show, and how far its asker was told."""

    guild_id: int
    show_id: str
    told: Limit
    language: str
    text: str
    """Scrubbed, and empty where it is only counted."""


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """A question, the first and the last day on which it was asked, and how often."""

    asked: Asked
    first: dt.date
    last: dt.date
    times: int


@dataclass(frozen=True, slots=True)
class MissCount:
    """How many questions to which the askers had to go without an answer, told so far, on one day."""

    guild_id: int
    show_id: str
    told: Limit
    day: dt.date
    times: int


def note(connection: Connection, noted: Mapping[tuple[Asked, dt.date], int]) -> None:
    """Count these questions, and keep those of servers that keep them now."""
    guilds = sorted({asked.guild_id for asked, _ in noted} - {NO_SERVER})
    for guild_id in guilds:
        # A row by which its counts go with the server, also where nobody has set anything up.
        upsert(connection, server, {"guild_id": guild_id}, {}, otherwise={"shows": ""})
    keeping = set(
        connection.scalars(
            select(server.c.guild_id).where(server.c.guild_id.in_(guilds), server.c.keeps_questions)
        )
    )
    # In one order, so that two who write at once never wait for each other.
    for (asked, day), times in sorted(noted.items(), key=lambda one: (_key(one[0][0]), one[0][1])):
        key = _key(asked)
        add_up(connection, miss, {**dict(key[:3]), "day": day}, times)
        if asked.guild_id in keeping and asked.text:
            add_up(connection, question, dict(key), times, first={"first_day": day}, always={"last_day": day})
    for guild_id in sorted(keeping):
        _drop_surplus(connection, guild_id)


def kept(connection: Connection, guild_id: int | None = None) -> list[KeptQuestion]:
    """The questions that a server keeps, or all servers do."""
    chosen = select(question).order_by(*question.primary_key.columns)
    if guild_id is not None:
        chosen = chosen.where(question.c.guild_id == guild_id)
    return [
        KeptQuestion(
            Asked(row.guild_id, row.show_id, _limit(row.told), row.language, row.asked),
            row.first_day,
            row.last_day,
            row.times,
        )
        for row in connection.execute(chosen)
    ]


def counts(connection: Connection) -> list[MissCount]:
    """How many were not understood, of all servers and days."""
    rows = connection.execute(select(miss).order_by(*miss.primary_key.columns))
    return [MissCount(row.guild_id, row.show_id, _limit(row.told), row.day, row.times) for row in rows]


def forget(connection: Connection, asked: Iterable[Asked]) -> None:
    """Forget these questions. They stay counted."""
    for one in asked:
        connection.execute(delete(question).where(*(question.c[name] == value for name, value in _key(one))))


def forget_all(connection: Connection, guild_id: int) -> None:
    """Forget all questions that a server keeps. They stay counted."""
    connection.execute(delete(question).where(question.c.guild_id == guild_id))


def forget_counts(connection: Connection, guild_ids: Collection[int]) -> None:
    """Forget how many there were on servers."""
    for guild_id in guild_ids:
        connection.execute(delete(miss).where(miss.c.guild_id == guild_id))


def expire(connection: Connection, before: dt.date) -> None:
    """Forget what was last asked before that day."""
    connection.execute(delete(question).where(question.c.last_day < before))
    connection.execute(delete(miss).where(miss.c.day < before))


def _drop_surplus(connection: Connection, guild_id: int) -> None:
    ours = question.c.guild_id == guild_id
    surplus = (connection.scalar(select(func.count()).where(ours)) or 0) - MOST
    if surplus <= 0:
        return
    columns = list(question.primary_key.columns)
    oldest = (
        select(*columns).where(ours).order_by(question.c.last_day, question.c.times, *columns).limit(surplus)
    )
    connection.execute(delete(question).where(tuple_(*columns).in_(oldest)))


def _key(asked: Asked) -> tuple[tuple[str, Any], ...]:
    return (
        ("guild_id", asked.guild_id),
        ("show_id", asked.show_id),
        ("told", str(asked.told)),
        ("language", asked.language),
        ("asked", asked.text),
    )


def _limit(text: str) -> Limit:
    try:
        return Limit.parse(text)
    except ValueError:
        # What can't be read may spoil anything.
        return EVERYTHING
