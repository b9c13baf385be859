"""A private PostgreSQL for all suites here, with the databases that docker-compose.yml's container has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.deploy.support import postgres


@pytest.fixture(scope="session")
def databases() -> Iterator[dict[str, str]]:
    """The setting of each service that names its database."""
    with postgres.running() as databases:
        yield databases
