"""Lessons that are planned: for calendars and reminders."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import UtcDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "planned_lessons",
        sa.Column("planned_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("course_id", sa.BigInteger, nullable=False, index=True),
        sa.Column("room_name", sa.String(300), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("starts_at", UtcDateTime, nullable=False),
        sa.Column("ends_at", UtcDateTime, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("changed_at", UtcDateTime, nullable=False),
        sa.Column("is_cancelled", sa.Boolean, nullable=False),
        sa.Column("is_reminded", sa.Boolean, nullable=False),
    )
    waiting = sa.text("NOT is_reminded")
    op.create_index(
        "ix_planned_lessons_due", "planned_lessons", ["starts_at"], sqlite_where=waiting, postgresql_where=waiting
    )


def downgrade() -> None:
    """Remove it."""
    op.drop_table("planned_lessons")
