"""Notifications as facts instead of words; mail; what people wish."""

import json

import sqlalchemy as sa
from alembic import op

from chassis.database import UtcDateTime

revision = "0002"
down_revision = "0001"

BIG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
notifications = sa.table(
    "notifications",
    sa.column("id", sa.BigInteger),
    sa.column("title", sa.Text),
    sa.column("message", sa.Text),
    sa.column("facts", sa.JSON),
)


def upgrade() -> None:
    """Keep the words of old notifications as their facts; create the tables."""
    op.add_column("notifications", sa.Column("kind", sa.String(40), nullable=False, server_default="plain"))
    op.add_column("notifications", sa.Column("facts", sa.JSON, nullable=False, server_default="{}"))
    op.add_column("notifications", sa.Column("in_app", sa.Boolean, nullable=False, server_default=sa.true()))
    connection = op.get_bind()
    rows = connection.execute(sa.select(notifications.c.id, notifications.c.title, notifications.c.message)).all()
    if rows:
        this = notifications.c.id == sa.bindparam("row")
        change = sa.update(notifications).where(this).values(facts=sa.bindparam("words"))
        words = [{"row": row.id, "words": {"title": row.title, "message": row.message}} for row in rows]
        connection.execute(change, words)
    op.drop_column("notifications", "title")
    op.drop_column("notifications", "message")
    _create_mails()
    _create_mail_items()
    _create_people()


def _create_mails() -> None:
    op.create_table(
        "mails",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("message_id", sa.String(36), nullable=False, unique=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("recipient_id", sa.BigInteger),
        sa.Column("address", sa.String(320)),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("dedupe", sa.String(120), unique=True),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", UtcDateTime, nullable=False),
        sa.Column("claimed_by", sa.String(36)),
        sa.Column("claimed_until", UtcDateTime),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("finished_at", UtcDateTime),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mails_status", "mails", ["status", "due_at"])
    op.create_index("ix_mails_recipient", "mails", ["recipient_id", "finished_at"])


def _create_mail_items() -> None:
    op.create_table(
        "mail_items",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("notification_id", BIG_ID, sa.ForeignKey("notifications.id", ondelete="CASCADE"), nullable=False),
        sa.Column("recipient_id", sa.BigInteger, nullable=False),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("due_at", UtcDateTime, nullable=False),
        sa.Column("mail_id", BIG_ID, sa.ForeignKey("mails.id", ondelete="CASCADE")),
        sa.UniqueConstraint("notification_id", "channel", name="uq_mail_items_notification"),
    )
    op.create_index("ix_mail_items_mail_id", "mail_items", ["mail_id"])
    unassigned = sa.text("mail_id IS NULL")
    op.create_index(
        "ix_mail_items_loose", "mail_items", ["due_at"], sqlite_where=unassigned, postgresql_where=unassigned
    )


def _create_people() -> None:
    op.create_table(
        "readers",
        sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
    )
    op.create_table(
        "preferences",
        sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("notification_type", sa.String(20), primary_key=True),
        sa.Column("in_app", sa.Boolean, nullable=False),
        sa.Column("email", sa.Boolean, nullable=False),
        sa.Column("digest", sa.Boolean, nullable=False),
    )


def downgrade() -> None:
    """Back to words, those of old notifications; later ones keep their facts as the message."""
    for table in ("preferences", "readers", "mail_items", "mails"):
        op.drop_table(table)
    op.add_column("notifications", sa.Column("title", sa.Text, nullable=False, server_default=""))
    op.add_column("notifications", sa.Column("message", sa.Text, nullable=False, server_default=""))
    connection = op.get_bind()
    for row in connection.execute(sa.select(notifications.c.id, notifications.c.facts)).all():
        words = {"title": row.facts.get("title", ""), "message": row.facts.get("message") or json.dumps(row.facts)}
        connection.execute(sa.update(notifications).where(notifications.c.id == row.id).values(**words))
    for column in ("in_app", "facts", "kind"):
        op.drop_column("notifications", column)
