"""More processes beside those that the supervisor keeps, as an operator who scales or rolls a service has them."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
from prometheus_client.parser import text_string_to_metric_families

from lectern.ports import next_free
from lectern.probing import ask
from lectern.system import System
from lectern.waiting import wait_until

READY_SECONDS, STOP_SECONDS = 60, 40
FIRST_PORT = 12_000

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


class Replica:
    """One more process of the system; `ask` answers from its health port."""

    def __init__(self, system: System, words: Sequence[str], environment: dict[str, str]) -> None:
        self.port = next_free(FIRST_PORT)
        self.process = subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=system.directory,
            env={**system.environment, "HEALTH_PORT": str(self.port), **environment},
        )

    def is_ready(self) -> bool:
        """Whether it says that it can serve."""
        try:
            return ask(self.port, "/readyz").status_code == 200
        except httpx.HTTPError:
            return False

    def metric(self, name: str) -> float:
        """The sum of what it counts under a name."""
        families = text_string_to_metric_families(ask(self.port, "/metrics").raise_for_status().text)
        return sum(one.value for family in families for one in family.samples if one.name == name)

    def leave(self) -> int:
        """Have it finish what is in flight, and go; returns its exit code."""
        self.process.terminate()
        return self.process.wait(STOP_SECONDS)

    def kill(self) -> None:
        """End it at once, as a machine that fails does."""
        self.process.kill()
        self.process.wait()


@contextmanager
def replica(system: System, *words: str, **environment: str) -> Iterator[Replica]:
    """A process that is ready, and gone at the end, whatever became of it."""
    started = Replica(system, words, environment)
    try:
        wait_until(started.is_ready, READY_SECONDS, f"{' '.join(words)} is ready")
        yield started
    finally:
        if started.process.poll() is None:
            started.kill()


@contextmanager
def next_version(system: System, folder: Path) -> Iterator[Replica]:
    """The next version of the courses service, written into a folder."""
    package = folder / "tomorrow"
    package.mkdir()
    (package / "__init__.py").write_text('"""The next version."""\n')
    (package / "service.py").write_text(NEXT_VERSION)
    with replica(system, "chassis.run", "tomorrow.service:CoursesService", PYTHONPATH=str(folder)) as started:
        yield started


@contextmanager
def node(system: System) -> Iterator[Replica]:
    """One more node for live rooms."""
    with replica(system, "classroom.node", NODE_PORT=str(next_free(FIRST_PORT + 1000))) as started:
        yield started
