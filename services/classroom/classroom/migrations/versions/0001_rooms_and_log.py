"""Rooms, who is in them, and the log of what happened."""

import sqlalchemy as sa
from alembic import op

from chassis import ledger
from chassis.columns import UtcDateTime

revision = "0001"
down_revision = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Create the tables."""
    ledger.create_tables(op.get_bind())
    _rooms()
    _log()
    _lessons()


def downgrade() -> None:
    """Remove the tables."""
    for table in ("visits", "lessons", "snapshots", "messages", "log_events", "participants", "rooms"):
        op.drop_table(table)
    ledger.drop_tables(op.get_bind())


def _room_id(is_key: bool = False, is_indexed: bool = False) -> sa.Column[int]:
    owner = sa.ForeignKey("rooms.id", ondelete="CASCADE")
    return sa.Column("room_id", sa.Integer, owner, nullable=False, primary_key=is_key, index=is_indexed)


def _rooms() -> None:
    op.create_table(
        "rooms",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("name_key", sa.String(240), nullable=False, unique=True),
        sa.Column("teacher_id", sa.BigInteger, nullable=False, index=True),
        sa.Column("course_id", sa.BigInteger, index=True),
        sa.Column("is_board_locked", sa.Boolean, nullable=False),
        sa.Column("is_chat_locked", sa.Boolean, nullable=False),
        sa.Column("epoch", sa.BigInteger, nullable=False),
        sa.Column("last_seq", sa.BigInteger, nullable=False),
        sa.Column("access_version", sa.BigInteger, nullable=False),
        sa.Column("lesson_id", sa.BigInteger),
        sa.Column("created_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "participants",
        sa.Column("id", BIG_ID, primary_key=True),
        _room_id(),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("source", sa.String(10), nullable=False),
        sa.Column("may_draw", sa.Boolean),
        sa.Column("may_speak", sa.Boolean, nullable=False),
        sa.Column("is_muted", sa.Boolean, nullable=False),
        sa.Column("is_removed", sa.Boolean, nullable=False),
        sa.Column("added_at", UtcDateTime, nullable=False),
    )
    op.create_index("ux_participants_room_user", "participants", ["room_id", "user_id"], unique=True)
    op.create_index("ix_participants_user", "participants", ["user_id", "room_id"])


def _log() -> None:
    op.create_table(
        "log_events",
        _room_id(is_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("lesson_id", sa.BigInteger),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("client_id", sa.String(64)),
        sa.Column("cid", sa.String(64)),
    )
    op.create_index("ux_log_events_client", "log_events", ["room_id", "user_id", "client_id", "cid"], unique=True)
    op.create_index("ix_log_events_lesson", "log_events", ["lesson_id", "seq"])
    op.create_table(
        "messages",
        sa.Column("id", BIG_ID, primary_key=True),
        _room_id(),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("sender_id", sa.BigInteger, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("reply_to", sa.BigInteger),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("edited_at", UtcDateTime),
        sa.Column("is_deleted", sa.Boolean, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_messages_room", "messages", ["room_id", "id"])
    op.create_table(
        "snapshots",
        _room_id(is_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("made_at", UtcDateTime, nullable=False),
    )


def _lessons() -> None:
    op.create_table(
        "lessons",
        sa.Column("id", BIG_ID, primary_key=True),
        _room_id(is_indexed=True),
        sa.Column("started_by", sa.BigInteger, nullable=False),
        sa.Column("started_at", UtcDateTime, nullable=False),
        sa.Column("ended_at", UtcDateTime),
    )
    op.create_table(
        "visits",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("lesson_id", BIG_ID, sa.ForeignKey("lessons.id", ondelete="CASCADE"), nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("joined_at", UtcDateTime, nullable=False),
        sa.Column("seen_at", UtcDateTime, nullable=False),
        sa.Column("left_at", UtcDateTime),
    )
    op.create_index("ix_visits_lesson", "visits", ["lesson_id", "user_id"])
