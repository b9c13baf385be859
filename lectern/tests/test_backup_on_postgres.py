"""Backups of databases in PostgreSQL: of one moment, put back wholly or not at all, and without telling a password."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from chassis.database import Store, make_engine
from chassis.migrate import upgrade
from lectern.backup import BackupError, Places, postgres, restore, take
from lectern.backup.manifest import Manifest, digest, read
from lectern.backup.postgres import PostgresDatabase
from lectern.backup.snapshot import copy_all

SERVICES = ("accounts", "courses")
EVENT = """
INSERT INTO outbox (event_id, type, aggregate, body, created_at, sent_at) VALUES ('an-id', 'a', 'b', '{}', now(), now())
"""


@pytest.fixture
def places(tmp_path: Path, postgres_url: str) -> Places:
    """Two services' databases in a server, with an event that was sent in each."""
    addresses = {}
    with psycopg.connect(postgres_url, autocommit=True) as server:
        for name in SERVICES:
            server.execute(f"DROP DATABASE IF EXISTS backup_{name}".encode())
            server.execute(f"CREATE DATABASE backup_{name}".encode())
            addresses[name] = make_url(postgres_url).set(database=f"backup_{name}").render_as_string(False)
    for name, url in addresses.items():
        upgrade(name, url)
        ask(url, EVENT)
    var = tmp_path / "var"
    return Places(var, {}, var / "storage", var / "secret_key", addresses)


@pytest.fixture
def archive(places: Places) -> Path:
    """A backup of them."""
    return take(places, places.var / "backups")


def ask(url: str, statement: str) -> list[tuple[Any, ...]]:
    """What the database answers."""
    with psycopg.connect(url) as connection:
        done = connection.execute(statement.encode())
        return done.fetchall() if done.description else []


def events(url: str) -> list[tuple[Any, ...]]:
    """The events in the outbox, and whether they were sent."""
    return ask(url, "SELECT event_id, sent_at IS NOT NULL FROM outbox ORDER BY position")


@contextmanager
def writing_in_turn(addresses: Sequence[str]) -> Iterator[None]:
    """Somebody who, all the time, writes a row to each of the databases, one after the other, as services do."""
    over = threading.Event()
    stores = [Store(make_engine(url, pool_size=1)) for url in addresses]

    def work() -> None:
        while not over.is_set():
            for store in stores:
                with store.write() as session:
                    session.execute(text("INSERT INTO marks DEFAULT VALUES"))

    writer = threading.Thread(target=work)
    writer.start()
    try:
        yield
    finally:
        over.set()
        writer.join()
        for store in stores:
            store.engine.dispose()


def test_all_databases_are_copied_as_of_one_moment(places: Places, tmp_path: Path) -> None:
    addresses = list(places.addresses.values())
    for url in addresses:
        ask(url, "CREATE TABLE marks (id SERIAL PRIMARY KEY)")
    counts = []
    with writing_in_turn(addresses):
        for number in range(5):
            target = tmp_path / str(number)
            target.mkdir()
            copy_all({name: PostgresDatabase(url) for name, url in places.addresses.items()}, target)
            counts.append([marks(target / f"{name}.sql") for name in SERVICES])
    assert counts[-1][0] > counts[0][0], "somebody wrote meanwhile"
    assert {first - second for first, second in counts} <= {0, 1}


def marks(dump: Path) -> int:
    """How many rows of that table are in the dump."""
    return dump.read_text().split("COPY public.marks (id) FROM stdin;\n")[1].split("\\.")[0].count("\n")


def test_what_was_there_comes_back_and_what_is_there_is_set_aside(places: Places, archive: Path) -> None:
    courses = places.addresses["courses"]
    ask(courses, "CREATE TABLE marks AS SELECT 7 AS number")
    ask(courses, "DELETE FROM outbox")
    restore(archive, places)
    assert [events(url) for url in places.addresses.values()] == [[("an-id", False)]] * len(SERVICES)
    aside = ask(courses, "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'replaced_%'")[0][0]
    assert ask(courses, f'TABLE "{aside}".marks') == [(7,)]
    assert ask(courses, "SELECT to_regclass('public.marks')") == [(None,)]
    upgrade("courses", courses)
    assert set(read(take(places, places.var / "backups")).files) == {f"databases/{name}.sql" for name in SERVICES}


def test_the_index_of_words_comes_back_also_into_a_database_that_is_new(places: Places, archive: Path) -> None:
    has_index = "SELECT count(*) FROM pg_indexes WHERE schemaname = 'public' AND indexname = 'ix_courses_search'"
    courses = places.addresses["courses"]
    restore(archive, places)
    assert ask(courses, has_index) == [(1,)]
    ask(courses, "DROP SCHEMA public CASCADE; DROP SCHEMA extensions CASCADE; CREATE SCHEMA public")
    restore(archive, places)
    assert ask(courses, has_index) == [(1,)]


def test_ids_go_on_where_they_were(places: Places, archive: Path) -> None:
    restore(archive, places)
    ask(places.addresses["courses"], EVENT.replace("an-id", "next"))
    assert [event for event, _ in events(places.addresses["courses"])] == ["an-id", "next"]


def test_what_cannot_be_put_back_wholly_changes_nothing(places: Places, archive: Path) -> None:
    dump = archive / "databases" / "courses.sql"
    dump.write_text(dump.read_text() + "SELECT 1 / 0;\n")
    manifest = read(archive)
    files = {**manifest.files, "databases/courses.sql": digest(dump)}
    Manifest(manifest.made_at, manifest.lectern, manifest.revisions, files).write(archive)
    with pytest.raises(BackupError, match="division by zero"):
        restore(archive, places)
    assert [events(url) for url in places.addresses.values()] == [[("an-id", True)]] * len(SERVICES)


def test_a_database_that_somebody_uses_is_not_replaced(places: Places, archive: Path) -> None:
    with (
        psycopg.connect(places.addresses["courses"]),
        pytest.raises(BackupError, match="Somebody uses the database backup_courses"),
    ):
        restore(archive, places)


def test_a_backup_of_another_kind_of_database_is_refused(places: Places, archive: Path) -> None:
    files = {name: places.var / f"{name}.sqlite3" for name in SERVICES}
    with pytest.raises(BackupError, match="another kind of database"):
        restore(archive, Places(places.var, files, places.storage, places.secret_key))


def test_passwords_are_neither_on_command_lines_nor_in_the_backup(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[str] = []
    run = subprocess.run

    def overheard(line: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        lines.append(" ".join(line))
        return run(line, **options)

    monkeypatch.setattr(subprocess, "run", overheard)
    archive = take(places, places.var / "backups")
    restore(archive, places)
    password = make_url(places.addresses["courses"]).password or ""
    assert len(lines) == 2 * len(SERVICES)
    written = [file.read_text() for file in archive.rglob("*") if file.is_file()]
    assert [one for one in (*lines, *written) if password in one] == []


def test_it_says_what_to_install(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "executable", lambda name: Path("/nowhere") / name)
    with pytest.raises(BackupError, match="apt-get install postgresql-client"):
        take(places, places.var / "backups")
