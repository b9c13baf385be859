"""Notifications and the ledger."""

import sqlalchemy as sa
from alembic import op

from chassis import ledger
from chassis.database import UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    ledger.create_tables(op.get_bind())
    op.create_table(
        "notifications",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("event_id", sa.String(36), nullable=False),
        sa.Column("recipient_id", sa.BigInteger, nullable=False),
        sa.Column("notification_type", sa.String(20), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("link", sa.String(300), nullable=False),
        sa.Column("is_read", sa.Boolean, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.UniqueConstraint("event_id", "recipient_id", name="uq_notifications_event_recipient"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notifications_recipient", "notifications", ["recipient_id", "id"])
    op.create_index(
        "ix_notifications_unread",
        "notifications",
        ["recipient_id", "id"],
        sqlite_where=sa.text("is_read = 0"),
        postgresql_where=sa.text("NOT is_read"),
    )


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("notifications")
    ledger.drop_tables(op.get_bind())
