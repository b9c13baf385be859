"""What this service tells others of a course. Only a use case knows when: it tells within its transaction."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from chassis.events import emit
from courses.models import Course


def tell_of(session: Session, fact: str, course: Course, **more: Any) -> None:
    """Something happened to the course itself: `{id, title, teacher_id}` and what else the fact says."""
    _emit(session, fact, course, {"id": course.id, "title": course.title, "teacher_id": course.teacher_id, **more})


def tell_in(session: Session, fact: str, course: Course, **more: Any) -> None:
    """Something happened in the course: `{course_id, course_title, teacher_id}` and what else the fact says."""
    place = {"course_id": course.id, "course_title": course.title, "teacher_id": course.teacher_id}
    _emit(session, fact, course, {**place, **more})


def _emit(session: Session, fact: str, course: Course, data: dict[str, Any]) -> None:
    """All facts of a course leave in order."""
    emit(session, fact, data, aggregate=f"course:{course.id}")
