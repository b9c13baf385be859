"""Who is in a course: for people's eyes, and for other services to decide by."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from chassis import cursor
from chassis.call import Actor
from chassis.cursor import PageQuery
from chassis.database import Store
from chassis.reply import Page
from courses import policies, queries, schemas
from courses.models import Enrolment
from courses.schemas import EnrolmentQuery
from courses.usecases.catalogue import owned_course
from courses.usecases.enrolment import as_answer


def list_students(db: Store, actor: Actor, course_id: int, query: PageQuery) -> Page[schemas.Student]:
    """The active students of a course of the actor's, newest first. Raises NotFound, Forbidden."""
    with db.read() as session:
        owned_course(session, actor, course_id)
        wanted = queries.active_in(course_id)
        total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
        if key := cursor.decode(query.cursor, int):
            wanted = wanted.where(Enrolment.id < key[0])
        found = session.scalars(wanted.order_by(Enrolment.id.desc()).limit(query.limit + 1)).all()
        following = cursor.encode(found[query.limit - 1].id) if len(found) > query.limit else None
        students = [
            schemas.Student(id=row.student_id, enrolled_at=row.enrolled_at) for row in found[: query.limit]
        ]
        return Page(students, following, total)


def list_enrollments(db: Store, actor: Actor, query: EnrolmentQuery) -> Page[schemas.Enrollment]:
    """A student's own enrolments, or those in all courses of a teacher."""
    own = queries.enrolments_of_teacher if actor.role == "teacher" else queries.enrolments_of_student
    wanted = own(actor.id)
    if query.course is not None:
        wanted = wanted.where(Enrolment.course_id == query.course)
    with db.read() as session:
        found, following, total = queries.page_of_enrolments(session, wanted, query.cursor, query.limit)
        return Page([as_answer(enrolment, title) for enrolment, title in found], following, total)


def get_membership(db: Store, course_id: int, user_id: int) -> dict[str, Any]:
    """What somebody is to a course: `{course_id, user_id, membership, course_title, teacher_id, is_active}`.

    `membership` is `owner`, `student` or `none`. Raises NotFound when there is no such course.
    """
    with db.read() as session:
        course = queries.course(session, course_id)
        if course is None:
            raise policies.no_such_course()
        held = policies.membership(course, queries.enrolment(session, course_id, user_id), user_id)
        return {
            "course_id": course.id,
            "user_id": user_id,
            "membership": held.value,
            "course_title": course.title,
            "teacher_id": course.teacher_id,
            "is_active": course.is_active,
        }


def list_member_ids(db: Store, course_id: int, after: int, limit: int) -> dict[str, Any]:
    """Active students above the id `after`, ascending: `{teacher_id, student_ids}`. Raises NotFound."""
    with db.read() as session:
        course = queries.course(session, course_id)
        if course is None:
            raise policies.no_such_course()
        found = queries.student_ids(session, course_id, after, min(limit, cursor.MAX_LIMIT))
        return {"teacher_id": course.teacher_id, "student_ids": found}


def list_course_ids_for(db: Store, user_id: int, after: int, limit: int) -> list[int]:
    """Courses somebody teaches or is an active student of, above the id `after`, ascending."""
    with db.read() as session:
        return queries.course_ids_for(session, user_id, after, min(limit, cursor.MAX_LIMIT))
