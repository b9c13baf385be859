"""Real, migrated databases for tests."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData, select

from chassis.database import Store, make_engine
from chassis.ledger.tables import metadata as ledger
from chassis.ledger.tables import outbox
from chassis.migrate import upgrade


def migrated_store(package: str, directory: Path) -> Store:
    """A store on a new SQLite file in `directory`, with every migration of the package run."""
    file = directory / f"{package}.sqlite3"
    file.write_bytes(_migrated(package))
    return Store(make_engine(f"sqlite:///{file}"))


@lru_cache(maxsize=8)
def _migrated(package: str) -> bytes:
    """An empty database file; the migrations are run once in a test run, for they take longer than most tests."""
    with TemporaryDirectory() as name:
        file = Path(name) / "template.sqlite3"
        upgrade(package, f"sqlite:///{file}")
        return file.read_bytes()


def emitted(store: Store) -> list[tuple[str, dict[str, Any]]]:
    """The events in the outbox, oldest first, as `(type, data)`."""
    with store.read() as session:
        rows = session.execute(select(outbox.c.type, outbox.c.body).order_by(outbox.c.position)).all()
    return [(row.type, orjson.loads(row.body)["data"]) for row in rows]


def schema_drift(package: str, metadata: MetaData, directory: Path) -> list[Any]:
    """What the package's tables have that its migrations do not make, or the other way round; empty when they agree."""
    store = migrated_store(package, directory)
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, _together(metadata)))


def _together(metadata: MetaData) -> MetaData:
    both = MetaData()
    for table in (*metadata.sorted_tables, *ledger.sorted_tables):
        table.to_metadata(both)
    return both
