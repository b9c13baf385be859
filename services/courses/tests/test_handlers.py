"""What courses does when something happened elsewhere: the real worker on the real broker, with a stand-in accounts."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest

from chassis.database import Store
from chassis.testing.broker import Broker
from chassis.testing.databases import emitted, migrated_database, store_at
from chassis.testing.fakes import faked
from chassis.testing.processes import ServiceProcess, running
from chassis.testing.waiting import eventually
from courses import schemas
from courses.handlers import CoursesHandlers
from courses.usecases import catalogue, membership
from services.courses.tests.cast import ALICE, BOB, CHARLIE, FakeAccounts


def get_account(user_id: int | None, username: str | None) -> dict[str, Any]:
    """As accounts answers it."""
    found = FakeAccounts().find(user_id, username)
    return {"id": found.id, "role": found.role}


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The worker's database."""
    url = migrated_database("courses", tmp_path_factory.mktemp("database"))
    return store_at(url)


@pytest.fixture(scope="module", autouse=True)
def worker(
    stored: Store, tmp_path_factory: pytest.TempPathFactory, amqp_url: str, redis_url: str
) -> Iterator[ServiceProcess]:
    """The handlers, running."""
    environment = {"AMQP_URL": amqp_url, "REDIS_URL": redis_url, "RETRY_LADDER_MS": "50,100,400,2000"}
    environment["COURSES_DATABASE_URL"] = str(stored.engine.url)
    with running("courses.handlers:CoursesHandlers", environment, tmp_path_factory.mktemp("worker")) as process:
        yield process
    with contextlib.closing(Broker(amqp_url)) as broker:
        broker.delete_queues_of(CoursesHandlers)


@pytest.fixture
def broker(amqp_url: str) -> Iterator[Broker]:
    """The test's own hands on the broker."""
    with contextlib.closing(Broker(amqp_url)) as broker:
        yield broker


@pytest.fixture
def course(stored: Store) -> schemas.Course:
    """A course of Alice's, for this test alone."""
    code = f"C-{len(emitted(stored))}"
    made = catalogue.create_course(stored, ALICE, schemas.CourseBody(title="Biology", code=code)).body
    assert made is not None
    return made


def accepted(course: schemas.Course | None, user_id: int = BOB.id, inviter_id: int = ALICE.id) -> dict[str, Any]:
    course_id = course.id if course else None
    return {"invitation_id": 1, "user_id": user_id, "inviter_id": inviter_id, "course_id": course_id}


def handled(worker: ServiceProcess, outcome: str = "ok") -> float:
    """How many acceptances the handler has finished with this outcome, none being at work."""
    eventually(lambda: worker.metric("lectern_work_in_progress", service="courses") == 0, "nothing is at work")
    handler = "on_accounts_invitation_accepted"
    return worker.metric("lectern_work_total", service="courses", entrypoint=handler, outcome=outcome)


def students(stored: Store, course: schemas.Course) -> list[int]:
    found: list[int] = membership.list_member_ids(stored, course.id, 0, 10)["student_ids"]
    return found


def test_who_accepts_an_invitation_into_a_course_is_in_it(
    broker: Broker, stored: Store, course: schemas.Course, amqp_url: str, worker: ServiceProcess
) -> None:
    before = handled(worker)
    with faked(amqp_url, "accounts", get_account=get_account):
        event_id = broker.tell("accounts.invitation_accepted", accepted(course))
        eventually(lambda: students(stored, course) == [BOB.id], "Bob is in the course")
        broker.tell("accounts.invitation_accepted", accepted(course), event_id)
        broker.tell("accounts.invitation_accepted", accepted(course))
        eventually(lambda: handled(worker) == before + 3, "all are handled")
    facts = [kind for kind, data in emitted(stored) if data.get("course_id") == course.id]
    assert facts == ["courses.student_added"]
    assert catalogue.get_course(stored, ALICE, course.id).enrolled_count == 1


def test_it_waits_for_accounts_to_come_back(
    broker: Broker, stored: Store, course: schemas.Course, amqp_url: str, worker: ServiceProcess
) -> None:
    before = handled(worker, "Unavailable")
    broker.tell("accounts.invitation_accepted", accepted(course, CHARLIE.id))
    eventually(lambda: handled(worker, "Unavailable") > before, "a first try")
    with faked(amqp_url, "accounts", get_account=get_account):
        eventually(lambda: students(stored, course) == [CHARLIE.id], "Charlie is in the course")


def test_an_invitation_without_a_course_leads_into_none(broker: Broker, stored: Store, worker: ServiceProcess) -> None:
    before, told = handled(worker), len(emitted(stored))
    broker.tell("accounts.invitation_accepted", accepted(None))
    eventually(lambda: handled(worker) == before + 1, "it is handled")
    assert len(emitted(stored)) == told
