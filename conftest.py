"""Fixtures for every suite of the repository: a real broker, a real Redis and a real PostgreSQL, private to the run.

Set TEST_AMQP_URL and TEST_REDIS_URL to use servers that run already. TEST_POSTGRES_URL does more: what is usually
tested on SQLite is tested there.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

# Before pytest takes the folders of these names for the packages in them.
import chassis
import gateway
from lectern import servers
from lectern.servers.alone import postgres_alone

__all__ = ["chassis", "gateway"]


@pytest.fixture(scope="session")
def _servers() -> Iterator[tuple[str, str]]:
    amqp_url, redis_url = os.environ.get("TEST_AMQP_URL"), os.environ.get("TEST_REDIS_URL")
    if amqp_url and redis_url:
        yield amqp_url, redis_url
        return
    with servers.running() as running:
        yield amqp_url or running.amqp_url, redis_url or running.redis_url


@pytest.fixture(scope="session")
def amqp_url(_servers: tuple[str, str]) -> str:
    """The address of a RabbitMQ for tests."""
    return _servers[0]


@pytest.fixture(scope="session")
def redis_url(_servers: tuple[str, str]) -> str:
    """The address of a Redis for tests."""
    return _servers[1]


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a PostgreSQL for tests."""
    url = os.environ.get("TEST_POSTGRES_URL")
    if url:
        yield url
        return
    with TemporaryDirectory(prefix="lectern-", ignore_cleanup_errors=True) as name:
        var = Path(name) / "var"
        with postgres_alone(var / "postgres", var, durable=False) as server:
            yield server.url()
