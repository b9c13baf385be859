"""Outgoing mail: what is to be folded, what is due, what is in a mail. Rows that others hold are passed over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session

from notifications.models import Mail, MailItem, MailStatus, Notification


@dataclass(frozen=True, slots=True)
class Lately:
    """How many mails of news somebody was sent since a moment, the last of them when, and whether one is waiting."""

    sent: int = 0
    last: datetime | None = None
    waiting: int = 0


def is_any_loose(session: Session, moment: datetime) -> bool:
    """Whether there is an item that is due and in no mail yet."""
    return session.scalar(_loose(moment).with_only_columns(MailItem.id).limit(1)) is not None


def loose_items(session: Session, moment: datetime, limit: int) -> Sequence[MailItem]:
    """Items that are due and in no mail yet, the oldest first, locked."""
    oldest = _loose(moment).order_by(MailItem.due_at, MailItem.id).limit(limit)
    return session.scalars(oldest.with_for_update(skip_locked=True)).all()


def _loose(moment: datetime) -> Select[MailItem]:
    return select(MailItem).where(MailItem.mail_id.is_(None), MailItem.due_at <= moment)


def lately(session: Session, recipients: Collection[int], kind: str, since: datetime) -> dict[int, Lately]:
    """What each was mailed lately; who was mailed nothing is left out."""
    waiting = func.sum(case((Mail.status == MailStatus.WAITING, 1), else_=0))
    counted = session.execute(
        select(Mail.recipient_id, func.count(Mail.finished_at), func.max(Mail.finished_at), waiting)
        .where(Mail.recipient_id.in_(recipients), Mail.kind == kind)
        .where(or_(Mail.finished_at > since, Mail.status == MailStatus.WAITING))
        .group_by(Mail.recipient_id)
    )
    return {row[0]: Lately(row[1], row[2], int(row[3] or 0)) for row in counted if row[0] is not None}


def is_any_due(session: Session, moment: datetime) -> bool:
    """Whether there is a mail to send that nobody holds."""
    return session.scalar(_due(moment).with_only_columns(Mail.id).limit(1)) is not None


def due_mails(session: Session, moment: datetime, limit: int) -> Sequence[Mail]:
    """Mails to send that nobody holds, locked."""
    due = _due(moment).order_by(Mail.due_at, Mail.id).limit(limit)
    return session.scalars(due.with_for_update(skip_locked=True)).all()


def _due(moment: datetime) -> Select[Mail]:
    free = or_(Mail.claimed_until.is_(None), Mail.claimed_until <= moment)
    return select(Mail).where(Mail.status == MailStatus.WAITING, Mail.due_at <= moment, free)


def held_by(holder: str, moment: datetime) -> Select[Mail]:
    """What somebody holds."""
    return select(Mail).where(Mail.claimed_by == holder, Mail.claimed_until > moment, Mail.status == MailStatus.WAITING)


def contents(session: Session, mail_ids: Collection[int]) -> dict[int, list[Notification]]:
    """What is in each of the mails, in the order in which it happened."""
    rows = session.execute(
        select(MailItem.mail_id, Notification)
        .join(Notification, Notification.id == MailItem.notification_id)
        .where(MailItem.mail_id.in_(mail_ids))
        .order_by(Notification.id)
    )
    found: dict[int, list[Notification]] = {one: [] for one in mail_ids}
    for mail_id, notification in rows:
        if mail_id is not None:
            found[mail_id].append(notification)
    return found


def mail_by_cause(session: Session, dedupe: str) -> Mail | None:
    """The mail that something caused."""
    return session.scalar(select(Mail).where(Mail.dedupe == dedupe))


def parked() -> Select[Mail]:
    """Mails that were given up."""
    return select(Mail).where(Mail.status == MailStatus.PARKED)
