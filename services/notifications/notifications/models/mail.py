"""Outgoing mail: what is to be in a mail (items), and the mails themselves with where they stand."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chassis.database import UtcDateTime
from notifications.models.base import BIG_ID, Base


class MailStatus(StrEnum):
    """Where a mail stands. `dropped`: its recipient gets no mail; `parked`: it failed for good."""

    WAITING = "waiting"
    SENT = "sent"
    DROPPED = "dropped"
    PARKED = "parked"


class Mail(Base):
    """One mail to one person. `message_id` never changes, so that a second copy can be told from a second mail.

    Whoever sends it holds it: `claimed_by` until `claimed_until`. `address` is that of somebody without an account;
    else it is asked for when the mail is sent. `dedupe` names what caused it, once.
    """

    __tablename__ = "mails"

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    message_id: Mapped[str] = mapped_column(String(36), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    recipient_id: Mapped[int | None] = mapped_column(BigInteger)
    address: Mapped[str | None] = mapped_column(String(320))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    dedupe: Mapped[str | None] = mapped_column(String(120), unique=True)
    status: Mapped[str] = mapped_column(String(10))
    attempts: Mapped[int]
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    claimed_by: Mapped[str | None] = mapped_column(String(36))
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("ix_mails_status", "status", "due_at"),
        Index("ix_mails_recipient", "recipient_id", "finished_at"),
        {"sqlite_autoincrement": True},
    )


class MailItem(Base):
    """A notification that is to be mailed, at once (`email`) or in the `digest`. `mail_id` once it is in a mail."""

    __tablename__ = "mail_items"

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    notification_id: Mapped[int] = mapped_column(ForeignKey("notifications.id", ondelete="CASCADE"))
    recipient_id: Mapped[int] = mapped_column(BigInteger)
    channel: Mapped[str] = mapped_column(String(10))
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mails.id", ondelete="CASCADE"), index=True)

    __table_args__ = (UniqueConstraint("notification_id", "channel", name="uq_mail_items_notification"),)


Index(
    "ix_mail_items_loose",
    MailItem.due_at,
    sqlite_where=MailItem.mail_id.is_(None),
    postgresql_where=MailItem.mail_id.is_(None),
)
