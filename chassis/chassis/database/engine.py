"""Engines. SQLite is put into WAL mode, keeps foreign keys, and begins its write transactions with the write lock.

PostgreSQL promises the same: one writer at a time in all processes, for what use cases read they decide by, and readers
who see one moment. A lock of the database stands for SQLite's.

SQLite's own wait for a lock happens inside C and would stop every green thread of the process. So it is told not
to wait, and the waiting is done here, where others can run meanwhile.
"""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import InternalError, OperationalError

AWAY = (OperationalError, InternalError)
"""What a database that does not work raises; the latter is psycopg's for a PostgreSQL that may only be read."""

LOCK_PATIENCE_SECONDS = 5.0
_LOCK_POLL_SECONDS = 0.004
WRITERS_LOCK = "SELECT pg_advisory_xact_lock(1)"


def make_engine(url: str, pool_size: int = 10, synchronous: str = "FULL") -> Engine:
    """An engine for `url`. `synchronous` is SQLite's pragma: FULL survives power loss, NORMAL only crashes."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return _postgres(parsed, pool_size)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        parsed,
        pool_size=pool_size + 2,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": 0},
    )
    event.listen(engine, "connect", lambda connection, _: _prepare(connection, synchronous))
    event.listen(engine, "begin", lambda connection: _begin(connection, synchronous))
    return engine


def _postgres(url: URL, pool_size: int) -> Engine:
    reading = {"isolation_level": "REPEATABLE READ"}
    engine = create_engine(url, pool_size=pool_size, max_overflow=0, pool_pre_ping=True, execution_options=reading)
    event.listen(engine, "begin", _take_turn)
    return engine


def _take_turn(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("writes"):
        connection.exec_driver_sql(WRITERS_LOCK)
        if not options["forced"]:
            connection.exec_driver_sql("SET LOCAL synchronous_commit TO OFF")


def writing(engine: Engine, forced: bool = True) -> Engine:
    """The engine with transactions that write: each begins when the one before it, of any process, is over.

    What is not `forced` to the disk at its commit survives every crash of a process, and may be lost with the power.
    """
    if engine.dialect.name == "sqlite":
        return engine.execution_options(writes=True, forced=forced)
    # A statement has to see what was committed while its transaction waited for its turn.
    return engine.execution_options(writes=True, forced=forced, isolation_level="READ COMMITTED")


def _prepare(connection: sqlite3.Connection, synchronous: str) -> None:
    connection.isolation_level = None
    _patiently(connection, "PRAGMA journal_mode=WAL")
    for pragma in (f"synchronous={synchronous}", "foreign_keys=ON", "temp_store=MEMORY", "cache_size=-8000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection, synchronous: str) -> None:
    driver: Any = connection.connection.driver_connection
    options = connection.get_execution_options()
    if options.get("writes"):
        driver.execute(f"PRAGMA synchronous={synchronous if options['forced'] else 'NORMAL'}")
        _patiently(driver, "BEGIN IMMEDIATE")
    else:
        driver.execute("BEGIN")


def _patiently(connection: sqlite3.Connection, statement: str) -> None:
    """Run a statement that may find the file locked by another process; give up after LOCK_PATIENCE_SECONDS."""
    give_up = time.monotonic() + LOCK_PATIENCE_SECONDS
    while True:
        try:
            connection.execute(statement)
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > give_up:
                raise OperationalError(statement, None, error) from error
            time.sleep(_LOCK_POLL_SECONDS)
