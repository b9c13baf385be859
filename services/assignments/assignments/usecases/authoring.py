"""Writing, showing, publishing and removing assignments."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from sqlalchemy.orm import Session

from assignments import policies, queries
from assignments.domain import AssignmentStatus, AssignmentType, Item, Membership, identified, items_key, items_of
from assignments.models import Assignment
from assignments.schemas import assignments as schemas
from assignments.schemas.content import Deck, Quiz
from assignments.usecases import correcting, telling
from assignments.usecases.desk import Desk, held
from assignments.usecases.showing import shown
from chassis.clock import now
from chassis.errors import Conflict, InvalidInput
from chassis.reply import Reply
from chassis.storage import discards


def create_assignment(desk: Desk, body: schemas.AssignmentBody) -> Reply[schemas.Assignment]:
    """A new assignment in a course of the actor's. Raises NotFound, Forbidden, InvalidInput."""
    place = desk.courses.place(body.course, desk.actor.id)
    policies.require_course_owner(place.held)
    content = stored(body.content, [], body.assignment_type)
    with desk.db.write() as session:
        made = Assignment(
            course_id=place.course_id,
            course_title=place.course_title,
            teacher_id=place.teacher_id,
            title=body.title,
            assignment_type=body.assignment_type,
            status=AssignmentStatus.DRAFT,
            content=content,
            deadline=body.deadline,
            max_attempts=body.max_attempts,
            created_at=now(),
        )
        session.add(made)
        session.flush()
        if body.status is AssignmentStatus.PUBLISHED:
            _publish(session, made)
        return created(desk, session, made)


def created(desk: Desk, session: Session, made: Assignment, status: int = 201) -> Reply[schemas.Assignment]:
    """The answer to whoever made an assignment."""
    answer = shown(desk, session, made, Membership.OWNER)
    return Reply(answer, status=status, location=f"/api/assignments/{made.id}/")


def get_assignment(desk: Desk, assignment_id: int) -> schemas.Assignment:
    """One assignment. Raises NotFound, also for what the actor may not see."""
    _, what = desk.visible(assignment_id)
    with desk.db.read() as session:
        # Read again, with what hangs on it: it may just have become ready.
        found = queries.assignment(session, assignment_id)
        if found is None:
            raise policies.no_such_assignment()
        policies.require_visible(found, what)
        return shown(desk, session, found, what)


def update_assignment(desk: Desk, assignment_id: int, changes: dict[str, Any]) -> schemas.Assignment:
    """Change the given fields; a right answer that is corrected regrades what was submitted.

    Raises NotFound, Forbidden, InvalidInput, and Conflict for what can no longer be changed.
    """
    desk.owned(assignment_id)
    with desk.db.write() as session:
        assignment = held(session, assignment_id)
        policies.require_settled(assignment)
        if "content" in changes:
            _set_content(desk, session, assignment, changes["content"])
        for name in ("title", "max_attempts"):
            if name in changes:
                setattr(assignment, name, changes[name])
        _move_deadline(session, assignment, changes)
        _set_status(session, assignment, changes.get("status"))
        session.flush()
        return shown(desk, session, assignment, Membership.OWNER)


def publish_assignment(desk: Desk, assignment_id: int) -> schemas.Assignment:
    """Make a draft visible to the students. Raises NotFound, Forbidden, InvalidInput when it is empty, Conflict."""
    return update_assignment(desk, assignment_id, {"status": AssignmentStatus.PUBLISHED})


def delete_assignment(desk: Desk, assignment_id: int) -> None:
    """Remove an assignment with all that was submitted, and its source file. Raises NotFound, Forbidden."""
    desk.owned(assignment_id)
    with desk.db.write() as session:
        assignment = held(session, assignment_id)
        forget(session, assignment)
        desk.db.after_commit(desk.remove_discarded)


def forget(session: Session, assignment: Assignment) -> None:
    """Remove an assignment in this transaction; its file goes once that is committed."""
    if assignment.source_key is not None:
        discards.discard(session, [assignment.source_key])
    telling.deleted(session, assignment)
    session.delete(assignment)


def stored(content: Quiz | Deck, old: list[Item], kind: AssignmentType) -> dict[str, Any]:
    """A content as it is kept, its items known by the ids of the old ones where they are the same."""
    items = items_of(_dumped(content))
    return {items_key(kind): identified(items, old)}


def _dumped(content: BaseModel) -> dict[str, Any]:
    return content.model_dump(mode="json", exclude_none=True)


def _set_content(desk: Desk, session: Session, assignment: Assignment, content: Quiz | Deck) -> None:
    kind = AssignmentType(assignment.assignment_type)
    if not schemas.fits(content, kind):
        raise InvalidInput.field("content", "A quiz has `questions`, a deck of flashcards has `cards`.")
    if assignment.status == AssignmentStatus.PUBLISHED:
        policies.require_items(len(items_of(_dumped(content))))
    if kind is AssignmentType.QUIZ and queries.is_attempted(session, assignment.id):
        correcting.correct(desk, session, assignment, items_of(_dumped(content)))
        return
    assignment.content = stored(content, items_of(assignment.content), kind)


def _move_deadline(session: Session, assignment: Assignment, changes: dict[str, Any]) -> None:
    if "deadline" not in changes or changes["deadline"] == assignment.deadline:
        return
    previous, assignment.deadline = assignment.deadline, changes["deadline"]
    if assignment.status == AssignmentStatus.PUBLISHED:
        telling.deadline_changed(session, assignment, previous)


def _set_status(session: Session, assignment: Assignment, wanted: AssignmentStatus | None) -> None:
    if wanted is None or wanted == assignment.status:
        return
    if wanted is AssignmentStatus.PUBLISHED:
        _publish(session, assignment)
        return
    if queries.is_attempted(session, assignment.id):
        raise Conflict("assignments.answered", "Students have begun to answer: this can no longer be hidden.")
    assignment.status = AssignmentStatus.DRAFT


def _publish(session: Session, assignment: Assignment) -> None:
    policies.require_items(len(items_of(assignment.content)))
    assignment.status = AssignmentStatus.PUBLISHED
    assignment.error = None
    telling.published(session, assignment)
