"""Materials, and the objects that are to be removed."""

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime
from chassis.storage import discards

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables."""
    discards.create_tables(op.get_bind())
    op.create_table(
        "materials",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("course_id", sa.Integer, sa.ForeignKey("courses.id", ondelete="CASCADE"), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("material_type", sa.String(10), nullable=False),
        sa.Column("key", sa.String(300), nullable=False, unique=True),
        sa.Column("filename", sa.String(260), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content_type", sa.String(100), nullable=False),
        sa.Column("uploaded_by", sa.Integer, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_materials_course", "materials", ["course_id", "id"])


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("materials")
    discards.drop_tables(op.get_bind())
