"""What notifications reads of others is what they say: their events, and the answers to its questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from accounts.domain import NewAccount, UserType
from accounts.usecases.people import list_contacts
from accounts.usecases.registration import create_account
from chassis.call import Actor
from chassis.database import Store
from chassis.storage import links
from chassis.storage.files import Files
from chassis.storage.location import connect
from chassis.storage.objects import Storage
from chassis.testing.databases import emitted, migrated_store
from courses.schemas import CourseBody, FeedbackBody
from courses.usecases import catalogue, enrolment, ratings
from notifications.clients import RemoteAccounts
from notifications.handlers import NotificationsHandlers
from notifications.news import CourseDeleted, FeedbackGiven, SeatChanged

ALICE, BOB = Actor(1, "teacher"), Actor(2, "student")


class AccountsAnswers:
    """The accounts service's own code, asked as over RPC."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def call(self, method: str, ids: list[int]) -> Any:
        """See `chassis.amqp.client.Remote`."""
        return {"list_contacts": list_contacts}[method](self._store, ids)


def test_accounts_answers_with_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = migrated_store("accounts", tmp_path)
    named = NewAccount("alice", "alice@lectern.test", "a long secret", UserType.TEACHER, full_name="Alice Archer")
    nameless = NewAccount("bob", "bob@lectern.test", "a long secret", UserType.STUDENT)
    ids = [create_account(store, account).id for account in (named, nameless)]
    contacts = RemoteAccounts(AccountsAnswers(store)).contacts([*ids, 999])
    assert [one.display_name for one in contacts.values()] == ["Alice Archer", "bob"]


@pytest.fixture
def courses(tmp_path: Path) -> Store:
    """The courses service's database."""
    return migrated_store("courses", tmp_path)


def test_courses_tells_what_the_handlers_read(courses: Store, tmp_path: Path) -> None:
    course = catalogue.create_course(courses, ALICE, CourseBody(title="Biology", code="BIO-101")).body
    assert course is not None
    enrolment.enroll(courses, BOB, course.id)
    enrolment.unenroll(courses, BOB, course.id)
    enrolment.enroll(courses, BOB, course.id)
    storage = Storage(connect(f"file:{tmp_path / 'storage'}"))
    files = Files(storage, links.signer("for tests only, and long enough"))
    catalogue.delete_course(courses, files, ALICE, course.id)
    events = dict(emitted(courses))
    seat = SeatChanged(course_id=course.id, course_title="Biology", teacher_id=ALICE.id, student_id=BOB.id)
    assert SeatChanged.model_validate(events["courses.student_enrolled"]) == seat
    assert SeatChanged.model_validate(events["courses.student_unenrolled"]) == seat
    deleted = CourseDeleted.model_validate(events["courses.course_deleted"])
    assert deleted == CourseDeleted(id=course.id, title="Biology", student_ids=[BOB.id])


def test_blocking_is_told_as_the_handlers_read_it(courses: Store) -> None:
    course = catalogue.create_course(courses, ALICE, CourseBody(title="Biology", code="BIO-101")).body
    assert course is not None
    enrolment.enroll(courses, BOB, course.id)
    enrolment.block_student(courses, ALICE, course.id, BOB.id)
    blocked = SeatChanged.model_validate(dict(emitted(courses))["courses.student_blocked"])
    assert (blocked.student_id, blocked.teacher_id) == (BOB.id, ALICE.id)


def test_a_rating_is_told_as_the_handler_reads_it(courses: Store) -> None:
    course = catalogue.create_course(courses, ALICE, CourseBody(title="Biology", code="BIO-101")).body
    assert course is not None
    enrolment.enroll(courses, BOB, course.id)
    ratings.give_feedback(courses, BOB, FeedbackBody(course=course.id, rating=4))
    given = FeedbackGiven.model_validate(dict(emitted(courses))["courses.feedback_given"])
    assert (given.student_id, given.teacher_id, given.rating) == (BOB.id, ALICE.id, 4)


def test_every_fact_that_is_listened_for_is_one_that_courses_tells() -> None:
    sources = Path(catalogue.__file__).parent.glob("*.py")
    told = "".join(source.read_text("utf-8") for source in sources)
    heard = [name for name in vars(NotificationsHandlers) if name.startswith("on_courses_")]
    assert len(heard) == 7
    assert [name for name in heard if f'"{name.removeprefix("on_").replace("_", ".", 1)}"' not in told] == []
