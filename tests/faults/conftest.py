"""Fixtures of the fault tests: one pair of servers to break, and for each test clean queues and a new database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.database import make_engine
from chassis.ledger import create_tables
from tests.faults.probe.models import Base
from tests.faults.support import world as worlds
from tests.faults.support.calls import Caller, Queues
from tests.faults.support.processes import Stage
from tests.faults.support.proxy import Proxy
from tests.faults.support.traces import Traces
from tests.faults.support.world import World

FACTS = ("noted", "failed", "exploded")
LADDER = (100, 150, 200)
QUEUES = (
    "rpc-probe",
    "rpc-echo",
    "probe.parked",
    *(f"evt-probe-{fact}--probe.on_probe_{fact}" for fact in FACTS),
    *(f"unrouted--probe.{fact}" for fact in FACTS),
)


@pytest.fixture(scope="session")
def _world() -> Iterator[World]:
    with worlds.running() as running:
        yield running


@pytest.fixture
def world(_world: World) -> World:
    """Both servers, whole."""
    _world.mend()
    return _world


@pytest.fixture
def queues(world: World) -> Queues:
    """The broker's queues, without what an earlier test left in them."""
    found = Queues(world.amqp_url)
    found.delete(*QUEUES)
    return found


@pytest.fixture
def stage(world: World, queues: Queues, tmp_path: Path) -> Iterator[Stage]:
    """Where processes are started; all of them are gone at the end."""
    engine = make_engine(f"sqlite:///{tmp_path / 'probe.sqlite3'}")
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        create_tables(connection)
    engine.dispose()
    settings = {
        "AMQP_URL": world.amqp_url,
        "REDIS_URL": world.redis_url,
        "PROBE_DATABASE_URL": f"sqlite:///{tmp_path / 'probe.sqlite3'}",
        "RETRY_LADDER_MS": ",".join(map(str, LADDER)),
        "SECRET_KEY": "of the fault tests only, long enough",
        "DRAIN_SECONDS": "3",
        "LOG_FORMAT": "json",
    }
    found = Stage(tmp_path, settings)
    yield found
    found.clear()


@pytest.fixture
def traces(tmp_path: Path) -> Traces:
    """What the probe did."""
    return Traces(tmp_path)


@pytest.fixture
def caller(world: World) -> Iterator[Caller]:
    """A client of the probe."""
    with Caller(world.amqp_url) as found:
        yield found


@pytest.fixture
def proxy(world: World) -> Iterator[Proxy]:
    """A way to the broker that can be stalled; `through` makes the address that uses it."""
    found = Proxy(int(world.amqp_url.rstrip("/").rsplit(":", 1)[1]))
    yield found
    found.close()
