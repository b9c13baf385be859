"""Who may do what with a course."""

from __future__ import annotations

from chassis.call import Actor
from chassis.errors import Forbidden, NotFound
from courses.domain import Membership, Status, may_enrol_again
from courses.models import Course, Enrolment, Feedback


def membership(course: Course, enrolment: Enrolment | None, user_id: int) -> Membership:
    """What this person is to the course; `enrolment` is theirs in it, if there is one."""
    if course.teacher_id == user_id:
        return Membership.OWNER
    active = enrolment is not None and enrolment.status == Status.ACTIVE
    return Membership.STUDENT if active else Membership.NONE


def require_visible(course: Course, held: Membership) -> None:
    """Raises NotFound for an inactive course, except to its members."""
    if not course.is_active and held is Membership.NONE:
        raise no_such_course()


def require_owner(course: Course, actor: Actor) -> None:
    """Raises Forbidden for anyone but the course's teacher."""
    if course.teacher_id != actor.id:
        raise Forbidden("courses.not_owner", "Only the teacher of this course may do this.")


def require_may_enrol(course: Course, enrolment: Enrolment | None) -> None:
    """Raises Forbidden when the course is closed, or its teacher has blocked this student."""
    if not may_enrol_again(Status(enrolment.status) if enrolment else None):
        raise Forbidden("courses.blocked", "The teacher has blocked you from this course.")
    if not course.is_active:
        raise Forbidden("courses.inactive", "This course does not take students at the moment.")


def no_such_course() -> NotFound:
    """One answer for courses that are not there and those that may not be seen."""
    return NotFound("courses.not_found", "There is no such course.")


def require_student(held: Membership) -> None:
    """Raises Forbidden for anyone who is not enrolled: only students rate."""
    if held is not Membership.STUDENT:
        raise Forbidden("courses.not_enrolled", "Only students who are enrolled in this course may rate it.")


def require_author(feedback: Feedback, actor: Actor) -> None:
    """Raises Forbidden for a rating that somebody else gave."""
    if feedback.student_id != actor.id:
        raise Forbidden("courses.not_your_feedback", "Only the student who gave this rating may change it.")


def no_such_feedback() -> NotFound:
    """One answer for ratings that are not there and those that may not be seen."""
    return NotFound("courses.feedback_not_found", "There is no such rating.")


def require_member(held: Membership) -> None:
    """Raises Forbidden for anyone who is not in the course."""
    if held is Membership.NONE:
        raise Forbidden("courses.not_a_member", "Only the members of this course may see its material.")


def require_may_read(held: Membership) -> None:
    """Raises NotFound for material of a course that somebody is not in."""
    if held is Membership.NONE:
        raise no_such_material()


def no_such_material() -> NotFound:
    """One answer for material that is not there and that which may not be seen."""
    return NotFound("courses.material_not_found", "There is no such material.")
