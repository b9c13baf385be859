"""As much of other services' events as is read here."""

from __future__ import annotations

from pydantic import BaseModel


class CourseFact(BaseModel):
    """The data of `courses.course_created`, `course_changed` and `course_deleted`."""

    id: int
    title: str
    teacher_id: int


class SeatFact(BaseModel):
    """The data of `courses.student_enrolled`, `student_added`, `student_unenrolled` and `student_blocked`."""

    course_id: int
    course_title: str
    teacher_id: int
    student_id: int
