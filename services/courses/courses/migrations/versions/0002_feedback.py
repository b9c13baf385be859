"""Ratings."""

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("course_id", sa.Integer, sa.ForeignKey("courses.id", ondelete="CASCADE"), nullable=False),
        sa.Column("student_id", sa.Integer, nullable=False),
        sa.Column("rating", sa.Integer, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("updated_at", UtcDateTime, nullable=False),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name="rating_from_1_to_5"),
    )
    op.create_index("ux_feedback_course_student", "feedback", ["course_id", "student_id"], unique=True)
    op.create_index("ix_feedback_student_id", "feedback", ["student_id"])
    op.create_index("ix_feedback_course_rating", "feedback", ["course_id", "rating"])


def downgrade() -> None:
    """Remove the table."""
    op.drop_table("feedback")
