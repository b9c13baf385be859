"""Lessons are planned, moved and cancelled by the room's teacher, and the others are told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from chassis.call import Actor
from chassis.clock import now
from chassis.database import Store
from chassis.errors import Forbidden, InvalidInput, NotFound
from chassis.testing.databases import emitted
from classroom.schemas import PlanBody, PlanQuery, RoomBody
from classroom.usecases import planning, rooms
from services.classroom.tests.conftest import ALICE, BOB, CHARLIE, COURSE, FakeAccounts, FakeCourses, FakeLive

SOON = now().replace(microsecond=0) + timedelta(days=1)


def make_room(db: Store, course: int | None = COURSE) -> int:
    courses = FakeCourses()
    courses.students = {BOB.id}
    body = RoomBody(name=f"Biology {course}", course=course)
    made = rooms.create_room(db, FakeAccounts(), courses, ALICE, body).body
    assert made is not None
    return made.id


@pytest.fixture
def room(db: Store) -> int:
    """Alice's room, whose course Bob is in."""
    return make_room(db)


def planned(db: Store, room: int, at: datetime = SOON, **more: Any) -> int:
    answer = planning.plan(db, ALICE, room, PlanBody(starts_at=at, **more)).body
    assert answer is not None
    return answer.id


def listed(db: Store, who: Actor) -> list[tuple[str, datetime, int, bool]]:
    page = planning.list_planned(db, who, PlanQuery(course=COURSE))
    return [(one.title, one.starts_at, one.minutes, one.is_owner) for one in page.items]


def told(db: Store) -> list[tuple[str, dict[str, Any]]]:
    return [(fact, data) for fact, data in emitted(db) if fact.startswith("classroom.lesson_")]


def test_a_planned_lesson_is_seen_by_those_with_a_place_and_told(db: Store, room: int) -> None:
    planned(db, room, title="Cells", minutes=45)
    assert listed(db, ALICE) == [("Cells", SOON, 45, True)]
    assert listed(db, BOB) == [("Cells", SOON, 45, False)]
    assert listed(db, CHARLIE) == []
    ((fact, data),) = told(db)
    assert (fact, data["course_id"], data["title"]) == ("classroom.lesson_planned", COURSE, "Cells")


def test_moving_one_keeps_its_length_and_tells_where_it_was(db: Store, room: int) -> None:
    lesson = planned(db, room, minutes=45)
    later = SOON + timedelta(hours=2)
    planning.change(db, ALICE, room, lesson, {"starts_at": later})
    assert listed(db, BOB) == [("", later, 45, False)]
    fact, data = told(db)[-1]
    assert fact == "classroom.lesson_moved"
    assert datetime.fromisoformat(data["previous"]) == SOON
    assert datetime.fromisoformat(data["ends_at"]) == later + timedelta(minutes=45)


def test_a_change_that_changes_nothing_is_not_told(db: Store, room: int) -> None:
    lesson = planned(db, room)
    planning.change(db, ALICE, room, lesson, {"starts_at": SOON, "minutes": 60})
    assert len(told(db)) == 1


def test_a_cancelled_one_is_gone_and_told(db: Store, room: int) -> None:
    lesson = planned(db, room)
    planning.cancel(db, ALICE, room, lesson)
    assert listed(db, BOB) == []
    assert told(db)[-1][0] == "classroom.lesson_cancelled"
    with pytest.raises(NotFound):
        planning.cancel(db, ALICE, room, lesson)


def test_a_room_that_is_deleted_cancels_what_was_planned_in_it(db: Store, room: int) -> None:
    planned(db, room)
    rooms.delete_room(db, FakeLive(), ALICE, room)
    assert told(db)[-1][0] == "classroom.lesson_cancelled"


@pytest.mark.parametrize(("who", "error"), [(BOB, Forbidden), (CHARLIE, NotFound)])
def test_only_the_rooms_teacher_plans(db: Store, room: int, who: Actor, error: type[Exception]) -> None:
    lesson = planned(db, room)
    with pytest.raises(error):
        planning.plan(db, who, room, PlanBody(starts_at=SOON))
    with pytest.raises(error):
        planning.change(db, who, room, lesson, {"minutes": 5})
    with pytest.raises(error):
        planning.cancel(db, who, room, lesson)
    assert len(told(db)) == 1


def test_what_is_over_or_in_another_room_is_not_planned(db: Store, room: int) -> None:
    lesson = planned(db, room)
    with pytest.raises(InvalidInput):
        planned(db, room, at=now() - timedelta(minutes=1))
    with pytest.raises(InvalidInput):
        planning.change(db, ALICE, room, lesson, {"starts_at": now() - timedelta(minutes=1)})
    alone = make_room(db, course=None)
    with pytest.raises(InvalidInput):
        planned(db, alone)
    with pytest.raises(NotFound):
        planning.cancel(db, ALICE, alone, lesson)
