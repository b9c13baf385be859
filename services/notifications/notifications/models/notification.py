"""What people were told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, String, UniqueConstraint, not_
from sqlalchemy.orm import Mapped, mapped_column

from chassis.database import UtcDateTime
from notifications.models.base import BIG_ID, Base


class Notification(Base):
    """One thing one person was told, as a kind and facts. Ids only grow: streams resume after an id.

    One that its recipient does not want to see in the app is stored all the same, `in_app` false and read: it is
    what keeps an event from being told twice, and what its mail is made of.
    """

    __tablename__ = "notifications"

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    event_id: Mapped[str] = mapped_column(String(36))
    recipient_id: Mapped[int] = mapped_column(BigInteger)
    notification_type: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(40))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    link: Mapped[str] = mapped_column(String(300))
    in_app: Mapped[bool]
    is_read: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("event_id", "recipient_id", name="uq_notifications_event_recipient"),
        Index("ix_notifications_recipient", "recipient_id", "id"),
        {"sqlite_autoincrement": True},
    )


Index(
    "ix_notifications_unread",
    Notification.recipient_id,
    Notification.id,
    sqlite_where=not_(Notification.is_read),
    postgresql_where=not_(Notification.is_read),
)
