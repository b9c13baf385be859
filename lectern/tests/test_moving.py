"""From SQLite into PostgreSQL: every row of every table, counted and compared, wholly or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy import Column, MetaData, Table

from chassis.database.engine import writing
from chassis.testing.databases import migrated_store
from lectern import lock
from lectern.backup import Places
from lectern.commands import COMMANDS
from lectern.layout import services
from lectern.moving import MoveError, copying, move, move_into_private, move_into_server

NAMES = [service.name for service in services()]
GONE = 700
"""The id of somebody who is gone: nobody may get it again."""


@pytest.fixture
def postgres(postgres_url: str) -> str:
    """A server without anything in it but an empty database for each service."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        for name in NAMES:
            connection.execute(f"DROP DATABASE IF EXISTS {name}".encode())
            connection.execute(f"CREATE DATABASE {name}".encode())
    return postgres_url


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A system with rows in the tables of every service."""
    var = tmp_path / "var"
    var.mkdir()
    for name in NAMES:
        engine = migrated_store(name, var).engine
        assert fill(engine) >= 3, name
        engine.dispose()
    return Places(var, {name: var / f"{name}.sqlite3" for name in NAMES}, var / "storage", var / "secret_key")


def fill(engine: sa.Engine) -> int:
    """Three rows in every table that takes invented ones; returns how many tables did."""
    metadata, filled = MetaData(), 0
    metadata.reflect(engine)
    for table in metadata.sorted_tables:
        if table.name != "alembic_version":
            try:
                with writing(engine).begin() as connection:
                    connection.execute(table.insert(), [row(table, number) for number in (1, 2, 3)])
                    filled += 1
            except sa.exc.IntegrityError:
                continue  # a rule of that table forbids what is invented here
    return filled


def row(table: Table, number: int) -> dict[str, Any]:
    return {column.name: value(column, number) for column in table.columns if column.computed is None}


def value(column: Column[Any], number: int) -> Any:
    if column.type.__class__ is sa.JSON or "json" in column.name:
        return {"ü": [number, None, 0.1]}
    invented = {int: number, bool: bool(number % 2), float: number / 3, bytes: bytes([0, number, 255])}
    if column.type.python_type is datetime:
        return datetime(2026, 1, number, 12, 30, 15, 123456 * (number - 1), tzinfo=UTC)
    if column.type.python_type is date:
        return date(2026, 2, number)
    return invented.get(column.type.python_type, f"äé{number}\n"[: getattr(column.type, "length", None)])


def ask(server: str, service: str, query: str) -> list[tuple[Any, ...]]:
    address = sa.engine.make_url(server).set(database=service).render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:
        return connection.execute(query.encode()).fetchall()


def test_every_row_arrives_and_ids_go_on(places: Places, postgres: str) -> None:
    with closing(sqlite3.connect(places.databases["accounts"])) as old, old:
        old.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'users'", (GONE,))
    moved = move_into_server(places, postgres)
    assert [one.service for one in moved] == NAMES
    assert all(one.rows >= 9 and not one.was_there for one in moved)
    users = ask(postgres, "accounts", "SELECT id, username, created_at, is_blocked FROM users ORDER BY id")
    assert users[1] == (2, "äé2\n", datetime(2026, 1, 2, 12, 30, 15, 123456, tzinfo=UTC), False)
    assert ask(postgres, "accounts", "SELECT nextval(pg_get_serial_sequence('users', 'id'))") == [(GONE + 1,)]
    assert ask(postgres, "courses", "SELECT nextval(pg_get_serial_sequence('outbox', 'position'))") == [(4,)]


def test_a_move_that_was_interrupted_goes_on(places: Places, postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = copying._copy

    def stumble(reader: sa.Connection, writer: sa.Connection, table: Table) -> None:
        copied(reader, writer, table)
        if table.name == "notifications":
            raise OSError("no room")

    monkeypatch.setattr(copying, "_copy", stumble)
    with pytest.raises(OSError, match="no room"):
        move_into_server(places, postgres)
    assert ask(postgres, "notifications", "SELECT count(*) FROM notifications") == [(0,)]
    monkeypatch.undo()
    there = {one.service: one.was_there for one in move_into_server(places, postgres)}
    assert there == {name: name != "notifications" for name in NAMES}


def test_it_refuses_a_target_with_other_data(places: Places, postgres: str) -> None:
    move_into_server(places, postgres)
    ask(postgres, "courses", "UPDATE outbox SET body = 'other' WHERE position = 1 RETURNING 1")
    with pytest.raises(MoveError, match="already has other data of courses"):
        move_into_server(places, postgres)


def test_what_does_not_arrive_as_it_was_is_not_kept(
    places: Places, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_copy", lambda *_: None)
    with pytest.raises(MoveError, match="did not arrive as it was"):
        move_into_server(places, postgres)
    assert ask(postgres, "accounts", "SELECT count(*) FROM users") == [(0,)]


def test_it_refuses_while_the_system_runs(places: Places, postgres: str) -> None:
    with lock.hold(places.var), pytest.raises(MoveError, match="please stop it first"):
        move_into_server(places, postgres)


def test_a_source_of_another_version_is_refused(places: Places, postgres: str) -> None:
    with closing(sqlite3.connect(places.databases["courses"])) as old, old:
        old.execute("UPDATE alembic_version SET version_num = '0001'")
    address = sa.engine.make_url(postgres).set(database="courses").render_as_string(hide_password=False)
    with pytest.raises(MoveError, match="make migrate"):
        move("courses", places.databases["courses"], address)


def test_a_private_server_takes_the_place_of_the_files(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert COMMANDS["migrate-to-postgres"](["--directory", str(places.var.parent)]) == 0
    said = capsys.readouterr().out
    assert said.count("each the same") == len(NAMES)
    assert list(places.var.glob("*.sqlite3")) == []
    assert len(list(places.var.glob("replaced/*/databases/*.sqlite3"))) == len(NAMES)
    assert (places.var / "postgres" / "data" / "PG_VERSION").exists()
    assert not (places.var / "postgres.unfinished").exists()
    with pytest.raises(MoveError, match="on PostgreSQL already"):
        move_into_private(places)
