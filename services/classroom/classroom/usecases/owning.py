"""What a node needs of the database to own a room: to take it over, to see what others changed, to keep snapshots."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from chassis.clock import now
from chassis.database.store import Store
from classroom import policies, queries
from classroom.domain.board import Board
from classroom.domain.rights import Locks, Seat
from classroom.models import LogEvent, Room, Snapshot
from classroom.usecases.whiteboard import current

RING = 5_000


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of the log."""

    seq: int
    at: datetime
    user_id: int
    kind: str
    d: dict[str, Any]
    cid: str | None = None
    client_id: str | None = None


@dataclass(slots=True)
class Access:
    """Who may be in a room, and what they may do there."""

    version: int
    teacher_id: int
    lesson_id: int | None
    is_recorded: bool
    locks: Locks
    seats: dict[int, Seat]


@dataclass(slots=True)
class Owned:
    """A room that was taken over: `epoch` is the new owner's, `tail` the end of the log."""

    name: str
    epoch: int
    seq: int
    access: Access
    board: Board
    board_events: int
    tail: list[Happened]

    @property
    def seats(self) -> dict[int, Seat]:
        """Who has a place, without the teacher."""
        return self.access.seats


def claim(db: Store, room_id: int) -> Owned | None:
    """Take a room over: from now on no other owner's writes get through. None if there is no such room."""
    with db.write() as session:
        taking = update(Room).where(Room.id == room_id).values(epoch=Room.epoch + 1)
        session.execute(taking.execution_options(synchronize_session=False))
        room = session.get(Room, room_id, populate_existing=True)
        if room is None:
            return None
        board, board_events = current(session, room_id)
        events = queries.events_after(session, room_id, room.last_seq - RING, RING)
        return Owned(
            room.name, room.epoch, room.last_seq, _access(session, room), board, board_events, happened(events)
        )


def access(db: Store, room_id: int) -> Access | None:
    """Who may be in a room now. None if there is no such room."""
    with db.read() as session:
        room = queries.room(session, room_id)
        return None if room is None else _access(session, room)


def states(db: Store, room_ids: Collection[int]) -> dict[int, tuple[int, int, int]]:
    """Room → `(epoch, last_seq, access_version)`; a room that is gone is missing."""
    with db.read() as session:
        return queries.states(session, room_ids)


def rooms_with_lesson(db: Store) -> list[int]:
    """Rooms in which a lesson goes on."""
    with db.read() as session:
        return queries.rooms_with_lesson(session)


def events_after(db: Store, room_id: int, seq: int, limit: int = RING) -> list[Happened]:
    """What was written after an event, oldest first."""
    with db.read() as session:
        return happened(queries.events_after(session, room_id, seq, limit))


def keep_snapshot(db: Store, room_id: int, epoch: int, seq: int, items: list[dict[str, Any]]) -> bool:
    """Keep the board as dumped after `seq`, in place of an older snapshot; not for an owner whose time is over."""
    state = orjson.dumps(items).decode()
    with db.write() as session:
        room = queries.room(session, room_id)
        if room is None or room.epoch != epoch:
            return False
        session.execute(delete(Snapshot).where(Snapshot.room_id == room_id))
        session.execute(insert(Snapshot).values(room_id=room_id, seq=seq, state=state, made_at=now()))
        return True


def happened(events: Sequence[LogEvent]) -> list[Happened]:
    """Rows of the log as events."""
    return [
        Happened(one.seq, one.at, one.user_id, one.kind, orjson.loads(one.payload), one.cid, one.client_id)
        for one in events
    ]


def _access(session: Session, room: Room) -> Access:
    taken = {seat.user_id: policies.seat_of(seat) for seat in queries.seats(session, room.id) if not seat.is_removed}
    return Access(
        room.access_version, room.teacher_id, room.lesson_id, room.is_recorded, policies.locks_of(room), taken
    )
