"""Tables. A course counts its active enrolments itself, so that lists need not; use cases keep the count exact.

Ids are never used again, for what is gone may still be spoken of elsewhere: hence SQLite's AUTOINCREMENT.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, not_
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.database import BigId, UtcDateTime
from chassis.storage.discards import discarded


class Base(DeclarativeBase):
    """The service's tables."""


discarded.to_metadata(Base.metadata)


class Course(Base):
    """A course. `code_key` is the code as it is compared, `search_text` what a search looks through."""

    __tablename__ = "courses"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(String(30))
    code_key: Mapped[str] = mapped_column(String(30), unique=True)
    teacher_id: Mapped[int] = mapped_column(BigId)
    start_date: Mapped[date | None]
    end_date: Mapped[date | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    enrolled_count: Mapped[int] = mapped_column(default=0)
    rating_sum: Mapped[int] = mapped_column(default=0)
    rating_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    search_text: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        Index("ix_courses_teacher", "teacher_id", "id"),
        CheckConstraint("enrolled_count >= 0", name="enrolled_count_not_negative"),
        {"sqlite_autoincrement": True},
    )


Index(
    "ix_courses_hidden",
    Course.id,
    Course.teacher_id,
    sqlite_where=not_(Course.is_active),
    postgresql_where=not_(Course.is_active),
)


class Enrolment(Base):
    """A student in a course, now or once. `status` is one of `domain.Status`."""

    __tablename__ = "enrolments"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    course_id: Mapped[int] = mapped_column(BigId, ForeignKey("courses.id", ondelete="CASCADE"))
    student_id: Mapped[int] = mapped_column(BigId)
    status: Mapped[str] = mapped_column(String(10))
    enrolled_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("ux_enrolments_course_student", "course_id", "student_id", unique=True),
        Index("ix_enrolments_student", "student_id", "status", "course_id"),
        Index("ix_enrolments_course_status", "course_id", "status", "id"),
        {"sqlite_autoincrement": True},
    )


class Feedback(Base):
    """A student's rating of a course, 1 to 5, with a comment; one per student and course."""

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    course_id: Mapped[int] = mapped_column(BigId, ForeignKey("courses.id", ondelete="CASCADE"))
    student_id: Mapped[int] = mapped_column(BigId, index=True)
    rating: Mapped[int]
    comment: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("ux_feedback_course_student", "course_id", "student_id", unique=True),
        Index("ix_feedback_course_rating", "course_id", "rating"),
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating_from_1_to_5"),
        {"sqlite_autoincrement": True},
    )


class Material(Base):
    """A file of a course. `key` is where its bytes are; every new file gets a new one.

    `title_key` is the title as it is searched: without regard to case.
    """

    __tablename__ = "materials"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    course_id: Mapped[int] = mapped_column(BigId, ForeignKey("courses.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(200))
    title_key: Mapped[str] = mapped_column(Text)
    material_type: Mapped[str] = mapped_column(String(10))
    key: Mapped[str] = mapped_column(String(300), unique=True)
    filename: Mapped[str] = mapped_column(String(260))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    content_type: Mapped[str] = mapped_column(String(100))
    uploaded_by: Mapped[int] = mapped_column(BigId)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_materials_course", "course_id", "id"), {"sqlite_autoincrement": True})


class MaterialView(Base):
    """That a student has opened a piece of material: first, last, and how often."""

    __tablename__ = "material_views"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    material_id: Mapped[int] = mapped_column(BigId, ForeignKey("materials.id", ondelete="CASCADE"))
    student_id: Mapped[int] = mapped_column(BigId)
    first_opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    times: Mapped[int]

    __table_args__ = (
        Index("ux_material_views_material_student", "material_id", "student_id", unique=True),
        Index("ix_material_views_material", "material_id", "id"),
        {"sqlite_autoincrement": True},
    )
