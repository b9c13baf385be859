"""The index by which `chassis.database.searching` finds words: made and removed by migrations, kept by the database.

It has every three characters that follow each other. On SQLite it is an FTS5 table beside the texts, which has only
the index and is kept by triggers; on PostgreSQL a GIN index of the extension pg_trgm. The extension has a schema of its
own, so that a restore, which sets the schema with the tables aside, leaves it where it is.

A migration that makes a table anew, as changing a column does on SQLite, takes the triggers with it: it has to remove
the index before and to make it again afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

OPERATORS = "extensions.gin_trgm_ops"
EXTENSION = (
    "CREATE SCHEMA IF NOT EXISTS extensions",
    "CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA extensions",
)
"""Statements for a user who owns the database, or administers the server."""
IS_THERE = """
SELECT count(*) FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
WHERE extname = 'pg_trgm' AND nspname = 'extensions'
"""
ASK = (
    "This database needs the extension pg_trgm in the schema extensions, and the user of the service may not make it: "
    "please have an administrator run there `CREATE SCHEMA extensions; GRANT USAGE ON SCHEMA extensions TO PUBLIC; "
    "CREATE EXTENSION pg_trgm SCHEMA extensions`, and then migrate again."
)


class NoTrigrams(Exception):
    """The extension is not there and cannot be made; the message says what to do."""


def make_index(connection: Connection, table: str, *texts: str) -> None:
    """Index these columns of a table whose key is `id`, with all that is in them. Raises NoTrigrams."""
    if connection.dialect.name == "sqlite":
        _run(connection, _beside(f"{table}_search", table, texts))
        return
    _extend(connection)
    columns = ", ".join(f"{text} {OPERATORS}" for text in texts)
    _run(connection, [f"CREATE INDEX ix_{table}_search ON {table} USING gin ({columns})"])


def drop_index(connection: Connection, table: str) -> None:
    """Remove it; the extension stays."""
    if connection.dialect.name == "sqlite":
        name = f"{table}_search"
        _run(connection, [f"DROP TRIGGER {name}_{what}" for what in ("insert", "delete", "update")])
        _run(connection, [f"DROP TABLE {name}"])
    else:
        _run(connection, [f"DROP INDEX ix_{table}_search"])


def tables_of(connection: Connection) -> set[str]:
    """The tables of a SQLite file that are data, and not the inside of such an index."""
    return {row.name for row in connection.exec_driver_sql("PRAGMA main.table_list") if row.type == "table"}


def _beside(name: str, table: str, texts: Sequence[str]) -> list[str]:
    """https://sqlite.org/fts5.html, sections 4.3.4 and 4.4.3."""
    columns = ", ".join(texts)
    old, new = (", ".join(f"{row}.{text}" for text in ("id", *texts)) for row in ("old", "new"))
    changed = " OR ".join(f"old.{text} <> new.{text}" for text in texts)
    add = f"INSERT INTO {name} (rowid, {columns}) VALUES ({new});"  # noqa: S608 (names of ours)
    remove = f"INSERT INTO {name} ({name}, rowid, {columns}) VALUES ('delete', {old});"  # noqa: S608 (names of ours)
    return [
        f"CREATE VIRTUAL TABLE {name} USING fts5"
        f" ({columns}, content={table}, content_rowid=id, tokenize='trigram case_sensitive 1')",
        f"CREATE TRIGGER {name}_insert AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {name}_delete AFTER DELETE ON {table} BEGIN {remove} END",
        f"CREATE TRIGGER {name}_update AFTER UPDATE OF {columns} ON {table} WHEN {changed} BEGIN {remove} {add} END",
        f"INSERT INTO {name} ({name}) VALUES ('rebuild')",  # noqa: S608 (names of ours)
    ]


def _extend(connection: Connection) -> None:
    if connection.exec_driver_sql(IS_THERE).scalar():
        return
    try:
        with connection.begin_nested():
            _run(connection, EXTENSION)
    except DBAPIError as error:
        raise NoTrigrams(ASK) from error
    if not connection.exec_driver_sql(IS_THERE).scalar():
        raise NoTrigrams(f"{ASK} (It is in another schema: `ALTER EXTENSION pg_trgm SET SCHEMA extensions`.)")


def _run(connection: Connection, statements: Sequence[str]) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement)
