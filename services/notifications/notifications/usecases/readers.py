"""Keeping what accounts said last about people: their names, and how they read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from chassis.database import Store
from notifications.clients import Accounts, Contact
from notifications.models import Reader
from notifications.queries import people

SOMEBODY = "Somebody"


def names(db: Store, accounts: Accounts, user_ids: Collection[int]) -> Mapping[int, str]:
    """The names of these people, as accounts said last; it is asked for those it has said nothing of.

    `Somebody` for one who is gone.
    """
    with db.read() as session:
        known = people.names(session, user_ids)
    if missing := [one for one in user_ids if one not in known]:
        contacts = accounts.contacts(missing)
        _remember_new(db, contacts)
        known |= {user_id: contact.display_name for user_id, contact in contacts.items()}
    return {one: known.get(one, SOMEBODY) for one in user_ids}


def remember(db: Store, contacts: Mapping[int, Contact]) -> None:
    """Keep what is said of each; writes only where something is new."""
    with db.read() as session:
        changed = _changed(session, contacts)
    if not changed:
        return
    with db.write() as session:
        _write(session, _changed(session, contacts))


def _remember_new(db: Store, contacts: Mapping[int, Contact]) -> None:
    """Keep what is said of those whose name is not known: that of others may have been said later than this."""
    if not contacts:
        return
    with db.write() as session:
        known = people.names(session, contacts)
        _write(session, {user_id: contact for user_id, contact in contacts.items() if user_id not in known})


def _write(session: Session, contacts: Mapping[int, Contact]) -> None:
    known = people.known_readers(session, contacts)
    rows = [_row(user_id, contact) for user_id, contact in contacts.items()]
    if new := [row for row in rows if row["user_id"] not in known]:
        session.execute(insert(Reader), new)
    if moved := [row for row in rows if row["user_id"] in known]:
        session.execute(update(Reader), moved)


def _row(user_id: int, contact: Contact) -> dict[str, Any]:
    return {
        "user_id": user_id,
        "name": contact.display_name,
        "language": contact.language,
        "time_zone": contact.time_zone,
    }


def _changed(session: Session, contacts: Mapping[int, Contact]) -> dict[int, Contact]:
    known = people.readers(session, contacts)
    return {
        user_id: contact
        for user_id, contact in contacts.items()
        if any(getattr(known[user_id], name) != value for name, value in _row(user_id, contact).items())
    }
