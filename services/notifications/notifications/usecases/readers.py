"""Keeping what accounts said last about how people read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from chassis.database import Store
from notifications.clients import Contact
from notifications.models import Reader
from notifications.queries import people


def remember(db: Store, contacts: Mapping[int, Contact]) -> None:
    """Keep the language and time zone of each; writes only where something is new."""
    with db.read() as session:
        changed = _changed(session, contacts)
    if not changed:
        return
    with db.write() as session:
        changed = _changed(session, contacts)
        known = people.known_readers(session, changed)
        rows = [_row(user_id, contact) for user_id, contact in changed.items()]
        if new := [row for row in rows if row["user_id"] not in known]:
            session.execute(insert(Reader), new)
        if moved := [row for row in rows if row["user_id"] in known]:
            session.execute(update(Reader), moved)


def _row(user_id: int, contact: Contact) -> dict[str, Any]:
    return {"user_id": user_id, "language": contact.language, "time_zone": contact.time_zone}


def _changed(session: Session, contacts: Mapping[int, Contact]) -> dict[int, Contact]:
    known = people.readers(session, contacts)
    return {
        user_id: contact
        for user_id, contact in contacts.items()
        if (known[user_id].language, known[user_id].time_zone) != (contact.language, contact.time_zone)
    }
