"""One SQLite file, several processes: nobody overtakes, nobody is turned away, nobody stops the others."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Column, MetaData, Table, insert, select
from sqlalchemy.exc import OperationalError, StatementError

from chassis.database import Store, UtcDateTime, engine, make_engine

from .conftest import make, names
from .sample import things

WRITER = """
import sys
from sqlalchemy import func, insert, select
from chassis.database import Store, make_engine
from sample import things
store = Store(make_engine(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    with store.write() as session:
        count = session.execute(select(func.count()).select_from(things)).scalar_one()
        session.execute(insert(things).values(name=f"thing {count}"))
"""


def test_two_processes_write_without_losing_or_refusing_anything(store: Store, url: str) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-W", "ignore", "-c", WRITER, url, "20"], cwd=Path(__file__).parent)
        for _ in range(2)
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert names(store) == [f"thing {number}" for number in range(40)]


def test_a_killed_writer_leaves_nothing_half_written_and_nothing_locked(store: Store, url: str) -> None:
    code = WRITER.replace("for _ in range(int(sys.argv[2])):", "while True:").replace(
        'name=f"thing {count}"))', 'name=f"thing {count}"))\n        print(count, flush=True)\n        sys.stdin.read()'
    )
    command = [sys.executable, "-W", "ignore", "-c", code, url]
    with subprocess.Popen(command, cwd=Path(__file__).parent, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"0\n"
        writer.kill()
    assert names(store) == []
    make(store, "mine")
    assert names(store) == ["mine"]


def test_reading_goes_on_while_another_process_writes(store: Store, url: str) -> None:
    other = Store(make_engine(url))
    with other.write() as session:
        session.execute(insert(things).values(name="unfinished"))
        assert names(store) == []


def test_a_writer_waits_for_another_process_but_not_for_ever(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "LOCK_PATIENCE_SECONDS", 0.1)
    other = Store(make_engine(url))
    with other.write(), pytest.raises(OperationalError):
        make(store, "one")
    make(store, "one")
    assert names(store) == ["one"]


def test_a_writer_that_waited_goes_on_when_the_other_is_done(store: Store, url: str) -> None:
    other = Store(make_engine(url))
    thread = threading.Thread(target=make, args=(store, "second"))
    with other.write() as session:
        session.execute(insert(things).values(name="first"))
        thread.start()
    thread.join(10)
    assert names(store) == ["first", "second"]


def test_a_file_is_kept_safe_as_it_is_meant_to_be(store: Store, url: str) -> None:
    with store.engine.connect() as connection:
        pragma = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "synchronous")
        }
    assert pragma == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2}


def test_its_folder_is_made_when_it_is_not_there(tmp_path: Path) -> None:
    make_engine(f"sqlite:///{tmp_path / 'a' / 'b' / 'c.sqlite3'}").connect().close()
    assert (tmp_path / "a" / "b" / "c.sqlite3").exists()


def test_a_moment_comes_back_as_the_same_moment_in_utc(tmp_path: Path) -> None:
    table = Table("moments", MetaData(), Column("at", UtcDateTime))
    moment = datetime(2026, 1, 5, 9, 30, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    with make_engine(f"sqlite:///{tmp_path / 'm.sqlite3'}").begin() as connection:
        table.create(connection)
        connection.execute(insert(table).values(at=moment))
        stored = connection.execute(select(table.c.at)).scalar_one()
        assert (stored, stored.tzinfo) == (moment, UTC)
        with pytest.raises(StatementError, match="time zone"):
            connection.execute(insert(table).values(at=datetime(2026, 1, 5)))  # noqa: DTZ001  # naive on purpose


def test_waiting_for_a_lock_leaves_the_processor_alone(store: Store, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "LOCK_PATIENCE_SECONDS", 0.3)
    before = time.process_time()
    with Store(make_engine(url)).write(), pytest.raises(OperationalError):
        make(store, "one")
    assert time.process_time() - before < 0.25
