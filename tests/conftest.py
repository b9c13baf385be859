"""One live system for the whole run, and the cast: Alice teaches, Bob learns, Charlie is neither, Dana administers."""

from collections.abc import Iterator

import pytest

from lectern.system import System, running
from lectern.testing import Person, enter

# Names from other services are fetched again after half a second, so that their absence shows.
SETTINGS = {"RATE_LIMITS": "off", "RECORDS_TTL": "0.5"}


@pytest.fixture(scope="session")
def system() -> Iterator[System]:
    """The whole system, in a directory of its own."""
    with running(env=SETTINGS) as system:
        yield system


def _enters(name: str, user_type: str) -> object:
    """A fixture: somebody new of this name and type, signed in for one test."""

    @pytest.fixture
    def person(system: System) -> Iterator[Person]:
        entered = enter(system, name, user_type)
        with entered.api:
            yield entered

    return person


alice = _enters("Alice", "teacher")
bob = _enters("Bob", "student")  # each test enrols him where it needs him
charlie = _enters("Charlie", "student")
dana = _enters("Dana", "admin")
