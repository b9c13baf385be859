"""Rating a course. The course keeps the sum and the number of its ratings, exact in every transaction."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from chassis.call import Actor
from chassis.clock import now
from chassis.database import Store
from chassis.database.paging import newest_first
from chassis.errors import Conflict
from chassis.reply import Page, Reply
from courses import policies, queries, schemas
from courses.domain import Membership, average_rating
from courses.facts import tell_in
from courses.models import Course, Feedback
from courses.schemas import FeedbackBody, FeedbackQuery
from courses.usecases.catalogue import visible_course


def give_feedback(db: Store, actor: Actor, body: FeedbackBody) -> Reply[schemas.Feedback]:
    """Rate a course the actor is enrolled in. Raises NotFound, Forbidden, and Conflict for a second rating."""
    with db.write() as session:
        course, held = visible_course(session, actor, body.course, lock=True)
        policies.require_student(held)
        if queries.feedback_by(session, course.id, actor.id) is not None:
            raise Conflict("courses.already_rated", "You have rated this course already; change that rating instead.")
        moment = now()
        given = Feedback(
            course_id=course.id,
            student_id=actor.id,
            rating=body.rating,
            comment=body.comment,
            created_at=moment,
            updated_at=moment,
        )
        session.add(given)
        _recount(course, body.rating, 1)
        session.flush()
        tell_in(
            session,
            "courses.feedback_given",
            course,
            feedback_id=given.id,
            student_id=given.student_id,
            rating=given.rating,
        )
        return Reply(as_answer(given), status=201, location=f"/api/feedback/{given.id}/")


def list_feedback(db: Store, actor: Actor, query: FeedbackQuery) -> Page[schemas.Feedback]:
    """The ratings of the courses the actor is in, newest first; with `mine` those the actor gave."""
    wanted = queries.feedback_readable_by(actor.id)
    if query.course is not None:
        wanted = wanted.where(Feedback.course_id == query.course)
    if query.mine:
        wanted = wanted.where(Feedback.student_id == actor.id)
    with db.read() as session:
        page = newest_first(session, wanted, Feedback.id, query)
    return Page([as_answer(row[0]) for row in page.rows], page.next_cursor, page.total)


def get_feedback(db: Store, actor: Actor, feedback_id: int) -> schemas.Feedback:
    """One rating. Raises NotFound, also when it is of a course the actor is not in."""
    with db.read() as session:
        return as_answer(_readable(session, actor, feedback_id)[0])


def change_feedback(db: Store, actor: Actor, feedback_id: int, changes: dict[str, Any]) -> schemas.Feedback:
    """Change a rating of the actor's own. Raises NotFound, Forbidden."""
    with db.write() as session:
        given, course = _readable(session, actor, feedback_id, lock=True)
        policies.require_author(given, actor)
        _recount(course, changes.get("rating", given.rating) - given.rating, 0)
        for name, value in changes.items():
            setattr(given, name, value)
        given.updated_at = now()
        return as_answer(given)


def delete_feedback(db: Store, actor: Actor, feedback_id: int) -> None:
    """Take a rating of the actor's own back. Raises NotFound, Forbidden."""
    with db.write() as session:
        given, course = _readable(session, actor, feedback_id, lock=True)
        policies.require_author(given, actor)
        _recount(course, -given.rating, -1)
        session.delete(given)


def summarise(db: Store, actor: Actor, course_id: int) -> schemas.RatingSummary:
    """Average and histogram of a course the actor may see. Raises NotFound."""
    with db.read() as session:
        course, _ = visible_course(session, actor, course_id)
        return schemas.RatingSummary(
            course=course.id,
            average=average_rating(course.rating_sum, course.rating_count),
            count=course.rating_count,
            histogram=queries.rating_histogram(session, course.id),
        )


def as_answer(given: Feedback) -> schemas.Feedback:
    """A rating as it goes out."""
    return schemas.Feedback(
        id=given.id,
        course=given.course_id,
        student=given.student_id,
        rating=given.rating,
        comment=given.comment,
        created_at=given.created_at,
        updated_at=given.updated_at,
    )


def _readable(session: Session, actor: Actor, feedback_id: int, lock: bool = False) -> tuple[Feedback, Course]:
    given = queries.feedback(session, feedback_id, lock)
    course = queries.course(session, given.course_id) if given else None
    if given is None or course is None:
        raise policies.no_such_feedback()
    held = policies.membership(course, queries.enrolment(session, course.id, actor.id), actor.id)
    if held is Membership.NONE and given.student_id != actor.id:
        raise policies.no_such_feedback()
    return given, course


def _recount(course: Course, rating: int, count: int) -> None:
    """Add to the course's sums in SQL, so that ratings given at the same moment are all counted."""
    course.rating_sum = Course.rating_sum + rating
    course.rating_count = Course.rating_count + count
