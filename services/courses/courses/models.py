"""Tables. A course counts its active enrolments itself, so that lists need not; use cases keep the count exact."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.database import UtcDateTime
from chassis.storage.discards import discarded


class Base(DeclarativeBase):
    """The service's tables."""


discarded.to_metadata(Base.metadata)


class Course(Base):
    """A course. `code_key` is the code as it is compared: without regard to case."""

    __tablename__ = "courses"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(String(30))
    code_key: Mapped[str] = mapped_column(String(30), unique=True)
    teacher_id: Mapped[int] = mapped_column(index=True)
    start_date: Mapped[date | None]
    end_date: Mapped[date | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    enrolled_count: Mapped[int] = mapped_column(default=0)
    rating_sum: Mapped[int] = mapped_column(default=0)
    rating_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (CheckConstraint("enrolled_count >= 0", name="enrolled_count_not_negative"),)


class Enrolment(Base):
    """A student in a course, now or once. `status` is one of `domain.Status`."""

    __tablename__ = "enrolments"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    student_id: Mapped[int]
    status: Mapped[str] = mapped_column(String(10))
    enrolled_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("ux_enrolments_course_student", "course_id", "student_id", unique=True),
        Index("ix_enrolments_student", "student_id", "status", "course_id"),
        Index("ix_enrolments_course_status", "course_id", "status", "id"),
    )


class Feedback(Base):
    """A student's rating of a course, 1 to 5, with a comment; one per student and course."""

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    student_id: Mapped[int] = mapped_column(index=True)
    rating: Mapped[int]
    comment: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("ux_feedback_course_student", "course_id", "student_id", unique=True),
        Index("ix_feedback_course_rating", "course_id", "rating"),
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating_from_1_to_5"),
    )


class Material(Base):
    """A file of a course. `key` is where its bytes are; every new file gets a new one."""

    __tablename__ = "materials"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(200))
    material_type: Mapped[str] = mapped_column(String(10))
    key: Mapped[str] = mapped_column(String(300), unique=True)
    filename: Mapped[str] = mapped_column(String(260))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    content_type: Mapped[str] = mapped_column(String(100))
    uploaded_by: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_materials_course", "course_id", "id"),)
