"""Making, showing, changing and removing courses."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from chassis.call import Actor
from chassis.clock import now
from chassis.database import Store
from chassis.database.paging import newest_first
from chassis.database.searching import COUNTED
from chassis.errors import InvalidInput
from chassis.reply import Page, Reply
from chassis.storage import discards
from chassis.storage.files import Files
from chassis.text import text_key
from courses import policies, queries, schemas
from courses.domain import Membership, average_rating, dates_in_order
from courses.facts import tell_of
from courses.models import Course
from courses.schemas import CourseBody, CourseQuery


def list_courses(db: Store, actor: Actor, query: CourseQuery) -> Page[schemas.Course]:
    """The courses the actor may see, newest first."""
    with db.read() as session:
        wanted = queries.courses_for(session, actor.id, query.search, query.mine, query.enrolled, query.teacher)
        total = None if query.is_narrowed else queries.count_visible(session, actor.id)
        page = newest_first(session, wanted, Course.id, query, total, COUNTED if query.search else None)
        courses = [row[0] for row in page.rows]
        enrolled = queries.enrolled_among(session, actor.id, [course.id for course in courses])
        answers = [as_answer(course, actor, course.id in enrolled) for course in courses]
        return Page(answers, page.next_cursor, page.total)


def get_course(db: Store, actor: Actor, course_id: int) -> schemas.Course:
    """One course. Raises NotFound, also for an inactive one the actor is not a member of."""
    with db.read() as session:
        course, held = visible_course(session, actor, course_id)
        return as_answer(course, actor, held is Membership.STUDENT)


def create_course(db: Store, actor: Actor, body: CourseBody) -> Reply[schemas.Course]:
    """A new course, taught by the actor. Raises InvalidInput when the code is taken."""
    with db.write() as session:
        _require_free_code(session, body.code)
        course = Course(
            **body.model_dump(),
            code_key=text_key(body.code),
            search_text=_search_text(body.title, body.code, body.description),
            teacher_id=actor.id,
            enrolled_count=0,
            rating_sum=0,
            rating_count=0,
            created_at=now(),
        )
        session.add(course)
        session.flush()
        tell_of(session, "courses.course_created", course, is_active=course.is_active)
        return Reply(as_answer(course, actor, False), status=201, location=f"/api/courses/{course.id}/")


def update_course(db: Store, actor: Actor, course_id: int, changes: dict[str, Any]) -> schemas.Course:
    """Change the given fields. Raises NotFound, Forbidden, InvalidInput."""
    with db.write() as session:
        course = owned_course(session, actor, course_id, lock=True)
        if "code" in changes and text_key(changes["code"]) != course.code_key:
            _require_free_code(session, changes["code"])
        for name, value in changes.items():
            setattr(course, name, value)
        course.code_key = text_key(course.code)
        course.search_text = _search_text(course.title, course.code, course.description)
        if not dates_in_order(course.start_date, course.end_date):
            raise InvalidInput.field("end_date", "The course ends before it starts.")
        tell_of(session, "courses.course_changed", course, is_active=course.is_active)
        return as_answer(course, actor, False)


def delete_course(db: Store, files: Files, actor: Actor, course_id: int) -> None:
    """Remove a course with all that hangs on it; the event names who was enrolled, for nobody can ask later.

    Raises NotFound, Forbidden.
    """
    with db.write() as session:
        course = owned_course(session, actor, course_id, lock=True)
        students = queries.student_ids(session, course.id)
        discards.discard(session, queries.keys_of_materials(session, course.id))
        db.after_commit(lambda: _remove_files(db, files))
        session.delete(course)
        tell_of(session, "courses.course_deleted", course, student_ids=students)


def existing_course(session: Session, course_id: int, lock: bool = False) -> Course:
    """A course, whoever asks. Raises NotFound."""
    course = queries.course(session, course_id, lock)
    if course is None:
        raise policies.no_such_course()
    return course


def visible_course(session: Session, actor: Actor, course_id: int, lock: bool = False) -> tuple[Course, Membership]:
    """A course, and what the actor is to it. Raises NotFound when there is none the actor may see."""
    course = existing_course(session, course_id, lock)
    held = policies.membership(course, queries.enrolment(session, course.id, actor.id), actor.id)
    policies.require_visible(course, held)
    return course, held


def owned_course(session: Session, actor: Actor, course_id: int, lock: bool = False) -> Course:
    """A course of the actor's. Raises NotFound or Forbidden."""
    course, _ = visible_course(session, actor, course_id, lock)
    policies.require_owner(course, actor)
    return course


def as_answer(course: Course, actor: Actor, is_enrolled: bool) -> schemas.Course:
    """A course as the actor sees it."""
    return schemas.Course(
        id=course.id,
        title=course.title,
        description=course.description,
        code=course.code,
        teacher=course.teacher_id,
        start_date=course.start_date,
        end_date=course.end_date,
        is_active=course.is_active,
        enrolled_count=course.enrolled_count,
        average_rating=average_rating(course.rating_sum, course.rating_count),
        feedback_count=course.rating_count,
        is_enrolled=is_enrolled,
        is_owner=course.teacher_id == actor.id,
        created_at=course.created_at,
    )


def _require_free_code(session: Session, code: str) -> None:
    if queries.course_with_code(session, text_key(code)) is not None:
        raise InvalidInput.field("code", "Another course has this code already.", code="courses.code_taken")


def _search_text(*parts: str) -> str:
    return text_key("\n".join(parts))


def _remove_files(db: Store, files: Files) -> None:
    discards.sweep(db, files.delete)
