"""The relay: publishes what the outbox holds, in order, and marks it.

Every process of a service has one. Only the one that holds the lease drains, so replicas do not overtake each
other; the lease is taken for a drain and given back at its end, and one that died with it loses it after
LEASE_SECONDS. A crash between publishing and marking publishes again: consumers keep receipts.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from chassis.clock import now
from chassis.ledger.tables import outbox, receipts, relays

if TYPE_CHECKING:
    from chassis.database.store import Store

BATCH = 100
LEASE_SECONDS = 4.0
KEEP_SENT = timedelta(hours=24)
KEEP_RECEIPTS = timedelta(hours=48)
_LEASE_ID = 1

_log = logging.getLogger(__name__)

_IS_ANY_UNSENT = select(outbox.c.position).where(outbox.c.sent_at.is_(None)).limit(1)
_UNSENT = select(outbox).where(outbox.c.sent_at.is_(None)).order_by(outbox.c.position).limit(BATCH)
_MARK = update(outbox).where(outbox.c.position.in_(bindparam("positions", expanding=True)))
_IS_LEASED = select(relays.c.id).where(relays.c.id == _LEASE_ID)
_IS_MINE = relays.c.holder == bindparam("me")
_TAKE_LEASE = update(relays).where(relays.c.id == _LEASE_ID, _IS_MINE | (relays.c.until <= bindparam("moment")))
_GIVE_BACK = update(relays).where(relays.c.id == _LEASE_ID, _IS_MINE)

Publish = Callable[[Sequence[Row[Any]]], None]


class Relay:
    """Drains one service's outbox through `publish`, which returns when the broker has confirmed."""

    def __init__(self, store: Store, publish: Publish) -> None:
        self._store = store
        self._publish = publish
        self._name = uuid.uuid4().hex

    def drain(self) -> bool:
        """Publish all that is unsent. False when another relay is at it, so that this one looks again soon."""
        with self._store.read() as session:
            if session.execute(_IS_ANY_UNSENT).first() is None:
                return True
        while True:
            batch = self._take()
            if batch is None:
                return False
            self._publish(batch)
            self._mark(batch)
            if len(batch) < BATCH:
                return True

    def _take(self) -> Sequence[Row[Any]] | None:
        with self._store.write(bookkeeping=True) as session:
            return session.execute(_UNSENT).all() if self._lease(session) else None

    def _lease(self, session: Session) -> bool:
        """Take the lease if it is free, has expired, or is one's own."""
        moment = now()
        lease = {"holder": self._name, "until": moment + timedelta(seconds=LEASE_SECONDS)}
        taken: Any = session.execute(_TAKE_LEASE, {**lease, "me": self._name, "moment": moment})
        if taken.rowcount:
            return True
        if session.execute(_IS_LEASED).first() is not None:
            return False
        session.execute(insert(relays), {"id": _LEASE_ID, **lease})
        return True

    def _mark(self, batch: Sequence[Row[Any]]) -> None:
        """Note what was published, and give the lease back if it is still one's own."""
        moment = now()
        with self._store.write(bookkeeping=True) as session:
            session.execute(_MARK, {"positions": [row.position for row in batch], "sent_at": moment})
            session.execute(_GIVE_BACK, {"me": self._name, "until": moment})


def sweep(store: Store) -> int:
    """Delete what is old enough that nobody can ask for it again; returns how many rows went."""
    moment = now()
    with store.write(bookkeeping=True) as session:
        sent = session.execute(delete(outbox).where(outbox.c.sent_at < moment - KEEP_SENT))
        old = session.execute(delete(receipts).where(receipts.c.created_at < moment - KEEP_RECEIPTS))
        return int(getattr(sent, "rowcount", 0)) + int(getattr(old, "rowcount", 0))


def lag_seconds(store: Store) -> float:
    """Age of the oldest event that has not left, in seconds; 0 when all have."""
    with store.read() as session:
        oldest = session.execute(select(func.min(outbox.c.created_at)).where(outbox.c.sent_at.is_(None))).scalar()
    return (now() - oldest).total_seconds() if oldest else 0.0
