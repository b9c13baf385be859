"""What is said to whom about which fact. Words are chosen later, in the recipient's language: see `texts`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Facts = Mapping[str, str | int | None]


class NotificationType(StrEnum):
    """What a notification is about; people choose by it what reaches them, and how."""

    GENERAL = "general"
    ENROLLMENT = "enrollment"
    MATERIAL = "material"
    FEEDBACK = "feedback"
    DEADLINE = "deadline"


class Kind(StrEnum):
    """What happened: it has a text in every language. `plain` brings its own title and message."""

    PLAIN = "plain"
    STUDENT_ENROLLED = "student_enrolled"
    STUDENT_UNENROLLED = "student_unenrolled"
    STUDENT_BLOCKED = "student_blocked"
    STUDENT_ADDED = "student_added"
    COURSE_DELETED = "course_deleted"
    MATERIAL_UPLOADED = "material_uploaded"
    FEEDBACK_GIVEN = "feedback_given"
    SUBMISSION_MADE = "submission_made"
    REGRADED = "regraded"
    DEADLINE_SET = "deadline_set"
    DEADLINE_MOVED = "deadline_moved"
    DEADLINE_REMOVED = "deadline_removed"
    DEADLINE_EXTENDED = "deadline_extended"
    DEADLINE_NEAR = "deadline_near"
    MENTIONED = "mentioned"
    LESSON_STARTED = "lesson_started"
    LESSON_PLANNED = "lesson_planned"
    LESSON_MOVED = "lesson_moved"
    LESSON_CANCELLED = "lesson_cancelled"
    LESSON_NEAR = "lesson_near"


TYPE_OF = {
    Kind.STUDENT_ENROLLED: NotificationType.ENROLLMENT,
    Kind.STUDENT_UNENROLLED: NotificationType.ENROLLMENT,
    Kind.STUDENT_BLOCKED: NotificationType.ENROLLMENT,
    Kind.STUDENT_ADDED: NotificationType.ENROLLMENT,
    Kind.MATERIAL_UPLOADED: NotificationType.MATERIAL,
    Kind.FEEDBACK_GIVEN: NotificationType.FEEDBACK,
    Kind.DEADLINE_SET: NotificationType.DEADLINE,
    Kind.DEADLINE_MOVED: NotificationType.DEADLINE,
    Kind.DEADLINE_REMOVED: NotificationType.DEADLINE,
    Kind.DEADLINE_EXTENDED: NotificationType.DEADLINE,
    Kind.DEADLINE_NEAR: NotificationType.DEADLINE,
}
"""The type of each kind; the others are general."""

NEVER_MAILED = frozenset({Kind.LESSON_STARTED})
"""What is over by the time somebody reads mail."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What one person is to be told. `link` is a path of the web app."""

    recipient_id: int
    kind: Kind
    facts: Facts
    link: str

    @property
    def notification_type(self) -> NotificationType:
        """What it is about."""
        return TYPE_OF.get(self.kind, NotificationType.GENERAL)


@dataclass(frozen=True, slots=True)
class Seat:
    """A student's place in a course, and the names of both people."""

    course_id: int
    course_title: str
    teacher_id: int
    teacher_name: str
    student_id: int
    student_name: str

    @property
    def facts(self) -> dict[str, str | int | None]:
        """What the texts may mention."""
        return {"course": self.course_title, "teacher": self.teacher_name, "student": self.student_name}


def enrolled(seat: Seat) -> Notice:
    """A student has enrolled: the teacher is told."""
    return Notice(seat.teacher_id, Kind.STUDENT_ENROLLED, seat.facts, f"/c/{seat.course_id}/people")


def unenrolled(seat: Seat) -> Notice:
    """A student has left: the teacher is told."""
    return Notice(seat.teacher_id, Kind.STUDENT_UNENROLLED, seat.facts, f"/c/{seat.course_id}/people")


def blocked(seat: Seat) -> Notice:
    """The teacher has blocked a student: the student is told."""
    return Notice(seat.student_id, Kind.STUDENT_BLOCKED, seat.facts, f"/c/{seat.course_id}/overview")


def added(seat: Seat) -> Notice:
    """The teacher has added a student: the student is told."""
    return Notice(seat.student_id, Kind.STUDENT_ADDED, seat.facts, f"/c/{seat.course_id}/overview")


def rated(seat: Seat, rating: int) -> Notice:
    """A student has rated the course: the teacher is told."""
    facts = {**seat.facts, "rating": rating}
    return Notice(seat.teacher_id, Kind.FEEDBACK_GIVEN, facts, f"/c/{seat.course_id}/ratings")


def submitted(seat: Seat, assignment_id: int, title: str, score: float | None) -> Notice:
    """A student has handed something in: the teacher is told."""
    facts = {**seat.facts, "assignment": title, "score": None if score is None else f"{score:g}"}
    return Notice(seat.teacher_id, Kind.SUBMISSION_MADE, facts, f"/teach/assignments/{assignment_id}")


def to_all(people: Iterable[int], kind: Kind, facts: Facts, link: str) -> list[Notice]:
    """The same for several people; each is told once."""
    return [Notice(person, kind, facts, link) for person in dict.fromkeys(people)]


def course_deleted(course_title: str, student_ids: Iterable[int]) -> list[Notice]:
    """A course is gone: everyone who was in it is told, once."""
    return to_all(student_ids, Kind.COURSE_DELETED, {"course": course_title}, "/courses")
