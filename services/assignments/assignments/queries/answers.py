"""Assignments, and what students have submitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from assignments.domain import AssignmentStatus
from assignments.models import Assignment, Attempt, Override, Regrade, Report


def assignment(session: Session, assignment_id: int) -> Assignment | None:
    """One assignment."""
    return session.get(Assignment, assignment_id)


def held_assignment(session: Session, assignment_id: int) -> Assignment | None:
    """One assignment, which nobody else changes before this transaction ends."""
    return session.scalars(select(Assignment).where(Assignment.id == assignment_id).with_for_update()).one_or_none()


def assignments_of_teacher(teacher_id: int) -> Select[Assignment]:
    """All assignments of a teacher's courses."""
    return select(Assignment).where(Assignment.teacher_id == teacher_id)


def published_in(course_ids: Sequence[int]) -> Select[Assignment]:
    """What the students of these courses may see."""
    return select(Assignment).where(
        Assignment.course_id.in_(course_ids), Assignment.status == AssignmentStatus.PUBLISHED
    )


def still_to_do(student_id: int, moment: datetime) -> ColumnElement[bool]:
    """With a deadline, of everyone or the student's own, that is to come, and not submitted yet."""
    submitted = exists().where(
        Attempt.assignment_id == Assignment.id,
        Attempt.student_id == student_id,
        Attempt.submitted_at.is_not(None),
    )
    extended = exists().where(
        Override.assignment_id == Assignment.id, Override.student_id == student_id, Override.deadline >= moment
    )
    in_time = and_(Assignment.deadline.is_not(None), or_(Assignment.deadline >= moment, extended))
    return and_(Assignment.status == AssignmentStatus.PUBLISHED, in_time, ~submitted)


def after_deadline_and_id(deadline: datetime, assignment_id: int) -> ColumnElement[bool]:
    """What comes after this place where the soonest deadline is first."""
    same = and_(Assignment.deadline == deadline, Assignment.id > assignment_id)
    return or_(Assignment.deadline > deadline, same)


def count(session: Session, wanted: Select[Assignment]) -> int:
    """How many rows there are in all."""
    return session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0


def assignments_of_course(session: Session, course_id: int) -> list[Assignment]:
    """All assignments of a course, whatever their status."""
    return list(session.scalars(select(Assignment).where(Assignment.course_id == course_id)))


@dataclass(frozen=True, slots=True)
class Work:
    """What a student has done of an assignment: submissions, the best score, and the attempt in progress."""

    submitted: int = 0
    best: int | None = None
    open_id: int | None = None


def work_of(session: Session, student_id: int, assignment_ids: Sequence[int]) -> dict[int, Work]:
    """A student's work on each of these assignments; those without any are left out."""
    rows = session.execute(
        select(
            Attempt.assignment_id,
            func.count(Attempt.submitted_at),
            func.max(Attempt.score),
            func.max(Attempt.id).filter(Attempt.submitted_at.is_(None)),
        )
        .where(Attempt.student_id == student_id, Attempt.assignment_id.in_(assignment_ids))
        .group_by(Attempt.assignment_id)
    )
    return {row[0]: Work(row[1], row[2], row[3]) for row in rows}


def submission_counts(session: Session, assignment_ids: Sequence[int]) -> dict[int, int]:
    """How many submissions each of these assignments has; those without any are left out."""
    rows = session.execute(
        select(Attempt.assignment_id, func.count())
        .where(Attempt.assignment_id.in_(assignment_ids), Attempt.submitted_at.is_not(None))
        .group_by(Attempt.assignment_id)
    )
    return {row[0]: row[1] for row in rows}


def overrides_for(session: Session, student_id: int, assignment_ids: Sequence[int]) -> dict[int, Override]:
    """What a student may do beyond the others, by assignment."""
    rows = session.scalars(
        select(Override).where(Override.student_id == student_id, Override.assignment_id.in_(assignment_ids))
    )
    return {row.assignment_id: row for row in rows}


def override(session: Session, assignment_id: int, student_id: int) -> Override | None:
    """What a student may do beyond the others in one assignment."""
    return overrides_for(session, student_id, [assignment_id]).get(assignment_id)


def overrides(assignment_id: int) -> Select[Override]:
    """All exceptions of an assignment."""
    return select(Override).where(Override.assignment_id == assignment_id)


def attempts_of(session: Session, assignment_id: int, student_id: int) -> list[Attempt]:
    """A student's attempts at an assignment, submitted or not, in their order."""
    return list(
        session.scalars(
            select(Attempt)
            .where(Attempt.assignment_id == assignment_id, Attempt.student_id == student_id)
            .order_by(Attempt.number)
        )
    )


def attempt(session: Session, attempt_id: int) -> Attempt | None:
    """One attempt, submitted or not."""
    return session.get(Attempt, attempt_id)


def is_attempted(session: Session, assignment_id: int) -> bool:
    """Whether anybody has begun."""
    return bool(session.scalar(select(exists().where(Attempt.assignment_id == assignment_id))))


def has_submitted(session: Session, assignment_id: int, student_id: int) -> bool:
    """Whether a student has submitted at least once."""
    return bool(session.scalar(select(exists().where(*_submitted_by(assignment_id, student_id)))))


def _submitted_by(assignment_id: int, student_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Attempt.assignment_id == assignment_id,
        Attempt.student_id == student_id,
        Attempt.submitted_at.is_not(None),
    )


def open_attempts(student_id: int) -> Select[Attempt]:
    """A student's attempts in progress."""
    return select(Attempt).where(Attempt.student_id == student_id, Attempt.submitted_at.is_(None))


def overdue_attempts(session: Session, moment: datetime, limit: int) -> list[int]:
    """Ids of attempts in progress whose student has no more time."""
    wanted = (
        select(Attempt.id)
        .join(Assignment, Assignment.id == Attempt.assignment_id)
        .outerjoin(
            Override,
            and_(Override.assignment_id == Attempt.assignment_id, Override.student_id == Attempt.student_id),
        )
        .where(
            Attempt.submitted_at.is_(None),
            Assignment.deadline < moment,
            or_(Override.deadline.is_(None), Override.deadline < moment),
        )
        .order_by(Attempt.id)
        .limit(limit)
    )
    return list(session.scalars(wanted))


def submissions() -> Select[Attempt, Assignment]:
    """All submissions with their assignments."""
    wanted = select(Attempt, Assignment).join(Assignment, Assignment.id == Attempt.assignment_id)
    return wanted.where(Attempt.submitted_at.is_not(None))


def submitted_attempts(session: Session, assignment_id: int) -> list[Attempt]:
    """Every submission of an assignment, in the order in which they were begun."""
    return list(
        session.scalars(
            select(Attempt)
            .where(Attempt.assignment_id == assignment_id, Attempt.submitted_at.is_not(None))
            .order_by(Attempt.id)
        )
    )


def regrades(assignment_id: int) -> Select[Regrade]:
    """What was regraded."""
    return select(Regrade).where(Regrade.assignment_id == assignment_id)


def reports(assignment_id: int) -> Select[Report]:
    """What students say is wrong."""
    return select(Report).where(Report.assignment_id == assignment_id)


def report(session: Session, report_id: int) -> Report | None:
    """One report."""
    return session.get(Report, report_id)


def report_by(session: Session, assignment_id: int, item_id: str, student_id: int) -> Report | None:
    """A student's report of one question."""
    wanted = reports(assignment_id).where(Report.item_id == item_id, Report.student_id == student_id)
    return session.scalars(wanted).one_or_none()


def assignment_with_source(session: Session, key: str) -> Assignment | None:
    """The assignment that is made from this file."""
    return session.scalars(select(Assignment).where(Assignment.source_key == key)).one_or_none()
