"""What people were told."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, bindparam, func, not_, select
from sqlalchemy.orm import Session

from notifications.models import Notification
from notifications.queries.people import batched

_UNREAD = (
    select(Notification.recipient_id, func.count())
    .where(Notification.recipient_id.in_(bindparam("some", expanding=True)), not_(Notification.is_read))
    .group_by(Notification.recipient_id)
)
_TOLD = select(Notification.recipient_id).where(Notification.event_id == bindparam("event_id"))


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
    counts = dict.fromkeys(recipient_ids, 0)
    for some in batched(recipient_ids):
        counts |= {row[0]: row[1] for row in session.execute(_UNREAD, {"some": some})}
    return counts


def told_of(session: Session, event_id: str) -> set[int]:
    """Who was told of an event already."""
    return set(session.scalars(_TOLD, {"event_id": event_id}))


def newest_id(session: Session, recipient_id: int) -> int:
    """The id of the last notification somebody received; 0 without any."""
    return session.scalar(select(func.max(Notification.id)).where(Notification.recipient_id == recipient_id)) or 0
