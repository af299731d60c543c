"""What people said of pairs of records."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "judgement",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("batch", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("source_l", sa.Text, nullable=False),
        sa.Column("record_id_l", sa.Text, nullable=False),
        sa.Column("source_r", sa.Text, nullable=False),
        sa.Column("record_id_r", sa.Text, nullable=False),
        sa.Column("is_same", sa.Boolean, nullable=False),
        sa.Column("judged_by", sa.Text, nullable=False),
        sa.Column("judged_on", sa.Date),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("revoked_on", sa.Date),
        sa.Column("stands_for", sa.Double),
        sa.PrimaryKeyConstraint("number", name="pk_judgement"),
    )
