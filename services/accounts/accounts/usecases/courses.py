"""Who is in which course, as the courses service tells it. Old news never undo newer ones."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from accounts import queries
from accounts.models import Invitation, KnownCourse, KnownMember
from accounts.schemas.facts import CourseFact, SeatFact
from chassis.database import Store


def note_course(db: Store, fact: CourseFact, moment: datetime, *, is_gone: bool = False) -> None:
    """Remember a course, or that it is gone: then it never comes back, and nothing here refers to it any more."""
    with db.write() as session:
        known = queries.known_course(session, fact.id, locked=True)
        if known is None:
            session.add(_course(fact.id, fact.title, fact.teacher_id, moment, is_gone=is_gone))
        elif is_gone or (not known.is_gone and moment >= known.as_of):
            known.title, known.teacher_id, known.is_gone, known.as_of = fact.title, fact.teacher_id, is_gone, moment
        if is_gone:
            session.execute(delete(KnownMember).where(KnownMember.course_id == fact.id))
            session.execute(update(Invitation).where(Invitation.course_id == fact.id).values(course_id=None))


def note_seat(db: Store, fact: SeatFact, is_active: bool, moment: datetime) -> None:
    """Remember that a student is in a course, or is not any more; the course, too, if it was not known."""
    with db.write() as session:
        course = queries.known_course(session, fact.course_id)
        if course is None:
            session.add(_course(fact.course_id, fact.course_title, fact.teacher_id, moment))
        elif course.is_gone:
            return
        _note_member(session, fact, is_active, moment)


def _note_member(session: Session, fact: SeatFact, is_active: bool, moment: datetime) -> None:
    known = queries.locked_member(session, fact.course_id, fact.student_id)
    if known is None:
        known = KnownMember(course_id=fact.course_id, student_id=fact.student_id, is_active=is_active, as_of=moment)
        session.add(known)
    elif moment >= known.as_of:
        known.is_active, known.as_of = is_active, moment


def _course(course_id: int, title: str, teacher_id: int, moment: datetime, *, is_gone: bool = False) -> KnownCourse:
    return KnownCourse(id=course_id, title=title, teacher_id=teacher_id, is_gone=is_gone, as_of=moment)
