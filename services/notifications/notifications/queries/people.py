"""What people are called, how they read, and what they wish."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from notifications.domain.channels import DEFAULT, Channels
from notifications.domain.notices import NotificationType
from notifications.models import Preference, Reader

BATCH = 500


def reader(session: Session, user_id: int) -> Reader:
    """How somebody reads."""
    return readers(session, [user_id])[user_id]


def readers(session: Session, user_ids: Iterable[int]) -> dict[int, Reader]:
    """How each of them reads: in English and UTC where nothing is known."""
    wanted = list(dict.fromkeys(user_ids))
    found = known_readers(session, wanted)
    return {one: found.get(one) or Reader(user_id=one, language="en", time_zone="UTC") for one in wanted}


def known_readers(session: Session, user_ids: Iterable[int]) -> dict[int, Reader]:
    """How those of them read of whom it is known."""
    wanted = list(dict.fromkeys(user_ids))
    found: dict[int, Reader] = {}
    for start in range(0, len(wanted), BATCH):
        rows = session.scalars(select(Reader).where(Reader.user_id.in_(wanted[start : start + BATCH])))
        found |= {row.user_id: row for row in rows}
    return found


def names(session: Session, user_ids: Iterable[int]) -> dict[int, str]:
    """The names of those of them of whom one is known."""
    found = known_readers(session, user_ids)
    return {user_id: row.name for user_id, row in found.items() if row.name is not None}


def wishes(session: Session, user_ids: Iterable[int], about: NotificationType) -> dict[int, Channels]:
    """How each of them wishes to be told of a type."""
    wanted = list(dict.fromkeys(user_ids))
    found = dict.fromkeys(wanted, DEFAULT)
    for start in range(0, len(wanted), BATCH):
        some = Preference.user_id.in_(wanted[start : start + BATCH])
        for row in session.scalars(select(Preference).where(some, Preference.notification_type == about)):
            found[row.user_id] = Channels(row.in_app, row.email, row.digest)
    return found


def preferences(session: Session, user_id: int) -> dict[str, Preference]:
    """What somebody has said, by type."""
    rows = session.scalars(select(Preference).where(Preference.user_id == user_id))
    return {row.notification_type: row for row in rows}
