"""Tables."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer, String, Text, UniqueConstraint, not_
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.database import UtcDateTime


class Base(DeclarativeBase):
    """The service's tables."""


class Notification(Base):
    """One thing one person was told. Ids only grow, also after a deletion: live streams resume after an id."""

    __tablename__ = "notifications"

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    event_id: Mapped[str] = mapped_column(String(36))
    recipient_id: Mapped[int] = mapped_column(BigInteger)
    notification_type: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(Text)
    message: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(String(300))
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
