"""An endpoint is added by one service alone: the running gateway takes it up, and publishes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lectern.system import System
from lectern.testing import Person
from lectern.waiting import wait_until
from tests.system.replicas import next_version

SECONDS = 120
PATH = "/api/courses/{id}/syllabus/"


@contextmanager
def replaced(system: System, folder: Path) -> Iterator[None]:
    """Run the next version of the courses service instead of the current one."""
    system.stop("courses")
    try:
        with next_version(system, folder) as process:
            yield
            process.leave()
    finally:
        system.start("courses")
        system.wait_until_ready()


def published(person: Person) -> bool:
    return PATH in person.api.get("/api/schema/").json()["paths"]


def test_a_new_version_is_taken_up_while_the_gateway_runs(system: System, alice: Person, tmp_path: Path) -> None:
    course = alice.course()
    path = f"/api/courses/{course['id']}/syllabus/"
    gateway = system.pid_of("gateway")
    assert alice.api.get(path).status_code == 404
    with replaced(system, tmp_path):
        wait_until(lambda: published(alice), SECONDS, "the new endpoint is published")
        assert alice.api.get(path).json() == {"course": course["id"], "lines": ["Tides", "Currents"]}
        assert alice.api.get(path.rstrip("/")).status_code == 200
        assert alice.api.get("/api/courses/").status_code == 200
        assert system.pid_of("gateway") == gateway


def test_a_return_to_the_older_version_is_taken_up_too(system: System, alice: Person, tmp_path: Path) -> None:
    path = f"/api/courses/{alice.course()['id']}/syllabus/"
    with replaced(system, tmp_path):
        wait_until(lambda: published(alice), SECONDS, "the new endpoint is published")
    answer = alice.api.get(path)
    assert answer.status_code in (404, 503), answer.text
    wait_until(lambda: alice.api.get(path).status_code == 404, SECONDS, "the endpoint is gone")
    assert not published(alice)
