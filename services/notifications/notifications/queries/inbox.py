"""What people were told."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, func, not_, select
from sqlalchemy.orm import Session

from notifications.models import Notification


def notification(session: Session, notification_id: int) -> Notification | None:
    """One notification."""
    return session.get(Notification, notification_id)


def received_by(recipient_id: int, unread_only: bool = False) -> Select[Notification]:
    """What somebody was told and sees in the app."""
    wanted = select(Notification).where(Notification.recipient_id == recipient_id, Notification.in_app)
    return wanted.where(not_(Notification.is_read)) if unread_only else wanted


def newer_than(session: Session, recipient_id: int, last_id: int, limit: int) -> list[Notification]:
    """The newest `limit` of those with a greater id, oldest first."""
    wanted = received_by(recipient_id).where(Notification.id > last_id)
    return list(reversed(session.scalars(wanted.order_by(Notification.id.desc()).limit(limit)).all()))


def unread_count(session: Session, recipient_id: int) -> int:
    """How many somebody has not read."""
    return unread_counts(session, [recipient_id])[recipient_id]


def unread_counts(session: Session, recipient_ids: Collection[int]) -> dict[int, int]:
    """How many each of them has not read."""
    counted = session.execute(
        select(Notification.recipient_id, func.count())
        .where(Notification.recipient_id.in_(recipient_ids), not_(Notification.is_read))
        .group_by(Notification.recipient_id)
    )
    return dict.fromkeys(recipient_ids, 0) | {row[0]: row[1] for row in counted}


def told_of(session: Session, event_id: str) -> set[int]:
    """Who was told of an event already."""
    return set(session.scalars(select(Notification.recipient_id).where(Notification.event_id == event_id)))


def newest_id(session: Session, recipient_id: int) -> int:
    """The id of the last notification somebody received; 0 without any."""
    return session.scalar(select(func.max(Notification.id)).where(Notification.recipient_id == recipient_id)) or 0
