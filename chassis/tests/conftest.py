"""What the chassis' tests share: a small database, the cast, and the sample service in processes of its own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from chassis.call import Actor, Call, enter_call
from chassis.database import Store
from chassis.testing.broker import Broker
from chassis.testing.databases import new_database, store_at

from .sample import create_tables, things

ALICE = Actor(1, "teacher")
BOB = Actor(2, "student")
CHARLIE = Actor(3, "student")


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database file with the sample's tables."""
    url = new_database("sample", tmp_path)
    create_tables(url)
    return url


@pytest.fixture
def store(url: str) -> Store:
    """A store on that file."""
    return store_at(url)


@pytest.fixture(autouse=True)
def _nobodys_call() -> None:
    """Each test begins outside of any call."""
    enter_call(Call.from_headers({}))


@pytest.fixture
def broker(amqp_url: str) -> Iterator[Broker]:
    """The test's own hands on the broker."""
    with contextlib.closing(Broker(amqp_url)) as broker:
        yield broker


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, amqp_url: str, redis_url: str) -> dict[str, str]:
    """What processes of the sample run with: real servers, a database of the module's own, quick retries."""
    url = new_database("sample", tmp_path_factory.mktemp("database"))
    create_tables(url)
    return {
        "PYTHONPATH": str(Path(__file__).parent),
        "AMQP_URL": amqp_url,
        "REDIS_URL": redis_url,
        "SAMPLE_DATABASE_URL": url,
        "RETRY_LADDER_MS": "40,80",
        "SECRET_KEY": "for tests only, and long enough to pass",
    }


@pytest.fixture(scope="module")
def stored(environment: dict[str, str]) -> Store:
    """The database of those processes."""
    return store_at(environment["SAMPLE_DATABASE_URL"])


def make(store: Store, name: str) -> None:
    """Write one thing."""
    with store.write() as session:
        session.execute(insert(things).values(name=name))


def names(store: Store) -> list[str]:
    """The things that are stored, in the order in which they were written."""
    with store.read() as session:
        return list(session.scalars(select(things.c.name).order_by(things.c.id)))
