"""Who has opened which material."""

import sqlalchemy as sa
from alembic import op

from chassis.database import BigId, UtcDateTime

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "material_views",
        sa.Column("id", BigId, primary_key=True),
        sa.Column("material_id", BigId, sa.ForeignKey("materials.id", ondelete="CASCADE"), nullable=False),
        sa.Column("student_id", BigId, nullable=False),
        sa.Column("first_opened_at", UtcDateTime, nullable=False),
        sa.Column("last_opened_at", UtcDateTime, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ux_material_views_material_student", "material_views", ["material_id", "student_id"], unique=True)
    op.create_index("ix_material_views_material", "material_views", ["material_id", "id"])


def downgrade() -> None:
    """Remove the table."""
    op.drop_table("material_views")
