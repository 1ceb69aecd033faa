"""Statements that both databases know, each in its own words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection

_NOTHING: Mapping[str, Any] = MappingProxyType({})


def upsert(
    connection: Connection,
    table: Table,
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    otherwise: Mapping[str, Any] = _NOTHING,
) -> None:
    """Set `values` in the row of this key; a new row has what `otherwise` says for the rest."""
    insert = _insert(connection, table).values({**otherwise, **key, **values})
    if values:
        insert = insert.on_conflict_do_update(index_elements=list(key), set_=dict(values))
    else:
        insert = insert.on_conflict_do_nothing(index_elements=list(key))
    connection.execute(insert)


def add_up(
    connection: Connection,
    table: Table,
    key: Mapping[str, Any],
    times: int,
    *,
    first: Mapping[str, Any] = _NOTHING,
    always: Mapping[str, Any] = _NOTHING,
) -> None:
    """Add to `times` in the row of this key, and set `always` there; a new row has `first`, too."""
    insert = _insert(connection, table).values({**first, **key, **always, "times": times})
    changed = {**always, "times": table.c.times + times}
    connection.execute(insert.on_conflict_do_update(index_elements=list(key), set_=changed))


def _insert(connection: Connection, table: Table) -> Any:
    return (sqlite.insert if connection.dialect.name == "sqlite" else _postgresql_insert)(table)


def _postgresql_insert(into: Table) -> Any:
    # It is large, and where SQLite is used nothing else loads it.
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(into)
