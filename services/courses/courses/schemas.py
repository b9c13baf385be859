"""What goes in and out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator

from chassis.cursor import PageQuery
from chassis.database.searching import COUNTED
from chassis.ids import Id
from chassis.refs import Ref
from chassis.storage import Upload
from chassis.text import Line, Text
from courses.domain import MaterialType, Status, dates_in_order

Title = Annotated[Line, StringConstraints(min_length=1, max_length=200)]
Description = Annotated[Text, StringConstraints(max_length=20_000)]
Rating = Annotated[int, Field(ge=1, le=5)]
Comment = Annotated[Text, StringConstraints(max_length=5_000)]
Code = Annotated[Line, StringConstraints(min_length=2, max_length=30, pattern=r"^[^\s/]+( [^\s/]+)*$")]


class CourseBody(BaseModel):
    """A course as its teacher writes it."""

    title: Title
    description: Description = ""
    code: Annotated[Code, Field(description="Short and unique, as `BIO-101`.")]
    start_date: date | None = None
    end_date: date | None = None
    is_active: bool = True

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not dates_in_order(self.start_date, self.end_date):
            raise ValueError("The course ends before it starts.")
        return self


class CoursePatch(BaseModel):
    """The fields of a course that are to change."""

    title: Title | None = None
    description: Description | None = None
    code: Code | None = None
    start_date: date | None = None
    end_date: date | None = None
    is_active: bool | None = None


class CourseQuery(PageQuery):
    """Which courses to list."""

    search: Annotated[
        Line,
        Field(
            max_length=200,
            description=f"Words in the title, code or description. What is found is counted up to {COUNTED}.",
        ),
    ] = ""
    mine: Annotated[bool, Field(description="Only courses the caller teaches.")] = False
    enrolled: Annotated[bool, Field(description="Only courses the caller is enrolled in.")] = False
    teacher: Annotated[Id | None, Field(description="Only courses of this teacher.")] = None

    @property
    def is_narrowed(self) -> bool:
        """Whether it asks for less than all courses that the caller may see."""
        return bool(self.search or self.mine or self.enrolled or self.teacher is not None)


class Course(BaseModel):
    """A course as the caller sees it."""

    id: int
    title: str
    description: str
    code: str
    teacher: Annotated[int, Ref("accounts.users", teacher_name="display_name", teacher_photo="photo")]
    start_date: date | None
    end_date: date | None
    is_active: bool
    enrolled_count: int
    average_rating: float | None
    feedback_count: int
    is_enrolled: bool
    is_owner: bool
    created_at: datetime


class EnrolmentQuery(PageQuery):
    """Which enrolments to list."""

    course: Id | None = None


class Enrollment(BaseModel):
    """A student in a course."""

    id: int
    student: Annotated[int, Ref("accounts.users", student_name="display_name")]
    course: int
    course_title: str
    enrolled_at: datetime
    is_active: bool
    status: Status


class Student(BaseModel):
    """A student as the course's teacher sees them; the gateway fills in the person's own data."""

    id: Annotated[
        int,
        Ref(
            "accounts.users",
            username="username",
            email="email",
            full_name="full_name",
            user_type="user_type",
            bio="bio",
            photo="photo",
        ),
    ]
    enrolled_at: datetime


class AddStudent(BaseModel):
    """Whom to add: by id or by user name."""

    student_id: Id | None = None
    username: Annotated[Line, StringConstraints(min_length=1, max_length=150)] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.student_id is None) == (self.username is None):
            raise ValueError("Give either student_id or username.")
        return self


class InvitationAccepted(BaseModel):
    """What `accounts.invitation_accepted` says, as far as it matters here."""

    user_id: Id
    inviter_id: Id
    course_id: Id | None = None


class BlockStudent(BaseModel):
    """Whom to block."""

    student_id: Id


class FeedbackBody(BaseModel):
    """A rating as a student gives it."""

    course: Id
    rating: Rating
    comment: Comment = ""


class FeedbackChange(BaseModel):
    """A rating as its author puts it anew; the course stays."""

    rating: Rating
    comment: Comment = ""


class FeedbackPatch(BaseModel):
    """The parts of a rating that are to change."""

    rating: Rating | None = None
    comment: Comment | None = None


class FeedbackQuery(PageQuery):
    """Which ratings to list."""

    course: Id | None = None
    mine: Annotated[bool, Field(description="Only what the caller has given.")] = False


class Feedback(BaseModel):
    """A student's rating of a course."""

    id: int
    course: int
    student: Annotated[int, Ref("accounts.users", student_name="display_name", student_photo="photo")]
    rating: int
    comment: str
    created_at: datetime
    updated_at: datetime


class RatingSummary(BaseModel):
    """The ratings of a course together; `histogram` counts those of 1, 2, 3, 4 and 5."""

    course: int
    average: float | None
    count: int
    histogram: Annotated[list[int], Field(min_length=5, max_length=5)]


class MaterialBody(BaseModel):
    """Material as its teacher adds it."""

    course: Id
    title: Title
    material_type: MaterialType
    file: Upload


class MaterialChange(BaseModel):
    """Material as its teacher puts it anew; the course stays, and so does the file if none is sent."""

    title: Title
    material_type: MaterialType
    file: Upload | None = None


class MaterialPatch(BaseModel):
    """The parts of material that are to change."""

    title: Title | None = None
    material_type: MaterialType | None = None
    file: Upload | None = None


class MaterialQuery(PageQuery):
    """Which material to list."""

    course: Id | None = None
    search: Annotated[Line, Field(max_length=200, description="Words in the title.")] = ""


class Material(BaseModel):
    """A file of a course. `file` is an address that works for the caller, for a while."""

    id: int
    course: int
    title: str
    material_type: MaterialType
    file: str
    filename: str
    size: int
    content_type: str
    uploaded_by: Annotated[int, Ref("accounts.users", uploaded_by_name="display_name")]
    created_at: datetime


class MaterialUsage(BaseModel):
    """How many bytes the material of all courses of a teacher takes, and may take; null: as many as there are."""

    used: int
    allowed: int | None


class MaterialView(BaseModel):
    """That a student has opened a piece of material."""

    student: Annotated[int, Ref("accounts.users", student_name="display_name", student_photo="photo")]
    first_opened_at: datetime
    last_opened_at: datetime
    times: int
