"""When a server removed the bot; and a place that is finished is always finished with some episode."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column with its index, and the rule."""
    op.add_column("usher_server", sa.Column("removed_at", sa.BigInteger, nullable=True))
    op.create_index("ix_usher_server_removed_at", "usher_server", ["removed_at"])
    op.execute("UPDATE usher_place SET finished = false WHERE upto IS NULL")
    with op.batch_alter_table("usher_place") as place:
        place.create_check_constraint(
            "ck_usher_place_finished_with_something", "upto IS NOT NULL OR NOT finished"
        )
