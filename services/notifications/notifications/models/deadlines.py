"""What is known here of deadlines and lessons, from events: for reminders and calendars."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, Text, UniqueConstraint, not_
from sqlalchemy.orm import Mapped, mapped_column

from chassis.database import UtcDateTime
from notifications.models.base import BIG_ID, Base

EVERYBODY = 0
"""In place of a student's id: all who are enrolled and have no deadline of their own."""


class Deadline(Base):
    """A published assignment and when it is due. `sequence` counts its moves; a deleted one stays for calendars."""

    __tablename__ = "deadlines"

    assignment_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    course_id: Mapped[int] = mapped_column(BigInteger, index=True)
    course_title: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    assignment_type: Mapped[str] = mapped_column(String(20))
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sequence: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_deleted: Mapped[bool]


class Extension(Base):
    """A student's own deadline; without `due_at` they have none."""

    __tablename__ = "extensions"

    assignment_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    student_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sequence: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Submission(Base):
    """Who has handed something in: they need no reminder."""

    __tablename__ = "submissions"

    assignment_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    student_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)


class Reminder(Base):
    """A reminder that is to be given `hours` before a deadline, to a student or to EVERYBODY."""

    __tablename__ = "reminders"

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True)
    assignment_id: Mapped[int] = mapped_column(BigInteger)
    student_id: Mapped[int] = mapped_column(BigInteger)
    hours: Mapped[int]
    deadline: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("assignment_id", "student_id", "hours", "deadline", name="uq_reminders"),)


Index(
    "ix_reminders_due", Reminder.due_at, sqlite_where=Reminder.done_at.is_(None),
    postgresql_where=Reminder.done_at.is_(None),
)  # fmt: skip


class Lesson(Base):
    """A live lesson of a course."""

    __tablename__ = "lessons"

    lesson_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    course_id: Mapped[int] = mapped_column(BigInteger, index=True)
    room_name: Mapped[str] = mapped_column(String(300))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PlannedLesson(Base):
    """A lesson that is to be held. `sequence` counts its changes; a cancelled one stays for calendars."""

    __tablename__ = "planned_lessons"

    planned_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    course_id: Mapped[int] = mapped_column(BigInteger, index=True)
    room_name: Mapped[str] = mapped_column(String(300))
    title: Mapped[str] = mapped_column(String(300))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sequence: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_cancelled: Mapped[bool]
    is_reminded: Mapped[bool]


Index(
    "ix_planned_lessons_due", PlannedLesson.starts_at, sqlite_where=not_(PlannedLesson.is_reminded),
    postgresql_where=not_(PlannedLesson.is_reminded),
)  # fmt: skip


class Calendar(Base):
    """Which generation of somebody's calendar address is good; resetting begins a new one."""

    __tablename__ = "calendars"

    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    generation: Mapped[int]
