"""No orphans: a table of the objects that are to go, kept in the transactions of those that use them.

An object's key is written down (`reserve`) before the object is made, and crossed out (`keep`) in the transaction
that makes something of it; so a crash in between leaves a line that `sweep` works off. What is deleted is written
down (`discard`) in the transaction that lets go of it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable
from datetime import timedelta

from sqlalchemy import Column, Connection, MetaData, Select, String, Table, delete, insert, literal, select, update
from sqlalchemy.orm import Session

from chassis.clock import now
from chassis.columns import UtcDateTime
from chassis.database.store import Store
from chassis.errors import Unavailable

GRACE = timedelta(hours=1)
LEASE = timedelta(minutes=10)
"""How long one process may take over the objects it is removing."""
BATCH = 100
_log = logging.getLogger(__name__)

metadata = MetaData()
discarded = Table(
    "discarded_objects",
    metadata,
    Column("key", String(300), primary_key=True),
    Column("due", UtcDateTime, nullable=False, index=True),
)


def create_tables(connection: Connection) -> None:
    """For a migration."""
    metadata.create_all(connection)


def drop_tables(connection: Connection) -> None:
    """For a migration's way back."""
    metadata.drop_all(connection)


def reserve(db: Store, key: str, is_kept: Callable[[Session], bool] = lambda _: False) -> None:
    """Write down, in a transaction of its own, that an object may be about to be. Not inside `write()`.

    Whoever derives a key from what was sent meets it again when a call is delivered twice: `is_kept` says whether
    the object has been made something of meanwhile. Then nothing is written, or the sweep would take what is in use.
    """
    with db.unit(), db.write() as session:
        session.execute(delete(discarded).where(discarded.c.key == key))
        if not is_kept(session):
            session.execute(insert(discarded).values(key=key, due=now() + GRACE))


def reserve_all(db: Store, keys: Collection[str]) -> None:
    """Write down that objects may be about to be, under keys that nothing has been kept under. Not inside `write()`."""
    if not keys:
        return
    with db.unit(), db.write() as session:
        session.execute(delete(discarded).where(discarded.c.key.in_(keys)))
        session.execute(insert(discarded), [{"key": key, "due": now() + GRACE} for key in keys])


def keep(session: Session, key: str) -> None:
    """The object stays, if this transaction is committed. Raises Unavailable if it has been swept meanwhile."""
    crossed_out = session.execute(delete(discarded).where(discarded.c.key == key).returning(discarded.c.key)).all()
    if not crossed_out:
        raise Unavailable("upload.too_late", "Keeping this file took too long. Please send it again.", retry_after=1)


def let_go(db: Store, remove: Callable[[str], None], key: str) -> None:
    """What was reserved came to nothing: remove it now rather than when its time is up. Not inside `write()`."""
    with db.unit(), db.write() as session:
        session.execute(update(discarded).where(discarded.c.key == key).values(due=now()))
    sweep(db, remove)


def discard(session: Session, keys: Iterable[str]) -> None:
    """These objects go once this transaction is committed."""
    rows = [{"key": key, "due": now()} for key in keys]
    if rows:
        session.execute(insert(discarded), rows)


def discard_selected(session: Session, keys: Select[str]) -> None:
    """The objects whose keys are selected go once this transaction is committed, however many they are."""
    due = literal(now(), UtcDateTime)
    session.execute(insert(discarded).from_select(["key", "due"], keys.add_columns(due)))


def sweep(db: Store, remove: Callable[[str], None]) -> int:
    """Remove what is due, and cross it out; how many there were. What cannot be removed now stays written down.

    What one process is removing is not due for another, unless that process dies over it.
    """
    keys = _take(db)
    removed = [key for key in keys if _is_removed(key, remove)]
    if keys:
        with db.unit(), db.write() as session:
            session.execute(delete(discarded).where(discarded.c.key.in_(removed)))
            left = set(keys).difference(removed)
            session.execute(update(discarded).where(discarded.c.key.in_(left)).values(due=now()))
    return len(removed)


def _take(db: Store) -> list[str]:
    due = select(discarded.c.key).where(discarded.c.due <= now()).order_by(discarded.c.due).limit(BATCH)
    with db.read() as session:
        if session.scalar(due.limit(1)) is None:
            return []
    with db.unit(), db.write() as session:
        keys = list(session.scalars(due.with_for_update(skip_locked=True)))
        session.execute(update(discarded).where(discarded.c.key.in_(keys)).values(due=now() + LEASE))
        return keys


def _is_removed(key: str, remove: Callable[[str], None]) -> bool:
    try:
        remove(key)
    except Exception as error:
        _log.warning("an object could not be removed: %s", type(error).__name__)
        return False
    return True
