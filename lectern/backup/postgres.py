"""A database in PostgreSQL: seen as of a moment, copied by pg_dump, and put back in one transaction by psql.

Writers of all processes take turns on a lock of the database (`chassis.database.engine`); a backup takes its turn too.
What is there before a restore stays in the same database, in a schema named after the moment. Passwords go to the
programs by the environment, never by the command line.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL
from sqlalchemy.engine import make_url

from chassis.database.engine import WRITERS_LOCK
from chassis.database.trigrams import EXTENSION, IS_THERE, OPERATORS
from lectern.backup.errors import BackupError
from lectern.servers.postgres import executable

SUFFIX = ".sql"
CONNECT_SECONDS = 5
LOCK_TIMEOUT = "SET lock_timeout = '3s'"
OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
Connection = psycopg.Connection[tuple[object, ...]]


class PostgresDatabase:
    """The database at an address."""

    suffix = SUFFIX

    def __init__(self, url: str) -> None:
        self._url = url
        self._reader: Connection
        self._snapshot = ""

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Be able to see a moment and to copy it."""
        with _connected(self._url) as self._reader:
            yield

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody writes meanwhile."""
        with _connected(self._url) as connection, connection.transaction():
            connection.execute(LOCK_TIMEOUT)
            connection.execute(WRITERS_LOCK)
            yield

    def see_this_moment(self) -> None:
        """From now on read what is there at this moment."""
        self._reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        self._snapshot = str(_first(self._reader, "SELECT pg_export_snapshot()"))

    def copy(self, target: Path) -> str:
        """Copy what was there at that moment; returns the revision it is at."""
        words = ["--schema=public", "--no-owner", "--no-privileges", f"--snapshot={self._snapshot}"]
        _run("pg_dump", self._url, [*words, f"--file={target}"])
        return str(_first(self._reader, "SELECT version_num FROM alembic_version"))


def require_unused(url: str) -> None:
    """Raises BackupError if somebody else is connected to the database."""
    with _connected(url) as connection:
        if _first(connection, OTHERS):
            name = make_url(url).database
            raise BackupError(f"Somebody uses the database {name}: please stop all that is connected to it first.")


def put_back(dump: Path, url: str, aside: str, statements: Sequence[str]) -> None:
    """Put a copy in the place of what is there, which becomes the schema `aside`, and change it; wholly or not at all.

    Raises BackupError.
    """
    with _connected(url) as connection:
        begin = _make_room(connection, aside)
        if _needs_trigrams(dump) and not _first(connection, IS_THERE):
            for statement in EXTENSION:
                connection.execute(statement.encode())
    finish = "; ".join(["SET search_path = public", *statements])
    words = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    _run("psql", url, [*words, f"--command={begin}", f"--file={dump}", f"--command={finish}"])


def take_back(url: str, aside: str) -> None:
    """Undo a `put_back`."""
    with _connected(url) as connection, connection.transaction():
        connection.execute("DROP SCHEMA public CASCADE")
        if _first(connection, "SELECT count(*) FROM pg_namespace WHERE nspname = %s", aside):
            connection.execute(sql.SQL("ALTER SCHEMA {} RENAME TO public").format(sql.Identifier(aside)))
        else:
            connection.execute("CREATE SCHEMA public")


def _make_room(connection: Connection, aside: str) -> str:
    """The statement that sets aside what is there, for the dump makes its schema itself."""
    if not _first(connection, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"):
        return "DROP SCHEMA IF EXISTS public CASCADE"
    return sql.SQL("ALTER SCHEMA public RENAME TO {}").format(sql.Identifier(aside)).as_string(connection)


def _needs_trigrams(dump: Path) -> bool:
    """A dump of the schema with the tables makes their indexes, but not the extension that one of them is of."""
    with dump.open("rb") as lines:
        return any(line.startswith(b"CREATE INDEX") and OPERATORS.encode() in line for line in lines)


def _first(connection: Connection, query: str, *values: str) -> object:
    row = connection.execute(query.encode(), values).fetchone()
    return row[0] if row else None


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        with psycopg.connect(address, autocommit=True, connect_timeout=CONNECT_SECONDS) as connection:
            yield connection
    except psycopg.Error as error:
        said = str(error).strip().splitlines()[0]
        raise BackupError(f"The database {make_url(url).database} could not be used ({said}).") from error


def _run(name: str, url: str, words: Sequence[str]) -> None:
    program = executable(name)
    if not program.exists():
        raise BackupError(f"There is no {name} on this machine: please run `sudo apt-get install postgresql-client`.")
    parsed = make_url(url)
    place = URL.create("postgresql", parsed.username, None, parsed.host, parsed.port, parsed.database, parsed.query)
    environment = {**os.environ, "PGPASSWORD": parsed.password or ""}
    line = [str(program), f"--dbname={place.render_as_string()}", *words]
    done = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["it did not say why"])[0]
        raise BackupError(f"{name} failed for the database {parsed.database} ({said}).")
