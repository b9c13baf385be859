"""Backups by the clock: made when they are due and not oftener, made up when they were missed, loud when they fail."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest

from chassis.clock import now
from chassis.testing.databases import migrated_store
from lectern import environment
from lectern.backup import Places, Plan
from lectern.backup.daily import RETRY, Daily
from lectern.backup.manifest import Manifest
from lectern.commands import COMMANDS
from lectern.doctor import CHECKS, Finding, Patient
from lectern.layout import services
from lectern.ports import PortBook
from lectern.probing import ask
from lectern.processes import backup_program
from lectern.waiting import wait_until

SECONDS = 120
AN_HOUR = timedelta(hours=1)
WRONG = {"BACKUP_AT": "at night"}


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A system's, with every database."""
    (tmp_path / "var" / "storage").mkdir(parents=True)
    for service in services():
        migrated_store(service.name, tmp_path / "var").engine.dispose()
    return tmp_path


def at(moment: datetime) -> str:
    """That time of day, as it is written in a setting."""
    return moment.astimezone().strftime("%H:%M")


def daily(directory: Path, **settings: str) -> Daily:
    return Daily(Places.of(directory, settings), Plan.of(directory, settings))


def archives(directory: Path) -> list[str]:
    return sorted(file.parent.name for file in (directory / "var" / "backups").glob("*/manifest.json"))


@pytest.mark.parametrize(
    ("newest", "moment", "due"),
    [
        ("2026-03-01T03:00", "2026-03-02T02:59", False),
        ("2026-03-01T03:00", "2026-03-02T03:00", True),
        ("2026-03-02T02:00", "2026-03-02T03:01", True),
        ("2026-03-02T03:00", "2026-03-02T03:01", False),
        ("2026-02-20T03:00", "2026-03-02T01:00", True),
    ],
)
def test_one_is_due_once_a_day_and_a_missed_one_is_made_up(newest: str, moment: str, due: bool) -> None:
    plan = Plan.of(Path(), {"BACKUP_AT": "03:00"})
    assert plan.is_due(datetime.fromisoformat(newest).astimezone(), datetime.fromisoformat(moment).astimezone()) is due


def test_the_first_is_due_at_once_and_none_without_a_time_of_day() -> None:
    assert Plan.of(Path(), {"BACKUP_AT": "03:00"}).is_due(None, now())
    assert not Plan.of(Path(), {"BACKUP_AT": ""}).is_due(None, now())


@pytest.mark.parametrize("settings", [WRONG, {"BACKUP_AT": "25:00"}, {"BACKUP_KEEP": "many"}, {"BACKUP_KEEP": "-1"}])
def test_a_setting_that_is_wrong_is_named(settings: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=next(iter(settings))):
        Plan.of(Path(), settings)


def test_it_makes_one_a_day_and_keeps_the_newest(directory: Path) -> None:
    moment = now()
    backups = daily(directory, BACKUP_AT=at(moment - AN_HOUR), BACKUP_KEEP="1")
    backups.look(moment)
    (first,) = archives(directory)
    backups.look(moment + AN_HOUR)
    assert archives(directory) == [first]
    backups.look(moment + timedelta(days=1))
    (second,) = archives(directory)
    assert second != first


def test_one_that_fails_is_said_loudly_and_tried_again(directory: Path, caplog: pytest.LogCaptureFixture) -> None:
    moment = now()
    backups = daily(directory, BACKUP_AT=at(moment - AN_HOUR))
    in_the_way = directory / "var" / "backups"
    in_the_way.write_text("no folder")
    backups.look(moment)
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert backups.checks["backup"].startswith("The backup could not be written")
    in_the_way.unlink()
    backups.look(moment + RETRY / 2)
    assert archives(directory) == []
    backups.look(moment + RETRY)
    assert len(archives(directory)) == 1
    assert backups.checks == {"backup": "ok"}


@contextmanager
def process(directory: Path, port: int, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """The program as the supervisor runs it."""
    program = backup_program(PortBook(directory / "ports.json"))
    given = environment.neutral({**program.environment, **settings, "HEALTH_PORT": str(port)})
    running = subprocess.Popen(program.command, cwd=directory, env=given)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def answer(port: int, path: str) -> str:
    try:
        return ask(port, path).raise_for_status().text
    except httpx.HTTPError:
        return ""


def test_the_process_makes_one_tells_of_it_and_leaves_when_it_is_told_to(directory: Path) -> None:
    port = PortBook(directory / "ports.json").port("health")
    with process(directory, port, BACKUP_AT="03:00", BACKUP_DIR="elsewhere") as running:
        wait_until(
            lambda: 'lectern_backups_total{outcome="made"} 1.0' in answer(port, "/metrics"), SECONDS, "it is made"
        )
        assert '"backup":"ok"' in answer(port, "/readyz")
        assert len(list((directory / "elsewhere").glob("*/manifest.json"))) == 1
        running.send_signal(signal.SIGTERM)
        assert running.wait(SECONDS) == 0


def finding(directory: Path, **settings: str) -> Finding:
    (found,) = CHECKS["backup"](Patient(directory, settings, runs=False))
    assert found.advice or found.state == "ok"
    return found


def test_the_doctor_knows_the_folder_and_whether_one_is_missing(directory: Path) -> None:
    settings = {"BACKUP_AT": at(now() - 3 * AN_HOUR), "BACKUP_DIR": str(directory / "elsewhere")}
    assert finding(directory, **settings).state == "look"
    daily(directory, **settings).look(now() - 4 * AN_HOUR)
    assert finding(directory, **settings).state == "ok"
    (archive,) = (directory / "elsewhere").iterdir()
    Manifest((now() - 5 * AN_HOUR).isoformat(), "1.0", {}, {}).write(archive)
    assert finding(directory, **settings).state == "bad"
    assert finding(directory, BACKUP_DIR=settings["BACKUP_DIR"]).state == "ok"
    assert "none" in finding(directory).said
    assert finding(directory, **WRONG).state == "bad"


def test_a_backup_by_hand_goes_to_the_same_folder(
    directory: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in os.environ if name.endswith(("DATABASE_URL", "STORAGE_URL"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("BACKUP_DIR", "elsewhere")
    assert COMMANDS["backup"](["--directory", str(directory)]) == 0
    assert Path(capsys.readouterr().out.strip()).parent == directory / "elsewhere"
