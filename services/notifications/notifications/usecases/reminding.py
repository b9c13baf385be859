"""Giving reminders that have come due: once, to those who have not handed anything in."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from chassis.clock import wire
from chassis.database import Store
from notifications.clients import Courses
from notifications.domain.deadlines import is_pointless, page_of, reminder_id
from notifications.domain.notices import Facts, Kind, Notice, to_all
from notifications.live import Live
from notifications.models import EVERYBODY, Reminder
from notifications.queries import deadlines as queries
from notifications.usecases.members import students
from notifications.usecases.telling import notify

BATCH = 50


def remind(db: Store, live: Live, courses: Courses, moment: datetime) -> int:
    """Give what is due; how many reminders that were. Another process may do the same at the same time."""
    with db.read() as session:
        due = queries.due_reminders(session, moment, BATCH)
    for reminder in due:
        _give(db, live, courses, reminder, moment)
    return len(due)


def _give(db: Store, live: Live, courses: Courses, reminder: Reminder, moment: datetime) -> None:
    people = _people(db, courses, reminder, moment)
    with db.unit(), db.write() as session:
        if not _mark(session, reminder, moment):
            return
        event_id = reminder_id(reminder.assignment_id, reminder.hours, reminder.deadline)
        notify(db, live, event_id, _notices(session, reminder, people))


def _people(db: Store, courses: Courses, reminder: Reminder, moment: datetime) -> list[int]:
    """Whom it may concern; nobody if it comes too late."""
    with db.read() as session:
        known = queries.deadline(session, reminder.assignment_id)
        extended = queries.extended_students(session, reminder.assignment_id)
    if known is None or known.is_deleted or is_pointless(reminder.hours, reminder.deadline, moment):
        return []
    if reminder.student_id != EVERYBODY:
        return [reminder.student_id]
    return [one for one in students(courses, known.course_id) if one not in extended]


def _mark(session: Session, reminder: Reminder, moment: datetime) -> bool:
    """Whether it was for us to give: somebody else may have, or it is planned no more."""
    waiting = update(Reminder).where(Reminder.id == reminder.id, Reminder.done_at.is_(None))
    marked = cast("CursorResult[Any]", session.execute(waiting.values(done_at=moment)))
    return marked.rowcount == 1


def _notices(session: Session, reminder: Reminder, people: list[int]) -> list[Notice]:
    known = queries.deadline(session, reminder.assignment_id)
    if known is None or not people:
        return []
    done = queries.submitters(session, reminder.assignment_id)
    facts: Facts = {
        "assignment": known.title,
        "course": known.course_title,
        "hours": reminder.hours,
        "due_at": wire(reminder.deadline),
    }
    link = page_of(known.assignment_id, known.assignment_type)
    return to_all((one for one in people if one not in done), Kind.DEADLINE_NEAR, facts, link)
