"""The statements, and how rows become values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from sqlalchemy import Text, cast, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.knowledge.episodes import Episode
from bot.storage import questions
from bot.storage.schema import ceiling, place, quiet_channel, server
from bot.storage.statements import upsert
from bot.storage.values import NOTHING_SET, PREMISE, UNREAD_PLACE, Ceiling, Place, ServerSettings

Places = Mapping[str, Place]


async def places_of(connection: AsyncConnection, user_id: int) -> Places:
    """A member's places by show."""
    rows = await connection.execute(
        select(place.c.show_id, place.c.upto, place.c.finished).where(place.c.user_id == user_id)
    )
    return MappingProxyType({show: _place(upto, finished) for show, upto, finished in rows})


async def save_place(connection: AsyncConnection, user_id: int, show_id: str, value: Place) -> None:
    """Set a member's place."""
    upto = None if value.upto is None else str(value.upto)
    key = {"user_id": user_id, "show_id": show_id}
    await upsert(connection, place, key, {"upto": upto, "finished": value.finished})


async def delete_place(connection: AsyncConnection, user_id: int, show_id: str) -> None:
    """Forget a member's place."""
    await connection.execute(delete(place).where(place.c.user_id == user_id, place.c.show_id == show_id))


async def delete_places(connection: AsyncConnection, user_id: int) -> None:
    """Forget all places of a member."""
    await connection.execute(delete(place).where(place.c.user_id == user_id))


async def settings_of(connection: AsyncConnection, guild_id: int) -> ServerSettings:
    """A server's settings, in one query so that they belong together."""
    quiet = (
        select(func.aggregate_strings(cast(quiet_channel.c.channel_id, Text), " "))
        .where(quiet_channel.c.guild_id == guild_id)
        .scalar_subquery()
    )
    rows = (
        await connection.execute(
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


async def save_server(connection: AsyncConnection, guild_id: int, **values: str | bool | None) -> None:
    """Set some of a server's settings. Whoever sets a server up has the bot there."""
    await upsert(
        connection, server, {"guild_id": guild_id}, {**values, "removed_at": None}, otherwise={"shows": ""}
    )


async def save_ceiling(
    connection: AsyncConnection, guild_id: int, scope_id: int, show_id: str, value: Ceiling
) -> None:
    """Set one ceiling."""
    await save_server(connection, guild_id)
    key = {"guild_id": guild_id, "scope_id": scope_id, "show_id": show_id}
    await upsert(connection, ceiling, key, {"ceiling": str(value)})


async def delete_ceiling(connection: AsyncConnection, guild_id: int, scope_id: int, show_id: str) -> None:
    """Take one ceiling away."""
    await connection.execute(
        delete(ceiling).where(
            ceiling.c.guild_id == guild_id, ceiling.c.scope_id == scope_id, ceiling.c.show_id == show_id
        )
    )


async def save_quiet(connection: AsyncConnection, guild_id: int, channel_id: int, *, quiet: bool) -> None:
    """Note whether the bot is to keep quiet in a channel or category."""
    await save_server(connection, guild_id)
    key = {"guild_id": guild_id, "channel_id": channel_id}
    if quiet:
        await upsert(connection, quiet_channel, key, {})
    else:
        await connection.execute(
            delete(quiet_channel).where(*(quiet_channel.c[name] == id for name, id in key.items()))
        )


async def save_keeps_questions(connection: AsyncConnection, guild_id: int, *, keeps: bool) -> None:
    """Note whether a server keeps questions. One that stops has none any more."""
    await save_server(connection, guild_id, keeps_questions=keeps)
    if not keeps:
        await questions.forget_all(connection, guild_id)


async def delete_servers(connection: AsyncConnection, guild_ids: Collection[int]) -> None:
    """Forget servers with all that is theirs."""
    await questions.forget_counts(connection, guild_ids)
    for guild_id in guild_ids:
        await connection.execute(delete(server).where(server.c.guild_id == guild_id))


async def mark_removed(connection: AsyncConnection, guild_ids: Iterable[int], at: dt.datetime | None) -> None:
    """Note when servers removed the bot, or that they have it (None)."""
    seconds = None if at is None else int(at.timestamp())
    for guild_id in guild_ids:
        await connection.execute(
            update(server).where(server.c.guild_id == guild_id).values(removed_at=seconds)
        )


async def reconcile(connection: AsyncConnection, present: Collection[int], at: dt.datetime) -> None:
    """Bring the marks in line with the servers that have the bot; marks that are right keep their date."""
    rows = (await connection.execute(select(server.c.guild_id, server.c.removed_at))).all()
    await mark_removed(connection, [id for id, mark in rows if mark is not None and id in present], None)
    await mark_removed(connection, [id for id, mark in rows if mark is None and id not in present], at)


async def removed_before(connection: AsyncConnection, limit: dt.datetime) -> list[int]:
    """The servers that removed the bot at `limit` or earlier."""
    rows = await connection.scalars(
        select(server.c.guild_id).where(server.c.removed_at <= int(limit.timestamp()))
    )
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
