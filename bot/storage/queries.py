"""The statements, and how rows become values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from sqlalchemy import Text, cast, delete, func, select, update
from sqlalchemy.engine import Connection

from bot.knowledge.episodes import Episode
from bot.storage import questions
from bot.storage.schema import ceiling, place, quiet_channel, server
from bot.storage.statements import upsert
from bot.storage.values import NOTHING_SET, PREMISE, UNREAD_PLACE, Ceiling, Place, ServerSettings

Places = Mapping[str, Place]


def places_of(connection: Connection, user_id: int) -> Places:
    """A member's places by show."""
    rows = connection.execute(
        select(place.c.show_id, place.c.upto, place.c.finished).where(place.c.user_id == user_id)
    )
    return MappingProxyType({show: _place(upto, finished) for show, upto, finished in rows})


def save_place(connection: Connection, user_id: int, show_id: str, value: Place) -> None:
    """Set a member's place."""
    upto = None if value.upto is None else str(value.upto)
    key = {"user_id": user_id, "show_id": show_id}
    upsert(connection, place, key, {"upto": upto, "finished": value.finished})


def delete_place(connection: Connection, user_id: int, show_id: str) -> None:
    """Forget a member's place."""
    connection.execute(delete(place).where(place.c.user_id == user_id, place.c.show_id == show_id))


def delete_places(connection: Connection, user_id: int) -> None:
    """Forget all places of a member."""
    connection.execute(delete(place).where(place.c.user_id == user_id))


def settings_of(connection: Connection, guild_id: int) -> ServerSettings:
    """A server's settings, in one query so that they belong together."""
    quiet = (
        select(func.aggregate_strings(cast(quiet_channel.c.channel_id, Text), " "))
        .where(quiet_channel.c.guild_id == guild_id)
        .scalar_subquery()
    )
    rows = (
        connection.execute(
            select(
                server.c.shows,
                server.c.default_show,
                server.c.language,
                server.c.keeps_questions,
                quiet,
                ceiling.c.scope_id,
                ceiling.c.show_id,
                ceiling.c.ceiling,
            )
            .select_from(server.outerjoin(ceiling))
            .where(server.c.guild_id == guild_id)
        )
    ).all()
    if not rows:
        return NOTHING_SET
    shows, default_show, language, keeps_questions, channels = rows[0][:5]
    ceilings = {(scope, show): _ceiling(text) for *_, scope, show, text in rows if scope is not None}
    return ServerSettings(
        tuple(shows.split()),
        default_show,
        language,
        MappingProxyType(ceilings),
        frozenset(map(int, (channels or "").split())),
        keeps_questions,
    )


def save_server(connection: Connection, guild_id: int, **values: str | bool | None) -> None:
    """Set some of a server's settings. Whoever sets a server up has the bot there."""
    upsert(
        connection, server, {"guild_id": guild_id}, {**values, "removed_at": None}, otherwise={"shows": ""}
    )


def save_ceiling(connection: Connection, guild_id: int, scope_id: int, show_id: str, value: Ceiling) -> None:
    """Set one ceiling."""
    save_server(connection, guild_id)
    key = {"guild_id": guild_id, "scope_id": scope_id, "show_id": show_id}
    upsert(connection, ceiling, key, {"ceiling": str(value)})


def delete_ceiling(connection: Connection, guild_id: int, scope_id: int, show_id: str) -> None:
    """Take one ceiling away."""
    connection.execute(
        delete(ceiling).where(
            ceiling.c.guild_id == guild_id, ceiling.c.scope_id == scope_id, ceiling.c.show_id == show_id
        )
    )


def save_quiet(connection: Connection, guild_id: int, channel_id: int, *, quiet: bool) -> None:
    """Note whether the bot is to keep quiet in a channel or category."""
    save_server(connection, guild_id)
    key = {"guild_id": guild_id, "channel_id": channel_id}
    if quiet:
        upsert(connection, quiet_channel, key, {})
    else:
        connection.execute(
            delete(quiet_channel).where(*(quiet_channel.c[name] == id for name, id in key.items()))
        )


def save_keeps_questions(connection: Connection, guild_id: int, *, keeps: bool) -> None:
    """Note whether a server keeps questions. One that stops has none any more."""
    save_server(connection, guild_id, keeps_questions=keeps)
    if not keeps:
        questions.forget_all(connection, guild_id)


def delete_servers(connection: Connection, guild_ids: Collection[int]) -> None:
    """Forget servers with all that is theirs."""
    questions.forget_counts(connection, guild_ids)
    for guild_id in guild_ids:
        connection.execute(delete(server).where(server.c.guild_id == guild_id))


def mark_removed(connection: Connection, guild_ids: Iterable[int], at: dt.datetime | None) -> None:
    """Note when servers removed the bot, or that they have it (None)."""
    seconds = None if at is None else int(at.timestamp())
    for guild_id in guild_ids:
        connection.execute(update(server).where(server.c.guild_id == guild_id).values(removed_at=seconds))


def reconcile(connection: Connection, present: Collection[int], at: dt.datetime) -> None:
    """Bring the marks in line with the servers that have the bot; marks that are right keep their date."""
    rows = (connection.execute(select(server.c.guild_id, server.c.removed_at))).all()
    mark_removed(connection, [id for id, mark in rows if mark is not None and id in present], None)
    mark_removed(connection, [id for id, mark in rows if mark is None and id not in present], at)


def removed_before(connection: Connection, limit: dt.datetime) -> list[int]:
    """The servers that removed the bot at `limit` or earlier."""
    rows = connection.scalars(select(server.c.guild_id).where(server.c.removed_at <= int(limit.timestamp())))
    return list(rows)


def _place(upto: str | None, finished: bool) -> Place:
    try:
        return Place(None if upto is None else Episode.parse(upto), finished)
    except ValueError:
        return UNREAD_PLACE


def _ceiling(text: str) -> Ceiling:
    try:
        return Ceiling.parse(text)
    except ValueError:
        # Were it left out, a laxer one of a wider scope could come into force.
        return PREMISE
