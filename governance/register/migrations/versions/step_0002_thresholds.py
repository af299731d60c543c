"""Versions of thresholds and models, and their approvals."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "threshold",
        sa.Column("version", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("against", sa.Integer, nullable=False),
        sa.Column("levels", sa.Text, nullable=False),
        sa.Column("models", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("proposed_by", sa.String(120), nullable=False),
        sa.Column("proposed_at", sa.String(40), nullable=False),
        sa.Column("proposed_reason", sa.Text, nullable=False),
        sa.Column("refused_by", sa.String(120)),
        sa.Column("refused_at", sa.String(40)),
        sa.Column("refused_reason", sa.Text),
        sa.PrimaryKeyConstraint("version", name="pk_threshold"),
    )
    op.create_table(
        "threshold_approval",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("approved_by", sa.String(120), nullable=False),
        sa.Column("approved_at", sa.String(40), nullable=False),
        sa.Column("approved_reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_threshold_approval"),
    )
