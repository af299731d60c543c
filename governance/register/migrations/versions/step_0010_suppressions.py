"""Whose records may not be used."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "suppression",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("purpose", sa.String(80), nullable=False),
        sa.Column("sources", sa.Text, nullable=False),
        sa.Column("hashes", sa.Text, nullable=False),
        sa.Column("key_check", sa.String(64), nullable=False),
        sa.Column("decided_by", sa.String(120), nullable=False),
        sa.Column("decided_at", sa.String(40), nullable=False),
        sa.Column("decided_reason", sa.Text, nullable=False),
        sa.Column("lifted_by", sa.String(120)),
        sa.Column("lifted_at", sa.String(40)),
        sa.Column("lifted_reason", sa.Text),
        sa.PrimaryKeyConstraint("number", name="pk_suppression"),
    )
