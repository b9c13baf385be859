"""As much of other services' events as is read here."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel


class SeatChanged(BaseModel):
    """`courses.student_enrolled`, `student_unenrolled`, `student_blocked` and `student_added`."""

    course_id: int
    course_title: str
    teacher_id: int
    student_id: int


class FeedbackGiven(SeatChanged):
    """`courses.feedback_given`."""

    rating: int


class CourseDeleted(BaseModel):
    """`courses.course_deleted`."""

    id: int
    title: str
    student_ids: list[int]


class MaterialUploaded(BaseModel):
    """`courses.material_uploaded`."""

    course_id: int
    course_title: str
    material_id: int
    title: str


class InvitationSent(BaseModel):
    """`accounts.invitation_sent`, also when it is sent again. `sealed_token` is opened only when it is mailed."""

    invitation_id: int
    email: str
    full_name: str
    inviter_name: str
    course_title: str | None
    sealed_token: str
    expires_at: datetime
    attempt: int


class PasswordResetRequested(BaseModel):
    """`accounts.password_reset_requested`."""

    user_id: int
    email: str
    sealed_token: str
    expires_at: datetime


class UserChanged(BaseModel):
    """`accounts.user_changed`."""

    id: int


class AssignmentPublished(BaseModel):
    """`assignments.assignment_published`."""

    assignment_id: int
    course_id: int
    course_title: str
    title: str
    assignment_type: str
    deadline: datetime | None


class DeadlineChanged(AssignmentPublished):
    """`assignments.deadline_changed`."""

    previous: datetime | None


class AssignmentDeleted(BaseModel):
    """`assignments.assignment_deleted`."""

    assignment_id: int
    course_id: int


class SubmissionMade(SeatChanged):
    """`assignments.submission_made`."""

    assignment_id: int
    title: str
    score: float | None


class Extended(BaseModel):
    """`assignments.extended`: one student has another deadline than the others."""

    assignment_id: int
    student_id: int
    deadline: datetime | None


class Regraded(BaseModel):
    """`assignments.regraded`."""

    assignment_id: int
    title: str
    student_ids: list[int]


class Mentioned(BaseModel):
    """`classroom.mentioned`."""

    room_id: int
    room_name: str
    sender_id: int
    user_ids: list[int]
    excerpt: str


class LessonStarted(BaseModel):
    """`classroom.lesson_started`."""

    room_name: str
    course_id: int | None
    lesson_id: int
    started_at: datetime


class LessonPlanned(BaseModel):
    """`classroom.lesson_planned`, `…moved`, `…cancelled`. `title` may be empty."""

    planned_id: int
    course_id: int
    room_name: str
    title: str
    starts_at: datetime
    ends_at: datetime


class LessonMoved(LessonPlanned):
    """`classroom.lesson_moved`: it was to begin at `previous`, which may be when it still begins."""

    previous: datetime


class LessonEnded(BaseModel):
    """`classroom.lesson_ended`."""

    course_id: int | None
    lesson_id: int
    ended_at: datetime
