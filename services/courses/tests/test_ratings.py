"""Rating a course."""

from __future__ import annotations

import threading

import pytest
from pydantic import ValidationError

from chassis.call import Actor
from chassis.database import Store
from chassis.errors import Conflict, Forbidden, NotFound
from chassis.storage.files import Files
from chassis.testing.databases import emitted
from courses import schemas
from courses.usecases import catalogue, enrolment, ratings
from services.courses.tests.cast import ALICE, BOB, CHARLIE


def rate(db: Store, course: schemas.Course, who: Actor = BOB, stars: int = 4) -> schemas.Feedback:
    body = schemas.FeedbackBody(course=course.id, rating=stars, comment="Clear.")
    reply = ratings.give_feedback(db, who, body)
    assert reply.body is not None
    return reply.body


def summary(db: Store, course: schemas.Course) -> tuple[float | None, int, list[int]]:
    found = ratings.summarise(db, ALICE, course.id)
    shown = catalogue.get_course(db, ALICE, course.id)
    assert (shown.average_rating, shown.feedback_count) == (found.average, found.count)
    return found.average, found.count, found.histogram


@pytest.fixture
def attended(db: Store, course: schemas.Course) -> schemas.Course:
    enrolment.enroll(db, BOB, course.id)
    return course


def test_a_rating_counts_and_is_told(db: Store, attended: schemas.Course) -> None:
    given = rate(db, attended)
    assert summary(db, attended) == (4.0, 1, [0, 0, 0, 1, 0])
    kind, data = emitted(db)[-1]
    assert (kind, data["teacher_id"], data["student_id"], data["rating"]) == (
        "courses.feedback_given",
        ALICE.id,
        BOB.id,
        4,
    )
    assert given.comment == "Clear."


def test_a_second_rating_is_a_conflict(db: Store, attended: schemas.Course) -> None:
    rate(db, attended)
    with pytest.raises(Conflict):
        rate(db, attended)
    assert summary(db, attended)[1] == 1


@pytest.mark.parametrize("who", [ALICE, CHARLIE])
def test_only_enrolled_students_rate(db: Store, attended: schemas.Course, who: Actor) -> None:
    with pytest.raises(Forbidden):
        rate(db, attended, who)


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_a_rating_is_from_one_to_five(stars: int) -> None:
    with pytest.raises(ValidationError):
        schemas.FeedbackBody(course=1, rating=stars)


def test_changing_and_taking_back_keep_the_average_exact(db: Store, attended: schemas.Course) -> None:
    enrolment.enroll(db, CHARLIE, attended.id)
    given = rate(db, attended, BOB, 4)
    rate(db, attended, CHARLIE, 1)
    assert summary(db, attended) == (2.5, 2, [1, 0, 0, 1, 0])
    ratings.change_feedback(db, BOB, given.id, {"rating": 5})
    assert summary(db, attended) == (3.0, 2, [1, 0, 0, 0, 1])
    ratings.change_feedback(db, BOB, given.id, {"comment": "Better."})
    assert summary(db, attended)[0] == 3.0
    ratings.delete_feedback(db, BOB, given.id)
    assert summary(db, attended) == (1.0, 1, [1, 0, 0, 0, 0])


def test_outsiders_neither_see_nor_change_a_rating(db: Store, attended: schemas.Course) -> None:
    given = rate(db, attended)
    with pytest.raises(NotFound):
        ratings.get_feedback(db, CHARLIE, given.id)
    with pytest.raises(NotFound):
        ratings.delete_feedback(db, CHARLIE, given.id)
    everything = schemas.FeedbackQuery(course=attended.id)
    assert ratings.list_feedback(db, CHARLIE, everything).total == 0
    assert [row.id for row in ratings.list_feedback(db, ALICE, everything).items] == [given.id]


def test_mine_are_only_those_the_caller_gave(db: Store, attended: schemas.Course) -> None:
    enrolment.enroll(db, CHARLIE, attended.id)
    given = rate(db, attended)
    own = schemas.FeedbackQuery(course=attended.id, mine=True)
    assert [row.id for row in ratings.list_feedback(db, BOB, own).items] == [given.id]
    assert ratings.list_feedback(db, CHARLIE, own).total == 0


def test_other_members_see_it_and_may_not_change_it(db: Store, attended: schemas.Course) -> None:
    given = rate(db, attended)
    assert ratings.get_feedback(db, ALICE, given.id) == given
    with pytest.raises(Forbidden):
        ratings.change_feedback(db, ALICE, given.id, {"rating": 5})
    with pytest.raises(Forbidden):
        ratings.delete_feedback(db, ALICE, given.id)


def test_a_student_who_left_can_still_take_the_rating_back(db: Store, attended: schemas.Course) -> None:
    given = rate(db, attended)
    enrolment.unenroll(db, BOB, attended.id)
    ratings.delete_feedback(db, BOB, given.id)
    assert summary(db, attended) == (None, 0, [0, 0, 0, 0, 0])


def test_twenty_ratings_at_once_are_all_counted(db: Store, course: schemas.Course) -> None:
    students = [Actor(100 + number, "student") for number in range(20)]
    for student in students:
        enrolment.enroll(db, student, course.id)
    threads = [threading.Thread(target=rate, args=(db, course, student, 1 + student.id % 5)) for student in students]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert summary(db, course) == (3.0, 20, [4, 4, 4, 4, 4])


def test_deleting_the_course_takes_its_ratings_with_it(db: Store, files: Files, attended: schemas.Course) -> None:
    given = rate(db, attended)
    catalogue.delete_course(db, files, ALICE, attended.id)
    with pytest.raises(NotFound):
        ratings.get_feedback(db, BOB, given.id)
