"""The worker on the real broker: rooms follow their courses, whatever order events arrive in."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chassis.database import Store
from chassis.errors import NotFound
from chassis.testing.broker import Broker
from chassis.testing.channels import listening
from chassis.testing.databases import migrated_database, store_at
from chassis.testing.fakes import faked
from chassis.testing.processes import running
from chassis.testing.waiting import eventually
from classroom import schemas
from classroom.handlers import ClassroomHandlers
from classroom.live import CHANGED
from classroom.usecases import rooms
from services.classroom.tests.conftest import ALICE, BOB, CHARLIE, COURSE, FakeAccounts, FakeCourses, make


class Truth:
    """What the courses service answers at the moment."""

    def __init__(self) -> None:
        self.students: set[int] = set()

    def get_membership(self, course_id: int, user_id: int) -> dict[str, Any]:
        """As courses answers it."""
        if course_id != COURSE:
            raise NotFound("courses.not_found", "There is no such course.")
        return {"membership": "student" if user_id in self.students else "none"}


@pytest.fixture
def stored(tmp_path: Path) -> Store:
    """The worker's database."""
    url = migrated_database("classroom", tmp_path)
    return store_at(url)


@pytest.fixture
def broker(amqp_url: str, redis_url: str, stored: Store, tmp_path: Path) -> Iterator[Broker]:
    """The test's own hands on the broker, with the worker running."""
    environment = {
        "AMQP_URL": amqp_url,
        "REDIS_URL": redis_url,
        "CLASSROOM_DATABASE_URL": str(stored.engine.url),
        "RETRY_LADDER_MS": "50,100,400,2000",
    }
    with contextlib.closing(Broker(amqp_url)) as hands:
        with running("classroom.handlers:ClassroomHandlers", environment, tmp_path):
            yield hands
        hands.delete_queues_of(ClassroomHandlers)


def participants(stored: Store, room: schemas.Room) -> list[int]:
    return rooms.get_room(stored, ALICE, room.id).participants


def test_a_courses_room_follows_the_course(broker: Broker, stored: Store, amqp_url: str, redis_url: str) -> None:
    room = make(stored, FakeAccounts(), FakeCourses(), name="Biology", course=COURSE)
    truth = Truth()
    seat = {"course_id": COURSE, "course_title": "Biology", "teacher_id": ALICE.id, "student_id": BOB.id}
    with faked(amqp_url, "courses", get_membership=truth.get_membership), listening(redis_url, CHANGED) as nodes:
        truth.students = {BOB.id, CHARLIE.id}
        broker.tell("courses.student_unenrolled", seat)
        eventually(lambda: participants(stored, room) == [BOB.id], "an old event changes nothing")
        assert nodes.next() == {"room": room.id}
        broker.tell("courses.student_added", {**seat, "student_id": CHARLIE.id})
        eventually(lambda: participants(stored, room) == [BOB.id, CHARLIE.id], "Charlie has a place")
        truth.students = {CHARLIE.id}
        broker.tell("courses.student_blocked", seat)
        eventually(lambda: participants(stored, room) == [CHARLIE.id], "Bob has lost his place")
        broker.tell("courses.course_deleted", {"id": COURSE, "title": "Biology", "student_ids": [CHARLIE.id]})
        eventually(lambda: not rooms.list_rooms(stored, ALICE, schemas.RoomQuery()).items, "the room is gone")
