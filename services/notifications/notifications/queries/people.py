"""What people are called, how they read, and what they wish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from notifications.domain.channels import DEFAULT, Channels
from notifications.domain.notices import NotificationType
from notifications.models import Preference, Reader

BATCH = 500

_SOME: BindParameter[int] = bindparam("some", expanding=True)
_READERS = select(Reader).where(Reader.user_id.in_(_SOME))
_NAMES = select(Reader.user_id, Reader.name).where(Reader.user_id.in_(_SOME), Reader.name.is_not(None))
_WISHES = select(Preference).where(Preference.user_id.in_(_SOME), Preference.notification_type == bindparam("about"))


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
    found: dict[int, Reader] = {}
    for some in batched(user_ids):
        found |= {row.user_id: row for row in session.scalars(_READERS, {"some": some})}
    return found


def names(session: Session, user_ids: Iterable[int]) -> dict[int, str]:
    """The names of those of them of whom one is known."""
    found: dict[int, str] = {}
    for some in batched(user_ids):
        found |= {user_id: str(name) for user_id, name in session.execute(_NAMES, {"some": some})}
    return found


def wishes(session: Session, user_ids: Iterable[int], about: NotificationType) -> dict[int, Channels]:
    """How each of them wishes to be told of a type."""
    wanted = list(user_ids)
    found = dict.fromkeys(wanted, DEFAULT)
    for some in batched(wanted):
        for row in session.scalars(_WISHES, {"some": some, "about": about}):
            found[row.user_id] = Channels(row.in_app, row.email, row.digest)
    return found


def batched(user_ids: Iterable[int]) -> Iterator[list[int]]:
    """All of them once, so many at a time as one statement takes."""
    wanted = list(dict.fromkeys(user_ids))
    for start in range(0, len(wanted), BATCH):
        yield wanted[start : start + BATCH]


def preferences(session: Session, user_id: int) -> dict[str, Preference]:
    """What somebody has said, by type."""
    rows = session.scalars(select(Preference).where(Preference.user_id == user_id))
    return {row.notification_type: row for row in rows}
