"""What happened in lessons, and who was there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import orjson
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from chassis import cursor
from chassis.call import Actor
from chassis.clock import now
from chassis.cursor import PageQuery
from chassis.database.paging import newest_first
from chassis.database.store import Store
from chassis.errors import NotFound
from chassis.reply import Page
from classroom import queries, schemas
from classroom.models import Lesson, LogEvent, Snapshot, Visit
from classroom.usecases.rooms import own_room, visible_room


def list_lessons(db: Store, actor: Actor, room_id: int, query: PageQuery) -> Page[schemas.LessonAnswer]:
    """The lessons of a room the actor is in, newest first. Raises NotFound."""
    with db.read() as session:
        visible_room(session, actor, room_id)
        page = newest_first(session, queries.lessons_of(room_id), Lesson.id, query)
    return Page([_as_answer(row[0]) for row in page.rows], page.next_cursor, page.total)


def read_log(db: Store, actor: Actor, room_id: int, lesson_id: int, query: PageQuery) -> Page[schemas.LogEntry]:
    """What happened in a lesson, oldest first. Raises NotFound."""
    after = cursor.decode(query.cursor, int)
    with db.read() as session:
        visible_room(session, actor, room_id)
        lesson_in(session, room_id, lesson_id)
        wanted = queries.events_of_lesson(room_id, lesson_id)
        total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
        later = wanted.where(LogEvent.seq > int(after[0])) if after else wanted
        events = session.scalars(later.order_by(LogEvent.seq).limit(query.limit + 1)).all()
    entries = [_as_entry(one) for one in events[: query.limit]]
    following = cursor.encode(entries[-1].seq) if len(events) > query.limit else None
    return Page(entries, following, total)


def list_attendance(
    db: Store, actor: Actor, room_id: int, lesson_id: int, query: PageQuery
) -> Page[schemas.Attendance]:
    """Who was in a lesson of the actor's room, and how long, by id. Raises NotFound, Forbidden."""
    after = cursor.decode(query.cursor, int)
    with db.read() as session:
        own_room(session, actor, room_id)
        lesson_in(session, room_id, lesson_id)
        visits = queries.visits_of(session, lesson_id)
    by_person: dict[int, list[Visit]] = {}
    for visit in visits:
        by_person.setdefault(visit.user_id, []).append(visit)
    people = sorted(one for one in by_person if after is None or one > int(after[0]))
    shown = people[: query.limit]
    following = cursor.encode(shown[-1]) if len(people) > query.limit else None
    return Page([_attendance(one, by_person[one]) for one in shown], following, len(by_person))


def note_joined(db: Store, lesson_id: int, user_ids: Sequence[int], at: datetime) -> None:
    """People have come; those who are there already are left alone."""
    with db.write() as session:
        there = {one.user_id for one in queries.visits_of(session, lesson_id) if one.left_at is None}
        rows = [
            {"lesson_id": lesson_id, "user_id": one, "joined_at": at, "seen_at": at}
            for one in dict.fromkeys(user_ids)
            if one not in there
        ]
        if rows:
            session.execute(insert(Visit), rows)


def note_seen(db: Store, lesson_id: int, at: datetime) -> None:
    """Everybody who has not left is still there."""
    with db.write() as session:
        session.execute(update(Visit).where(Visit.lesson_id == lesson_id, Visit.left_at.is_(None)).values(seen_at=at))


def note_left(db: Store, lesson_id: int, user_ids: Sequence[int], at: datetime) -> None:
    """People have gone."""
    with db.write() as session:
        session.execute(
            update(Visit)
            .where(Visit.lesson_id == lesson_id, Visit.user_id.in_(user_ids), Visit.left_at.is_(None))
            .values(left_at=at, seen_at=at)
        )


def close_visits(db: Store, lesson_id: int) -> None:
    """A node was killed: nobody is there as far as anyone knows, and each left when last seen."""
    with db.write() as session:
        open_visits = update(Visit).where(Visit.lesson_id == lesson_id, Visit.left_at.is_(None))
        session.execute(open_visits.values(left_at=Visit.seen_at))


def forget_old(db: Store, days: int) -> int:
    """Remove logs older than `days` that snapshots stand for; how many events there were."""
    before, removed = now() - timedelta(days=days), 0
    with db.read() as session:
        kept = session.execute(select(Snapshot.room_id, Snapshot.seq)).all()
    for room_id, seq in kept:
        with db.write() as session:
            old = delete(LogEvent).where(
                LogEvent.room_id == room_id, LogEvent.seq.in_(queries.old_events(room_id, before, seq))
            )
            removed += session.execute(old).rowcount  # type: ignore[attr-defined]  # a delete's result has it
    return removed


def lesson_in(session: Session, room_id: int, lesson_id: int) -> Lesson:
    """A lesson of this room. Raises NotFound."""
    lesson = queries.lesson(session, lesson_id)
    if lesson is None or lesson.room_id != room_id:
        raise NotFound("classroom.lesson_not_found", "There is no such lesson.")
    return lesson


def _as_answer(lesson: Lesson) -> schemas.LessonAnswer:
    return schemas.LessonAnswer(
        id=lesson.id,
        room=lesson.room_id,
        started_by=lesson.started_by,
        started_at=lesson.started_at,
        ended_at=lesson.ended_at,
    )


def _as_entry(one: LogEvent) -> schemas.LogEntry:
    return schemas.LogEntry(seq=one.seq, at=one.at, user=one.user_id, kind=one.kind, data=orjson.loads(one.payload))


def _attendance(user_id: int, visits: Sequence[Visit]) -> schemas.Attendance:
    seconds = sum(((one.left_at or one.seen_at) - one.joined_at).total_seconds() for one in visits)
    return schemas.Attendance(
        user=user_id,
        first_joined_at=min(one.joined_at for one in visits),
        last_seen_at=max(one.left_at or one.seen_at for one in visits),
        seconds=round(seconds),
        visits=len(visits),
    )
