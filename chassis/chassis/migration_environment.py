"""What every service's `migrations/env.py` does: run migrations in batch mode, each in a transaction."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Engine, MetaData

from chassis.ledger.tables import metadata as ledger


def run(metadata: MetaData) -> None:
    """Run migrations against the engine in the configuration's attributes; `metadata` is the service's own.

    They begin with SQLite's write lock, and so wait their turn where processes already work with the file.
    """
    engine: Engine = context.config.attributes["engine"]
    with engine.execution_options(writes=True).connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=[metadata, ledger],
            render_as_batch=True,
            transaction_per_migration=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()
