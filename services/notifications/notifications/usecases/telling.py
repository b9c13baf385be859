"""Telling people: one notification for each event and recipient, with the mail it asks for, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from chassis.clock import now
from chassis.database import Store
from notifications.domain.channels import Channels
from notifications.domain.notices import NEVER_MAILED, Kind, Notice
from notifications.domain.timing import next_digest
from notifications.live import Live
from notifications.models import MailItem, Notification
from notifications.queries import inbox, people
from notifications.schemas import LiveEvent, NotificationEvent, UnreadCount, UnreadEvent
from notifications.wording import as_answer


def notify(db: Store, live: Live, event_id: str, notices: Sequence[Notice]) -> None:
    """Store what people are to be told about an event; whoever was told of it before is not told again.

    The notices of one event are of one kind.
    """
    if not notices:
        return
    with db.write() as session:
        told = inbox.told_of(session, event_id)
        fresh = [notice for notice in notices if notice.recipient_id not in told]
        if fresh:
            _store(db, live, session, event_id, fresh)


def tell_unread(db: Store, live: Live, recipient_ids: Sequence[int]) -> None:
    """Tell people's open windows how many notifications they have not read."""
    _tell(db, live, [], recipient_ids)


def as_event(notification: Notification, language: str, zone: str) -> NotificationEvent:
    """A notification as it goes out on its recipient's stream."""
    return NotificationEvent(id=str(notification.id), data=as_answer(notification, language, zone))


def _store(db: Store, live: Live, session: Session, event_id: str, notices: Sequence[Notice]) -> None:
    moment = now()
    wishes = people.wishes(session, (one.recipient_id for one in notices), notices[0].notification_type)
    rows = [_row(event_id, notice, wishes[notice.recipient_id], moment) for notice in notices]
    stored = session.scalars(insert(Notification).returning(Notification), rows).all()
    items = _items(session, [one for one in stored if one.kind not in NEVER_MAILED], wishes, moment)
    if items:
        session.execute(insert(MailItem), items)
    shown = [one for one in stored if one.in_app]
    told = _events(session, shown)
    db.after_commit(lambda: _tell(db, live, told, [one.recipient_id for one in shown]))


def _row(event_id: str, notice: Notice, wish: Channels, moment: datetime) -> dict[str, Any]:
    return {
        "event_id": event_id,
        "recipient_id": notice.recipient_id,
        "notification_type": notice.notification_type,
        "kind": Kind(notice.kind),
        "facts": dict(notice.facts),
        "link": notice.link,
        "in_app": wish.in_app,
        "is_read": not wish.in_app,
        "created_at": moment,
    }


def _items(
    session: Session, stored: Sequence[Notification], wishes: dict[int, Channels], moment: datetime
) -> list[dict[str, Any]]:
    """What is to be mailed: at once, or in the digest of the recipient's next morning."""
    patient = [one.recipient_id for one in stored if wishes[one.recipient_id].by_mail == "digest"]
    mornings = {one: next_digest(moment, reader.time_zone) for one, reader in people.readers(session, patient).items()}
    return [
        {
            "notification_id": one.id,
            "recipient_id": one.recipient_id,
            "channel": channel,
            "due_at": mornings[one.recipient_id] if channel == "digest" else moment,
        }
        for one in stored
        if (channel := wishes[one.recipient_id].by_mail) is not None
    ]


def _events(session: Session, stored: Sequence[Notification]) -> list[tuple[int, LiveEvent]]:
    readers = people.readers(session, (one.recipient_id for one in stored))
    told = ((one, readers[one.recipient_id]) for one in stored)
    return [(one.recipient_id, as_event(one, reader.language, reader.time_zone)) for one, reader in told]


def _tell(db: Store, live: Live, events: list[tuple[int, LiveEvent]], recipient_ids: Sequence[int]) -> None:
    """Tell the events, then how many each recipient has not read, counted at the last moment."""
    with db.read() as session:
        counts = inbox.unread_counts(session, recipient_ids)
    live.tell([*events, *((one, UnreadEvent(data=UnreadCount(unread=unread))) for one, unread in counts.items())])
