"""What accounts reads of others is what they say: the news of courses."""

from __future__ import annotations

from pathlib import Path

from accounts.handlers import AccountsHandlers
from accounts.schemas.facts import CourseFact, SeatFact
from chassis.call import Actor
from chassis.storage import links
from chassis.storage.files import Files
from chassis.storage.location import connect
from chassis.storage.objects import Storage
from chassis.testing.databases import emitted, migrated_store
from courses.schemas import CourseBody
from courses.usecases import catalogue, enrolment

ALICE, BOB = Actor(1, "teacher"), Actor(2, "student")
COURSE = {"course_created", "course_changed", "course_deleted"}
SEAT = {"student_enrolled", "student_added", "student_unenrolled", "student_blocked"}


def test_every_fact_that_is_handled_can_be_read(tmp_path: Path) -> None:
    store = migrated_store("courses", tmp_path)
    files = Files(Storage(connect(f"file:{tmp_path / 'storage'}")), links.signer("for tests only, and long enough"))
    made = catalogue.create_course(store, ALICE, CourseBody(title="Biology", code="BIO-101")).body
    assert made is not None
    catalogue.update_course(store, ALICE, made.id, {"title": "Zoology"})
    enrolment.enroll(store, BOB, made.id)
    enrolment.block_student(store, ALICE, made.id, BOB.id)
    catalogue.delete_course(store, files, ALICE, made.id)
    told = {kind.removeprefix("courses."): data for kind, data in emitted(store)}
    for fact in COURSE:
        assert CourseFact.model_validate(told[fact]).teacher_id == ALICE.id
    for fact in SEAT & set(told):
        assert SeatFact.model_validate(told[fact]).student_id == BOB.id
    assert {f"on_courses_{fact}" for fact in COURSE | SEAT} <= set(dir(AccountsHandlers))
