"""Deadlines, reminders, lessons."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import not_, select
from sqlalchemy.orm import Session

from notifications.models import Calendar, Deadline, Extension, Lesson, PlannedLesson, Reminder, Submission


def deadline(session: Session, assignment_id: int) -> Deadline | None:
    """What is known of an assignment."""
    return session.get(Deadline, assignment_id)


def extension(session: Session, assignment_id: int, student_id: int) -> Extension | None:
    """A student's own deadline."""
    return session.get(Extension, (assignment_id, student_id))


def extended_students(session: Session, assignment_id: int) -> set[int]:
    """Who has a deadline of their own."""
    return set(session.scalars(select(Extension.student_id).where(Extension.assignment_id == assignment_id)))


def submitters(session: Session, assignment_id: int) -> set[int]:
    """Who has handed something in."""
    return set(session.scalars(select(Submission.student_id).where(Submission.assignment_id == assignment_id)))


def has_submitted(session: Session, assignment_id: int, student_id: int) -> bool:
    """Whether somebody has."""
    return session.get(Submission, (assignment_id, student_id)) is not None


def due_reminders(session: Session, moment: datetime, limit: int) -> Sequence[Reminder]:
    """Reminders to give now, the longest overdue first."""
    due = select(Reminder).where(Reminder.done_at.is_(None), Reminder.due_at <= moment)
    return session.scalars(due.order_by(Reminder.due_at, Reminder.id).limit(limit)).all()


def calendar(session: Session, user_id: int) -> Calendar | None:
    """Somebody's calendar address, if they ever reset it."""
    return session.get(Calendar, user_id)


def deadlines_of(session: Session, course_ids: Collection[int], since: datetime) -> Sequence[Deadline]:
    """Deadlines of courses that are not over for long, deleted ones too."""
    known = select(Deadline).where(Deadline.course_id.in_(course_ids), Deadline.due_at > since)
    return session.scalars(known.order_by(Deadline.due_at)).all()


def extensions_of(session: Session, student_id: int, assignment_ids: Collection[int]) -> dict[int, Extension]:
    """A student's own deadlines, by assignment."""
    own = select(Extension).where(Extension.student_id == student_id, Extension.assignment_id.in_(assignment_ids))
    return {row.assignment_id: row for row in session.scalars(own)}


def lessons_of(session: Session, course_ids: Collection[int], since: datetime) -> Sequence[Lesson]:
    """Lessons of courses."""
    held = select(Lesson).where(Lesson.course_id.in_(course_ids), Lesson.started_at > since)
    return session.scalars(held.order_by(Lesson.started_at)).all()


def planned_of(session: Session, course_ids: Collection[int], since: datetime) -> Sequence[PlannedLesson]:
    """Lessons planned in courses, cancelled ones too."""
    planned = select(PlannedLesson).where(PlannedLesson.course_id.in_(course_ids), PlannedLesson.ends_at > since)
    return session.scalars(planned.order_by(PlannedLesson.starts_at)).all()


def lessons_to_remind_of(session: Session, after: datetime, until: datetime, limit: int) -> Sequence[PlannedLesson]:
    """Lessons that begin in between, which nobody was reminded of."""
    waiting = not_(PlannedLesson.is_reminded), PlannedLesson.is_cancelled.is_(False)
    soon = select(PlannedLesson).where(*waiting, PlannedLesson.starts_at > after, PlannedLesson.starts_at <= until)
    return session.scalars(soon.order_by(PlannedLesson.starts_at).limit(limit)).all()


def reminded(session: Session, assignment_id: int, student_id: int, due_at: datetime) -> set[int]:
    """Which reminders of this very deadline were given: hours before."""
    given = select(Reminder.hours).where(
        Reminder.assignment_id == assignment_id,
        Reminder.student_id == student_id,
        Reminder.deadline == due_at,
        Reminder.done_at.is_not(None),
    )
    return set(session.scalars(given))
