"""Releases whose files went by age."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add who removed one, when and why."""
    op.add_column("release", sa.Column("removed_by", sa.String(120)))
    op.add_column("release", sa.Column("removed_at", sa.String(40)))
    op.add_column("release", sa.Column("removed_reason", sa.Text))
