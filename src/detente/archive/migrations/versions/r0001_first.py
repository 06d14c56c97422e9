"""The first schema: records whole, beside the columns they are looked up by; full text by FTS5."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create all tables."""
    op.create_table(
        "records",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("document", sa.String, sa.ForeignKey("records.id"), nullable=True),
        sa.Column("day", sa.Date, nullable=True),
        sa.Column("json", sa.LargeBinary, nullable=False),
    )
    op.create_index("records_by_kind", "records", ["kind", "day", "id"])
    op.create_index("records_by_document", "records", ["document"])
    op.create_table(
        "states",
        sa.Column("record", sa.String, sa.ForeignKey("records.id"), primary_key=True),
        sa.Column("state", sa.String(3), primary_key=True),
    )
    op.create_index("records_by_state", "states", ["state", "record"])
    op.execute("CREATE VIRTUAL TABLE words USING fts5(id UNINDEXED, title, text)")


def downgrade() -> None:
    """Drop all tables."""
    for table in ("words", "states", "records"):
        op.drop_table(table)
