"""An assignment as its reader gets it. This is the only place where content goes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from assignments import queries
from assignments.domain import (
    AssignmentStatus,
    AssignmentType,
    Item,
    Membership,
    attempts_allowed,
    gives_itself_away,
    items_of,
    latest,
)
from assignments.models import Assignment, Job, Override
from assignments.queries import Work
from assignments.schemas import assignments as answers
from assignments.schemas import content
from assignments.usecases.desk import Desk

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known beside the assignments themselves, by their ids."""

    work: Mapping[int, Work]
    overrides: Mapping[int, Override]
    submissions: Mapping[int, int]
    jobs: Mapping[int, Job]


def shown(desk: Desk, session: Session, assignment: Assignment, held: Membership) -> answers.Assignment:
    """One assignment as the actor, who is this to its course, may see it."""
    return shown_all(desk, session, [assignment], held)[0]


def shown_all(desk: Desk, session: Session, found: Sequence[Assignment], held: Membership) -> list[answers.Assignment]:
    """Assignments as the actor, who is the same to all their courses, may see them; a few queries for all."""
    ids = [one.id for one in found]
    if held is Membership.OWNER:
        known = _Known({}, {}, queries.submission_counts(session, ids), queries.jobs_of(session, ids))
    else:
        work = queries.work_of(session, desk.actor.id, ids)
        known = _Known(work, queries.overrides_for(session, desk.actor.id, ids), {}, {})
    return [_shown(desk, one, held, known) for one in found]


def _shown(desk: Desk, assignment: Assignment, held: Membership, known: _Known) -> answers.Assignment:
    owner = held is Membership.OWNER
    work = known.work.get(assignment.id, Work())
    revealed = owner or bool(work.submitted) or assignment.assignment_type == AssignmentType.FLASHCARD
    quiz = assignment.assignment_type == AssignmentType.QUIZ
    return answers.Assignment(
        id=assignment.id,
        course=assignment.course_id,
        course_title=assignment.course_title,
        title=assignment.title,
        assignment_type=AssignmentType(assignment.assignment_type),
        status=AssignmentStatus(assignment.status),
        content=_content(assignment, revealed),
        source_file=_source(desk, assignment) if revealed else None,
        deadline=assignment.deadline,
        max_attempts=assignment.max_attempts,
        created_by=assignment.teacher_id,
        created_at=assignment.created_at,
        generator=assignment.generator,
        error=answers.GenerationError(**assignment.error) if assignment.error and owner else None,
        progress=progress(known.jobs[assignment.id]) if assignment.id in known.jobs else None,
        is_owner=owner,
        submission_count=known.submissions.get(assignment.id, 0) if owner else None,
        my=None if owner or not quiz else _standing(assignment, work, known.overrides.get(assignment.id)),
    )


def progress(job: Job) -> answers.Progress:
    """How far a making has come."""
    return answers.Progress(
        stage=job.stage,
        done=job.done,
        total=job.total,
        items=len(job.items),
        input_tokens=job.input_tokens,
        output_tokens=job.output_tokens,
        cost=job.cost,
    )


def _content(assignment: Assignment, revealed: bool) -> content.ContentShown | None:
    if assignment.content is None:
        return None
    items = items_of(assignment.content)
    if assignment.assignment_type == AssignmentType.FLASHCARD:
        return content.CardsShown(cards=[content.CardShown(**item) for item in items])
    if revealed:
        return content.QuizShown(questions=[content.QuestionShown(**item, flags=_flags(item)) for item in items])
    return content.QuizToAnswer(questions=[_to_answer(item) for item in items])


def _to_answer(item: Item) -> content.QuestionToAnswer:
    return content.QuestionToAnswer(**{name: item.get(name) for name in content.QuestionToAnswer.model_fields})


def _flags(item: Item) -> list[str]:
    return ["longest"] if gives_itself_away(item) else []


def _source(desk: Desk, assignment: Assignment) -> str | None:
    if assignment.source_key is None:
        return None
    name = assignment.source_name or "source.pdf"
    return desk.files.url(desk.base_url, assignment.source_key, PDF, name, desk.actor.id)


def _standing(assignment: Assignment, work: Work, override: Override | None) -> answers.Standing:
    allowed = attempts_allowed(assignment.max_attempts, override.extra_attempts if override else 0)
    return answers.Standing(
        deadline=latest(assignment.deadline, override.deadline if override else None),
        attempts_used=work.submitted,
        attempts_left=None if allowed is None else max(0, allowed - work.submitted),
        best_score=work.best,
        attempt=work.open_id,
    )
