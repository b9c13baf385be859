"""Tables. Content is JSON: questions or cards, each with an id that stays when the content is edited."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Float, ForeignKey, Index, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.columns import BigId, UtcDateTime
from chassis.storage.discards import discarded


class Base(DeclarativeBase):
    """The service's tables."""


discarded.to_metadata(Base.metadata)


class Assignment(Base):
    """A quiz or a deck of cards. `course_title` is a copy, kept current by the course's events."""

    __tablename__ = "assignments"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    course_id: Mapped[int] = mapped_column(BigInteger, index=True)
    course_title: Mapped[str] = mapped_column(String(200))
    teacher_id: Mapped[int] = mapped_column(BigInteger, index=True)
    title: Mapped[str] = mapped_column(String(200))
    assignment_type: Mapped[str] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(10))
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    deadline: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    max_attempts: Mapped[int | None]
    source_key: Mapped[str | None] = mapped_column(String(300), unique=True)
    source_name: Mapped[str | None] = mapped_column(String(260))
    generator: Mapped[str | None] = mapped_column(String(100))
    error: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Attempt(Base):
    """A student at work on a quiz; a submission once `submitted_at` is set."""

    __tablename__ = "attempts"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    assignment_id: Mapped[int] = mapped_column(BigId, ForeignKey("assignments.id", ondelete="CASCADE"))
    student_id: Mapped[int] = mapped_column(BigInteger)
    number: Mapped[int]
    answers: Mapped[list[int | None]] = mapped_column(JSON)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    by_clock: Mapped[bool] = mapped_column(default=False)
    right: Mapped[int | None]
    score: Mapped[int | None]

    __table_args__ = (
        Index("ux_attempts_number", "assignment_id", "student_id", "number", unique=True),
        Index("ix_attempts_student", "student_id", "id"),
        Index("ix_attempts_submitted", "submitted_at", "assignment_id"),
    )


class Override(Base):
    """What one student may do beyond the others: a later deadline, more attempts."""

    __tablename__ = "overrides"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    assignment_id: Mapped[int] = mapped_column(BigId, ForeignKey("assignments.id", ondelete="CASCADE"))
    student_id: Mapped[int] = mapped_column(BigInteger)
    deadline: Mapped[datetime | None] = mapped_column(UtcDateTime)
    extra_attempts: Mapped[int] = mapped_column(default=0)

    __table_args__ = (Index("ux_overrides_student", "assignment_id", "student_id", unique=True),)


class Regrade(Base):
    """What was regraded, by whom, and why: the keys that were wrong. A row is never changed."""

    __tablename__ = "regrades"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    assignment_id: Mapped[int] = mapped_column(BigId, ForeignKey("assignments.id", ondelete="CASCADE"), index=True)
    actor_id: Mapped[int] = mapped_column(BigInteger)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    regraded: Mapped[int]
    changed_scores: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Report(Base):
    """A student's word that something is wrong with a question."""

    __tablename__ = "reports"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    assignment_id: Mapped[int] = mapped_column(BigId, ForeignKey("assignments.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[str] = mapped_column(String(20))
    student_id: Mapped[int] = mapped_column(BigInteger)
    comment: Mapped[str] = mapped_column(Text)
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ux_reports_student", "assignment_id", "item_id", "student_id", unique=True),)


class CardState(Base):
    """How well a student knows a card. `memory` is the scheduler's own; a card never reviewed has no row."""

    __tablename__ = "card_states"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    assignment_id: Mapped[int] = mapped_column(BigId, ForeignKey("assignments.id", ondelete="CASCADE"))
    card_id: Mapped[str] = mapped_column(String(20))
    student_id: Mapped[int] = mapped_column(BigInteger)
    due: Mapped[datetime] = mapped_column(UtcDateTime)
    memory: Mapped[dict[str, Any]] = mapped_column(JSON)

    __table_args__ = (
        Index("ux_card_states_card", "student_id", "assignment_id", "card_id", unique=True),
        Index("ix_card_states_assignment", "assignment_id"),
    )


class Review(Base):
    """One look at a card, and what was known of it before: that is what undoing goes back to."""

    __tablename__ = "reviews"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    assignment_id: Mapped[int] = mapped_column(BigId, ForeignKey("assignments.id", ondelete="CASCADE"), index=True)
    card_id: Mapped[str] = mapped_column(String(20))
    student_id: Mapped[int] = mapped_column(BigInteger)
    rating: Mapped[int]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    reviewed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_reviews_student", "student_id", "id"),)


class Job(Base):
    """The making of an assignment, or of one item of it. Whoever holds the lease works on it; see `producing`."""

    __tablename__ = "jobs"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    assignment_id: Mapped[int] = mapped_column(BigId, ForeignKey("assignments.id", ondelete="CASCADE"), unique=True)
    item_id: Mapped[str | None] = mapped_column(String(20))
    count: Mapped[int]
    stage: Mapped[str] = mapped_column(String(20))
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    items: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    input_tokens: Mapped[int] = mapped_column(default=0)
    output_tokens: Mapped[int] = mapped_column(default=0)
    cost: Mapped[float | None] = mapped_column(Float)
    begun: Mapped[int] = mapped_column(default=0)
    holder: Mapped[str | None] = mapped_column(String(40))
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
