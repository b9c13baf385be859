"""Every published operation, tried by everybody, ends as `table.txt` says; one without a row there fails the build."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from lectern.system import System
from lectern.testing.people import client
from tests.system.authorization.requests import request
from tests.system.authorization.scene import ROLES, Cast, Scene

TABLE = Path(__file__).with_name("table.txt")
Choose = Callable[[str, str], Scene]
VERBS = ("get", "post", "put", "patch", "delete")
# Who has done these is somebody else afterwards: signed out, or in the course.
OWN_CAST = {"POST /api/auth/logout/", "POST /api/auth/change_password/", "POST /api/courses/{id}/enroll/"}


def rows() -> dict[str, dict[str, str]]:
    """What the table says: how each role's attempt at each operation ends."""
    lines = [line.split() for line in TABLE.read_text().splitlines() if line.strip() and not line.startswith("#")]
    return {f"{verb} {path}": dict(zip(ROLES, ends, strict=True)) for verb, path, *ends in lines}


@pytest.fixture(scope="module")
def cast(system: System) -> Iterator[Cast]:
    people = Cast(system)
    yield people
    people.leave()


@pytest.fixture(scope="module")
def standing(cast: Cast) -> Scene:
    """What stays as it is: for those who only read, and those who are refused."""
    return Scene(cast)


@pytest.fixture
def choose(system: System, cast: Cast, standing: Scene) -> Iterator[Choose]:
    """The scene for one attempt: whoever may change something gets things of their own to change."""
    with ExitStack() as leaving:

        def chosen(operation: str, end: str) -> Scene:
            if operation in OWN_CAST:
                people = Cast(system)
                leaving.callback(people.leave)
                return Scene(people)
            changes = end == "ok" and not operation.startswith("GET ")
            return Scene(cast) if changes else standing

        yield chosen


def test_every_published_operation_has_its_row(system: System) -> None:
    with client(system.url) as anonymous:
        paths = anonymous.get("/api/schema/").raise_for_status().json()["paths"]
    published = {f"{verb.upper()} {path}" for path, item in paths.items() for verb in VERBS if verb in item}
    assert published == rows().keys()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("operation", rows())
def test_everybodys_attempt_ends_as_the_table_says(operation: str, choose: Choose) -> None:
    expected = rows()[operation]
    assert {role: _end(choose(operation, end), role, operation) for role, end in expected.items()} == expected


def _end(scene: Scene, role: str, operation: str) -> str:
    """`ok`, or the status of the refusal; of a stream, the beginning is enough."""
    with scene.cast.api(role).stream(**request(scene, operation)) as answer:
        return "ok" if answer.is_success else str(answer.status_code)
