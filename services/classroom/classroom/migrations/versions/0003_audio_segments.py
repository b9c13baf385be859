"""What is kept of audio: segments, the objects that are to be removed, and whether a room is recorded."""

import sqlalchemy as sa
from alembic import op

from chassis.columns import UtcDateTime
from chassis.storage import discards

revision = "0003"
down_revision = "0002"

BIG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Create the tables, and record the rooms that there are."""
    discards.create_tables(op.get_bind())
    op.add_column("rooms", sa.Column("is_recorded", sa.Boolean, nullable=False, server_default=sa.true()))
    op.create_table(
        "audio_segments",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("room_id", sa.Integer, sa.ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("lesson_id", BIG_ID, sa.ForeignKey("lessons.id", ondelete="CASCADE"), nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("epoch", sa.BigInteger, nullable=False),
        sa.Column("stream", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.Integer, nullable=False),
        sa.Column("started_at", UtcDateTime, nullable=False, index=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("samples", sa.BigInteger, nullable=False),
        sa.Column("frames", sa.Integer, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("key", sa.String(300), nullable=False, unique=True),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audio_segments_lesson", "audio_segments", ["lesson_id", "id"])


def downgrade() -> None:
    """Remove them."""
    op.drop_table("audio_segments")
    op.drop_column("rooms", "is_recorded")
    discards.drop_tables(op.get_bind())
