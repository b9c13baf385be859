"""The extension that PostgreSQL needs for its index: made by who owns a database, asked for where that may not be."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection
from sqlalchemy.engine import URL, make_url

from chassis.database import make_engine
from chassis.database.trigrams import EXTENSION, NoTrigrams, make_index


@contextmanager
def connected(url: URL) -> Iterator[Connection]:
    engine = make_engine(url.render_as_string(hide_password=False), pool_size=1)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield connection
    engine.dispose()


def database(server: str, owned: bool) -> tuple[URL, URL]:
    """A new database as the server's administrator sees it, and as a user does who owns it or may only use it."""
    name, password, administrator = f"trigrams_{uuid.uuid4().hex[:12]}", "for tests", make_url(server)
    with connected(administrator) as connection:
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN PASSWORD '{password}'")
        connection.exec_driver_sql(f"CREATE DATABASE {name} {f'OWNER {name}' if owned else ''}")
    administrator = administrator.set(database=name)
    with connected(administrator) as connection:
        connection.exec_driver_sql(f"GRANT CREATE ON SCHEMA public TO {name}")
    return administrator, administrator.set(username=name, password=password)


def index_notes(user: URL) -> None:
    engine = make_engine(user.render_as_string(hide_password=False), pool_size=1)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE notes (id bigint PRIMARY KEY, head text NOT NULL)")
            make_index(connection, "notes", "head")
    finally:
        engine.dispose()


def test_who_owns_a_database_makes_the_extension_themselves_and_words_are_found_by_it(postgres_url: str) -> None:
    user = database(postgres_url, owned=True)[1]
    index_notes(user)
    with connected(user) as connection:
        connection.exec_driver_sql("SET enable_seqscan = off")
        plan = connection.exec_driver_sql("EXPLAIN SELECT id FROM notes WHERE head LIKE '%%cell%%' ESCAPE '\\'")
        assert "ix_notes_search" in " ".join(plan.scalars())


def test_who_does_not_is_told_what_an_administrator_has_to_do_and_that_helps(postgres_url: str) -> None:
    administrator, user = database(postgres_url, owned=False)
    with pytest.raises(NoTrigrams) as refused:
        index_notes(user)
    said = str(refused.value).split("`")[1]
    with connected(administrator) as connection:
        for statement in said.split("; "):
            connection.exec_driver_sql(statement)
    index_notes(user)


def test_one_in_the_way_of_restores_is_asked_to_be_moved(postgres_url: str) -> None:
    administrator, user = database(postgres_url, owned=True)
    with connected(administrator) as connection:
        connection.exec_driver_sql("CREATE EXTENSION pg_trgm")
    with pytest.raises(NoTrigrams, match="ALTER EXTENSION pg_trgm SET SCHEMA extensions"):
        index_notes(user)


def test_the_statements_may_be_run_again(postgres_url: str) -> None:
    administrator, _ = database(postgres_url, owned=True)
    with connected(administrator) as connection:
        for statement in EXTENSION * 2:
            connection.exec_driver_sql(statement)
