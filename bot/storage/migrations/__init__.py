"""How older databases come to the tables of today: one file a version in `versions`, run by Alembic."""
