"""Channels without answers to mentions, and questions that were not understood."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column, and make the tables. No server keeps questions before it says so."""
    op.add_column(
        "usher_server", sa.Column("keeps_questions", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.create_table(
        "usher_quiet_channel",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False),
        sa.Column("channel_id", sa.BigInteger, autoincrement=False),
        sa.PrimaryKeyConstraint("guild_id", "channel_id", name="pk_usher_quiet_channel"),
        sa.ForeignKeyConstraint(
            ["guild_id"],
            ["usher_server.guild_id"],
            name="fk_usher_quiet_channel_guild_id",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "usher_miss",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False),
        sa.Column("show_id", sa.Text),
        sa.Column("told", sa.Text),
        sa.Column("day", sa.Date),
        sa.Column("times", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "show_id", "told", "day", name="pk_usher_miss"),
    )
    op.create_index("ix_usher_miss_day", "usher_miss", ["day"])
    op.create_table(
        "usher_question",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False),
        sa.Column("show_id", sa.Text),
        sa.Column("told", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("asked", sa.Text),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "show_id", "told", "language", "asked", name="pk_usher_question"),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["usher_server.guild_id"], name="fk_usher_question_guild_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_usher_question_last_day", "usher_question", ["last_day"])
