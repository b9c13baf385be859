"""What was spoken in lessons: segments of audio in the storage, and a row for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, func, insert, select

from chassis import cursor
from chassis.call import Actor
from chassis.clock import now
from chassis.cursor import PageQuery
from chassis.database.store import Store
from chassis.reply import Page
from chassis.storage import discards
from chassis.storage.files import Files
from chassis.storage.objects import Storage
from classroom import policies, queries, schemas
from classroom.domain.audio import OPUS
from classroom.domain.segments import Segment
from classroom.models import AudioSegment
from classroom.usecases.lessons import lesson_in
from classroom.usecases.rooms import visible_room

FORGET_BATCH = 500
LISTENING_SECONDS = 3 * 3600
"""A lesson is fetched piece by piece for as long as it is heard again, pauses included."""
CONTENT_TYPE = "application/octet-stream"


def keep(db: Store, storage: Storage, segments: Sequence[Segment]) -> int:
    """Keep segments; how many were new. One whose lesson is gone is not kept, and one that is kept already not again.

    The keys are written down before there are objects, and crossed out with the rows: see `chassis.storage.discards`.
    """
    with db.read() as session:
        kept = queries.keys_among(session, [one.key for one in segments])
    fresh = [one for one in segments if one.key not in kept]
    discards.reserve_all(db, [one.key for one in fresh])
    for one in fresh:
        storage.put(one.key, one.content)
    with db.write() as session:
        lessons = queries.lesson_ids_among(session, {one.source.lesson_id for one in fresh})
        wanted = [one for one in fresh if one.source.lesson_id in lessons]
        for one in wanted:
            discards.keep(session, one.key)
        if wanted:
            session.execute(insert(AudioSegment), [_row(one) for one in wanted])
    return len(wanted)


def list_segments(
    db: Store, files: Files, actor: Actor, base_url: str, room_id: int, lesson_id: int, query: PageQuery
) -> Page[schemas.AudioSegment]:
    """What was spoken in a lesson of a room the actor is in, in the order in which it was kept. Raises NotFound."""
    after = cursor.decode(query.cursor, int)
    with db.read() as session:
        visible_room(session, actor, room_id)
        lesson_in(session, room_id, lesson_id)
        wanted = queries.segments_of(lesson_id)
        total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
        later = wanted.where(AudioSegment.id > int(after[0])) if after else wanted
        rows = session.scalars(later.order_by(AudioSegment.id).limit(query.limit + 1)).all()
    shown = rows[: query.limit]
    following = cursor.encode(shown[-1].id) if len(rows) > query.limit else None
    return Page([_as_answer(one, files, actor, base_url) for one in shown], following, total)


def may_read(db: Store, key: str, user_id: int) -> bool:
    """Whether somebody may hear a segment now: they have a place in its room."""
    with db.read() as session:
        segment = queries.segment_with_key(session, key)
        room = queries.room(session, segment.room_id) if segment else None
        if room is None:
            return False
        return policies.caps(room, queries.seat(session, room.id, user_id), user_id) is not None


def forget_old(db: Store, days: int) -> int:
    """Remove what was spoken more than `days` ago; how many segments there were."""
    before, removed = now() - timedelta(days=days), 0
    while True:
        with db.write() as session:
            old = session.execute(queries.old_segments(before).limit(FORGET_BATCH)).all()
            discards.discard(session, [row.key for row in old])
            session.execute(delete(AudioSegment).where(AudioSegment.id.in_([row.id for row in old])))
        removed += len(old)
        if len(old) < FORGET_BATCH:
            return removed


def _row(one: Segment) -> dict[str, object]:
    source = one.source
    return {
        "room_id": source.room_id,
        "lesson_id": source.lesson_id,
        "user_id": source.user_id,
        "epoch": source.epoch,
        "stream": source.stream,
        "number": one.number,
        "kind": one.kind,
        "started_at": one.started_at,
        "position": one.position,
        "samples": one.samples,
        "frames": one.frames,
        "size": len(one.content),
        "key": one.key,
    }


def _as_answer(one: AudioSegment, files: Files, actor: Actor, base_url: str) -> schemas.AudioSegment:
    filename = f"{one.epoch}-{one.stream}-{one.number}.frames"
    address = files.url(base_url, one.key, CONTENT_TYPE, filename, actor.id, inline=False, lifetime=LISTENING_SECONDS)
    return schemas.AudioSegment(
        id=one.id,
        user=one.user_id,
        epoch=one.epoch,
        stream=one.stream,
        number=one.number,
        kind="opus" if one.kind == OPUS else "pcm16",
        started_at=one.started_at,
        position=one.position,
        samples=one.samples,
        frames=one.frames,
        size=one.size,
        file=address,
    )
