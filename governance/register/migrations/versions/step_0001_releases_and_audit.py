"""Releases with their decisions, and the audit chain."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "release",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("night", sa.Date, nullable=False),
        sa.Column("profile", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("checksum", sa.String(64), nullable=False),
        sa.Column("night_checksum", sa.String(64), nullable=False),
        sa.Column("proposed_by", sa.String(120), nullable=False),
        sa.Column("proposed_at", sa.String(40), nullable=False),
        sa.Column("proposed_reason", sa.Text, nullable=False),
        sa.Column("decision", sa.String(80)),
        sa.Column("decided_by", sa.String(120)),
        sa.Column("decided_at", sa.String(40)),
        sa.Column("decided_reason", sa.Text),
        sa.Column("published_at", sa.String(40)),
        sa.Column("withdrawn_by", sa.String(120)),
        sa.Column("withdrawn_at", sa.String(40)),
        sa.Column("withdrawn_reason", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_release"),
        sa.UniqueConstraint("night", "profile", "version", name="uq_release_night"),
    )
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("action", sa.String(80), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )
