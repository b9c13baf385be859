"""Looking at what was submitted: students at their own, teachers at that of their courses."""

from __future__ import annotations

from assignments import policies, queries
from assignments.domain import Item, items_of
from assignments.models import Assignment, Attempt
from assignments.schemas import attempts as schemas
from assignments.usecases.desk import Desk
from chassis.database.paging import newest_first
from chassis.reply import Page


def list_submissions(desk: Desk, query: schemas.SubmissionQuery) -> Page[schemas.Submission]:
    """A student's own submissions, or those of all courses of a teacher, newest first."""
    wanted = queries.submissions()
    if desk.actor.role == "teacher":
        wanted = wanted.where(Assignment.teacher_id == desk.actor.id)
    else:
        wanted = wanted.where(Attempt.student_id == desk.actor.id)
    if query.assignment is not None:
        wanted = wanted.where(Attempt.assignment_id == query.assignment)
    if query.student is not None:
        wanted = wanted.where(Attempt.student_id == query.student)
    with desk.db.read() as session:
        page = newest_first(session, wanted, Attempt.id, query)
    return Page([submission(row[1], row[0]) for row in page.rows], page.next_cursor, page.total)


def get_submission(desk: Desk, submission_id: int) -> schemas.Submission:
    """One submission. Raises NotFound for anyone but the student and the teacher."""
    with desk.db.read() as session:
        found = queries.attempt(session, submission_id)
        assignment = queries.assignment(session, found.assignment_id) if found else None
    if found is None or assignment is None or found.submitted_at is None:
        raise policies.no_such_submission()
    if desk.actor.id not in (found.student_id, assignment.teacher_id):
        raise policies.no_such_submission()
    return submission(assignment, found)


def submission(assignment: Assignment, attempt: Attempt) -> schemas.Submission:
    """A submission as it goes out, with the right answers. Raises ValueError for an attempt in progress."""
    if attempt.submitted_at is None or attempt.score is None or attempt.right is None:
        raise ValueError("an attempt in progress is no submission")
    questions = items_of(assignment.content)
    pairs = zip(questions, attempt.answers, strict=True)
    return schemas.Submission(
        id=attempt.id,
        assignment=assignment.id,
        assignment_title=assignment.title,
        course=assignment.course_id,
        student=attempt.student_id,
        attempt=attempt.number,
        answers=attempt.answers,
        score=attempt.score,
        right=attempt.right,
        total=len(questions),
        started_at=attempt.started_at,
        submitted_at=attempt.submitted_at,
        by_clock=attempt.by_clock,
        results=[_result(index, question, answer) for index, (question, answer) in enumerate(pairs)],
    )


def _result(index: int, question: Item, answer: int | None) -> schemas.QuestionResult:
    return schemas.QuestionResult(
        question=index,
        answer=answer,
        correct=question["correct"],
        is_correct=answer == question["correct"],
        explanation=question.get("explanation"),
        page=question.get("page"),
        quote=question.get("quote"),
    )
