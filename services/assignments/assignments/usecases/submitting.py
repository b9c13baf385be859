"""Answering a quiz: attempts that are kept on the server as they grow, and their submission."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from assignments import policies, queries
from assignments.domain import attempts_allowed, is_past, items_of, latest
from assignments.models import Assignment, Attempt, Override
from assignments.schemas import attempts as schemas
from assignments.usecases import telling
from assignments.usecases.correcting import grade
from assignments.usecases.desk import Desk, held
from assignments.usecases.reviewing import submission
from chassis.clock import now
from chassis.database import Store
from chassis.database.paging import newest_first
from chassis.errors import Conflict, InvalidInput
from chassis.reply import Page, Reply

BATCH = 50


def submit_answers(desk: Desk, body: schemas.SubmissionBody) -> Reply[schemas.Submission]:
    """Submit all answers at once, ending the attempt in progress if there is one.

    The deadline is judged by this clock, at the moment the answers arrived. Raises NotFound, Forbidden, Conflict,
    and InvalidInput for a wrong number of answers, which uses up no attempt.
    """
    arrived = now()
    _require_student(desk, body.assignment)
    with desk.db.write() as session:
        assignment = held(session, body.assignment)
        policies.require_whole(body.answers, len(items_of(assignment.content)))
        attempt = _attempt_to_submit(desk, session, assignment, arrived)
        attempt.answers = list(body.answers)
        _submit(session, assignment, attempt)
        return _submitted(assignment, attempt)


def begin_attempt(desk: Desk, body: schemas.AttemptBody) -> Reply[schemas.Attempt]:
    """Begin an attempt, or go on with the one in progress. Raises NotFound, Forbidden, Conflict."""
    arrived = now()
    _require_student(desk, body.assignment)
    with desk.db.write() as session:
        assignment = held(session, body.assignment)
        known = queries.attempts_of(session, assignment.id, desk.actor.id)
        attempt = _open(session, desk, assignment, known, arrived)
        status = 200 if attempt in known else 201
        answer = _in_progress(session, assignment, attempt)
        return Reply(answer, status=status, location=f"/api/attempts/{attempt.id}/")


def list_attempts(desk: Desk, query: schemas.AttemptQuery) -> Page[schemas.Attempt]:
    """The actor's attempts in progress, newest first."""
    wanted = queries.open_attempts(desk.actor.id)
    if query.assignment is not None:
        wanted = wanted.where(Attempt.assignment_id == query.assignment)
    with desk.db.read() as session:
        page = newest_first(session, wanted, Attempt.id, query)
        answers = [_in_progress(session, held(session, row[0].assignment_id), row[0]) for row in page.rows]
    return Page(answers, page.next_cursor, page.total)


def get_attempt(desk: Desk, attempt_id: int) -> schemas.Attempt:
    """An attempt in progress of the actor's. Raises NotFound, also once it is submitted."""
    with desk.db.read() as session:
        attempt = policies.require_own(queries.attempt(session, attempt_id), desk.actor)
        if attempt.submitted_at is not None:
            raise policies.no_such_attempt()
        return _in_progress(session, held(session, attempt.assignment_id), attempt)


def save_answer(desk: Desk, attempt_id: int, body: schemas.AnswerBody) -> schemas.Attempt:
    """Keep the answer to one question. Raises NotFound, Forbidden, Conflict once it is submitted."""
    arrived = now()
    assignment_id = _own_attempt(desk, attempt_id)
    with desk.db.write() as session:
        assignment = held(session, assignment_id)
        attempt = policies.require_own(queries.attempt(session, attempt_id), desk.actor)
        if attempt.submitted_at is not None:
            raise Conflict("assignments.submitted", "This attempt is submitted already.")
        policies.require_in_time(_deadline(session, assignment, desk.actor.id), arrived)
        index = body.question
        if index >= len(attempt.answers):
            raise InvalidInput.field("question", f"This quiz has {len(attempt.answers)} questions.")
        attempt.answers = [*attempt.answers[:index], body.answer, *attempt.answers[index + 1 :]]
        return _in_progress(session, assignment, attempt)


def submit_attempt(desk: Desk, attempt_id: int) -> Reply[schemas.Submission]:
    """Submit an attempt as it stands; what was submitted before, also by the clock, comes back with 200.

    After the deadline it is what was kept until then that counts. Raises NotFound, Forbidden.
    """
    arrived = now()
    assignment_id = _own_attempt(desk, attempt_id)
    with desk.db.write() as session:
        assignment = held(session, assignment_id)
        attempt = policies.require_own(queries.attempt(session, attempt_id), desk.actor)
        if attempt.submitted_at is not None:
            return _submitted(assignment, attempt, status=200)
        attempt.by_clock = is_past(_deadline(session, assignment, desk.actor.id), arrived)
        _submit(session, assignment, attempt)
        return _submitted(assignment, attempt)


def submit_overdue(db: Store) -> int:
    """Submit what is in progress and out of time, each in a transaction of its own; how many there were.

    Several replicas may do this at once: an attempt is looked at again while its assignment is held.
    """
    with db.read() as session:
        ids = queries.overdue_attempts(session, now(), BATCH)
    for attempt_id in ids:
        with db.unit(), db.write() as session:
            found = queries.attempt(session, attempt_id)
            assignment = queries.held_assignment(session, found.assignment_id) if found else None
            if found is None or assignment is None:
                continue
            session.refresh(found)
            if found.submitted_at is None:
                found.by_clock = True
                _submit(session, assignment, found)
    return len(ids)


def _require_student(desk: Desk, assignment_id: int) -> None:
    assignment, what = desk.find(assignment_id)
    policies.require_student(assignment, what)
    policies.require_quiz(assignment)


def _own_attempt(desk: Desk, attempt_id: int) -> int:
    """The assignment of an attempt of the actor's, who is still in the course. Raises NotFound, Forbidden."""
    with desk.db.read() as session:
        assignment_id = policies.require_own(queries.attempt(session, attempt_id), desk.actor).assignment_id
    _require_student(desk, assignment_id)
    return assignment_id


def _attempt_to_submit(desk: Desk, session: Session, assignment: Assignment, arrived: datetime) -> Attempt:
    """The attempt that these answers end. Of two that were sent at the same moment, the second is refused."""
    known = queries.attempts_of(session, assignment.id, desk.actor.id)
    if any(one.submitted_at is not None and one.submitted_at >= arrived for one in known):
        raise Conflict("assignments.submitted", "You have submitted this at the same moment elsewhere.")
    return _open(session, desk, assignment, known, arrived)


def _open(session: Session, desk: Desk, assignment: Assignment, known: list[Attempt], arrived: datetime) -> Attempt:
    """The attempt in progress, else a new one if there is time and an attempt left."""
    override = queries.override(session, assignment.id, desk.actor.id)
    policies.require_in_time(_own_deadline(assignment, override), arrived)
    for attempt in known:
        if attempt.submitted_at is None:
            return attempt
    allowed = attempts_allowed(assignment.max_attempts, override.extra_attempts if override else 0)
    policies.require_attempt_left(allowed, len(known))
    made = Attempt(
        assignment_id=assignment.id,
        student_id=desk.actor.id,
        number=len(known) + 1,
        answers=[None] * len(items_of(assignment.content)),
        started_at=arrived,
        by_clock=False,
    )
    session.add(made)
    session.flush()
    return made


def _submit(session: Session, assignment: Assignment, attempt: Attempt) -> None:
    attempt.submitted_at = now()
    grade(assignment, attempt)
    session.flush()
    telling.submitted(session, assignment, attempt)


def _submitted(assignment: Assignment, attempt: Attempt, status: int = 201) -> Reply[schemas.Submission]:
    return Reply(submission(assignment, attempt), status=status, location=f"/api/submissions/{attempt.id}/")


def _deadline(session: Session, assignment: Assignment, student_id: int) -> datetime | None:
    return _own_deadline(assignment, queries.override(session, assignment.id, student_id))


def _own_deadline(assignment: Assignment, override: Override | None) -> datetime | None:
    return latest(assignment.deadline, override.deadline if override else None)


def _in_progress(session: Session, assignment: Assignment, attempt: Attempt) -> schemas.Attempt:
    return schemas.Attempt(
        id=attempt.id,
        assignment=assignment.id,
        number=attempt.number,
        answers=attempt.answers,
        started_at=attempt.started_at,
        deadline=_deadline(session, assignment, attempt.student_id),
        server_time=now(),
    )
