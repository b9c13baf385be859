"""Planned lessons: told, in calendars, moved and crossed out there, and reminded of once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from sqlalchemy import select

from chassis.clock import now
from chassis.database import Store
from notifications.models import Notification
from notifications.news import LessonMoved, LessonPlanned, LessonStarted
from notifications.usecases import lessons, planned

from .conftest import BOB, FakeCourses, FakeLive
from .test_calendar import entries
from .test_deadlines import event

SOON = now().replace(microsecond=0) + timedelta(hours=3)
HOUR = timedelta(hours=1)


def lesson(starts_at: datetime = SOON, title: str = "Cells") -> LessonPlanned:
    return LessonPlanned(
        planned_id=4, course_id=5, room_name="Biology", title=title, starts_at=starts_at, ends_at=starts_at + HOUR
    )


def plan(db: Store, at: datetime | None = None) -> None:
    planned.planned(db, FakeLive(), FakeCourses(), event(at), lesson())


def move(db: Store, to: datetime, at: datetime | None = None) -> None:
    change = LessonMoved(**lesson(to).model_dump(), previous=SOON)
    planned.moved(db, FakeLive(), FakeCourses(), event(at), change)


def cancel(db: Store, at: datetime | None = None) -> None:
    planned.cancelled(db, FakeLive(), FakeCourses(), event(at), lesson())


def kinds(db: Store) -> list[str]:
    """What Bob was told, the oldest first."""
    with db.read() as session:
        told = select(Notification.kind).where(Notification.recipient_id == BOB.id).order_by(Notification.id)
        return list(session.scalars(told))


def remind(db: Store, moment: datetime) -> None:
    planned.remind(db, FakeLive(), FakeCourses(), moment)


def test_a_planned_lesson_is_told_and_in_the_calendar(db: Store) -> None:
    plan(db)
    entry = entries(db)["planned-4"]
    assert kinds(db) == ["lesson_planned"]
    assert str(entry["SUMMARY"]) == "Lesson: Cells"
    assert str(entry["DESCRIPTION"]) == "Biology"
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (SOON, SOON + HOUR)
    assert str(entry["URL"]).endswith("/c/5/live")


def test_moving_a_lesson_moves_its_entry(db: Store) -> None:
    plan(db)
    before = entries(db)["planned-4"]
    move(db, SOON + HOUR)
    after = entries(db)["planned-4"]
    assert after["DTSTART"].dt == SOON + HOUR
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert kinds(db) == ["lesson_planned", "lesson_moved"]


def test_a_new_title_is_shown_and_not_told(db: Store) -> None:
    plan(db)
    renamed = LessonMoved(**lesson(title="Leaves").model_dump(), previous=SOON)
    planned.moved(db, FakeLive(), FakeCourses(), event(), renamed)
    assert str(entries(db)["planned-4"]["SUMMARY"]) == "Lesson: Leaves"
    assert kinds(db) == ["lesson_planned"]


def test_a_cancelled_lesson_is_crossed_out_and_not_reminded_of(db: Store) -> None:
    plan(db)
    cancel(db)
    assert entries(db)["planned-4"]["STATUS"] == "CANCELLED"
    remind(db, SOON - HOUR / 2)
    assert kinds(db) == ["lesson_planned", "lesson_cancelled"]


def test_what_arrives_late_changes_nothing(db: Store) -> None:
    cancel(db)
    plan(db, at=now() - HOUR)
    move(db, SOON + HOUR, at=now() - HOUR / 2)
    assert entries(db)["planned-4"]["STATUS"] == "CANCELLED"
    assert kinds(db) == ["lesson_cancelled"]


def test_an_hour_before_it_is_reminded_of_once_by_however_many(db: Store) -> None:
    plan(db)
    remind(db, SOON - HOUR - timedelta(seconds=1))
    assert kinds(db) == ["lesson_planned"]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: remind(db, SOON - HOUR), range(3)))
    assert kinds(db) == ["lesson_planned", "lesson_near"]


def test_a_lesson_that_was_moved_is_reminded_of_at_its_new_time(db: Store) -> None:
    plan(db)
    remind(db, SOON - HOUR)
    move(db, SOON + 2 * HOUR)
    remind(db, SOON)
    assert kinds(db)[-1] == "lesson_moved"
    remind(db, SOON + HOUR)
    assert kinds(db)[-1] == "lesson_near"


def test_a_lesson_that_was_planned_and_held_is_one_entry(db: Store) -> None:
    plan(db)
    for number, begun in ((1, SOON - HOUR / 4), (2, SOON + 5 * HOUR)):
        held = LessonStarted(room_name="Biology", course_id=5, lesson_id=number, started_at=begun)
        lessons.started(db, held)
    assert set(entries(db)) == {"planned-4", "lesson-2"}
