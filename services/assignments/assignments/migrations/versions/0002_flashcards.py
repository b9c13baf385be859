"""What students know of their cards."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import BigId, UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "card_states",
        sa.Column("id", BigId, primary_key=True),
        sa.Column("assignment_id", BigId, sa.ForeignKey("assignments.id", ondelete="CASCADE"), nullable=False),
        sa.Column("card_id", sa.String(20), nullable=False),
        sa.Column("student_id", sa.BigInteger, nullable=False),
        sa.Column("due", UtcDateTime, nullable=False),
        sa.Column("memory", sa.JSON, nullable=False),
    )
    op.create_index("ux_card_states_card", "card_states", ["student_id", "assignment_id", "card_id"], unique=True)
    op.create_index("ix_card_states_assignment", "card_states", ["assignment_id"])
    op.create_table(
        "reviews",
        sa.Column("id", BigId, primary_key=True),
        sa.Column("assignment_id", BigId, sa.ForeignKey("assignments.id", ondelete="CASCADE"), nullable=False),
        sa.Column("card_id", sa.String(20), nullable=False),
        sa.Column("student_id", sa.BigInteger, nullable=False),
        sa.Column("rating", sa.Integer, nullable=False),
        sa.Column("before", sa.JSON),
        sa.Column("reviewed_at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_reviews_assignment_id", "reviews", ["assignment_id"])
    op.create_index("ix_reviews_student", "reviews", ["student_id", "id"])


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("reviews")
    op.drop_table("card_states")
