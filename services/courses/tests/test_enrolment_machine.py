"""Enrolment against a model of it: whatever happens in whatever order, both agree on who is in, and who was told."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from chassis.call import Actor
from chassis.errors import Forbidden, InvalidInput, NotFound, ServiceError
from chassis.storage import links
from chassis.storage.files import Files
from chassis.storage.location import connect
from chassis.storage.objects import Storage
from chassis.testing.databases import emitted, migrated_store
from chassis.testing.fuzzing import bounded
from chassis.testing.outcomes import Outcome, Refusal, first_refusal
from courses.domain import Status
from courses.schemas import AddStudent, CourseBody
from courses.usecases import catalogue, enrolment, membership
from services.courses.tests.cast import ALICE, BOB, CHARLIE, DANA, FakeAccounts

STUDENTS = st.sampled_from([BOB, CHARLIE])
COURSE = CourseBody(title="Biology", code="BIO-101")


class Enrolment(RuleBasedStateMachine):
    """One course of Alice's. The model: where each student stands, if the course is open, and the facts told."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self.db = migrated_store("courses", Path(self._folder.name))
        self.files = Files(Storage(connect(f"file:{self._folder.name}/files")), links.signer("for tests, long enough"))
        made = catalogue.create_course(self.db, ALICE, COURSE).body
        assert made is not None
        self.course = made.id
        self.there = self.open = True
        self.held: dict[int, Status] = {}
        self.told: list[tuple[str, int]] = []

    @rule(student=STUDENTS)
    def enrol(self, student: Actor) -> None:
        held = self.held.get(student.id)
        refusal = self._refusal((Forbidden, held is Status.BLOCKED or not self.open))
        with Outcome(refusal):
            reply = enrolment.enroll(self.db, student, self.course)
            assert reply.status == (201 if held is None else 200)
            self._let_in(student, "student_enrolled")

    @rule(student=STUDENTS)
    def leave(self, student: Actor) -> None:
        with Outcome(self._refusal((InvalidInput, not self._is_in(student)))):
            enrolment.unenroll(self.db, student, self.course)
            self._put_out(student, Status.LEFT, "student_unenrolled")

    @rule(student=STUDENTS)
    def block(self, student: Actor) -> None:
        with Outcome(self._refusal((NotFound, not self._is_in(student)))):
            enrolment.block_student(self.db, ALICE, self.course, student.id)
            self._put_out(student, Status.BLOCKED, "student_blocked")

    @rule(student=STUDENTS)
    def add(self, student: Actor) -> None:
        with Outcome(self._refusal()):
            enrolment.add_student(self.db, FakeAccounts(), ALICE, self.course, AddStudent(student_id=student.id))
            self._let_in(student, "student_added")

    @rule(student=STUDENTS, stranger=st.sampled_from([BOB, CHARLIE, DANA]))
    def meddle(self, student: Actor, stranger: Actor) -> None:
        """Only the teacher decides about others."""
        with Outcome(self._refusal((ServiceError, True))):
            enrolment.block_student(self.db, stranger, self.course, student.id)

    @rule(is_open=st.booleans())
    def close(self, is_open: bool) -> None:
        with Outcome(self._refusal()):
            catalogue.update_course(self.db, ALICE, self.course, {"is_active": is_open})
            self.open = is_open

    @precondition(lambda self: len(self.told) > 3)
    @rule()
    def delete(self) -> None:
        with Outcome(self._refusal()):
            catalogue.delete_course(self.db, self.files, ALICE, self.course)
            self.there, self.held = False, {}

    @invariant()
    def they_agree_on_who_is_in(self) -> None:
        inside = sorted(id for id, held in self.held.items() if held is Status.ACTIVE)
        for student in (BOB, CHARLIE):
            found = membership.list_course_ids_for(self.db, student.id, 0, 10)
            assert found == ([self.course] if student.id in inside else [])
        with Outcome(self._refusal()):
            assert membership.list_member_ids(self.db, self.course, 0, 10)["student_ids"] == inside
            assert catalogue.get_course(self.db, ALICE, self.course).enrolled_count == len(inside)

    @invariant()
    def each_change_was_told_once(self) -> None:
        told = [(kind.removeprefix("courses."), data["student_id"]) for kind, data in emitted(self.db)
                if "student_id" in data]  # fmt: skip
        assert told == self.told

    def teardown(self) -> None:
        self.db.engine.dispose()
        self._folder.cleanup()

    def _is_in(self, student: Actor) -> bool:
        return self.held.get(student.id) is Status.ACTIVE

    def _let_in(self, student: Actor, fact: str) -> None:
        if not self._is_in(student):
            self.held[student.id] = Status.ACTIVE
            self.told.append((fact, student.id))

    def _put_out(self, student: Actor, status: Status, fact: str) -> None:
        self.held[student.id] = status
        self.told.append((fact, student.id))

    def _refusal(self, *refusals: tuple[type[ServiceError], bool]) -> Refusal:
        """How the model says that an action ends: with one of the refusals that hold, or well."""
        return first_refusal((NotFound, not self.there), *refusals)


TestEnrolment = Enrolment.TestCase
TestEnrolment.settings = settings(bounded(6), stateful_step_count=20)
