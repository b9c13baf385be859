"""News of courses reach the projection: the real worker on the real broker."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from accounts import queries
from accounts.domain import NewAccount, UserType
from accounts.handlers import AccountsHandlers
from accounts.usecases.registration import create_account
from chassis.call import Actor
from chassis.database import Store
from chassis.testing.broker import Broker
from chassis.testing.databases import migrated_database, store_at
from chassis.testing.processes import running
from chassis.testing.waiting import eventually

from .cast import PASSWORD


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An empty, migrated database."""
    url = migrated_database("accounts", tmp_path_factory.mktemp("database"))
    return url


@pytest.fixture(scope="module")
def broker(url: str, tmp_path_factory: pytest.TempPathFactory, amqp_url: str, redis_url: str) -> Iterator[Broker]:
    """The broker of a running worker."""
    environment = {"AMQP_URL": amqp_url, "REDIS_URL": redis_url, "ACCOUNTS_DATABASE_URL": url, "SECRET_KEY": "k" * 40}
    directory: Path = tmp_path_factory.mktemp("worker")
    with (
        running("accounts.handlers:AccountsHandlers", environment, directory),
        contextlib.closing(Broker(amqp_url)) as broker,
    ):
        yield broker
    with contextlib.closing(Broker(amqp_url)) as broker:
        broker.delete_queues_of(AccountsHandlers)


@pytest.fixture
def stored(url: str) -> Store:
    """The worker's database."""
    return store_at(url)


def join(stored: Store, name: str, user_type: UserType) -> Actor:
    account = NewAccount(name, f"{name}@lectern.test", PASSWORD, user_type)
    return Actor(create_account(stored, account).id, user_type)


def around(stored: Store, who: Actor) -> set[int]:
    with stored.read() as session:
        return set(queries.readers_of(session, who.id, 500))


def is_among(stored: Store, who: Actor, people: set[int]) -> bool:
    return around(stored, who) == people


def test_the_life_of_a_course(broker: Broker, stored: Store) -> None:
    alice, bob = join(stored, "alice", UserType.TEACHER), join(stored, "bob", UserType.STUDENT)
    course = {"id": 5, "title": "Biology", "teacher_id": alice.id, "is_active": True}
    seat = {"course_id": 5, "course_title": "Biology", "teacher_id": alice.id, "student_id": bob.id}
    both, alone = {alice.id, bob.id}, {bob.id}
    broker.tell("courses.course_created", course)
    for fact, expected in (
        ("student_enrolled", both),
        ("student_unenrolled", alone),
        ("student_added", both),
        ("student_blocked", alone),
        ("student_enrolled", both),
    ):
        broker.tell(f"courses.{fact}", seat)
        eventually(partial(is_among, stored, bob, expected), f"after {fact}")
    broker.tell("courses.course_changed", {**course, "title": "Zoology"})
    eventually(lambda: _title(stored) == "Zoology", "the new title")
    broker.tell("courses.course_deleted", {**course, "student_ids": [bob.id]})
    eventually(lambda: around(stored, alice) == {alice.id}, "nobody is around")
    assert around(stored, bob) == alone
    stored.engine.dispose()


def _title(stored: Store) -> str | None:
    with stored.read() as session:
        known = queries.known_course(session, 5)
    return known.title if known else None
