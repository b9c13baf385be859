"""What every service's `migrations/env.py` does: run migrations in batch mode, each in a transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from alembic import context
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, MetaData

from chassis.database.engine import writing
from chassis.database.trigrams import tables_of
from chassis.ledger.tables import metadata as ledger


def run(metadata: MetaData) -> None:
    """Run migrations against the engine in the configuration's attributes; `metadata` is the service's own.

    They begin with SQLite's write lock, and so wait their turn where processes already work with the file.
    """
    engine: Engine = context.config.attributes["engine"]
    with writing(engine).connect() as connection:
        _pause_foreign_keys(connection)
        context.configure(
            connection=connection,
            target_metadata=[metadata, ledger],
            render_as_batch=True,
            transaction_per_migration=True,
            compare_type=True,
            include_name=only_data(connection),
            on_version_apply=cast(Any, _require_no_loose_ends),
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


def only_data(connection: Connection) -> Callable[[str | None, str, Any], bool]:
    """For Alembic's comparison of a database with its models, which know nothing of what SQLite keeps for an index."""
    if connection.dialect.name != "sqlite":
        return lambda *_: True
    return lambda name, kind, _: kind != "table" or name in tables_of(connection)


def _pause_foreign_keys(connection: Connection) -> None:
    """SQLite changes a table by making another in its place; removing the first would take with it what refers to it.

    It takes this outside of transactions only (https://sqlite.org/lang_altertable.html, section 7).
    """
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")


def _require_no_loose_ends(*, ctx: MigrationContext, **_: Any) -> None:
    """After each migration, before it is committed, every reference has to lead somewhere."""
    if ctx.connection is None or ctx.dialect.name != "sqlite":
        return
    loose = ctx.connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if loose:
        raise RuntimeError(f"a migration left {len(loose)} rows that refer to nothing, first in {loose[0][0]}")
