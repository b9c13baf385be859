"""An index of the courses that are hidden, so that the others can be counted without looking at them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create the index."""
    hidden = sa.not_(sa.column("is_active", sa.Boolean))
    op.create_index("ix_courses_hidden", "courses", ["id", "teacher_id"], sqlite_where=hidden, postgresql_where=hidden)


def downgrade() -> None:
    """Remove it."""
    op.drop_index("ix_courses_hidden", "courses")
