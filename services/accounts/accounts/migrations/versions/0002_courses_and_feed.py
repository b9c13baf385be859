"""What is known of courses and their members, and the feed."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import BigId
from chassis.database import UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "known_courses",
        sa.Column("id", BigId, primary_key=True, autoincrement=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("teacher_id", BigId, nullable=False),
        sa.Column("is_gone", sa.Boolean, nullable=False),
        sa.Column("as_of", UtcDateTime, nullable=False),
    )
    op.create_index("ix_known_courses_teacher_id", "known_courses", ["teacher_id"])
    op.create_table(
        "known_members",
        sa.Column("course_id", BigId, primary_key=True, autoincrement=False),
        sa.Column("student_id", BigId, primary_key=True, autoincrement=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("as_of", UtcDateTime, nullable=False),
    )
    op.create_index("ix_known_members_student", "known_members", ["student_id", "is_active", "course_id"])
    op.create_table(
        "status_updates",
        sa.Column("id", BigId, primary_key=True),
        sa.Column("author_id", sa.Integer, sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("updated_at", UtcDateTime, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_status_updates_author", "status_updates", ["author_id", "id"])


def downgrade() -> None:
    """Remove the tables."""
    for table in ("status_updates", "known_members", "known_courses"):
        op.drop_table(table)
