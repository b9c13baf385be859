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


@pytest.fixture
def alice(system: System) -> Iterator[Person]:
    """A teacher."""
    person = enter(system, "Alice", "teacher")
    with person.api:
        yield person


@pytest.fixture
def bob(system: System) -> Iterator[Person]:
    """A student; each test enrols him where it needs him."""
    person = enter(system, "Bob", "student")
    with person.api:
        yield person


@pytest.fixture
def charlie(system: System) -> Iterator[Person]:
    """A student who is in nothing."""
    person = enter(system, "Charlie", "student")
    with person.api:
        yield person


@pytest.fixture
def dana(system: System) -> Iterator[Person]:
    """An administrator."""
    person = enter(system, "Dana", "admin")
    with person.api:
        yield person
