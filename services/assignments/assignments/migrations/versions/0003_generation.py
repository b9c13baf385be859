"""The making of assignments from documents."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import BigId, UtcDateTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "jobs",
        sa.Column("id", BigId, primary_key=True),
        sa.Column(
            "assignment_id", BigId, sa.ForeignKey("assignments.id", ondelete="CASCADE"), nullable=False, unique=True
        ),
        sa.Column("item_id", sa.String(20)),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("items", sa.JSON, nullable=False),
        sa.Column("input_tokens", sa.Integer, nullable=False),
        sa.Column("output_tokens", sa.Integer, nullable=False),
        sa.Column("cost", sa.Float),
        sa.Column("begun", sa.Integer, nullable=False),
        sa.Column("holder", sa.String(40)),
        sa.Column("lease_until", UtcDateTime),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("finished_at", UtcDateTime, index=True),
    )


def downgrade() -> None:
    """Remove the table."""
    op.drop_table("jobs")
