"""Proposals to return to levels that were in force before."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "threshold_return",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("against", sa.Integer, nullable=False),
        sa.Column("proposed_by", sa.String(120), nullable=False),
        sa.Column("proposed_at", sa.String(40), nullable=False),
        sa.Column("proposed_reason", sa.Text, nullable=False),
        sa.Column("refused_by", sa.String(120)),
        sa.Column("refused_at", sa.String(40)),
        sa.Column("refused_reason", sa.Text),
        sa.Column("approval", sa.Integer),
        sa.PrimaryKeyConstraint("number", name="pk_threshold_return"),
    )
