"""The tables of a service as PostgreSQL has them, in types that read the same values from SQLite too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, DateTime, Float, MetaData, Table, func, select

from chassis.columns import UtcDateTime

NOT_DATA = "alembic_version"
BATCH = 1000


def tables_of(target: Connection) -> list[Table]:
    """Every table of the target, those that others refer to before the others."""
    metadata = MetaData()
    metadata.reflect(target)
    for table in metadata.tables.values():
        for column in table.columns:
            generic = column.type.as_generic()
            column.type = UtcDateTime() if isinstance(generic, DateTime) else generic
    return [table for table in metadata.sorted_tables if table.name != NOT_DATA]


def columns_of(table: Table) -> list[Column[Any]]:
    """What is stored; what a database computes is not moved."""
    return [column for column in table.columns if column.computed is None]


def rows(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    """All rows, in batches, by their keys: what is older comes first, and with it what later rows refer to."""
    wanted = select(*columns_of(table)).order_by(*table.primary_key.columns)
    for batch in connection.execution_options(yield_per=BATCH).execute(wanted).mappings().partitions(BATCH):
        yield [dict(row) for row in batch]


def count(connection: Connection, table: Table) -> int:
    """How many rows there are."""
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def digest(connection: Connection, table: Table) -> str:
    """A hash of all rows that does not depend on their order, for databases do not sort text alike."""
    total = 0
    for batch in rows(connection, table):
        for row in batch:
            text = json.dumps([_plain(row[column.name], column) for column in columns_of(table)], sort_keys=True)
            total += int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
    return f"{total % 2**256:064x}"


def _plain(value: Any, column: Column[Any]) -> Any:
    """A value as JSON has it, the same from both databases."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if value is not None and isinstance(column.type, Float):
        return repr(float(value))
    return value
