"""The database finds what lists show by an index: none of them reads a whole table of ten thousand rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import insert, update

from chassis.call import Actor
from chassis.clock import now
from chassis.cursor import PageQuery
from chassis.database import Store
from chassis.storage.files import Files
from chassis.testing.plans import scans
from courses import schemas
from courses.models import Course, Enrolment, Feedback, Material
from courses.usecases import catalogue, membership, ratings
from courses.usecases.materials import Materials
from services.courses.tests.cast import ALICE

MANY = 10_000
TEACHERS = 500
BOB = Actor(10_001, "student")
COURSE = 1


@pytest.fixture
def school(db: Store) -> Store:
    """Ten thousand courses; one of them has as many students, ratings and materials."""
    moment, numbers = now(), range(1, MANY + 1)
    course = {"title": "Biology", "description": "", "search_text": "biology", "is_active": True, "created_at": moment}
    course |= {"enrolled_count": 0, "rating_sum": 0, "rating_count": 0}
    rating = {"rating": 4, "comment": "", "created_at": moment, "updated_at": moment}
    material = {"title": "Notes", "title_key": "notes", "material_type": "document", "filename": "a.pdf", "size": 1}
    material |= {"sha256": "0" * 64, "content_type": "application/pdf", "uploaded_by": 1, "created_at": moment}
    seat = {"status": "active", "enrolled_at": moment}
    names = [{"code": f"C-{n}", "code_key": f"c-{n}", "teacher_id": ALICE.id + n % TEACHERS} for n in numbers]
    with db.write() as session:
        session.execute(insert(Course), [{**course, **name} for name in names])
        session.execute(update(Course).where(Course.id == MANY // 2).values(search_text="zoology"))
        session.execute(insert(Enrolment), [{**seat, "course_id": COURSE, "student_id": n + 10_000} for n in numbers])
        session.execute(insert(Feedback), [{**rating, "course_id": COURSE, "student_id": n + 10_000} for n in numbers])
        session.execute(insert(Material), [{**material, "course_id": COURSE, "key": f"materials/{n}"} for n in numbers])
        session.execute(insert(Enrolment), [{**seat, "course_id": n, "student_id": BOB.id} for n in range(2, 30)])
    return db


def courses(db: Store, who: Actor, **query: Any) -> Callable[[], object]:
    return lambda: catalogue.list_courses(db, who, schemas.CourseQuery.model_validate({"limit": 20, **query}))


def test_no_list_reads_a_whole_table(school: Store, files: Files) -> None:
    of_course, page = {"course": COURSE, "limit": 20}, PageQuery(limit=20)
    actions: dict[str, Callable[[], object]] = {
        "courses one teaches": courses(school, ALICE, mine=True),
        "courses with a word": courses(school, BOB, search="zoology"),
        "courses with a long and a short word": courses(school, BOB, search="zo zoology"),
        "courses one teaches, with a word": courses(school, ALICE, mine=True, search="biology"),
        "courses one attends": courses(school, BOB, enrolled=True),
        "courses of a teacher": courses(school, BOB, teacher=ALICE.id),
        "students of a course": lambda: membership.list_students(school, Actor(2, "teacher"), COURSE, page),
        "enrolments of a student": lambda: membership.list_enrollments(school, BOB, schemas.EnrolmentQuery()),
        "enrolments of a teacher": lambda: membership.list_enrollments(school, ALICE, schemas.EnrolmentQuery()),
        "ratings of a course": lambda: ratings.list_feedback(
            school, BOB, schemas.FeedbackQuery.model_validate(of_course)
        ),
        "histogram of a course": lambda: ratings.summarise(school, BOB, COURSE),
        "materials of a course": lambda: Materials(school, files, BOB, "").list_of(COURSE, page),
        "materials of all one's courses": lambda: Materials(school, files, BOB, "").list_all(
            schemas.MaterialQuery(limit=20)
        ),
        "membership": lambda: membership.get_membership(school, COURSE, BOB.id),
        "members": lambda: membership.list_member_ids(school, COURSE, 0, 100),
        "courses one is in": lambda: membership.list_course_ids_for(school, BOB.id, 0, 100),
    }
    assert {name: found for name, action in actions.items() if (found := scans(school, action))} == {}


def test_courses_with_a_word_that_nearly_all_have_are_read_in_the_order_of_the_list(school: Store) -> None:
    assert "courses" in scans(school, courses(school, BOB, search="biology"))
