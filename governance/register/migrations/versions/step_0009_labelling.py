"""Samples of pairs, and what reviewers answered."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "draw",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("night", sa.Date, nullable=False),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.Column("threshold_version", sa.String(80), nullable=False),
        sa.Column("model", sa.String(80), nullable=False),
        sa.Column("drawn_by", sa.String(120), nullable=False),
        sa.Column("drawn_at", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_draw"),
    )
    op.create_table(
        "drawn_pair",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("draw", sa.Integer, nullable=False),
        sa.Column("source_l", sa.Text, nullable=False),
        sa.Column("record_id_l", sa.Text, nullable=False),
        sa.Column("source_r", sa.Text, nullable=False),
        sa.Column("record_id_r", sa.Text, nullable=False),
        sa.Column("stratum", sa.String(80), nullable=False),
        sa.Column("stands_for", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_drawn_pair"),
        sa.ForeignKeyConstraint(["draw"], ["draw.number"], name="fk_drawn_pair_draw_draw"),
    )
    op.create_table(
        "pair_answer",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("pair", sa.Integer, nullable=False),
        sa.Column("answer", sa.String(80), nullable=False),
        sa.Column("is_adjudication", sa.Boolean, nullable=False),
        sa.Column("answered_by", sa.String(120), nullable=False),
        sa.Column("answered_at", sa.String(40), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_pair_answer"),
        sa.ForeignKeyConstraint(
            ["pair"], ["drawn_pair.number"], name="fk_pair_answer_pair_drawn_pair"
        ),
    )
