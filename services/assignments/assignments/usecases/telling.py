"""What others are told: the events of this service, each with exactly the data that is promised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from assignments.models import Assignment, Attempt
from chassis.clock import wire
from chassis.events import emit


def published(session: Session, assignment: Assignment) -> None:
    """An assignment is there for the students."""
    _tell(session, "assignment_published", assignment, _described(assignment))


def deadline_changed(session: Session, assignment: Assignment, previous: datetime | None) -> None:
    """A published assignment has another deadline."""
    data = {**_described(assignment), "previous": _moment(previous)}
    _tell(session, "deadline_changed", assignment, data)


def deleted(session: Session, assignment: Assignment) -> None:
    """An assignment is gone."""
    data = {"assignment_id": assignment.id, "course_id": assignment.course_id}
    _tell(session, "assignment_deleted", assignment, data)


def submitted(session: Session, assignment: Assignment, attempt: Attempt) -> None:
    """A student has submitted."""
    data = {
        "submission_id": attempt.id,
        "assignment_id": assignment.id,
        "title": assignment.title,
        "assignment_type": assignment.assignment_type,
        "course_id": assignment.course_id,
        "course_title": assignment.course_title,
        "teacher_id": assignment.teacher_id,
        "student_id": attempt.student_id,
        "score": attempt.score,
    }
    _tell(session, "submission_made", assignment, data)


def extended(session: Session, assignment: Assignment, student_id: int, deadline: datetime | None) -> None:
    """A student has another deadline than the others."""
    data = {"assignment_id": assignment.id, "student_id": student_id, "deadline": _moment(deadline)}
    _tell(session, "extended", assignment, data)


def regraded(session: Session, assignment: Assignment, student_ids: Sequence[int]) -> None:
    """A wrong key was corrected; these students have another score now."""
    data = {
        "assignment_id": assignment.id,
        "title": assignment.title,
        "course_id": assignment.course_id,
        "student_ids": list(student_ids),
    }
    _tell(session, "regraded", assignment, data)


def _described(assignment: Assignment) -> dict[str, Any]:
    return {
        "assignment_id": assignment.id,
        "course_id": assignment.course_id,
        "course_title": assignment.course_title,
        "title": assignment.title,
        "assignment_type": assignment.assignment_type,
        "deadline": _moment(assignment.deadline),
        "teacher_id": assignment.teacher_id,
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else wire(moment)


def _tell(session: Session, fact: str, assignment: Assignment, data: dict[str, Any]) -> None:
    emit(session, f"assignments.{fact}", data, aggregate=f"assignment:{assignment.id}")
