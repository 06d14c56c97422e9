"""Alembic environment of the archive."""
