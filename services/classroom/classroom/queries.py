"""Every SELECT."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import Session

from classroom.domain.board import BOARD_KINDS
from classroom.models import AudioSegment, Lesson, LogEvent, Message, Participant, PlannedLesson, Room, Snapshot, Visit


def room(session: Session, room_id: int) -> Room | None:
    """One room."""
    return session.get(Room, room_id)


def room_named(session: Session, name_key: str) -> Room | None:
    """The room of this name."""
    return session.scalars(select(Room).where(Room.name_key == name_key)).one_or_none()


def rooms_of(user_id: int, course_id: int | None, live: bool) -> Select[Room]:
    """The rooms somebody has a place in, narrowed."""
    seats = select(Participant.room_id).where(Participant.user_id == user_id, Participant.is_removed.is_(False))
    wanted = select(Room).where(or_(Room.teacher_id == user_id, Room.id.in_(seats)))
    if course_id is not None:
        wanted = wanted.where(Room.course_id == course_id)
    return wanted.where(Room.lesson_id.is_not(None)) if live else wanted


def rooms_of_course(session: Session, course_id: int) -> Sequence[Room]:
    """All rooms of a course."""
    return session.scalars(select(Room).where(Room.course_id == course_id)).all()


def rooms_with_lesson(session: Session) -> list[int]:
    """The ids of rooms in which a lesson goes on."""
    return list(session.scalars(select(Room.id).where(Room.lesson_id.is_not(None))))


def seat(session: Session, room_id: int, user_id: int) -> Participant | None:
    """Somebody's seat in a room, removed or not."""
    return session.scalars(
        select(Participant).where(Participant.room_id == room_id, Participant.user_id == user_id)
    ).one_or_none()


def seats_of_person(session: Session, user_id: int, room_ids: Collection[int]) -> dict[int, Participant]:
    """Room → somebody's seat in it, for those of the rooms in which there is one."""
    wanted = select(Participant).where(Participant.user_id == user_id, Participant.room_id.in_(room_ids))
    return {one.room_id: one for one in session.scalars(wanted)}


def seats(session: Session, room_id: int) -> Sequence[Participant]:
    """All seats of a room."""
    return session.scalars(select(Participant).where(Participant.room_id == room_id)).all()


def seats_of(room_id: int) -> Select[Participant]:
    """The seats of a room that are taken."""
    return select(Participant).where(Participant.room_id == room_id, Participant.is_removed.is_(False))


def participant_ids(session: Session, room_ids: Collection[int], limit: int) -> dict[int, list[int]]:
    """Room → the ids of its participants without the teacher, at most `limit` of each."""
    rank = func.row_number().over(partition_by=Participant.room_id, order_by=Participant.id).label("rank")
    numbered = (
        select(Participant.room_id, Participant.user_id, rank)
        .where(Participant.room_id.in_(room_ids), Participant.is_removed.is_(False))
        .subquery()
    )
    found: dict[int, list[int]] = {}
    chosen = select(numbered.c.room_id, numbered.c.user_id).where(numbered.c.rank <= limit).order_by(numbered.c.rank)
    for room_id, user_id in session.execute(chosen):
        found.setdefault(room_id, []).append(user_id)
    return found


def participant_counts(session: Session, room_ids: Collection[int]) -> dict[int, int]:
    """Room → how many participants it has, without the teacher."""
    counted = (
        select(Participant.room_id, func.count())
        .where(Participant.room_id.in_(room_ids), Participant.is_removed.is_(False))
        .group_by(Participant.room_id)
    )
    return {room_id: count for room_id, count in session.execute(counted)}


def done_before(
    session: Session, room_id: int, keys: Collection[tuple[int, str, str]]
) -> dict[tuple[int, str, str], Row[tuple[int, str]]]:
    """Which of the operations `(user, client, cid)` are in the log already: their seq and payload."""
    cids = {cid for _, _, cid in keys}
    clients = {client for _, client, _ in keys}
    columns = (LogEvent.user_id, LogEvent.client_id, LogEvent.cid, LogEvent.seq, LogEvent.payload)
    rows = session.execute(
        select(*columns).where(
            LogEvent.room_id == room_id,
            LogEvent.user_id.in_({user for user, _, _ in keys}),
            LogEvent.client_id.in_(clients),
            LogEvent.cid.in_(cids),
        )
    )
    return {(row.user_id, row.client_id or "", row.cid or ""): row for row in rows}  # type: ignore[misc]


def events_after(session: Session, room_id: int, seq: int, limit: int) -> Sequence[LogEvent]:
    """The room's log after an event, oldest first."""
    return session.scalars(
        select(LogEvent).where(LogEvent.room_id == room_id, LogEvent.seq > seq).order_by(LogEvent.seq).limit(limit)
    ).all()


def board_events_after(session: Session, room_id: int, seq: int) -> Sequence[LogEvent]:
    """What was done to the board after an event, oldest first."""
    return session.scalars(
        select(LogEvent)
        .where(LogEvent.room_id == room_id, LogEvent.seq > seq, LogEvent.kind.in_(BOARD_KINDS))
        .order_by(LogEvent.seq)
    ).all()


def snapshot(session: Session, room_id: int) -> Snapshot | None:
    """The latest snapshot of a room's board."""
    return session.get(Snapshot, room_id)


def messages_before(room_id: int, before: int | None) -> Select[Message]:
    """A room's messages, those before another only."""
    wanted = select(Message).where(Message.room_id == room_id)
    return wanted if before is None else wanted.where(Message.id < before)


def messages_among(session: Session, room_id: int, ids: Collection[int]) -> dict[int, Message]:
    """Those of the given messages that are in the room."""
    found = session.scalars(select(Message).where(Message.room_id == room_id, Message.id.in_(ids)))
    return {one.id: one for one in found}


def planned_lesson(session: Session, room_id: int, planned_id: int) -> PlannedLesson | None:
    """One planned lesson of a room."""
    found = session.get(PlannedLesson, planned_id)
    return found if found is not None and found.room_id == room_id else None


def planned_lessons(session: Session, room_id: int, after: datetime) -> Sequence[PlannedLesson]:
    """What is planned in a room and not over at a moment."""
    return session.scalars(
        select(PlannedLesson).where(PlannedLesson.room_id == room_id, PlannedLesson.ends_at > after)
    ).all()


def planned_in(room_ids: Select[int], after: datetime) -> Select[PlannedLesson, Room]:
    """Lessons planned in rooms that are not over at a moment, with their rooms."""
    planned = select(PlannedLesson, Room).join(Room, Room.id == PlannedLesson.room_id)
    return planned.where(PlannedLesson.room_id.in_(room_ids), PlannedLesson.ends_at > after)


def lessons_of(room_id: int) -> Select[Lesson]:
    """A room's lessons."""
    return select(Lesson).where(Lesson.room_id == room_id)


def lesson(session: Session, lesson_id: int) -> Lesson | None:
    """One lesson."""
    return session.get(Lesson, lesson_id)


def events_of_lesson(room_id: int, lesson_id: int) -> Select[LogEvent]:
    """What happened in a lesson."""
    return select(LogEvent).where(LogEvent.room_id == room_id, LogEvent.lesson_id == lesson_id)


def visits_of(session: Session, lesson_id: int) -> Sequence[Visit]:
    """Who was in a lesson, visit by visit."""
    return session.scalars(select(Visit).where(Visit.lesson_id == lesson_id).order_by(Visit.joined_at)).all()


def old_events(room_id: int, before: datetime, seq: int) -> Select[int]:
    """The numbers of a room's events before a time, up to one that a snapshot holds."""
    return select(LogEvent.seq).where(LogEvent.room_id == room_id, LogEvent.at < before, LogEvent.seq <= seq)


def lesson_ids_among(session: Session, ids: Collection[int]) -> set[int]:
    """Those of the given lessons that are there."""
    return set(session.scalars(select(Lesson.id).where(Lesson.id.in_(ids))))


def segments_of(lesson_id: int) -> Select[AudioSegment]:
    """What was spoken in a lesson."""
    return select(AudioSegment).where(AudioSegment.lesson_id == lesson_id)


def segment_with_key(session: Session, key: str) -> AudioSegment | None:
    """The segment that is stored under a key."""
    return session.scalars(select(AudioSegment).where(AudioSegment.key == key)).one_or_none()


def keys_among(session: Session, keys: Collection[str]) -> set[str]:
    """Those of the given keys that segments have."""
    return set(session.scalars(select(AudioSegment.key).where(AudioSegment.key.in_(keys))))


def keys_of_room(room_id: int) -> Select[str]:
    """The keys of all that was spoken in a room."""
    return select(AudioSegment.key).where(AudioSegment.room_id == room_id)


def old_segments(before: datetime) -> Select[int, str]:
    """The ids and keys of what was spoken before a time."""
    return select(AudioSegment.id, AudioSegment.key).where(AudioSegment.started_at < before)


def states(session: Session, room_ids: Collection[int]) -> dict[int, tuple[int, int, int]]:
    """Room → `(epoch, last_seq, access_version)`, for those that are still there."""
    rows = session.execute(select(Room.id, Room.epoch, Room.last_seq, Room.access_version).where(Room.id.in_(room_ids)))
    return {row.id: (row.epoch, row.last_seq, row.access_version) for row in rows}
