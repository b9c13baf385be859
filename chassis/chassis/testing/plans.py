"""Which whole tables an action would read, as SQLite plans its statements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from chassis.database import Store
from chassis.database.trigrams import tables_of


def scans(db: Store, action: Callable[[], object]) -> list[str]:
    """The tables, by name, that some statement of the action would read row by row and not by an index.

    AssertionError when the action asks the database for nothing.
    """
    asked: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        asked.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        action()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    if not asked:
        raise AssertionError("it asked for nothing")
    found: list[str] = []
    with db.engine.connect() as connection:
        for statement, parameters in asked:
            if statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
                found += [row.detail.split()[1] for row in plan if row.detail.startswith("SCAN ")]
        tables = tables_of(connection)
    return [name for name in found if name in tables]
