"""Courses, enrolments and the ledger."""

import sqlalchemy as sa
from alembic import op

from chassis import ledger
from chassis.database import UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    ledger.create_tables(op.get_bind())
    op.create_table(
        "courses",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("code", sa.String(30), nullable=False),
        sa.Column("code_key", sa.String(30), nullable=False, unique=True),
        sa.Column("teacher_id", sa.Integer, nullable=False, index=True),
        sa.Column("start_date", sa.Date),
        sa.Column("end_date", sa.Date),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("enrolled_count", sa.Integer, nullable=False),
        sa.Column("rating_sum", sa.Integer, nullable=False),
        sa.Column("rating_count", sa.Integer, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.CheckConstraint("enrolled_count >= 0", name="enrolled_count_not_negative"),
    )
    op.create_table(
        "enrolments",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("course_id", sa.Integer, sa.ForeignKey("courses.id", ondelete="CASCADE"), nullable=False),
        sa.Column("student_id", sa.Integer, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("enrolled_at", UtcDateTime, nullable=False),
    )
    op.create_index("ux_enrolments_course_student", "enrolments", ["course_id", "student_id"], unique=True)
    op.create_index("ix_enrolments_student", "enrolments", ["student_id", "status", "course_id"])
    op.create_index("ix_enrolments_course_status", "enrolments", ["course_id", "status", "id"])


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("enrolments")
    op.drop_table("courses")
    ledger.drop_tables(op.get_bind())
