"""`make run` itself: a second copy beside the first, demo content once, and an end that leaves nothing behind."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from lectern import environment, leftovers
from lectern.demo.story import PASSWORD, read
from lectern.layout import ROOT
from lectern.system import System
from lectern.testing import Person, sign_in
from lectern.testing.people import client
from lectern.waiting import wait_until

START_SECONDS, STOP_SECONDS, HEAL_SECONDS = 240, 120, 120
ADDRESS = re.compile(r"Lectern is running at (\S+)")


@dataclass
class Launcher:
    """A launcher in the foreground of nobody's terminal."""

    directory: Path
    process: subprocess.Popen[bytes]
    output: Path

    @property
    def said(self) -> str:
        """What it has printed."""
        return self.output.read_text()

    @property
    def url(self) -> str:
        """The address that it printed; waits for it."""
        found = wait_until(lambda: ADDRESS.search(self.said) or self.has_ended, START_SECONDS, "the address is printed")
        assert isinstance(found, re.Match), self.said
        return str(found[1])

    @property
    def has_ended(self) -> bool:
        """Whether the launcher is gone."""
        return self.process.poll() is not None

    def end(self, signal_number: int) -> None:
        """Send the signal and wait for the end of everything."""
        self.process.send_signal(signal_number)
        self.process.wait(STOP_SECONDS)
        wait_until(lambda: not leftovers.find(self.directory), STOP_SECONDS, "every process has ended")


@contextmanager
def launched(directory: Path, port: int) -> Iterator[Launcher]:
    """The launcher's run command on a directory."""
    output = directory / "output"
    with output.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "lectern", "run", str(directory)],
            cwd=ROOT,
            env=environment.neutral({"PORT": str(port)}),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Launcher(directory, process, output)
    finally:
        process.kill()
        process.wait()
        wait_until(lambda: not leftovers.find(directory), STOP_SECONDS, "every process has ended")


def is_up(url: str) -> bool:
    try:
        with client(url) as anonymous:
            return anonymous.get("/readyz").is_success
    except httpx.HTTPError:
        return False


def supervisor_of(directory: Path) -> int:
    """Its process id; 0 while the file is being written."""
    return int((directory / "var" / "run" / "supervisord.pid").read_text() or 0)


def assert_demo_is_there_once(url: str) -> None:
    story = read()
    with sign_in(url, "maria", PASSWORD).api as api:
        mine = api.get("/api/courses/?mine=1").json()
        everybody = api.get("/api/users/?limit=1").headers["X-Total-Count"]
    assert {one["code"] for one in mine} == {one.code for one in story.courses if one.teacher == "maria"}
    assert int(everybody) == len(story.teachers) + len(story.students) + 1
    ratings = {one.code: len(one.ratings) for one in story.courses}
    assert {one["code"]: one["feedback_count"] for one in mine} == {one["code"]: ratings[one["code"]] for one in mine}
    students = {one.code: len(one.students) for one in story.courses}
    assert {one["code"]: one["enrolled_count"] for one in mine} == {one["code"]: students[one["code"]] for one in mine}
    with sign_in(url, "sam", PASSWORD).api as api:
        assert api.get("/api/courses/?enrolled=1").json()
    with sign_in(url, story.admin.username, PASSWORD).api as api:
        assert api.get("/api/auth/me/").json()["user_type"] == "admin"


@pytest.mark.timeout(900)
def test_a_copy_beside_another_from_start_to_end(system: System, alice: Person, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as somebody, launched(tmp_path, somebody.getsockname()[1]) as launcher:
        url = launcher.url
        assert f"Port {somebody.getsockname()[1]} is taken; using {url.rpartition(':')[2]}." in launcher.said
        assert_demo_is_there_once(url)
        with client(url) as other:
            refused = other.post("/api/auth/login/", json={"username": alice.username, "password": "correct horse"})
        assert refused.status_code == 401
        second = subprocess.run([sys.executable, "-m", "lectern", "run", str(tmp_path)], cwd=ROOT, capture_output=True)
        assert (second.returncode, b"already runs" in second.stderr) == (1, True)
        launcher.end(signal.SIGINT)
        assert launcher.process.returncode == 0
    assert alice.api.get("/api/auth/me/").status_code == 200

    with launched(tmp_path, 0) as again:
        assert_demo_is_there_once(again.url)
        supervisor = supervisor_of(tmp_path)
        os.kill(supervisor, signal.SIGKILL)
        wait_until(lambda: supervisor_of(tmp_path) not in (0, supervisor), HEAL_SECONDS, "a new supervisor")
        wait_until(lambda: is_up(again.url), HEAL_SECONDS, "the system is whole again")
        assert_demo_is_there_once(again.url)
        again.end(signal.SIGKILL)
