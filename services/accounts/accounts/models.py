"""Tables. A `…_key` column is the text beside it as it is compared and searched: without regard to case."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.columns import BigId
from chassis.database import UtcDateTime
from chassis.storage.discards import discarded


class Base(DeclarativeBase):
    """The service's tables."""


discarded.to_metadata(Base.metadata)


class User(Base):
    """An account. `user_type` is one of `domain.UserType`; `photo` is what the keys of its sizes begin with."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    username: Mapped[str] = mapped_column(String(30))
    username_key: Mapped[str] = mapped_column(String(30), unique=True)
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(800), unique=True)
    full_name: Mapped[str] = mapped_column(String(120))
    full_name_key: Mapped[str] = mapped_column(String(400))
    user_type: Mapped[str] = mapped_column(String(10))
    bio: Mapped[str] = mapped_column(Text)
    password_hash: Mapped[str] = mapped_column(String(200))
    password_changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_blocked: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    photo: Mapped[str | None] = mapped_column(String(100))
    language: Mapped[str] = mapped_column(String(5))
    time_zone: Mapped[str] = mapped_column(String(64))
    sealed_openai_api_key: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (Index("ix_users_type_name", "user_type", "username_key"), {"sqlite_autoincrement": True})


class LoginSession(Base):
    """One signed-in device. Ended ones stay for a while: their ids must not come again while gateways remember them."""

    __tablename__ = "sessions"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    address: Mapped[str] = mapped_column(String(64))
    user_agent: Mapped[str] = mapped_column(String(300))

    __table_args__ = (Index("ix_sessions_user", "user_id", "id"), {"sqlite_autoincrement": True})


class PasswordReset(Base):
    """A link by which somebody who has forgotten their password may set another."""

    __tablename__ = "password_resets"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class KnownCourse(Base):
    """A course of the courses service, as its events told. `as_of` is the time of the newest one that counted."""

    __tablename__ = "known_courses"

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(String(200))
    teacher_id: Mapped[int] = mapped_column(BigId, index=True)
    is_gone: Mapped[bool]
    as_of: Mapped[datetime] = mapped_column(UtcDateTime)


class KnownMember(Base):
    """A student's place in a course, as events told; one who left stays, so that an old event cannot let them in."""

    __tablename__ = "known_members"

    course_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    student_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    is_active: Mapped[bool]
    as_of: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_known_members_student", "student_id", "is_active", "course_id"),)


class StatusUpdate(Base):
    """A post in the feed."""

    __tablename__ = "status_updates"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    content: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_status_updates_author", "author_id", "id"), {"sqlite_autoincrement": True})


class Invitation(Base):
    """Somebody who was asked to make an account. `status` is one of `domain.InvitationStatus`, but for the time.

    `pending_key` is the address while the invitation is pending and null afterwards: unique, so that there is one.
    """

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    inviter_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(254))
    pending_key: Mapped[str | None] = mapped_column(String(800), unique=True)
    full_name: Mapped[str] = mapped_column(String(120))
    user_type: Mapped[str] = mapped_column(String(10))
    course_id: Mapped[int | None] = mapped_column(BigId)
    status: Mapped[str] = mapped_column(String(10))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    attempt: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    resent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    accepted_by: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    __table_args__ = (Index("ix_invitations_inviter", "inviter_id", "id"), {"sqlite_autoincrement": True})
