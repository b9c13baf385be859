"""A backup of a running system brings everything back after everything was destroyed."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, MetaData, func, select

from chassis.database import make_engine
from chassis.ledger.tables import outbox
from lectern import environment
from lectern.backup import Places, newest
from lectern.layout import ROOT, services
from lectern.system import System, running
from lectern.testing import Person, enter
from lectern.testing.people import client
from lectern.waiting import wait_until

SECONDS = 90
PDF = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
# Leases and proofs of the moment.
PASSING = {"relays"}
Rows = dict[str, list[tuple[Any, ...]]]


def lectern(directory: Path, db: str, command: str, *words: str) -> subprocess.CompletedProcess[str]:
    """One of the launcher's commands, for the system in the directory."""
    line = [sys.executable, "-m", "lectern", command, "--directory", str(directory), *words]
    return subprocess.run(
        line, cwd=ROOT, env=environment.neutral({"DB": db}), capture_output=True, text=True, check=False
    )


@contextmanager
def databases(directory: Path, settings: Mapping[str, str]) -> Iterator[list[Connection]]:
    """Connections to the databases of the system in the directory, by the names of their services."""
    places = Places.of(directory, settings)
    with places.reached() as addresses, ExitStack() as opened:
        files = {name: f"sqlite:///{file}" for name, file in places.databases.items()}
        engines = [make_engine(url, pool_size=1) for _, url in sorted({**files, **addresses}.items())]
        for engine in engines:
            opened.callback(engine.dispose)
        yield [opened.enter_context(engine.connect()) for engine in engines]


def rows(directory: Path, settings: Mapping[str, str]) -> Rows:
    """Every row of every table of every service; of events, all but when they were sent."""
    found: Rows = {}
    with databases(directory, settings) as connections:
        for service, connection in zip(services(), connections, strict=True):
            metadata = MetaData()
            metadata.reflect(connection)
            for table in metadata.tables.values():
                columns = [column for column in table.columns if (table.name, column.name) != ("outbox", "sent_at")]
                if table.name not in PASSING:
                    found[f"{service.name}.{table.name}"] = sorted(
                        map(tuple, connection.execute(select(*columns))), key=repr
                    )
    return found


def unsent(system: System) -> int:
    """How many events have not left."""
    waiting = select(func.count()).select_from(outbox).where(outbox.c.sent_at.is_(None))
    with databases(system.directory, system.environment) as connections:
        return sum(connection.execute(waiting).scalar_one() for connection in connections)


def files(var: Path) -> dict[str, bytes]:
    """What lies in the storage."""
    storage = var / "storage"
    return {str(one.relative_to(storage)): one.read_bytes() for one in storage.rglob("*") if one.is_file()}


def teach(alice: Person, bob: Person) -> dict[str, Any]:
    """A course with a student, who has been told of the material in it; returns the material."""
    course = alice.course()
    bob.api.post(f"/api/courses/{course['id']}/enroll/").raise_for_status()
    fields = {"course": str(course["id"]), "title": "Notes", "material_type": "document"}
    sent = {"file": ("notes.pdf", PDF, "application/pdf")}
    added: dict[str, Any] = alice.api.post("/api/materials/", data=fields, files=sent).raise_for_status().json()
    wait_until(lambda: notifications(alice) and notifications(bob), SECONDS, "both have been told")
    return added


def notifications(person: Person) -> list[Any]:
    """What somebody was told."""
    found: list[Any] = person.api.get("/api/notifications/").raise_for_status().json()
    return found


def back_up_in_quiet(system: System, db: str) -> tuple[Path, Rows]:
    """A backup, and the rows of which it is: nothing was written between a look before it and one after it."""

    def attempt() -> tuple[Path, Rows] | None:
        before = rows(system.directory, system.environment)
        done = lectern(system.directory, db, "backup")
        assert done.returncode == 0, done.stderr
        return (Path(done.stdout.strip()), before) if rows(system.directory, system.environment) == before else None

    found = wait_until(attempt, SECONDS, "nothing is written during a backup")
    assert found is not None
    return found


def again(system: System, person: Person) -> Person:
    """The same person, with the same token, at another address of the system."""
    token = person.api.headers["Authorization"].removeprefix("Token ")
    return Person(person.id, person.username, person.full_name, client(system.url, token))


@pytest.mark.timeout(900)
@pytest.mark.parametrize("db", ["sqlite", "postgres"])
def test_everything_comes_back_after_everything_was_destroyed(tmp_path: Path, db: str) -> None:
    directory, safe = tmp_path / "school", tmp_path / "safe"
    with running(directory, {"DB": db}) as system:
        alice, bob = enter(system, "Alice", "teacher"), enter(system, "Bob")
        with alice.api, bob.api:
            material = teach(alice, bob)
            wait_until(lambda: not unsent(system), SECONDS, "every event has left")
            archive, kept = back_up_in_quiet(system, db)
            stored, told = files(system.var), [notifications(alice), notifications(bob)]
            shutil.move(archive, safe)
            after = alice.course()
            refused = lectern(directory, db, "restore", str(safe))
            assert (refused.returncode, "please stop it first" in refused.stderr) == (1, True)
    shutil.rmtree(directory)

    directory.mkdir()
    restored = lectern(directory, db, "restore", str(safe))
    assert restored.returncode == 0, restored.stderr
    assert rows(directory, {"DB": db}) == kept
    stopped = lectern(directory, db, "backup")
    assert stopped.returncode == 0, stopped.stderr
    assert (bool(stored), files(directory / "var")) == (True, stored)
    nightly = tmp_path / "nightly"
    with running(directory, {"DB": db, "BACKUP_AT": "03:00", "BACKUP_DIR": str(nightly)}) as system:
        alice, bob = again(system, alice), again(system, bob)
        with alice.api, bob.api:
            wait_until(lambda: not unsent(system), SECONDS, "every event has left again")
            address = bob.api.get(f"/api/materials/{material['id']}/").raise_for_status().json()["file"]
            assert bob.api.get(address).content == PDF
            assert alice.api.get(f"/api/courses/{after['id']}/").status_code == 404
            assert [notifications(alice), notifications(bob)] == told
            made = wait_until(lambda: newest(nightly), SECONDS, "a backup is made by itself")
            assert set(made.revisions if made else ()) == {service.name for service in services()}
