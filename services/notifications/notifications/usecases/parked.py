"""Mails that were given up: administrators see them, and have them sent again or dropped."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import CursorResult, update

from chassis.clock import now
from chassis.cursor import PageQuery
from chassis.database import Store
from chassis.database.paging import newest_first
from chassis.errors import NotFound
from chassis.reply import Page
from notifications.domain.mails import MailKind
from notifications.models import Mail, MailStatus
from notifications.queries import mail as queries
from notifications.schemas import ParkedMail


def list_parked(db: Store, query: PageQuery) -> Page[ParkedMail]:
    """Mails that were given up, the newest first."""
    with db.read() as session:
        found = newest_first(session, queries.parked(), Mail.id, query)
    return Page([_answer(row[0]) for row in found.rows], found.next_cursor, found.total)


def send_again(db: Store, mail_id: int) -> None:
    """Let a mail begin anew. Raises NotFound for one that is not parked."""
    _change(db, mail_id, status=MailStatus.WAITING, attempts=0, due_at=now(), error="", finished_at=None)


def drop(db: Store, mail_id: int) -> None:
    """Send a mail never; what was secret in it is forgotten. Raises NotFound for one that is not parked."""
    _change(db, mail_id, status=MailStatus.DROPPED, facts={}, finished_at=now())


def _answer(mail: Mail) -> ParkedMail:
    return ParkedMail(
        id=mail.id,
        kind=MailKind(mail.kind),
        recipient=mail.recipient_id,
        address=mail.address,
        reason=mail.error,
        attempts=mail.attempts,
        created_at=mail.created_at,
        parked_at=mail.finished_at or mail.due_at,
    )


def _change(db: Store, mail_id: int, **values: Any) -> None:
    with db.write() as session:
        one = update(Mail).where(Mail.id == mail_id, Mail.status == MailStatus.PARKED).values(values)
        if cast("CursorResult[Any]", session.execute(one)).rowcount == 0:
            raise NotFound("notifications.no_such_mail", "There is no such mail among those that were given up.")
