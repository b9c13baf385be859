"""What a test looks at of what is kept."""

from __future__ import annotations

from sqlalchemy import select

from chassis.database import Store
from chassis.storage import discards


def written_down(db: Store) -> set[str]:
    """The keys that are to be removed, sooner or later."""
    with db.read() as session:
        return set(session.scalars(select(discards.discarded.c.key)))
