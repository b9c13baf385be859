"""Correcting a quiz that students have answered: wording, and wrong keys, which regrade every submission once."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from assignments import queries
from assignments.domain import Item, changed_keys, identified, in_place, items_of, right_answers, same_questions, score
from assignments.models import Assignment, Attempt, Regrade
from assignments.usecases import telling
from assignments.usecases.desk import Desk
from chassis.clock import now
from chassis.errors import Conflict


def correct(desk: Desk, session: Session, assignment: Assignment, new: list[Item]) -> None:
    """Put corrected questions in place of the old ones. Raises Conflict when they are not the same questions."""
    old = items_of(assignment.content)
    items = identified(in_place(new, old), old)
    if not same_questions(items, old):
        message = "Students have begun to answer: questions can be corrected, not added, removed or reordered."
        raise Conflict("assignments.answered", message)
    assignment.content = {"questions": items}
    changes = changed_keys(items, old)
    if changes:
        _regrade(desk, session, assignment, changes)


def grade(assignment: Assignment, attempt: Attempt) -> None:
    """Give a submission its score by the keys as they are now."""
    questions = items_of(assignment.content)
    attempt.right = right_answers(questions, attempt.answers)
    attempt.score = score(attempt.right, len(questions))


def _regrade(desk: Desk, session: Session, assignment: Assignment, changes: list[dict[str, Any]]) -> None:
    attempts = queries.submitted_attempts(session, assignment.id)
    before = {attempt.id: attempt.score for attempt in attempts}
    for attempt in attempts:
        grade(assignment, attempt)
    changed = [attempt for attempt in attempts if attempt.score != before[attempt.id]]
    session.add(
        Regrade(
            assignment_id=assignment.id,
            actor_id=desk.actor.id,
            changes=changes,
            regraded=len(attempts),
            changed_scores=len(changed),
            created_at=now(),
        )
    )
    if changed:
        telling.regraded(session, assignment, sorted({attempt.student_id for attempt in changed}))
