"""Real, migrated databases for tests: files of SQLite, or databases of the PostgreSQL that TEST_POSTGRES_URL names."""

from __future__ import annotations

import os
import uuid
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, MetaData, select, text
from sqlalchemy.engine import make_url

from chassis.database import Store, make_engine
from chassis.ledger.tables import metadata as ledger
from chassis.ledger.tables import outbox
from chassis.migrate import upgrade
from chassis.migration_environment import only_data


def migrated_store(package: str, directory: Path) -> Store:
    """A store on a new database (a SQLite file is in `directory`), with every migration of the package run."""
    return store_at(migrated_database(package, directory))


def store_at(url: str) -> Store:
    """A store for tests. On PostgreSQL it gives the connections back that earlier ones still hold, but do not use."""
    engine = make_engine(url)
    if engine.dialect.name != "sqlite":
        for earlier in _engines:
            earlier.dispose()
        _engines.append(engine)
    return Store(engine)


_engines: list[Engine] = []


def migrated_database(package: str, directory: Path) -> str:
    """The address of a new database with every migration of the package run."""
    if on_postgres():
        return _made_from(_migrated_template(package), package)
    file = directory / f"{package}.sqlite3"
    file.write_bytes(_migrated_file(package))
    return f"sqlite:///{file}"


def new_database(name: str, directory: Path) -> str:
    """The address of a new, empty database."""
    return _made_from("template0", name) if on_postgres() else f"sqlite:///{directory / name}.sqlite3"


def on_postgres() -> bool:
    """Whether this run of the tests is on PostgreSQL."""
    return bool(os.environ.get("TEST_POSTGRES_URL"))


def _made_from(template: str, name: str) -> str:
    server = make_url(os.environ["TEST_POSTGRES_URL"])
    made = f"{name}_{uuid.uuid4().hex[:12]}"
    engine = make_engine(server.render_as_string(hide_password=False), pool_size=1)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f'CREATE DATABASE "{made}" TEMPLATE "{template}"'))
    engine.dispose()
    return server.set(database=made).render_as_string(hide_password=False)


@lru_cache(maxsize=8)
def _migrated_template(package: str) -> str:
    url = _made_from("template0", package)
    upgrade(package, url)
    return make_url(url).database or ""


@lru_cache(maxsize=8)
def _migrated_file(package: str) -> bytes:
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
        options = {"compare_type": True, "include_name": only_data(connection)}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, _together(metadata)))


def _together(metadata: MetaData) -> MetaData:
    both = MetaData()
    for table in (*metadata.sorted_tables, *ledger.sorted_tables):
        table.to_metadata(both)
    return both
