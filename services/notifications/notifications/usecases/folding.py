"""Making mails of what is to be mailed: several pieces of news to one person share a mail instead of flooding them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from chassis.database import Store
from notifications.domain.mails import MailKind
from notifications.domain.timing import FIRST_HOLD, HOLD_MEMORY, held_until
from notifications.models import Mail, MailItem, MailStatus
from notifications.queries import mail as queries
from notifications.queries.mail import Lately

BATCH = 500
KINDS = {"email": MailKind.NEWS, "digest": MailKind.DIGEST}


def fold(db: Store, moment: datetime) -> int:
    """Put what is due into mails, one a person; what has to wait is put off. How many items there were."""
    with db.read() as session:
        if not queries.is_any_loose(session, moment):
            return 0
    with db.write() as session:
        items = queries.loose_items(session, moment, BATCH)
        held = _held(session, {one.recipient_id for one in items if one.channel == "email"}, moment)
        groups: dict[tuple[int, str], list[MailItem]] = defaultdict(list)
        for item in items:
            until = held.get(item.recipient_id) if item.channel == "email" else None
            if until is None:
                groups[(item.recipient_id, item.channel)].append(item)
            else:
                item.due_at = until
        _make_mails(session, groups, moment)
        return len(items)


def new_mail(kind: str, moment: datetime, **more: Any) -> dict[str, Any]:
    """The row of a mail that is to leave at once."""
    return {
        "message_id": str(uuid.uuid4()),
        "kind": kind,
        "recipient_id": None,
        "address": None,
        "facts": {},
        "dedupe": None,
        "status": MailStatus.WAITING,
        "attempts": 0,
        "due_at": moment,
        "error": "",
        "created_at": moment,
        **more,
    }


def _held(session: Session, recipients: Iterable[int], moment: datetime) -> dict[int, datetime]:
    """Until when people who were mailed just now, or are about to be, wait for their next mail."""
    found = queries.lately(session, list(recipients), MailKind.NEWS, moment - HOLD_MEMORY)
    ends = {person: _end(known, moment) for person, known in found.items()}
    return {person: until for person, until in ends.items() if until is not None and until > moment}


def _end(known: Lately, moment: datetime) -> datetime | None:
    return moment + FIRST_HOLD if known.waiting else held_until(known.sent, known.last)


def _make_mails(session: Session, groups: dict[tuple[int, str], list[MailItem]], moment: datetime) -> None:
    if not groups:
        return
    rows = [new_mail(KINDS[channel], moment, recipient_id=person) for person, channel in groups]
    made = session.execute(insert(Mail).returning(Mail.id, Mail.message_id), rows)
    ids = {row.message_id: row.id for row in made}
    filled = [
        {"id": item.id, "mail_id": ids[row["message_id"]]}
        for row, items in zip(rows, groups.values(), strict=True)
        for item in items
    ]
    session.execute(update(MailItem), filled)
