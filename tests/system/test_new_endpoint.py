"""An endpoint is added by one service alone: the running gateway takes it up, and publishes it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lectern.system import System
from lectern.testing import Person
from lectern.waiting import wait_until

SECONDS = 120
PATH = "/api/courses/{id}/syllabus/"

# The next version of the courses service, as its developers would write it: one method more.
NEXT_VERSION = '''\
"""The courses service of tomorrow."""

from pydantic import BaseModel

from chassis.call import Actor
from chassis.endpoint import endpoint
from courses import service


class Syllabus(BaseModel):
    """What a course is about, in short."""

    course: int
    lines: list[str]


class CoursesService(service.CoursesService):
    """Courses, and who is in them."""

    version = "0.2.0"

    @endpoint("GET", "/api/courses/{id}/syllabus/", returns=Syllabus)
    def get_syllabus(self, actor: Actor, id: int) -> Syllabus:
        """Show what a course is about."""
        return Syllabus(course=id, lines=["Tides", "Currents"])
'''


@pytest.fixture
def next_version(tmp_path: Path) -> Path:
    """A folder with the next version of the courses service."""
    package = tmp_path / "tomorrow"
    package.mkdir()
    (package / "__init__.py").write_text('"""The next version."""\n')
    (package / "service.py").write_text(NEXT_VERSION)
    return tmp_path


@contextmanager
def replaced(system: System, folder: Path) -> Iterator[None]:
    """Run the next version of the courses service instead of the current one."""
    system.stop("courses")
    process = subprocess.Popen(
        [sys.executable, "-m", "chassis.run", "tomorrow.service:CoursesService"],
        cwd=system.directory,
        env={**system.environment, "PYTHONPATH": str(folder)},
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)
        system.start("courses")
        system.wait_until_ready()


def published(person: Person) -> bool:
    return PATH in person.api.get("/api/schema/").json()["paths"]


def test_a_new_version_is_taken_up_while_the_gateway_runs(system: System, alice: Person, next_version: Path) -> None:
    course = alice.course()
    path = f"/api/courses/{course['id']}/syllabus/"
    gateway = system.pid_of("gateway")
    assert alice.api.get(path).status_code == 404
    with replaced(system, next_version):
        wait_until(lambda: published(alice), SECONDS, "the new endpoint is published")
        assert alice.api.get(path).json() == {"course": course["id"], "lines": ["Tides", "Currents"]}
        assert alice.api.get(path.rstrip("/")).status_code == 200
        assert alice.api.get("/api/courses/").status_code == 200
        assert system.pid_of("gateway") == gateway


def test_a_return_to_the_older_version_is_taken_up_too(system: System, alice: Person, next_version: Path) -> None:
    path = f"/api/courses/{alice.course()['id']}/syllabus/"
    with replaced(system, next_version):
        wait_until(lambda: published(alice), SECONDS, "the new endpoint is published")
    answer = alice.api.get(path)
    assert answer.status_code in (404, 503), answer.text
    wait_until(lambda: alice.api.get(path).status_code == 404, SECONDS, "the endpoint is gone")
    assert not published(alice)
