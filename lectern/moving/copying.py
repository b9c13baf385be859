"""One database from SQLite to PostgreSQL: in one transaction, so that it has arrived wholly or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, Integer, Table, create_engine, func, insert, select, text
from sqlalchemy.engine import make_url

from chassis.migrate import upgrade
from lectern.moving.tables import count, digest, rows, tables_of


class MoveError(Exception):
    """Data could not be moved; the message says why and what to do. The source is as it was."""


@dataclass(frozen=True)
class Moved:
    """What arrived of one service."""

    service: str
    tables: int
    rows: int
    was_there: bool


def move(service: str, source: Path, url: str) -> Moved:
    """Move one service's database into the one at `url`, or see that it is there already. Raises MoveError."""
    upgrade(service, url)
    with _engine(f"sqlite:///{source}") as old, _engine(url) as new, old.connect() as reader, new.begin() as writer:
        _require_same_form(service, reader, writer)
        tables = tables_of(writer)
        there = any(count(writer, table) for table in tables)
        if not there:
            for table in tables:
                _copy(reader, writer, table)
                _go_on_counting(reader, writer, table)
        for table in tables:
            _verify(service, reader, writer, table, there)
        return Moved(service, len(tables), sum(count(writer, table) for table in tables), there)


def _require_same_form(service: str, reader: Connection, writer: Connection) -> None:
    revision = text("SELECT version_num FROM alembic_version")
    if reader.execute(revision).scalar() != writer.execute(revision).scalar():
        raise MoveError(f"The database of {service} is of another version than this code: please run `make migrate`.")


def _copy(reader: Connection, writer: Connection, table: Table) -> None:
    for batch in rows(reader, table):
        writer.execute(insert(table), batch)


def _go_on_counting(reader: Connection, writer: Connection, table: Table) -> None:
    """The next id is greater than any there ever was, also than those of rows that are gone."""
    keys = list(table.primary_key.columns)
    if len(keys) != 1 or not isinstance(keys[0].type, Integer):
        return
    named = {"table": f'"{table.name}"', "column": keys[0].name}
    sequence = writer.execute(text("SELECT pg_get_serial_sequence(:table, :column)"), named).scalar()
    if sequence is None:
        return
    last = max(int(reader.execute(select(func.max(keys[0]))).scalar() or 0), _last_given(reader, table))
    if last:
        writer.execute(text("SELECT setval(CAST(:sequence AS regclass), :last)"), {"sequence": sequence, "last": last})


def _last_given(reader: Connection, table: Table) -> int:
    known = text("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_sequence'")
    if not reader.execute(known).scalar():
        return 0
    last = text("SELECT seq FROM sqlite_sequence WHERE name = :table")
    return int(reader.execute(last, {"table": table.name}).scalar() or 0)


def _verify(service: str, reader: Connection, writer: Connection, table: Table, was_there: bool) -> None:
    before, after = count(reader, table), count(writer, table)
    if before == after and digest(reader, table) == digest(writer, table):
        return
    if was_there:
        raise MoveError(f"The target already has other data of {service} ({table.name}): please name an empty one.")
    raise MoveError(
        f"{service}.{table.name} did not arrive as it was ({before} rows, {after} arrived): nothing is kept."
    )


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    parsed = make_url(url)
    engine = create_engine(
        parsed if parsed.get_backend_name() == "sqlite" else parsed.set(drivername="postgresql+psycopg")
    )
    try:
        yield engine
    finally:
        engine.dispose()
