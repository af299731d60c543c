"""Nights that differ from the last ones, and may become current."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "drift_acceptance",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("night", sa.Date, nullable=False),
        sa.Column("measures", sa.Text, nullable=False),
        sa.Column("decided_by", sa.String(120), nullable=False),
        sa.Column("decided_at", sa.String(40), nullable=False),
        sa.Column("decided_reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_drift_acceptance"),
    )
