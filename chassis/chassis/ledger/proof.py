"""Whether the database can be written: tried, because a disk that is full or read-only lets everything be read."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from chassis.clock import now
from chassis.ledger.tables import relays

if TYPE_CHECKING:
    from chassis.database.store import Store

_PROOF_ID = 0
"""A row beside the relays' lease (1), which nobody reads."""


def prove_writable(store: Store) -> None:
    """Write and commit one small row. Raises what the database says when it cannot."""
    with contextlib.suppress(IntegrityError), store.write(bookkeeping=True) as session:  # another has just made the row
        made = session.execute(update(relays).where(relays.c.id == _PROOF_ID).values(until=now()))
        if not getattr(made, "rowcount", 0):
            session.execute(insert(relays).values(id=_PROOF_ID, holder="nobody", until=now()))
