"""What somebody was told: listing, reading, deleting, and catching up."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import CursorResult, not_, update
from sqlalchemy.orm import Session

from chassis.call import Actor
from chassis.database import Store
from chassis.database.paging import newest_first
from chassis.ids import MAX_ID
from chassis.reply import Page
from notifications import policies, schemas
from notifications.live import Live
from notifications.models import Notification
from notifications.queries import inbox, people
from notifications.schemas import LiveEvents, NotificationQuery, StartingPoint, UnreadCount
from notifications.usecases.telling import as_event, tell_unread
from notifications.wording import as_answer

MISSED_AT_MOST = 100


def list_notifications(db: Store, actor: Actor, query: NotificationQuery) -> Page[schemas.Notification]:
    """The actor's notifications, newest first."""
    with db.read() as session:
        wanted = inbox.received_by(actor.id, query.unread)
        found = newest_first(session, wanted, Notification.id, query)
        reader = people.reader(session, actor.id)
        answers = [as_answer(row[0], reader.language, reader.time_zone) for row in found.rows]
        return Page(answers, found.next_cursor, found.total)


def get_notification(db: Store, actor: Actor, notification_id: int) -> schemas.Notification:
    """One notification. Raises NotFound, also for somebody else's."""
    with db.read() as session:
        return _answer(session, _own(session, actor, notification_id))


def delete_notification(db: Store, live: Live, actor: Actor, notification_id: int) -> None:
    """Remove one notification. Raises NotFound, also for somebody else's."""
    with db.write() as session:
        session.delete(_own(session, actor, notification_id))
        db.after_commit(lambda: tell_unread(db, live, [actor.id]))


def unread_count(db: Store, actor: Actor) -> UnreadCount:
    """How many notifications the actor has not read."""
    with db.read() as session:
        return UnreadCount(unread=inbox.unread_count(session, actor.id))


def mark_read(db: Store, live: Live, actor: Actor, notification_id: int) -> schemas.Notification:
    """Mark one notification as read. Raises NotFound, also for somebody else's."""
    with db.write() as session:
        notification = _own(session, actor, notification_id)
        if not notification.is_read:
            notification.is_read = True
            db.after_commit(lambda: tell_unread(db, live, [actor.id]))
        return _answer(session, notification)


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
        rows = inbox.newer_than(session, actor.id, last_id, MISSED_AT_MOST) if last_id is not None else []
        unread = UnreadCount(unread=inbox.unread_count(session, actor.id))
        newest = str(inbox.newest_id(session, actor.id))
        reader = people.reader(session, actor.id)
    told = [as_event(row, reader.language, reader.time_zone) for row in rows]
    return LiveEvents(events=[*told, StartingPoint(id=newest, data=unread)])


def _answer(session: Session, notification: Notification) -> schemas.Notification:
    reader = people.reader(session, notification.recipient_id)
    return as_answer(notification, reader.language, reader.time_zone)


def _own(session: Session, actor: Actor, notification_id: int) -> Notification:
    return policies.require_own(inbox.notification(session, notification_id), actor)


def _as_id(text: str | None) -> int | None:
    """A stream's last id; None for one that is not ours."""
    if text is None or not (text.isascii() and text.isdigit()) or len(text) > len(str(MAX_ID)):
        return None
    return min(int(text), MAX_ID)
