"""Tables. The log (`log_events`) is what happened; the rest is what is looked up often."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.columns import BigId, UtcDateTime
from chassis.storage.discards import discarded


class Base(DeclarativeBase):
    """The service's tables."""


discarded.to_metadata(Base.metadata)


class Room(Base):
    """A room. `epoch` counts its owners: only the latest may write for sockets. `last_seq` ends its log.

    `access_version` grows whenever somebody's rights or place change, so that a node can see that in one number.
    """

    __tablename__ = "rooms"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    name_key: Mapped[str] = mapped_column(String(240), unique=True)
    teacher_id: Mapped[int] = mapped_column(BigInteger, index=True)
    course_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    is_board_locked: Mapped[bool] = mapped_column(default=False)
    is_chat_locked: Mapped[bool] = mapped_column(default=False)
    is_recorded: Mapped[bool] = mapped_column(default=True)
    epoch: Mapped[int] = mapped_column(BigInteger, default=0)
    last_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    access_version: Mapped[int] = mapped_column(BigInteger, default=0)
    lesson_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Participant(Base):
    """Somebody's seat in a room, by invitation or by the course. `may_draw` is null where the room's lock decides.

    A seat with `is_removed` is one that its teacher took away from a member of the course.
    """

    __tablename__ = "participants"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[str] = mapped_column(String(10))
    may_draw: Mapped[bool | None]
    may_speak: Mapped[bool] = mapped_column(default=False)
    is_muted: Mapped[bool] = mapped_column(default=False)
    is_removed: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("ux_participants_room_user", "room_id", "user_id", unique=True),
        Index("ix_participants_user", "user_id", "room_id"),
    )


class LogEvent(Base):
    """One thing that happened in a room. `seq` is dense within the room; the client's own id makes it happen once."""

    __tablename__ = "log_events"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    lesson_id: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    user_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(16))
    payload: Mapped[str] = mapped_column(Text)
    client_id: Mapped[str | None] = mapped_column(String(64))
    cid: Mapped[str | None] = mapped_column(String(64))

    __table_args__ = (
        Index("ux_log_events_client", "room_id", "user_id", "client_id", "cid", unique=True),
        Index("ix_log_events_lesson", "lesson_id", "seq"),
    )


class Message(Base):
    """What somebody wrote, as it reads now; the log keeps how it came to that."""

    __tablename__ = "messages"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id", ondelete="CASCADE"))
    seq: Mapped[int] = mapped_column(BigInteger)
    sender_id: Mapped[int] = mapped_column(BigInteger)
    content: Mapped[str] = mapped_column(Text)
    reply_to: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_deleted: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (Index("ix_messages_room", "room_id", "id"), {"sqlite_autoincrement": True})


class Snapshot(Base):
    """A room's board after the event `seq`, so that nobody has to read the log from its beginning."""

    __tablename__ = "snapshots"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Lesson(Base):
    """A stretch of time in which a room was taught in."""

    __tablename__ = "lessons"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id", ondelete="CASCADE"), index=True)
    started_by: Mapped[int] = mapped_column(BigInteger)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PlannedLesson(Base):
    """A lesson that is to be held in a room, as its teacher has planned it."""

    __tablename__ = "planned_lessons"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(120))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = ({"sqlite_autoincrement": True},)


class Visit(Base):
    """Somebody's presence in a lesson, from joining to leaving; `seen_at` bounds it when a node was killed."""

    __tablename__ = "visits"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigInteger)
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_visits_lesson", "lesson_id", "user_id"),)


class AudioSegment(Base):
    """Some seconds of a voice in a lesson, as `classroom.domain.segments` says; `key` is where its frames are."""

    __tablename__ = "audio_segments"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id", ondelete="CASCADE"), index=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigInteger)
    epoch: Mapped[int] = mapped_column(BigInteger)
    stream: Mapped[int]
    number: Mapped[int]
    kind: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    position: Mapped[int] = mapped_column(BigInteger)
    samples: Mapped[int] = mapped_column(BigInteger)
    frames: Mapped[int]
    size: Mapped[int]
    key: Mapped[str] = mapped_column(String(300), unique=True)

    __table_args__ = (Index("ix_audio_segments_lesson", "lesson_id", "id"), {"sqlite_autoincrement": True})
