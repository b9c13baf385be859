"""Deadlines, reminders, lessons and calendars."""

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime

revision = "0003"
down_revision = "0002"

BIG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
NEW = ("deadlines", "extensions", "submissions", "reminders", "lessons", "calendars")


def upgrade() -> None:
    """Create the tables."""
    _create_deadlines()
    _create_reminders()
    op.create_table(
        "lessons",
        sa.Column("lesson_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("course_id", sa.BigInteger, nullable=False),
        sa.Column("room_name", sa.String(300), nullable=False),
        sa.Column("started_at", UtcDateTime, nullable=False),
        sa.Column("ended_at", UtcDateTime),
    )
    op.create_index("ix_lessons_course_id", "lessons", ["course_id"])
    op.create_table(
        "calendars",
        sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("generation", sa.Integer, nullable=False),
    )


def _create_deadlines() -> None:
    op.create_table(
        "deadlines",
        sa.Column("assignment_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("course_id", sa.BigInteger, nullable=False),
        sa.Column("course_title", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("assignment_type", sa.String(20), nullable=False),
        sa.Column("due_at", UtcDateTime),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("changed_at", UtcDateTime, nullable=False),
        sa.Column("is_deleted", sa.Boolean, nullable=False),
    )
    op.create_index("ix_deadlines_course_id", "deadlines", ["course_id"])
    op.create_table(
        "extensions",
        sa.Column("assignment_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("student_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("due_at", UtcDateTime),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("changed_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "submissions",
        sa.Column("assignment_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("student_id", sa.BigInteger, primary_key=True, autoincrement=False),
    )


def _create_reminders() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("assignment_id", sa.BigInteger, nullable=False),
        sa.Column("student_id", sa.BigInteger, nullable=False),
        sa.Column("hours", sa.Integer, nullable=False),
        sa.Column("deadline", UtcDateTime, nullable=False),
        sa.Column("due_at", UtcDateTime, nullable=False),
        sa.Column("done_at", UtcDateTime),
        sa.UniqueConstraint("assignment_id", "student_id", "hours", "deadline", name="uq_reminders"),
    )
    waiting = sa.text("done_at IS NULL")
    op.create_index("ix_reminders_due", "reminders", ["due_at"], sqlite_where=waiting, postgresql_where=waiting)


def downgrade() -> None:
    """Remove the tables."""
    for table in NEW:
        op.drop_table(table)
