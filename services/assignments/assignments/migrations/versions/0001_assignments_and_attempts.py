"""Assignments, attempts, what teachers allow and correct, and the ledger."""

import sqlalchemy as sa
from alembic import op

from chassis import ledger
from chassis.columns import BigId, UtcDateTime
from chassis.storage import discards

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    ledger.create_tables(op.get_bind())
    discards.create_tables(op.get_bind())
    op.create_table(
        "assignments",
        sa.Column("id", BigId, primary_key=True),
        sa.Column("course_id", sa.BigInteger, nullable=False, index=True),
        sa.Column("course_title", sa.String(200), nullable=False),
        sa.Column("teacher_id", sa.BigInteger, nullable=False, index=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("assignment_type", sa.String(10), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("content", sa.JSON),
        sa.Column("deadline", UtcDateTime, index=True),
        sa.Column("max_attempts", sa.Integer),
        sa.Column("source_key", sa.String(300), unique=True),
        sa.Column("source_name", sa.String(260)),
        sa.Column("generator", sa.String(100)),
        sa.Column("error", sa.JSON),
        sa.Column("created_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "attempts",
        sa.Column("id", BigId, primary_key=True),
        _assignment(),
        sa.Column("student_id", sa.BigInteger, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("answers", sa.JSON, nullable=False),
        sa.Column("started_at", UtcDateTime, nullable=False),
        sa.Column("submitted_at", UtcDateTime),
        sa.Column("by_clock", sa.Boolean, nullable=False),
        sa.Column("right", sa.Integer),
        sa.Column("score", sa.Integer),
    )
    op.create_index("ux_attempts_number", "attempts", ["assignment_id", "student_id", "number"], unique=True)
    op.create_index("ix_attempts_student", "attempts", ["student_id", "id"])
    op.create_index("ix_attempts_submitted", "attempts", ["submitted_at", "assignment_id"])
    _create_what_teachers_decide()


def _create_what_teachers_decide() -> None:
    op.create_table(
        "overrides",
        sa.Column("id", BigId, primary_key=True),
        _assignment(),
        sa.Column("student_id", sa.BigInteger, nullable=False),
        sa.Column("deadline", UtcDateTime),
        sa.Column("extra_attempts", sa.Integer, nullable=False),
    )
    op.create_index("ux_overrides_student", "overrides", ["assignment_id", "student_id"], unique=True)
    op.create_table(
        "regrades",
        sa.Column("id", BigId, primary_key=True),
        _assignment(index=True),
        sa.Column("actor_id", sa.BigInteger, nullable=False),
        sa.Column("changes", sa.JSON, nullable=False),
        sa.Column("regraded", sa.Integer, nullable=False),
        sa.Column("changed_scores", sa.Integer, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "reports",
        sa.Column("id", BigId, primary_key=True),
        _assignment(index=True),
        sa.Column("item_id", sa.String(20), nullable=False),
        sa.Column("student_id", sa.BigInteger, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("resolved_at", UtcDateTime),
        sa.Column("created_at", UtcDateTime, nullable=False),
    )
    op.create_index("ux_reports_student", "reports", ["assignment_id", "item_id", "student_id"], unique=True)


def _assignment(index: bool | None = None) -> sa.Column[int]:
    key = sa.ForeignKey("assignments.id", ondelete="CASCADE")
    return sa.Column("assignment_id", BigId, key, nullable=False, index=index)


def downgrade() -> None:
    """Remove the tables."""
    for table in ("reports", "regrades", "overrides", "attempts", "assignments"):
        op.drop_table(table)
    discards.drop_tables(op.get_bind())
    ledger.drop_tables(op.get_bind())
