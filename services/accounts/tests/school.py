"""Courses as their events tell of them, and windows that are open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from accounts.schemas.facts import CourseFact, SeatFact
from accounts.schemas.feed import FeedEvent
from accounts.usecases import courses
from chassis.call import Actor
from chassis.database import Store

MONDAY = datetime(2026, 1, 5, 8, tzinfo=UTC)


class FakeLive:
    """Remembers what open windows were told, in order."""

    def __init__(self) -> None:
        self.told: list[tuple[int, dict[str, Any]]] = []

    def tell(self, readers: Iterable[int], event: FeedEvent) -> None:
        """See `accounts.live.Live`."""
        self.told += ((reader, event.data.model_dump()) for reader in readers)


def teach(db: Store, teacher: Actor, course_id: int = 5, title: str = "Biology", minute: int = 0) -> int:
    """A teacher has made a course; its id."""
    fact = CourseFact(id=course_id, title=title, teacher_id=teacher.id)
    courses.note_course(db, fact, MONDAY + timedelta(minutes=minute))
    return course_id


def seat(
    db: Store,
    teacher: Actor,
    student: Actor,
    course_id: int = 5,
    *,
    is_active: bool = True,
    minute: int = 0,
    title: str = "Biology",
) -> None:
    """A student has come into a course, or left it."""
    fact = SeatFact(course_id=course_id, course_title=title, teacher_id=teacher.id, student_id=student.id)
    courses.note_seat(db, fact, is_active, MONDAY + timedelta(minutes=minute))


def close(db: Store, teacher: Actor, course_id: int = 5, minute: int = 0) -> None:
    """A teacher has deleted a course."""
    fact = CourseFact(id=course_id, title="Biology", teacher_id=teacher.id)
    courses.note_course(db, fact, MONDAY + timedelta(minutes=minute), is_gone=True)
