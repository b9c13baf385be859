"""What is said to whom about which fact: pure functions from a fact to notices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class NotificationType(StrEnum):
    """What a notification is about."""

    GENERAL = "general"
    ENROLLMENT = "enrollment"
    MATERIAL = "material"
    FEEDBACK = "feedback"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class Notice:
    """What one person is to be told. `link` is a path of the web app."""

    recipient_id: int
    notification_type: NotificationType
    title: str
    message: str
    link: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A student's place in a course, and the names of both people."""

    course_id: int
    course_title: str
    teacher_id: int
    teacher_name: str
    student_id: int
    student_name: str


def enrolled(seat: Seat) -> Notice:
    """A student has enrolled: the teacher is told."""
    return _to_teacher(
        seat, f"New student in {seat.course_title}", f"{seat.student_name} has enrolled in {seat.course_title}."
    )


def unenrolled(seat: Seat) -> Notice:
    """A student has left: the teacher is told."""
    return _to_teacher(
        seat, f"A student has left {seat.course_title}", f"{seat.student_name} has left {seat.course_title}."
    )


def blocked(seat: Seat) -> Notice:
    """The teacher has blocked a student: the student is told."""
    return _to_student(
        seat,
        f"You were removed from {seat.course_title}",
        f"{seat.teacher_name} has removed you from {seat.course_title}. "
        "You can take part again when they add you back.",
    )


def added(seat: Seat) -> Notice:
    """The teacher has added a student: the student is told."""
    return _to_student(
        seat,
        f"You were added to {seat.course_title}",
        f"{seat.teacher_name} has added you to {seat.course_title}.",
    )


def rated(seat: Seat, rating: int) -> Notice:
    """A student has rated the course: the teacher is told."""
    stars = "1 star" if rating == 1 else f"{rating} stars"
    return Notice(
        seat.teacher_id,
        NotificationType.FEEDBACK,
        f"New rating of {seat.course_title}",
        f"{seat.student_name} gave {seat.course_title} {stars}.",
        f"/c/{seat.course_id}/overview",
    )


def course_deleted(course_title: str, student_ids: Iterable[int]) -> list[Notice]:
    """A course is gone: everyone who was in it is told, once."""
    message = f"{course_title} and everything in it was deleted by its teacher."
    return [
        Notice(student_id, NotificationType.GENERAL, f"{course_title} was deleted", message, "/courses")
        for student_id in dict.fromkeys(student_ids)
    ]


def _to_teacher(seat: Seat, title: str, message: str) -> Notice:
    return Notice(seat.teacher_id, NotificationType.ENROLLMENT, title, message, f"/c/{seat.course_id}/people")


def _to_student(seat: Seat, title: str, message: str) -> Notice:
    return Notice(seat.student_id, NotificationType.ENROLLMENT, title, message, f"/c/{seat.course_id}/overview")
