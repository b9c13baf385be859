"""What teachers decide and see beyond the assignment itself: exceptions, corrections, reports, results."""

from __future__ import annotations

from sqlalchemy.orm import Session

from assignments import policies, queries, statistics
from assignments.domain import Item, Membership, is_past, items_of
from assignments.models import Assignment, Override, Regrade, Report
from assignments.schemas import teaching as schemas
from assignments.usecases import telling
from assignments.usecases.desk import Desk, held
from chassis.clock import now
from chassis.cursor import PageQuery
from chassis.database.paging import newest_first
from chassis.errors import InvalidInput, NotFound
from chassis.reply import Page, Reply


def set_override(desk: Desk, assignment_id: int, student_id: int, body: schemas.OverrideBody) -> schemas.Override:
    """Give one student of the course more time or attempts. Raises NotFound, Forbidden, InvalidInput."""
    assignment = _owned_quiz(desk, assignment_id)
    if desk.courses.place(assignment.course_id, student_id).held is not Membership.STUDENT:
        raise NotFound("assignments.not_enrolled", "This student is not enrolled in the course.")
    with desk.db.write() as session:
        assignment = held(session, assignment_id)
        if body.deadline and assignment.deadline and not is_past(assignment.deadline, body.deadline):
            raise InvalidInput.field("deadline", "Everybody has until then; more time ends later.")
        found = queries.override(session, assignment_id, student_id)
        if found is None:
            found = Override(assignment_id=assignment_id, student_id=student_id, extra_attempts=0)
            session.add(found)
        moved = found.deadline != body.deadline
        found.deadline, found.extra_attempts = body.deadline, body.extra_attempts
        if moved:
            telling.extended(session, assignment, student_id, body.deadline or assignment.deadline)
        return _override(found)


def list_overrides(desk: Desk, assignment_id: int, query: PageQuery) -> Page[schemas.Override]:
    """The exceptions of an assignment of the actor's. Raises NotFound, Forbidden."""
    desk.owned(assignment_id)
    with desk.db.read() as session:
        page = newest_first(session, queries.overrides(assignment_id), Override.id, query)
    return Page([_override(row[0]) for row in page.rows], page.next_cursor, page.total)


def remove_override(desk: Desk, assignment_id: int, student_id: int) -> None:
    """A student is like the others again. Raises NotFound, Forbidden."""
    desk.owned(assignment_id)
    with desk.db.write() as session:
        assignment = held(session, assignment_id)
        found = queries.override(session, assignment_id, student_id)
        if found is None:
            raise NotFound("assignments.no_override", "There is no exception for this student.")
        if found.deadline is not None:
            telling.extended(session, assignment, student_id, assignment.deadline)
        session.delete(found)


def list_regrades(desk: Desk, assignment_id: int, query: PageQuery) -> Page[schemas.Regrade]:
    """What was regraded in an assignment of the actor's, newest first. Raises NotFound, Forbidden."""
    desk.owned(assignment_id)
    with desk.db.read() as session:
        page = newest_first(session, queries.regrades(assignment_id), Regrade.id, query)
    return Page([_regrade(row[0]) for row in page.rows], page.next_cursor, page.total)


def report_question(desk: Desk, assignment_id: int, body: schemas.ReportBody) -> Reply[schemas.Report]:
    """Say that something is wrong with a question; saying it again replaces what was said.

    Raises NotFound, Forbidden, InvalidInput.
    """
    assignment, what = desk.find(assignment_id)
    policies.require_student(assignment, what)
    with desk.db.write() as session:
        items = items_of(held(session, assignment_id).content)
        if body.question >= len(items):
            raise InvalidInput.field("question", f"There are {len(items)} questions.")
        item_id = items[body.question]["id"]
        found = queries.report_by(session, assignment_id, item_id, desk.actor.id)
        if found is None:
            found = Report(assignment_id=assignment_id, item_id=item_id, student_id=desk.actor.id)
            session.add(found)
        found.comment, found.created_at, found.resolved_at = body.comment, now(), None
        session.flush()
        return Reply(_report(found, items), status=201)


def list_reports(desk: Desk, assignment_id: int, query: schemas.ReportQuery) -> Page[schemas.Report]:
    """What students say is wrong with an assignment of the actor's. Raises NotFound, Forbidden."""
    items = items_of(desk.owned(assignment_id).content)
    wanted = queries.reports(assignment_id)
    if query.open:
        wanted = wanted.where(Report.resolved_at.is_(None))
    with desk.db.read() as session:
        page = newest_first(session, wanted, Report.id, query)
    return Page([_report(row[0], items) for row in page.rows], page.next_cursor, page.total)


def resolve_report(desk: Desk, assignment_id: int, report_id: int) -> schemas.Report:
    """Mark a report as dealt with. Raises NotFound, Forbidden."""
    desk.owned(assignment_id)
    with desk.db.write() as session:
        found = queries.report(session, report_id)
        if found is None or found.assignment_id != assignment_id:
            raise NotFound("assignments.report_not_found", "There is no such report.")
        found.resolved_at = found.resolved_at or now()
        return _report(found, items_of(held(session, assignment_id).content))


def get_statistics(desk: Desk, assignment_id: int) -> schemas.Statistics:
    """The results of a quiz of the actor's. Raises NotFound, Forbidden, Conflict for flashcards."""
    assignment = _owned_quiz(desk, assignment_id)
    with desk.db.read() as session:
        return _statistics(session, assignment)


def _statistics(session: Session, assignment: Assignment) -> schemas.Statistics:
    attempts = queries.submitted_attempts(session, assignment.id)
    scores = statistics.best_scores((one.student_id, one.score or 0) for one in attempts)
    questions = enumerate(items_of(assignment.content))
    return schemas.Statistics(
        assignment=assignment.id,
        submissions=len(attempts),
        students=len(scores),
        average=statistics.average(scores),
        median=statistics.median(scores),
        distribution=statistics.distribution(scores),
        questions=[
            statistics.of_question(index, question, [one.answers[index] for one in attempts])
            for index, question in questions
        ],
    )


def _owned_quiz(desk: Desk, assignment_id: int) -> Assignment:
    assignment = desk.owned(assignment_id)
    policies.require_quiz(assignment)
    return assignment


def _override(found: Override) -> schemas.Override:
    return schemas.Override(student=found.student_id, deadline=found.deadline, extra_attempts=found.extra_attempts)


def _regrade(found: Regrade) -> schemas.Regrade:
    return schemas.Regrade(
        id=found.id,
        actor=found.actor_id,
        changes=[
            schemas.KeyChange(question=one["question"], before=one["from"], after=one["to"]) for one in found.changes
        ],
        regraded=found.regraded,
        changed_scores=found.changed_scores,
        created_at=found.created_at,
    )


def _report(found: Report, items: list[Item]) -> schemas.Report:
    places = {item["id"]: index for index, item in enumerate(items)}
    return schemas.Report(
        id=found.id,
        assignment=found.assignment_id,
        question=places.get(found.item_id),
        student=found.student_id,
        comment=found.comment,
        is_resolved=found.resolved_at is not None,
        created_at=found.created_at,
    )
