"""What operators look after a running system with: its doctor, the live view, and the accounts at a terminal."""

from __future__ import annotations

import subprocess
import sys

from lectern.layout import ROOT
from lectern.system import System
from lectern.testing import Person, enter
from lectern.waiting import wait_until


def lectern(system: System, *words: str) -> subprocess.CompletedProcess[str]:
    """A command of the launcher, about the system."""
    command = [sys.executable, "-m", "lectern", *words, "--directory", str(system.directory)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def test_the_doctor_finds_nothing_bad_in_a_system_that_runs(system: System) -> None:
    done = lectern(system, "doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert [line for line in lines if line.startswith(("BAD", "look"))] == []
    assert len([line for line in lines if line.startswith("ok")]) > 10


def test_the_live_view_has_every_process_and_what_it_does(system: System, alice: Person) -> None:
    alice.api.get("/api/courses/").raise_for_status()
    done = lectern(system, "top", "--once", "--seconds", "0.5")
    assert done.returncode == 0, done.stderr
    shown = {words[0]: words[1:] for line in done.stdout.splitlines() if len(words := line.split()) > 1}
    processes = {"gateway", "CoursesService", "CoursesHandlers", "NotificationsMailer", "classroom.node"}
    assert processes - shown.keys() == set()
    assert [name for name in processes if "answer" in shown[name]] == []
    assert float(shown["gateway"][-1]) > 10, "megabytes"
    assert {"accounts", "courses"} - shown.keys() == set()


def test_what_is_changed_at_the_terminal_is_seen_at_once(system: System, alice: Person) -> None:
    dora = enter(system, "Dora")
    with dora.api:
        before = alice.api.get(f"/api/users/{dora.id}/").raise_for_status().json()["user_type"]
        command = [sys.executable, "-m", "accounts.admin", "role", dora.username, "teacher"]
        subprocess.run(command, cwd=system.directory, env=system.environment, check=True, capture_output=True)
        after = alice.api.get(f"/api/users/{dora.id}/").raise_for_status().json()["user_type"]
        assert (before, after) == ("student", "teacher")


def test_an_account_that_is_blocked_at_the_terminal_is_out_at_once(system: System) -> None:
    carl = enter(system, "Carl")
    with carl.api as api:
        assert api.get("/api/auth/me/").status_code == 200
        command = [sys.executable, "-m", "accounts.admin", "block", carl.username]
        subprocess.run(command, cwd=system.directory, env=system.environment, check=True, capture_output=True)
        wait_until(lambda: api.get("/api/auth/me/").status_code == 403, 30, "they are out")
