"""Making, finding, changing and removing courses."""

from __future__ import annotations

from datetime import date

import pytest

from chassis.database import Store
from chassis.errors import Forbidden, InvalidInput, NotFound
from chassis.patch import changes_in
from chassis.storage.files import Files
from chassis.testing.databases import emitted
from courses import schemas
from courses.usecases import catalogue, enrolment
from services.courses.tests.cast import ALICE, BOB, CHARLIE


def make(db: Store, code: str, **fields: object) -> schemas.Course:
    body = schemas.CourseBody.model_validate({"title": f"Course {code}", "code": code, **fields})
    reply = catalogue.create_course(db, ALICE, body)
    assert reply.body is not None
    return reply.body


def listed(db: Store, who: object = CHARLIE, **query: object) -> list[str]:
    page = catalogue.list_courses(db, who, schemas.CourseQuery.model_validate(query))  # type: ignore[arg-type]
    return [course.code for course in page.items]


def test_a_new_course_belongs_to_whoever_made_it(db: Store) -> None:
    reply = catalogue.create_course(db, ALICE, schemas.CourseBody(title="Biology", code="BIO-101"))
    assert reply.status == 201
    assert reply.body is not None
    assert reply.location == f"/api/courses/{reply.body.id}/"
    assert (reply.body.teacher, reply.body.is_owner, reply.body.is_enrolled) == (ALICE.id, True, False)


def test_others_learn_of_a_new_course_and_of_every_change(db: Store, course: schemas.Course) -> None:
    catalogue.update_course(db, ALICE, course.id, {"title": "Botany", "is_active": False})
    assert emitted(db) == [
        ("courses.course_created", {"id": course.id, "title": "Biology", "teacher_id": ALICE.id, "is_active": True}),
        ("courses.course_changed", {"id": course.id, "title": "Botany", "teacher_id": ALICE.id, "is_active": False}),
    ]


def test_it_refuses_a_code_that_is_taken_whatever_its_case(db: Store, course: schemas.Course) -> None:
    with pytest.raises(InvalidInput) as refused:
        make(db, course.code.lower())
    assert refused.value.code == "courses.code_taken"
    assert "code" in refused.value.details["errors"]


def test_a_course_may_keep_its_own_code(db: Store, course: schemas.Course) -> None:
    changed = catalogue.update_course(db, ALICE, course.id, {"code": "bio-101"})
    assert changed.code == "bio-101"


def test_only_its_owner_changes_or_deletes_a_course(db: Store, files: Files, course: schemas.Course) -> None:
    with pytest.raises(Forbidden):
        catalogue.update_course(db, CHARLIE, course.id, {"title": "Mine now"})
    with pytest.raises(Forbidden):
        catalogue.delete_course(db, files, CHARLIE, course.id)
    assert catalogue.get_course(db, ALICE, course.id).title == "Biology"


def test_a_change_may_not_leave_the_dates_in_disorder(db: Store) -> None:
    course = make(db, "D-1", start_date=date(2026, 5, 1))
    with pytest.raises(InvalidInput):
        catalogue.update_course(db, ALICE, course.id, {"end_date": date(2026, 4, 1)})
    assert catalogue.get_course(db, ALICE, course.id).end_date is None


def test_null_does_not_empty_what_must_have_a_value() -> None:
    with pytest.raises(InvalidInput):
        changes_in(schemas.CoursePatch(title=None), nullable={"end_date"})
    assert changes_in(schemas.CoursePatch(end_date=None), nullable={"end_date"}) == {"end_date": None}


def test_an_inactive_course_is_there_for_its_members_only(db: Store, course: schemas.Course) -> None:
    enrolment.enroll(db, BOB, course.id)
    catalogue.update_course(db, ALICE, course.id, {"is_active": False})
    assert catalogue.get_course(db, BOB, course.id).is_active is False
    with pytest.raises(NotFound):
        catalogue.get_course(db, CHARLIE, course.id)
    assert listed(db, CHARLIE) == []
    assert listed(db, BOB) == ["BIO-101"]


def test_search_finds_words_in_any_order_and_takes_wildcards_literally(db: Store) -> None:
    make(db, "A-1", title="Organic chemistry", description="100% carbon")
    make(db, "A-2", title="Inorganic chemistry")
    assert listed(db, search="chemistry organic") == ["A-2", "A-1"]
    assert listed(db, search="100%") == ["A-1"]
    assert listed(db, search="%") == ["A-1"]
    assert listed(db, search="a_1") == []


def test_search_knows_capitals_beyond_ascii_and_follows_changes(db: Store) -> None:
    course = make(db, "A-1", title="ÖKOLOGIE")
    assert listed(db, search="ökologie") == ["A-1"]
    catalogue.update_course(db, ALICE, course.id, {"title": "Botanik"})
    assert listed(db, search="ökologie") == []
    assert listed(db, search="BOTANIK") == ["A-1"]


def test_a_search_that_finds_very_many_does_not_count_them_all(db: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "COUNTED", 3)
    for number in range(5):
        make(db, f"A-{number}", title="Botany" if number else "Zoology")
    totals = {
        search: catalogue.list_courses(db, CHARLIE, schemas.CourseQuery(search=search, limit=1)).total
        for search in ("botany", "zoology", "")
    }
    assert totals == {"botany": 3, "zoology": 1, "": 5}


def test_a_search_shows_no_course_that_is_hidden_from_the_asker(db: Store) -> None:
    make(db, "A-1", title="Botany", is_active=False)
    assert (listed(db, CHARLIE, search="botany"), listed(db, ALICE, search="botany")) == ([], ["A-1"])


def test_the_courses_of_one_teacher_are_those_that_the_asker_may_see(db: Store) -> None:
    make(db, "A-1")
    make(db, "A-2", is_active=False)
    assert listed(db, CHARLIE, teacher=ALICE.id) == ["A-1"]
    assert listed(db, ALICE, teacher=ALICE.id) == ["A-2", "A-1"]
    assert listed(db, CHARLIE, teacher=BOB.id) == []


def test_the_total_counts_hidden_courses_for_those_who_see_them(db: Store, course: schemas.Course) -> None:
    make(db, "A-1")
    enrolment.enroll(db, BOB, course.id)
    catalogue.update_course(db, ALICE, course.id, {"is_active": False})
    everything = schemas.CourseQuery()
    totals = [catalogue.list_courses(db, who, everything).total for who in (ALICE, BOB, CHARLIE)]
    assert totals == [len(listed(db, who)) for who in (ALICE, BOB, CHARLIE)] == [2, 2, 1]


def test_mine_and_enrolled_narrow_the_list(db: Store, course: schemas.Course) -> None:
    make(db, "A-1")
    enrolment.enroll(db, BOB, course.id)
    assert listed(db, BOB, enrolled=True) == ["BIO-101"]
    assert listed(db, BOB, mine=True) == []
    assert listed(db, ALICE, mine=True) == ["A-1", "BIO-101"]


def test_pages_follow_each_other_without_gap_or_repetition(db: Store) -> None:
    codes = [make(db, f"P-{number}").code for number in range(7)]
    seen: list[str] = []
    cursor: str | None = None
    for _ in range(4):
        page = catalogue.list_courses(db, CHARLIE, schemas.CourseQuery(limit=2, cursor=cursor))
        assert page.total == 7
        seen += [course.code for course in page.items]
        cursor = page.next_cursor
    assert cursor is None
    assert seen == codes[::-1]


def test_deleting_a_course_tells_who_was_enrolled_and_leaves_nothing(
    db: Store, files: Files, course: schemas.Course
) -> None:
    enrolment.enroll(db, BOB, course.id)
    catalogue.delete_course(db, files, ALICE, course.id)
    kind, data = emitted(db)[-1]
    assert kind == "courses.course_deleted"
    assert data == {"id": course.id, "title": "Biology", "teacher_id": ALICE.id, "student_ids": [BOB.id]}
    with pytest.raises(NotFound):
        catalogue.get_course(db, ALICE, course.id)
    assert make(db, course.code).enrolled_count == 0
