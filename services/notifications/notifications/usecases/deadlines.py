"""Following deadlines: who is told that one was set or moved, and which reminders are to come.

Events may arrive in another order than they happened in: what is older than what is known changes nothing.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Delete, delete, insert
from sqlalchemy.orm import Session

from chassis.clock import now, wire
from chassis.database import Store
from chassis.errors import Unavailable
from chassis.events import Event
from notifications.clients import Courses
from notifications.domain.deadlines import page_of, reminders
from notifications.domain.notices import Kind, Notice, to_all
from notifications.live import Live
from notifications.models import EVERYBODY, Deadline, Extension, Reminder, Submission
from notifications.news import AssignmentDeleted, AssignmentPublished, DeadlineChanged, Extended
from notifications.queries import deadlines as queries
from notifications.usecases.members import students
from notifications.usecases.telling import notify


def published(db: Store, live: Live, courses: Courses, event: Event, new: AssignmentPublished) -> None:
    """An assignment is there; if it is still to be handed in some day, all who are enrolled are told."""
    told = students(courses, new.course_id) if new.deadline and new.deadline > _time(event) else []
    with db.write() as session:
        _keep(session, new, _time(event))
        notify(db, live, event.id, to_all(told, Kind.DEADLINE_SET, _facts(new), _page(new)))


def moved(db: Store, live: Live, courses: Courses, event: Event, change: DeadlineChanged) -> None:
    """A deadline was set, moved or taken away; all who are enrolled are told."""
    told = students(courses, change.course_id)
    kind = Kind.DEADLINE_MOVED if change.previous else Kind.DEADLINE_SET
    kind = kind if change.deadline else Kind.DEADLINE_REMOVED
    with db.write() as session:
        _keep(session, change, _time(event))
        facts = {**_facts(change), "previous_at": wire(change.previous) if change.previous else None}
        notify(db, live, event.id, to_all(told, kind, facts, _page(change)))


def deleted(db: Store, event: Event, gone: AssignmentDeleted) -> None:
    """An assignment is gone: nobody is reminded, and calendars cross it out."""
    moment = _time(event)
    with db.write() as session:
        known = queries.deadline(session, gone.assignment_id)
        if known is None:
            session.add(
                Deadline(
                    assignment_id=gone.assignment_id,
                    course_id=gone.course_id,
                    course_title="",
                    title="",
                    assignment_type="",
                    due_at=None,
                    sequence=0,
                    changed_at=moment,
                    is_deleted=True,
                )
            )
        else:
            known.is_deleted, known.changed_at, known.sequence = True, moment, known.sequence + 1
        session.execute(_waiting(gone.assignment_id))


def extended(db: Store, live: Live, event: Event, more: Extended) -> None:
    """A student has a deadline of their own, and is told. Raises Unavailable before the assignment is known."""
    moment = _time(event)
    with db.write() as session:
        known = queries.deadline(session, more.assignment_id)
        if known is None:
            raise Unavailable("notifications.not_yet_known", "Nothing is known of that assignment yet.")
        own = queries.extension(session, more.assignment_id, more.student_id)
        if known.is_deleted or (own is not None and own.changed_at > moment):
            return
        sequence = 0 if own is None else own.sequence + 1
        session.merge(
            Extension(
                assignment_id=more.assignment_id,
                student_id=more.student_id,
                due_at=more.deadline,
                sequence=sequence,
                changed_at=moment,
            )
        )
        _plan(session, more.assignment_id, more.student_id, more.deadline)
        if more.deadline is not None:
            facts = {"assignment": known.title, "course": known.course_title, "due_at": wire(more.deadline)}
            link = page_of(more.assignment_id, known.assignment_type)
            notify(db, live, event.id, [Notice(more.student_id, Kind.DEADLINE_EXTENDED, facts, link)])


def handed_in(db: Store, assignment_id: int, student_id: int) -> None:
    """Somebody has handed something in: no reminder any more."""
    with db.write() as session:
        session.merge(Submission(assignment_id=assignment_id, student_id=student_id))
        session.execute(_waiting(assignment_id).where(Reminder.student_id == student_id))


def _keep(session: Session, new: AssignmentPublished, moment: datetime) -> None:
    known = queries.deadline(session, new.assignment_id)
    if known is None:
        known = Deadline(assignment_id=new.assignment_id, sequence=-1, is_deleted=False)
        session.add(known)
    elif known.is_deleted or known.changed_at > moment:
        return
    known.course_id, known.course_title, known.title = new.course_id, new.course_title, new.title
    known.assignment_type, known.due_at, known.changed_at = new.assignment_type, new.deadline, moment
    known.sequence += 1
    session.flush()
    _plan(session, new.assignment_id, EVERYBODY, new.deadline)


def _plan(session: Session, assignment_id: int, student_id: int, deadline: datetime | None) -> None:
    session.execute(_waiting(assignment_id).where(Reminder.student_id == student_id))
    ahead = reminders(deadline, now()) if deadline else []
    done = queries.reminded(session, assignment_id, student_id, deadline) if deadline else set()
    rows = [
        {"assignment_id": assignment_id, "student_id": student_id, "hours": hours, "deadline": deadline, "due_at": due}
        for hours, due in ahead
        if hours not in done
    ]
    if rows:
        session.execute(insert(Reminder), rows)


def _waiting(assignment_id: int) -> Delete:
    return delete(Reminder).where(Reminder.assignment_id == assignment_id, Reminder.done_at.is_(None))


def _facts(new: AssignmentPublished) -> dict[str, str | int | None]:
    due = wire(new.deadline) if new.deadline else None
    return {"assignment": new.title, "course": new.course_title, "due_at": due}


def _page(new: AssignmentPublished) -> str:
    return page_of(new.assignment_id, new.assignment_type)


def _time(event: Event) -> datetime:
    return datetime.fromisoformat(event.time)
