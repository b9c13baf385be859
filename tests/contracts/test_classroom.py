"""What the classroom reads of others is what they say: courses' events, and the answers to its questions."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from accounts.domain import NewAccount, UserType
from accounts.usecases.people import resolve_users
from accounts.usecases.registration import create_account
from chassis.call import Actor
from chassis.clock import now
from chassis.database import Store
from chassis.errors import Forbidden
from chassis.storage import links
from chassis.storage.files import Files
from chassis.storage.location import connect
from chassis.storage.objects import Storage
from chassis.testing.databases import emitted, migrated_store
from classroom.clients import RemoteAccounts, RemoteCourses
from classroom.handlers import ClassroomHandlers, CourseDeleted, SeatChanged
from classroom.models import Room
from classroom.schemas import PlanBody
from classroom.usecases import log, planning
from classroom.usecases.log import Op
from courses.schemas import CourseBody
from courses.usecases import catalogue, enrolment, membership
from notifications import news

SOON = now().replace(microsecond=0) + timedelta(days=1)
ALICE, BOB = Actor(1, "teacher"), Actor(2, "student")


class CoursesAnswers:
    """The courses service's own code, asked as over RPC."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def call(self, method: str, **arguments: Any) -> Any:
        """See `chassis.amqp.client.Remote`."""
        return getattr(membership, method)(self._store, **arguments)


class AccountsAnswers:
    """The accounts service's own code, asked as over RPC."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def call(self, method: str, ids: list[int]) -> Any:
        """See `chassis.amqp.client.Remote`."""
        return {"resolve_users": resolve_users}[method](self._store, ids)


@pytest.fixture
def courses(tmp_path: Path) -> Store:
    """The courses service's database, with a course of Alice's that Bob is in."""
    store = migrated_store("courses", tmp_path)
    course = catalogue.create_course(store, ALICE, CourseBody(title="Biology", code="BIO-101")).body
    assert course is not None
    enrolment.enroll(store, BOB, course.id)
    return store


def test_courses_answers_who_is_in_a_course(courses: Store) -> None:
    asked = RemoteCourses(CoursesAnswers(courses))
    asked.require_owner(1, ALICE.id)
    with pytest.raises(Forbidden):
        asked.require_owner(1, BOB.id)
    assert list(asked.student_ids(1)) == [BOB.id]
    assert [asked.is_student(1, BOB.id), asked.is_student(1, ALICE.id), asked.is_student(9, 2)] == [True, False, False]


def test_courses_tells_what_the_handlers_read(courses: Store, tmp_path: Path) -> None:
    enrolment.block_student(courses, ALICE, 1, BOB.id)
    storage = Storage(connect(f"file:{tmp_path / 'storage'}"))
    catalogue.delete_course(courses, Files(storage, links.signer("for tests only, and long enough")), ALICE, 1)
    events = dict(emitted(courses))
    for fact in ("student_enrolled", "student_blocked"):
        assert SeatChanged.model_validate(events[f"courses.{fact}"]) == SeatChanged(course_id=1, student_id=BOB.id)
    assert CourseDeleted.model_validate(events["courses.course_deleted"]).id == 1


def test_every_fact_that_is_listened_for_is_one_that_courses_tells() -> None:
    told = "".join(source.read_text("utf-8") for source in Path(catalogue.__file__).parent.glob("*.py"))
    heard = [name for name in vars(ClassroomHandlers) if name.startswith("on_courses_")]
    assert len(heard) == 5
    assert [name for name in heard if f'"{name.removeprefix("on_").replace("_", ".", 1)}"' not in told] == []


def test_accounts_answers_with_names(tmp_path: Path) -> None:
    store = migrated_store("accounts", tmp_path)
    account = NewAccount("alice", "alice@lectern.test", "a long secret", UserType.TEACHER, full_name="Alice Archer")
    alice = create_account(store, account).id
    person = RemoteAccounts(AccountsAnswers(store)).person(alice)
    assert person is not None
    assert person.display_name == "Alice Archer"


def test_the_classroom_tells_what_notifications_reads(tmp_path: Path) -> None:
    store = migrated_store("classroom", tmp_path)
    with store.write() as session:
        session.add(
            Room(
                name="Room 1",
                name_key="room 1",
                teacher_id=ALICE.id,
                course_id=5,
                is_board_locked=False,
                is_chat_locked=False,
                epoch=0,
                last_seq=0,
                access_version=0,
                created_at=now(),
            )
        )
    lesson = planning.plan(store, ALICE, 1, PlanBody(title="Cells", starts_at=SOON)).body
    assert lesson is not None
    planning.change(store, ALICE, 1, lesson.id, {"starts_at": SOON + timedelta(hours=1)})
    planning.cancel(store, ALICE, 1, lesson.id)
    for what in ("start", "end"):
        log.append(store, 1, [Op(ALICE.id, "lesson", {"do": what}, is_teacher=True)])
    log.append(store, 1, [Op(BOB.id, "chat", {"content": "Alice?", "mentions": [ALICE.id]})])
    events = dict(emitted(store))
    said = news.Mentioned.model_validate(events["classroom.mentioned"])
    started = news.LessonStarted.model_validate(events["classroom.lesson_started"])
    ended = news.LessonEnded.model_validate(events["classroom.lesson_ended"])
    assert (said.room_id, said.room_name, said.excerpt) == (1, "Room 1", "Alice?")
    assert (said.sender_id, said.user_ids) == (BOB.id, [ALICE.id])
    assert started.lesson_id == ended.lesson_id
    planned = news.LessonPlanned.model_validate(events["classroom.lesson_planned"])
    moved = news.LessonMoved.model_validate(events["classroom.lesson_moved"])
    cancelled = news.LessonPlanned.model_validate(events["classroom.lesson_cancelled"])
    assert (planned.title, planned.starts_at, moved.previous) == ("Cells", SOON, SOON)
    assert cancelled.planned_id == moved.planned_id == planned.planned_id
