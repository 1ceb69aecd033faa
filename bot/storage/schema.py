"""The tables as they are now. How older databases come here is told in `migrations`."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    false,
)

REVISIONS = ("0001", "0002", "0003")
"""Every version of the tables there ever was, oldest first: the revisions in `migrations`."""
HEAD = REVISIONS[-1]
VERSION_TABLE = "usher_version"

# Constraints have names so that a later migration can say which one it means.
_NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
}
metadata = MetaData(naming_convention=_NAMES)


def _discord_id(name: str, *key: ForeignKey) -> Column[int]:
    return Column(name, BigInteger, *key, primary_key=True, autoincrement=False)


place = Table(
    "usher_place",
    metadata,
    _discord_id("user_id"),
    Column("show_id", Text, primary_key=True),
    Column("upto", Text, nullable=True),
    Column("finished", Boolean, nullable=False),
    CheckConstraint("upto IS NOT NULL OR NOT finished", name="finished_with_something"),
)

server = Table(
    "usher_server",
    metadata,
    _discord_id("guild_id"),
    # Ids of shows with spaces between them: they are only ever read and written together.
    Column("shows", Text, nullable=False),
    Column("default_show", Text, nullable=True),
    Column("language", Text, nullable=True),
    # When the server was found to have removed the bot, in seconds since 1970; null while the bot is there.
    Column("removed_at", BigInteger, nullable=True, index=True),
    Column("keeps_questions", Boolean, nullable=False, server_default=false()),
)

ceiling = Table(
    "usher_ceiling",
    metadata,
    _discord_id("guild_id", ForeignKey(server.c.guild_id, ondelete="CASCADE")),
    _discord_id("scope_id"),
    Column("show_id", Text, primary_key=True),
    Column("ceiling", Text, nullable=False),
)

# Channels and categories in which the bot does not answer to mentions.
quiet_channel = Table(
    "usher_quiet_channel",
    metadata,
    _discord_id("guild_id", ForeignKey(server.c.guild_id, ondelete="CASCADE")),
    _discord_id("channel_id"),
)

# How many questions were not understood. They have no key to servers, as 0 stands for direct messages.
miss = Table(
    "usher_miss",
    metadata,
    _discord_id("guild_id"),
    Column("show_id", Text, primary_key=True),
    # As far as the asker was told: the number of questions beyond a reader's limit is nothing to tell them.
    Column("told", Text, primary_key=True),
    Column("day", Date, primary_key=True, index=True),
    Column("times", Integer, nullable=False),
)

# Their texts, where a server keeps them. Nothing here tells who asked, or where.
question = Table(
    "usher_question",
    metadata,
    _discord_id("guild_id", ForeignKey(server.c.guild_id, ondelete="CASCADE")),
    Column("show_id", Text, primary_key=True),
    Column("told", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("asked", Text, primary_key=True),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False, index=True),
    Column("times", Integer, nullable=False),
)

# This table is Alembic's, so it is as Alembic would make it, and stays out of the metadata.
version = Table(
    VERSION_TABLE,
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name=f"{VERSION_TABLE}_pkc"),
)
