"""Getting into a course and out of it. Whoever is told of it hears it as an event."""

from __future__ import annotations

import logging

from sqlalchemy.orm import Session

from chassis.call import Actor
from chassis.clock import now
from chassis.database import Store
from chassis.errors import Forbidden, InvalidInput, NotFound
from chassis.reply import Reply
from courses import policies, queries, schemas
from courses.clients import Accounts
from courses.domain import Status
from courses.facts import tell_in
from courses.models import Course, Enrolment
from courses.schemas import AddStudent, InvitationAccepted
from courses.usecases.catalogue import existing_course, owned_course

_log = logging.getLogger(__name__)


def enroll(db: Store, actor: Actor, course_id: int) -> Reply[schemas.Enrollment]:
    """Enrol the actor: 201 the first time, 200 when already in or in again.

    Raises NotFound, and Forbidden when blocked or when the course is inactive.
    """
    with db.write() as session:
        course = existing_course(session, course_id, lock=True)
        held = queries.enrolment(session, course_id, actor.id)
        policies.require_may_enrol(course, held)
        return _let_in(session, course, actor.id, held, "courses.student_enrolled")


def unenroll(db: Store, actor: Actor, course_id: int) -> schemas.Enrollment:
    """Take the actor out. Raises NotFound for no such course, InvalidInput when not enrolled."""
    with db.write() as session:
        course = existing_course(session, course_id, lock=True)
        held = queries.enrolment(session, course_id, actor.id)
        if held is None or held.status != Status.ACTIVE:
            raise InvalidInput("courses.not_enrolled", "You are not enrolled in this course.")
        _put_out(session, course, held, Status.LEFT, "courses.student_unenrolled")
        return as_answer(held, course.title)


def add_student(
    db: Store, accounts: Accounts, actor: Actor, course_id: int, body: AddStudent
) -> Reply[schemas.Enrollment]:
    """Let a student in, also one who was blocked.

    Raises NotFound, Forbidden, and InvalidInput when the account is not a student's.
    """
    with db.read() as session:
        owned_course(session, actor, course_id)
    student_id = _student(accounts, body)
    with db.write() as session:
        course = owned_course(session, actor, course_id, lock=True)
        held = queries.enrolment(session, course_id, student_id)
        return _let_in(session, course, student_id, held, "courses.student_added")


def let_invited_in(db: Store, accounts: Accounts, accepted: InvitationAccepted) -> None:
    """Add somebody who accepted an invitation to its course, as its teacher would by hand.

    Whatever has changed since the invitation counts: a course that is gone or another's by now, or somebody who is
    no student, is left as it is.
    """
    if accepted.course_id is None:
        return
    inviter = Actor(accepted.inviter_id, "teacher")
    try:
        add_student(db, accounts, inviter, accepted.course_id, AddStudent(student_id=accepted.user_id))
    except (NotFound, Forbidden, InvalidInput) as refused:
        _log.info("an invitation into course %s leads nowhere: %s", accepted.course_id, refused.code)


def block_student(db: Store, actor: Actor, course_id: int, student_id: int) -> schemas.Enrollment:
    """Put a student out until they are added again. Raises NotFound when they are not enrolled."""
    with db.write() as session:
        course = owned_course(session, actor, course_id, lock=True)
        held = queries.enrolment(session, course_id, student_id)
        if held is None or held.status != Status.ACTIVE:
            raise NotFound("courses.not_enrolled", "This student is not enrolled in the course.")
        _put_out(session, course, held, Status.BLOCKED, "courses.student_blocked")
        return as_answer(held, course.title)


def as_answer(enrolment: Enrolment, course_title: str) -> schemas.Enrollment:
    """An enrolment as it goes out."""
    return schemas.Enrollment(
        id=enrolment.id,
        student=enrolment.student_id,
        course=enrolment.course_id,
        course_title=course_title,
        enrolled_at=enrolment.enrolled_at,
        is_active=enrolment.status == Status.ACTIVE,
        status=Status(enrolment.status),
    )


def _student(accounts: Accounts, body: AddStudent) -> int:
    try:
        account = accounts.find(body.student_id, body.username)
    except NotFound as error:
        raise NotFound("courses.no_such_student", "There is no such student.") from error
    if account.role != "student":
        name = "username" if body.username else "student_id"
        raise InvalidInput.field(name, "This is not a student's account.", code="courses.not_a_student")
    return account.id


def _let_in(
    session: Session, course: Course, student_id: int, held: Enrolment | None, fact: str
) -> Reply[schemas.Enrollment]:
    if held is not None and held.status == Status.ACTIVE:
        return Reply(as_answer(held, course.title))
    created = held is None
    enrolment = held or Enrolment(course_id=course.id, student_id=student_id)
    enrolment.status, enrolment.enrolled_at = Status.ACTIVE, now()
    session.add(enrolment)
    course.enrolled_count = Course.enrolled_count + 1
    session.flush()
    tell_in(session, fact, course, student_id=student_id)
    return Reply(as_answer(enrolment, course.title), status=201 if created else 200)


def _put_out(session: Session, course: Course, held: Enrolment, status: Status, fact: str) -> None:
    held.status = status
    course.enrolled_count = Course.enrolled_count - 1
    session.flush()
    tell_in(session, fact, course, student_id=held.student_id)
