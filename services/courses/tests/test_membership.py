"""Who is in a course, for people and for other services."""

from __future__ import annotations

import pytest

from chassis.call import Actor
from chassis.cursor import PageQuery
from chassis.database import Store
from chassis.errors import Forbidden, NotFound
from courses import schemas
from courses.usecases import enrolment, membership
from services.courses.tests.cast import ALICE, BOB, CHARLIE


@pytest.fixture
def full_course(db: Store, course: schemas.Course) -> schemas.Course:
    for number in range(10, 15):
        enrolment.enroll(db, Actor(number, "student"), course.id)
    enrolment.unenroll(db, Actor(12, "student"), course.id)
    return course


def test_the_owner_sees_the_active_students_page_by_page(db: Store, full_course: schemas.Course) -> None:
    first = membership.list_students(db, ALICE, full_course.id, PageQuery(limit=3))
    assert [student.id for student in first.items] == [14, 13, 11]
    rest = membership.list_students(db, ALICE, full_course.id, PageQuery(limit=3, cursor=first.next_cursor))
    assert [student.id for student in rest.items] == [10]
    assert (rest.next_cursor, rest.total) == (None, 4)


def test_nobody_else_sees_them(db: Store, full_course: schemas.Course) -> None:
    with pytest.raises(Forbidden):
        membership.list_students(db, CHARLIE, full_course.id, PageQuery())


def test_enrolments_are_ones_own_or_those_of_ones_courses(db: Store, full_course: schemas.Course) -> None:
    enrolment.enroll(db, BOB, full_course.id)
    everything = schemas.EnrolmentQuery(course=full_course.id)
    assert [row.student for row in membership.list_enrollments(db, BOB, everything).items] == [BOB.id]
    assert membership.list_enrollments(db, ALICE, everything).total == 6
    assert membership.list_enrollments(db, CHARLIE, everything).total == 0
    assert membership.list_enrollments(db, Actor(77, "teacher"), everything).total == 0


@pytest.mark.parametrize(("who", "held"), [(ALICE, "owner"), (Actor(10, "student"), "student"), (CHARLIE, "none")])
def test_other_services_learn_what_somebody_is_to_a_course(
    db: Store, full_course: schemas.Course, who: Actor, held: str
) -> None:
    assert membership.get_membership(db, full_course.id, who.id)["membership"] == held


def test_a_student_who_left_is_no_member(db: Store, full_course: schemas.Course) -> None:
    assert membership.get_membership(db, full_course.id, 12)["membership"] == "none"
    with pytest.raises(NotFound):
        membership.get_membership(db, 999, 12)


def test_member_ids_are_paged(db: Store, full_course: schemas.Course) -> None:
    assert membership.list_member_ids(db, full_course.id, 10, 2)["student_ids"] == [11, 13]


def test_course_ids_are_those_taught_and_attended(db: Store, full_course: schemas.Course) -> None:
    assert membership.list_course_ids_for(db, ALICE.id, 0, 10) == [full_course.id]
    assert membership.list_course_ids_for(db, 10, 0, 10) == [full_course.id]
    assert membership.list_course_ids_for(db, 12, 0, 10) == []
