"""Lessons, for calendars."""

from __future__ import annotations

from chassis.database import Store
from chassis.errors import Unavailable
from notifications.models import Lesson
from notifications.news import LessonEnded, LessonStarted


def started(db: Store, lesson: LessonStarted) -> None:
    """A lesson of a course has begun."""
    if lesson.course_id is None:
        return
    with db.write() as session:
        if session.get(Lesson, lesson.lesson_id) is None:
            session.add(
                Lesson(
                    lesson_id=lesson.lesson_id,
                    course_id=lesson.course_id,
                    room_name=lesson.room_name,
                    started_at=lesson.started_at,
                )
            )


def ended(db: Store, lesson: LessonEnded) -> None:
    """It is over. Raises Unavailable before its beginning is known."""
    if lesson.course_id is None:
        return
    with db.write() as session:
        known = session.get(Lesson, lesson.lesson_id)
        if known is None:
            raise Unavailable("notifications.not_yet_known", "Nothing is known of that lesson yet.")
        known.ended_at = lesson.ended_at
