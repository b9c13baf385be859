"""Who is in a course: for people's eyes, and for other services to decide by."""

from __future__ import annotations

from typing import Any

from chassis.call import Actor
from chassis.cursor import MAX_LIMIT, PageQuery
from chassis.database import Store
from chassis.database.paging import newest_first
from chassis.reply import Page
from courses import policies, queries, schemas
from courses.models import Enrolment
from courses.schemas import EnrolmentQuery
from courses.usecases.catalogue import existing_course, owned_course
from courses.usecases.enrolment import as_answer


def list_students(db: Store, actor: Actor, course_id: int, query: PageQuery) -> Page[schemas.Student]:
    """The active students of a course of the actor's, newest first. Raises NotFound, Forbidden."""
    with db.read() as session:
        owned_course(session, actor, course_id)
        page = newest_first(session, queries.active_in(course_id), Enrolment.id, query)
    students = [schemas.Student(id=row[0].student_id, enrolled_at=row[0].enrolled_at) for row in page.rows]
    return Page(students, page.next_cursor, page.total)


def list_enrollments(db: Store, actor: Actor, query: EnrolmentQuery) -> Page[schemas.Enrollment]:
    """A student's own enrolments, or those in all courses of a teacher."""
    own = queries.enrolments_of_teacher if actor.role == "teacher" else queries.enrolments_of_student
    wanted = own(actor.id)
    if query.course is not None:
        wanted = wanted.where(Enrolment.course_id == query.course)
    with db.read() as session:
        page = newest_first(session, wanted, Enrolment.id, query)
    return Page([as_answer(row[0], row[1]) for row in page.rows], page.next_cursor, page.total)


def get_membership(db: Store, course_id: int, user_id: int) -> dict[str, Any]:
    """What somebody is to a course: `{course_id, user_id, membership, course_title, teacher_id, is_active}`.

    `membership` is `owner`, `student` or `none`. Raises NotFound when there is no such course.
    """
    with db.read() as session:
        course = existing_course(session, course_id)
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
        course = existing_course(session, course_id)
        found = queries.student_ids(session, course_id, after, min(limit, MAX_LIMIT))
        return {"teacher_id": course.teacher_id, "student_ids": found}


def list_course_ids_for(db: Store, user_id: int, after: int, limit: int) -> list[int]:
    """Courses somebody teaches or is an active student of, above the id `after`, ascending."""
    with db.read() as session:
        return queries.course_ids_for(session, user_id, after, min(limit, MAX_LIMIT))
