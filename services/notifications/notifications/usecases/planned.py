"""Following lessons that are planned: who is told, what calendars show, and a reminder an hour before.

Events may arrive in another order than they happened in: what is older than what is known changes nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from chassis.clock import now, wire
from chassis.database import Store
from chassis.events import Event
from notifications.clients import Courses
from notifications.domain.notices import Facts, Kind, Notice, to_all
from notifications.live import Live
from notifications.models import PlannedLesson
from notifications.news import LessonMoved, LessonPlanned
from notifications.queries import deadlines as queries
from notifications.usecases.members import students
from notifications.usecases.telling import notify

BEFORE = timedelta(hours=1)
BATCH = 50
_NAMES = uuid.UUID("0b0e5a52-4d3b-4d4f-8d3c-1c9a2f6f5a11")


def planned(db: Store, live: Live, courses: Courses, event: Event, new: LessonPlanned) -> None:
    """A lesson is to be held; all who are enrolled are told."""
    _follow(db, live, event, new, _notices(courses, new, Kind.LESSON_PLANNED, {}))


def moved(db: Store, live: Live, courses: Courses, event: Event, new: LessonMoved) -> None:
    """It was changed; all who are enrolled are told if it begins at another time."""
    told = _notices(courses, new, Kind.LESSON_MOVED, {"previous_at": wire(new.previous)})
    _follow(db, live, event, new, told if new.previous != new.starts_at else [])


def cancelled(db: Store, live: Live, courses: Courses, event: Event, gone: LessonPlanned) -> None:
    """It will not be held; all who are enrolled are told, and calendars cross it out."""
    told = _notices(courses, gone, Kind.LESSON_CANCELLED, {}) if gone.starts_at > now() else []
    _follow(db, live, event, gone, told, is_cancelled=True)


def remind(db: Store, live: Live, courses: Courses, moment: datetime) -> int:
    """Remind people of what begins soon; how many lessons that were. Several processes may do it at the same time."""
    with db.read() as session:
        due = queries.lessons_to_remind_of(session, moment, moment + BEFORE, BATCH)
    for one in due:
        lesson = LessonPlanned.model_validate(one, from_attributes=True)
        told = _notices(courses, lesson, Kind.LESSON_NEAR, {})
        with db.unit(), db.write() as session:
            if _mark(session, one):
                notify(db, live, str(uuid.uuid5(_NAMES, f"{one.planned_id}/{one.starts_at.isoformat()}")), told)
    return len(due)


def _follow(
    db: Store, live: Live, event: Event, new: LessonPlanned, told: Sequence[Notice], is_cancelled: bool = False
) -> None:
    moment = datetime.fromisoformat(event.time)
    with db.write() as session:
        known = session.get(PlannedLesson, new.planned_id)
        if known is not None and (known.is_cancelled or known.changed_at > moment):
            return
        is_new_time = known is None or known.starts_at != new.starts_at
        if known is None:
            known = PlannedLesson(planned_id=new.planned_id, sequence=-1, is_reminded=False)
            session.add(known)
        known.course_id, known.room_name, known.title = new.course_id, new.room_name, new.title
        known.starts_at, known.ends_at, known.changed_at = new.starts_at, new.ends_at, moment
        known.is_cancelled = is_cancelled
        known.sequence += 1
        if is_new_time:
            known.is_reminded = new.starts_at - BEFORE <= now()
        session.flush()
        notify(db, live, event.id, told)


def _mark(session: Session, lesson: PlannedLesson) -> bool:
    """Whether it was for us to remind: somebody else may have, or it was moved meanwhile."""
    waiting = update(PlannedLesson).where(
        PlannedLesson.planned_id == lesson.planned_id,
        PlannedLesson.starts_at == lesson.starts_at,
        PlannedLesson.is_cancelled.is_(False),
        PlannedLesson.is_reminded.is_(False),
    )
    return cast("CursorResult[Any]", session.execute(waiting.values(is_reminded=True))).rowcount == 1


def _notices(courses: Courses, lesson: LessonPlanned, kind: Kind, more: Facts) -> list[Notice]:
    facts = {"lesson": lesson.title or lesson.room_name, "starts_at": wire(lesson.starts_at), **more}
    return to_all(students(courses, lesson.course_id), kind, facts, f"/c/{lesson.course_id}/live")
