"""The ledger's tables.

- `outbox`: events written in the transaction of the change they tell of; a relay publishes and marks them.
- `receipts`: calls and deliveries that were done, with the answer given; the key makes each happen once.
- `relays`: who is publishing from this outbox at the moment, so that replicas keep the order between them.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, Text

from chassis.columns import BigId, UtcDateTime

metadata = MetaData()

outbox = Table(
    "outbox",
    metadata,
    Column("position", BigId, primary_key=True, autoincrement=True),
    Column("event_id", String(36), nullable=False, unique=True),
    Column("type", String(120), nullable=False),
    Column("aggregate", String(120), nullable=False),
    Column("body", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
)
Index("ix_outbox_unsent", outbox.c.position, sqlite_where=outbox.c.sent_at.is_(None),
      postgresql_where=outbox.c.sent_at.is_(None))  # fmt: skip
Index("ix_outbox_sent_at", outbox.c.sent_at)

receipts = Table(
    "receipts",
    metadata,
    Column("scope", String(160), primary_key=True),
    Column("key", String(300), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("answer", Text),
    Column("created_at", UtcDateTime, nullable=False, index=True),
)

relays = Table(
    "relays",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("holder", String(60), nullable=False),
    Column("until", UtcDateTime, nullable=False),
)


def create_tables(connection: Any) -> None:
    """Create the ledger on an Alembic connection (`op.get_bind()`)."""
    metadata.create_all(connection)


def drop_tables(connection: Any) -> None:
    """Remove the ledger again."""
    metadata.drop_all(connection)
