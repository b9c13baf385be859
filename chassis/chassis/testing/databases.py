"""Real, migrated databases for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import select

from chassis.database import Store, make_engine
from chassis.ledger.tables import outbox
from chassis.migrate import upgrade


def migrated_store(package: str, directory: Path) -> Store:
    """A store on a new SQLite file in `directory`, with every migration of the package run."""
    url = f"sqlite:///{directory / package}.sqlite3"
    upgrade(package, url)
    return Store(make_engine(url))


def emitted(store: Store) -> list[tuple[str, dict[str, Any]]]:
    """The events in the outbox, oldest first, as `(type, data)`."""
    with store.read() as session:
        rows = session.execute(select(outbox.c.type, outbox.c.body).order_by(outbox.c.position)).all()
    return [(row.type, orjson.loads(row.body)["data"]) for row in rows]
