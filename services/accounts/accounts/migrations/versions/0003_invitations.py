"""Invitations, and the objects that are to be removed."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import BigId
from chassis.database import UtcDateTime
from chassis.storage import discards

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables."""
    discards.create_tables(op.get_bind())
    op.create_table(
        "invitations",
        sa.Column("id", BigId, primary_key=True),
        sa.Column("inviter_id", sa.Integer, sa.ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("pending_key", sa.String(800), unique=True),
        sa.Column("full_name", sa.String(120), nullable=False),
        sa.Column("user_type", sa.String(10), nullable=False),
        sa.Column("course_id", BigId),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("resent_at", UtcDateTime),
        sa.Column("expires_at", UtcDateTime, nullable=False),
        sa.Column("accepted_by", sa.Integer, sa.ForeignKey("users.id", ondelete="SET NULL")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_invitations_inviter", "invitations", ["inviter_id", "id"])


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("invitations")
    discards.drop_tables(op.get_bind())
