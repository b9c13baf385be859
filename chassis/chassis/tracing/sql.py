"""A span for each statement: its text with placeholders, never the values in them."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Engine, event

from chassis import tracing

LONGEST_TEXT = 2000
_SPAN = "lectern.span"
_VERB = re.compile(r"\s*(\w+)")
_TABLE = re.compile(r"\b(?:FROM|INTO|UPDATE)\s+([\w.]+)", re.IGNORECASE)


def watch(engine: Engine) -> None:
    """Trace what is asked of the database, if this process is traced."""
    if not tracing.is_on():
        return

    def before(connection: Any, _: Any, statement: str, *__: Any) -> None:
        attributes = {"db.system.name": engine.dialect.name, "db.query.text": statement[:LONGEST_TEXT]}
        connection.info[_SPAN] = tracing.child(summary(statement), "client", attributes)

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", lambda connection, *_: _end(connection, None))
    event.listen(engine, "handle_error", lambda failure: _end(failure.connection, failure.original_exception))


def summary(statement: str) -> str:
    """What a statement does to which table: `SELECT courses`."""
    verb, table = _VERB.match(statement), _TABLE.search(statement)
    return " ".join([verb[1].upper() if verb else "SQL", *([table[1]] if table else [])])


def _end(connection: Any, error: BaseException | None) -> None:
    span = connection.info.pop(_SPAN, None) if connection is not None else None
    if span is not None:
        span.end(error)
