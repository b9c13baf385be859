"""Who may do what with an assignment."""

from __future__ import annotations

from datetime import datetime

from assignments.domain import AssignmentStatus, AssignmentType, Membership, is_past
from assignments.models import Assignment, Attempt
from chassis.call import Actor
from chassis.errors import Conflict, Forbidden, InvalidInput, NotFound


def no_such_assignment() -> NotFound:
    """One answer for assignments that are not there and those that may not be seen."""
    return NotFound("assignments.not_found", "There is no such assignment.")


def no_such_submission() -> NotFound:
    """One answer for submissions that are not there and those that may not be seen."""
    return NotFound("assignments.submission_not_found", "There is no such submission.")


def no_such_attempt() -> NotFound:
    """One answer for attempts that are not there and those of others."""
    return NotFound("assignments.attempt_not_found", "There is no such attempt.")


def require_visible(assignment: Assignment, held: Membership) -> None:
    """Raises NotFound for those outside the course, and for students what is not published."""
    published = assignment.status == AssignmentStatus.PUBLISHED
    if held is Membership.NONE or (held is Membership.STUDENT and not published):
        raise no_such_assignment()


def require_owner(held: Membership) -> None:
    """Raises Forbidden for anyone but the course's teacher."""
    if held is not Membership.OWNER:
        raise Forbidden("assignments.not_owner", "Only the teacher of this course may do this.")


def require_course_owner(held: Membership) -> None:
    """Raises Forbidden for anyone who does not teach the course that gets something new."""
    if held is not Membership.OWNER:
        raise Forbidden("assignments.not_your_course", "Only the teacher of this course may add assignments to it.")


def require_student(assignment: Assignment, held: Membership) -> None:
    """Raises NotFound for what is not published, Forbidden for those who are not enrolled."""
    if assignment.status != AssignmentStatus.PUBLISHED and held is not Membership.OWNER:
        raise no_such_assignment()
    if held is not Membership.STUDENT:
        raise Forbidden("assignments.not_enrolled", "Only students who are enrolled in this course may answer.")


def require_quiz(assignment: Assignment) -> None:
    """Raises Conflict for a deck of cards, which nobody submits."""
    if assignment.assignment_type != AssignmentType.QUIZ:
        raise Conflict("assignments.not_a_quiz", "Flashcards are for learning; only a quiz can be answered like this.")


def require_deck(assignment: Assignment) -> None:
    """Raises Conflict for a quiz."""
    if assignment.assignment_type != AssignmentType.FLASHCARD:
        raise Conflict("assignments.not_a_deck", "Only flashcards can be repeated; this is a quiz.")


def require_settled(assignment: Assignment) -> None:
    """Raises Conflict while the assignment is being made."""
    if assignment.status == AssignmentStatus.GENERATING:
        raise Conflict("assignments.generating", "This assignment is still being made. Wait for it, or cancel.")


def require_items(count: int) -> None:
    """Raises InvalidInput when there is nothing to publish."""
    if not count:
        raise InvalidInput.field("content", "Add at least one item before publishing.", code="assignments.empty")


def require_in_time(deadline: datetime | None, moment: datetime) -> None:
    """Raises Forbidden after the deadline."""
    if is_past(deadline, moment):
        raise Forbidden("assignments.deadline_passed", "The deadline has passed.")


def require_attempt_left(allowed: int | None, used: int) -> None:
    """Raises Conflict when all attempts are used up."""
    if allowed is not None and used >= allowed:
        raise Conflict("assignments.no_attempt_left", "You have no attempt left.")


def require_own(attempt: Attempt | None, actor: Actor) -> Attempt:
    """The attempt. Raises NotFound for one of somebody else."""
    if attempt is None or attempt.student_id != actor.id:
        raise no_such_attempt()
    return attempt


def require_whole(answers: list[int | None], questions: int) -> None:
    """Raises InvalidInput unless there is an answer, or null, for every question."""
    if len(answers) != questions:
        message = f"This quiz has {questions} questions; {len(answers)} answers were sent."
        raise InvalidInput.field("answers", message, code="assignments.wrong_number_of_answers")
