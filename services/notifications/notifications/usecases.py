"""One function per action; each owns its transaction and tells open windows after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import CursorResult, insert, not_, update
from sqlalchemy.orm import Session

from chassis.call import Actor
from chassis.clock import now
from chassis.database import Store
from chassis.database.paging import newest_first
from chassis.ids import MAX_ID
from chassis.reply import Page
from notifications import policies, queries, schemas
from notifications.domain import Notice
from notifications.live import Live
from notifications.models import Notification
from notifications.schemas import (
    LiveEvents,
    NotificationEvent,
    NotificationQuery,
    StartingPoint,
    UnreadCount,
    UnreadEvent,
)

MISSED_AT_MOST = 100
BATCH = 500


def list_notifications(db: Store, actor: Actor, query: NotificationQuery) -> Page[schemas.Notification]:
    """The actor's notifications, newest first."""
    with db.read() as session:
        wanted = queries.received_by(actor.id, query.unread)
        found = newest_first(session, wanted, Notification.id, query)
        return Page([as_answer(row[0]) for row in found.rows], found.next_cursor, found.total)


def get_notification(db: Store, actor: Actor, notification_id: int) -> schemas.Notification:
    """One notification. Raises NotFound, also for somebody else's."""
    with db.read() as session:
        return as_answer(_own(session, actor, notification_id))


def delete_notification(db: Store, live: Live, actor: Actor, notification_id: int) -> None:
    """Remove one notification. Raises NotFound, also for somebody else's."""
    with db.write() as session:
        session.delete(_own(session, actor, notification_id))
        db.after_commit(lambda: tell_unread(db, live, [actor.id]))


def unread_count(db: Store, actor: Actor) -> UnreadCount:
    """How many notifications the actor has not read."""
    with db.read() as session:
        return UnreadCount(unread=queries.unread_count(session, actor.id))


def mark_read(db: Store, live: Live, actor: Actor, notification_id: int) -> schemas.Notification:
    """Mark one notification as read. Raises NotFound, also for somebody else's."""
    with db.write() as session:
        notification = _own(session, actor, notification_id)
        if not notification.is_read:
            notification.is_read = True
            db.after_commit(lambda: tell_unread(db, live, [actor.id]))
        return as_answer(notification)


def mark_all_read(db: Store, live: Live, actor: Actor) -> schemas.Updated:
    """Mark everything the actor has received as read."""
    with db.write() as session:
        unread = update(Notification).where(Notification.recipient_id == actor.id, not_(Notification.is_read))
        marked = cast("CursorResult[Any]", session.execute(unread.values(is_read=True))).rowcount
        if marked:
            db.after_commit(lambda: tell_unread(db, live, [actor.id]))
        return schemas.Updated(updated=marked)


def missed(db: Store, actor: Actor, last_event_id: str | None) -> LiveEvents:
    """What a live stream begins with: notifications after `last_event_id`, if it is one of ours, and the count.

    Of more than MISSED_AT_MOST notifications the newest are given; the list has them all.
    """
    with db.read() as session:
        last_id = _as_id(last_event_id)
        rows = queries.newer_than(session, actor.id, last_id, MISSED_AT_MOST) if last_id is not None else []
        unread = UnreadCount(unread=queries.unread_count(session, actor.id))
        newest = str(queries.newest_id(session, actor.id))
    return LiveEvents(events=[*(_as_event(row) for row in rows), StartingPoint(id=newest, data=unread)])


def notify(db: Store, live: Live, event_id: str, notices: Sequence[Notice]) -> None:
    """Store what people are to be told about an event; whoever was told of it before is not told again."""
    if not notices:
        return
    with db.write() as session:
        told = queries.told_of(session, event_id)
        moment = now()
        rows = [
            {
                "event_id": event_id,
                "recipient_id": notice.recipient_id,
                "notification_type": notice.notification_type,
                "title": notice.title,
                "message": notice.message,
                "link": notice.link,
                "is_read": False,
                "created_at": moment,
            }
            for notice in notices
            if notice.recipient_id not in told
        ]
        if rows:
            stored = session.scalars(insert(Notification).returning(Notification), rows).all()
            db.after_commit(lambda: _tell_new(db, live, stored))


def tell_unread(db: Store, live: Live, recipient_ids: Sequence[int]) -> None:
    """Tell people's open windows how many notifications they have not read."""
    for start in range(0, len(recipient_ids), BATCH):
        some = recipient_ids[start : start + BATCH]
        with db.read() as session:
            counts = queries.unread_counts(session, some)
        live.tell((person, UnreadEvent(data=UnreadCount(unread=count))) for person, count in counts.items())


def as_answer(notification: Notification) -> schemas.Notification:
    """A notification as its recipient sees it."""
    return schemas.Notification.model_validate(notification)


def _tell_new(db: Store, live: Live, stored: Sequence[Notification]) -> None:
    live.tell((one.recipient_id, _as_event(one)) for one in stored)
    tell_unread(db, live, [one.recipient_id for one in stored])


def _as_event(notification: Notification) -> NotificationEvent:
    return NotificationEvent(id=str(notification.id), data=as_answer(notification))


def _own(session: Session, actor: Actor, notification_id: int) -> Notification:
    return policies.require_own(queries.notification(session, notification_id), actor)


def _as_id(text: str | None) -> int | None:
    """A stream's last id; None for one that is not ours."""
    if text is None or not (text.isascii() and text.isdigit()) or len(text) > len(str(MAX_ID)):
        return None
    return min(int(text), MAX_ID)
