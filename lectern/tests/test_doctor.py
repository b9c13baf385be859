"""The doctor: what is well is said to be, and of each trouble what to do; it fails if something is bad."""

from __future__ import annotations

import socket
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from chassis.clock import now
from chassis.testing.databases import migrated_store
from lectern.backup.manifest import Manifest
from lectern.commands import COMMANDS
from lectern.doctor import CHECKS, Finding, Patient, databases, examine
from lectern.layout import services

GOOD = "0123456789abcdef0123456789abcdef"


def patient(directory: Path, **settings: str) -> Patient:
    return Patient(directory, settings, runs=False)


def findings(check: str, patient: Patient) -> list[Finding]:
    return list(CHECKS[check](patient))


def state(check: str, patient: Patient) -> str:
    """How one thing is; of a trouble there has to be said what to do."""
    found = findings(check, patient)
    assert all(one.advice for one in found if one.state != "ok")
    return found[0].state


@pytest.fixture
def migrated(tmp_path: Path) -> Path:
    """A directory in which every database is as this code has it."""
    (tmp_path / "var").mkdir()
    for service in services():
        migrated_store(service.name, tmp_path / "var").engine.dispose()
    return tmp_path


@pytest.mark.parametrize(("key", "expected"), [(GOOD, "ok"), ("secret", "bad"), ("a" * 40, "bad"), ("", "look")])
def test_a_weak_key_is_bad(tmp_path: Path, key: str, expected: str) -> None:
    assert state("settings", patient(tmp_path, SECRET_KEY=key)) == expected


def test_a_key_that_others_can_read_is_bad(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secret_key"
    file.parent.mkdir()
    file.write_text(GOOD)
    file.chmod(0o644)
    assert [one.state for one in findings("settings", patient(tmp_path))] == ["ok", "bad"]
    file.chmod(0o600)
    assert [one.state for one in findings("settings", patient(tmp_path))] == ["ok"]


@pytest.mark.parametrize(("free", "expected"), [(10**8, "bad"), (10**9, "look"), (10**10, "ok")])
def test_a_disk_that_fills_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, expected: str
) -> None:
    monkeypatch.setattr("lectern.doctor.machine.shutil.disk_usage", lambda _: SimpleNamespace(free=free))
    assert state("disk", patient(tmp_path)) == expected


def test_a_port_that_somebody_has_is_told_of(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        port = str(somebody.getsockname()[1])
        assert state("ports", patient(tmp_path, PORT=port)) == "look"
    assert state("ports", patient(tmp_path, PORT=port)) == "ok"


def test_databases_of_this_code_are_well_and_missing_ones_are_told_of(migrated: Path) -> None:
    (migrated / "var" / "courses.sqlite3").unlink()
    found = {one.about.removeprefix("database of "): one.state for one in findings("databases", patient(migrated))}
    assert found == {service.name: "look" if service.name == "courses" else "ok" for service in services()}


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ("UPDATE alembic_version SET version_num = '0001'", "make migrate"),
        ("UPDATE alembic_version SET version_num = '9999'", "newer code"),
        ("INSERT INTO outbox VALUES (1, 'e', 't', 'a', '{}', '2020-01-01 00:00:00.000000', NULL)", "RabbitMQ"),
    ],
)
def test_a_database_that_is_behind_is_bad(migrated: Path, change: str, advice: str) -> None:
    with closing(sqlite3.connect(migrated / "var" / "courses.sqlite3")) as connection, connection:
        connection.execute(change)
    found = next(one for one in findings("databases", patient(migrated)) if one.about == "database of courses")
    assert found.state == "bad"
    assert advice in found.advice


def test_a_damaged_database_is_bad(migrated: Path) -> None:
    (migrated / "var" / "courses.sqlite3").write_bytes(b"no database at all, but long enough to be looked at" * 100)
    found = next(one for one in findings("databases", patient(migrated)) if one.about == "database of courses")
    assert (found.state, "restore" in found.advice) == ("bad", True)


def test_servers_that_are_there_are_well(tmp_path: Path, amqp_url: str, redis_url: str) -> None:
    whole = patient(tmp_path, AMQP_URL=amqp_url, REDIS_URL=redis_url)
    assert [state(check, whole) for check in ("broker", "Redis", "clocks", "storage", "mail")] == ["ok"] * 5


def test_servers_that_are_away_are_bad_and_no_password_is_shown(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    (tmp_path / "file").write_text("in the way")
    gone = patient(
        tmp_path,
        AMQP_URL=f"amqp://user:hidden@127.0.0.1:{port}/",
        REDIS_URL=f"redis://:hidden@127.0.0.1:{port}/0",
        SMTP_URL=f"smtp://user:hidden@127.0.0.1:{port}",
        COURSES_DATABASE_URL=f"postgresql://user:hidden@127.0.0.1:{port}/courses",
        STORAGE_URL="file:file/storage",
    )
    found = [one for one in examine(gone) if one.state == "bad"]
    assert {one.about for one in found} == {"broker", "Redis", "mail", "database of courses", "storage"}
    assert "hidden" not in str(found)


def test_clocks_that_are_apart_are_bad(tmp_path: Path, redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    late = now() - timedelta(seconds=60)
    monkeypatch.setattr("lectern.doctor.servers.time.time", late.timestamp)
    assert state("clocks", patient(tmp_path, REDIS_URL=redis_url)) == "bad"


def test_a_check_that_breaks_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CHECKS, "disk", lambda _: iter([][0]))
    assert next(one for one in examine(patient(tmp_path)) if one.about == "disk").state == "bad"


def test_the_command_fails_if_something_is_bad(
    migrated: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("AMQP_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SECRET_KEY", GOOD)
    assert COMMANDS["doctor"](["--directory", str(migrated)]) == 0
    monkeypatch.setenv("SECRET_KEY", "weak")
    assert COMMANDS["doctor"](["--directory", str(migrated)]) == 1
    assert "BAD   SECRET_KEY" in capsys.readouterr().out


def test_a_database_is_found_as_seen_from_the_directory(tmp_path: Path) -> None:
    assert databases.database_of(patient(tmp_path), "courses").database == str(tmp_path / "var/courses.sqlite3")


@pytest.mark.parametrize(("days", "expected"), [(0, "ok"), (1, "ok"), (3, "look")])
def test_a_backup_that_is_old_is_told_of(tmp_path: Path, days: int, expected: str) -> None:
    assert state("backup", patient(tmp_path)) == "ok"
    archive = tmp_path / "var" / "backups" / "2026-01-01T00-00-00-000000Z"
    archive.mkdir(parents=True)
    Manifest((now() - timedelta(days=days, hours=1)).isoformat(), "1.0", {}, {}).write(archive)
    assert state("backup", patient(tmp_path)) == expected
    (archive / "manifest.sha256").unlink()
    assert state("backup", patient(tmp_path)) == "bad"
