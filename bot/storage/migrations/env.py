"""What Alembic runs to migrate, on the connection and in the transaction of `bot.storage.upgrade`."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table="usher_version",
    # Alembic takes SQLite for a database that can't undo DDL. It can, once a transaction has really begun.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
