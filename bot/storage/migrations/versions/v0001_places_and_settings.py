"""Members' places, and servers' settings with their ceilings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "usher_place",
        sa.Column("user_id", sa.BigInteger, autoincrement=False),
        sa.Column("show_id", sa.Text),
        sa.Column("upto", sa.Text, nullable=True),
        sa.Column("finished", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "show_id", name="pk_usher_place"),
    )
    op.create_table(
        "usher_server",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False),
        sa.Column("shows", sa.Text, nullable=False),
        sa.Column("default_show", sa.Text, nullable=True),
        sa.Column("language", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("guild_id", name="pk_usher_server"),
    )
    op.create_table(
        "usher_ceiling",
        sa.Column("guild_id", sa.BigInteger, autoincrement=False),
        sa.Column("scope_id", sa.BigInteger, autoincrement=False),
        sa.Column("show_id", sa.Text),
        sa.Column("ceiling", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "scope_id", "show_id", name="pk_usher_ceiling"),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["usher_server.guild_id"], name="fk_usher_ceiling_guild_id", ondelete="CASCADE"
        ),
    )
