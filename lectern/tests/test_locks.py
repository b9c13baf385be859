"""What is locked: what the index has to deliver, with this repository's packages replaced by what they need."""

import pytest

from lectern.locks import Project, _wishes

CHASSIS: Project = {
    "project": {
        "name": "lectern-chassis",
        "dependencies": ["pydantic>=2"],
        "optional-dependencies": {"service": ["nameko==2.14.1"]},
    }
}
OWN = {"lectern-chassis": CHASSIS}


@pytest.mark.parametrize(
    ("dependencies", "expected"),
    [
        (["httpx"], ["httpx"]),
        (["lectern-chassis"], ["pydantic>=2"]),
        (["lectern-chassis[service]", "httpx"], ["pydantic>=2", "nameko==2.14.1", "httpx"]),
        (["uvloop>=0.20; sys_platform != 'win32'"], ["uvloop>=0.20; sys_platform != 'win32'"]),
    ],
)
def test_own_packages_are_never_asked_of_the_index(dependencies: list[str], expected: list[str]) -> None:
    project = {"project": {"name": "x", "dependencies": dependencies}}
    assert list(_wishes(project, [], OWN)) == expected
