"""A backup of a running system brings everything back after everything was destroyed."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from lectern import environment
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


def lectern(directory: Path, command: str, *words: str) -> subprocess.CompletedProcess[str]:
    """One of the launcher's commands, for the system in the directory."""
    line = [sys.executable, "-m", "lectern", command, "--directory", str(directory), *words]
    return subprocess.run(line, cwd=ROOT, env=environment.neutral({}), capture_output=True, text=True, check=False)


def rows(var: Path) -> Rows:
    """Every row of every table of every service; of events, all but when they were sent."""
    found: Rows = {}
    for service in services():
        with closing(sqlite3.connect(var / f"{service.name}.sqlite3", timeout=10)) as database:
            tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for table in tables - PASSING:
                columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
                wanted = ", ".join(f'"{name}"' for name in columns if (table, name) != ("outbox", "sent_at"))
                selected = database.execute(f'SELECT {wanted} FROM "{table}"').fetchall()  # noqa: S608
                found[f"{service.name}.{table}"] = sorted(selected, key=repr)
    return found


def unsent(var: Path) -> int:
    """How many events have not left."""
    total = 0
    for service in services():
        with closing(sqlite3.connect(var / f"{service.name}.sqlite3", timeout=10)) as database:
            total += database.execute("SELECT count(*) FROM outbox WHERE sent_at IS NULL").fetchone()[0]
    return total


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


def back_up_in_quiet(directory: Path) -> tuple[Path, Rows]:
    """A backup, and the rows of which it is: nothing was written between a look before it and one after it."""

    def attempt() -> tuple[Path, Rows] | None:
        before = rows(directory / "var")
        done = lectern(directory, "backup")
        assert done.returncode == 0, done.stderr
        return (Path(done.stdout.strip()), before) if rows(directory / "var") == before else None

    found = wait_until(attempt, SECONDS, "nothing is written during a backup")
    assert found is not None
    return found


def again(system: System, person: Person) -> Person:
    """The same person, with the same token, at another address of the system."""
    token = person.api.headers["Authorization"].removeprefix("Token ")
    return Person(person.id, person.username, person.full_name, client(system.url, token))


@pytest.mark.timeout(900)
def test_everything_comes_back_after_everything_was_destroyed(tmp_path: Path) -> None:
    directory, safe = tmp_path / "school", tmp_path / "safe"
    with running(directory) as system:
        alice, bob = enter(system, "Alice", "teacher"), enter(system, "Bob")
        with alice.api, bob.api:
            material = teach(alice, bob)
            wait_until(lambda: not unsent(system.var), SECONDS, "every event has left")
            archive, kept = back_up_in_quiet(directory)
            stored, told = files(system.var), [notifications(alice), notifications(bob)]
            shutil.move(archive, safe)
            after = alice.course()
            refused = lectern(directory, "restore", str(safe))
            assert (refused.returncode, "please stop it first" in refused.stderr) == (1, True)
    shutil.rmtree(directory)

    directory.mkdir()
    restored = lectern(directory, "restore", str(safe))
    assert restored.returncode == 0, restored.stderr
    assert rows(directory / "var") == kept
    assert (bool(stored), files(directory / "var")) == (True, stored)
    with running(directory) as system:
        alice, bob = again(system, alice), again(system, bob)
        with alice.api, bob.api:
            wait_until(lambda: not unsent(system.var), SECONDS, "every event has left again")
            address = bob.api.get(f"/api/materials/{material['id']}/").raise_for_status().json()["file"]
            assert bob.api.get(address).content == PDF
            assert alice.api.get(f"/api/courses/{after['id']}/").status_code == 404
            assert [notifications(alice), notifications(bob)] == told
