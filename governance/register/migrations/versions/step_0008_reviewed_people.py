"""What reviewers found of people: whose records are whose, and who cares for whom."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "reviewed_record",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("batch", sa.Integer, nullable=False),
        sa.Column("drawn", sa.Integer, nullable=False),
        sa.Column("frame", sa.String(80), nullable=False),
        sa.Column("person", sa.Integer, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("record_id", sa.Text, nullable=False),
        sa.Column("family", sa.Integer),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("cares_for", sa.Text, nullable=False),
        sa.Column("judged_by", sa.Text, nullable=False),
        sa.Column("judged_on", sa.Date),
        sa.PrimaryKeyConstraint("number", name="pk_reviewed_record"),
    )
