"""Getting into a course and out of it."""

from __future__ import annotations

import threading

import pytest

from chassis.call import Actor
from chassis.database import Store
from chassis.errors import Forbidden, InvalidInput, NotFound
from chassis.testing.databases import emitted
from courses import schemas
from courses.clients import Accounts
from courses.domain import Status
from courses.usecases import catalogue, enrolment, membership
from services.courses.tests.cast import ALICE, BOB, CHARLIE, DANA


def facts(db: Store) -> list[str]:
    return [kind.removeprefix("courses.") for kind, _ in emitted(db) if "student" in kind]


def count(db: Store, course: schemas.Course) -> int:
    return catalogue.get_course(db, ALICE, course.id).enrolled_count


def add(db: Store, accounts: Accounts, course: schemas.Course, **whom: object) -> schemas.Enrollment:
    reply = enrolment.add_student(db, accounts, ALICE, course.id, schemas.AddStudent.model_validate(whom))
    assert reply.body is not None
    return reply.body


def test_enrolling_counts_once_and_tells_once(db: Store, course: schemas.Course) -> None:
    assert enrolment.enroll(db, BOB, course.id).status == 201
    assert enrolment.enroll(db, BOB, course.id).status == 200
    assert count(db, course) == 1
    assert facts(db) == ["student_enrolled"]


def test_coming_back_is_told_again(db: Store, course: schemas.Course) -> None:
    enrolment.enroll(db, BOB, course.id)
    enrolment.unenroll(db, BOB, course.id)
    assert count(db, course) == 0
    assert enrolment.enroll(db, BOB, course.id).status == 200
    assert facts(db) == ["student_enrolled", "student_unenrolled", "student_enrolled"]


def test_the_event_says_who_and_whose(db: Store, course: schemas.Course) -> None:
    enrolment.enroll(db, BOB, course.id)
    assert emitted(db)[-1][1] == {
        "course_id": course.id,
        "course_title": "Biology",
        "teacher_id": ALICE.id,
        "student_id": BOB.id,
    }


def test_one_cannot_leave_what_one_is_not_in(db: Store, course: schemas.Course) -> None:
    with pytest.raises(InvalidInput) as refused:
        enrolment.unenroll(db, CHARLIE, course.id)
    assert refused.value.code == "courses.not_enrolled"


def test_a_blocked_student_stays_out_until_added_back(db: Store, course: schemas.Course, accounts: Accounts) -> None:
    enrolment.enroll(db, BOB, course.id)
    assert enrolment.block_student(db, ALICE, course.id, BOB.id).status is Status.BLOCKED
    with pytest.raises(Forbidden) as refused:
        enrolment.enroll(db, BOB, course.id)
    assert refused.value.code == "courses.blocked"
    assert count(db, course) == 0
    assert add(db, accounts, course, username="bob").is_active
    assert facts(db) == ["student_enrolled", "student_blocked", "student_added"]


def test_an_inactive_course_takes_nobody(db: Store, course: schemas.Course) -> None:
    catalogue.update_course(db, ALICE, course.id, {"is_active": False})
    with pytest.raises(Forbidden):
        enrolment.enroll(db, BOB, course.id)


def test_only_the_owner_adds_and_blocks(db: Store, course: schemas.Course, accounts: Accounts) -> None:
    with pytest.raises(Forbidden):
        enrolment.add_student(db, accounts, CHARLIE, course.id, schemas.AddStudent(student_id=BOB.id))
    with pytest.raises(Forbidden):
        enrolment.block_student(db, CHARLIE, course.id, BOB.id)
    assert facts(db) == []


def test_one_cannot_block_who_is_not_in(db: Store, course: schemas.Course) -> None:
    with pytest.raises(NotFound):
        enrolment.block_student(db, ALICE, course.id, CHARLIE.id)


def test_only_students_can_be_added(db: Store, course: schemas.Course, accounts: Accounts) -> None:
    with pytest.raises(InvalidInput):
        add(db, accounts, course, username="dana")
    with pytest.raises(NotFound) as missing:
        add(db, accounts, course, student_id=99)
    assert missing.value.code == "courses.no_such_student"


def test_forty_students_at_once_are_all_counted(db: Store, course: schemas.Course) -> None:
    threads = [
        threading.Thread(target=enrolment.enroll, args=(db, Actor(100 + n, "student"), course.id)) for n in range(40)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert count(db, course) == 40
    assert len(membership.list_member_ids(db, course.id, 0, 500)["student_ids"]) == 40


def test_the_same_student_twice_at_once_is_enrolled_once(db: Store, course: schemas.Course) -> None:
    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda: statuses.append(enrolment.enroll(db, BOB, course.id).status)) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(statuses) == [200] * 7 + [201]
    assert facts(db) == ["student_enrolled"]


def invite(db: Store, accounts: Accounts, course_id: int, who: Actor = BOB, inviter: Actor = ALICE) -> None:
    accepted = schemas.InvitationAccepted(user_id=who.id, inviter_id=inviter.id, course_id=course_id)
    enrolment.let_invited_in(db, accounts, accepted)


def test_an_invitation_by_the_teacher_lets_a_blocked_student_back_in(
    db: Store, course: schemas.Course, accounts: Accounts
) -> None:
    enrolment.enroll(db, BOB, course.id)
    enrolment.block_student(db, ALICE, course.id, BOB.id)
    invite(db, accounts, course.id)
    assert count(db, course) == 1
    assert facts(db) == ["student_enrolled", "student_blocked", "student_added"]


def test_an_invitation_by_anybody_else_leads_nowhere(db: Store, course: schemas.Course, accounts: Accounts) -> None:
    invite(db, accounts, course.id, inviter=CHARLIE)
    invite(db, accounts, course.id + 1)
    invite(db, accounts, course.id, who=DANA)
    assert facts(db) == []
    assert count(db, course) == 0
