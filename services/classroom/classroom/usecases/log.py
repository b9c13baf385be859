"""Writing into a room's log: the one way in, for sockets and REST alike.

A batch is one transaction: what was done before is found by the client's own ids, numbers are given out by the room's
row (which a writer that has lost the room cannot get past), effects and events are written. Only what this returns as
written may be acknowledged or told to anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from chassis.clock import now
from chassis.database.store import Store
from classroom import queries
from classroom.models import LogEvent, Message, Room
from classroom.usecases import effects


class Fenced(Exception):
    """The room has another owner by now, or is gone: nothing was written."""


@dataclass(slots=True)
class Op:
    """Something to write, already checked. `client_id` and `cid`, the client's own, make it happen once."""

    user_id: int
    kind: str
    d: dict[str, Any]
    client_id: str | None = None
    cid: str | None = None
    is_teacher: bool = False

    @property
    def key(self) -> tuple[int, str, str] | None:
        """What identifies it, if the client wants it done once."""
        return (self.user_id, self.client_id, self.cid) if self.client_id and self.cid else None


@dataclass(slots=True)
class Outcome:
    """What became of an operation: its number in the log, or the `code` of a refusal."""

    op: Op
    seq: int = 0
    at: datetime = field(default_factory=now)
    d: dict[str, Any] = field(default_factory=dict)
    lesson_id: int | None = None
    is_new: bool = False
    code: str | None = None
    twin: Outcome | None = None
    """The same operation earlier in the batch: sent again before the first was written."""


def append(db: Store, room_id: int, ops: Sequence[Op], epoch: int | None = None) -> list[Outcome]:
    """Write a batch; the outcomes in the order of the operations. Raises Fenced.

    `epoch` is that of the room's owner; REST, which owns no room, writes without one.
    """
    with db.write() as session:
        outcomes = _known(session, room_id, ops)
        effects.judge(session, room_id, outcomes)
        fresh = [one for one in outcomes if one.is_new]
        room = _advance(session, room_id, len(fresh), epoch)
        moment, first = now(), room.last_seq - len(fresh) + 1
        for seq, one in enumerate(fresh, first):
            one.seq, one.at, one.d = seq, moment, one.op.d
        _write_messages(session, room_id, fresh)
        effects.apply(session, room, fresh)
        _write_events(session, room_id, fresh)
    for one in outcomes:
        if one.twin is not None:
            one.seq, one.at, one.d, one.code = one.twin.seq, one.twin.at, one.twin.d, one.twin.code
    return outcomes


def _known(session: Session, room_id: int, ops: Sequence[Op]) -> list[Outcome]:
    """An outcome for each operation: the old one for what was done before, a new one to be filled in for the rest."""
    keys = {op.key for op in ops if op.key is not None}
    before = queries.done_before(session, room_id, keys) if keys else {}
    outcomes: list[Outcome] = []
    taken: dict[tuple[int, str, str], Outcome] = {}
    for op in ops:
        key = op.key
        if key is not None and key in before:
            row = before[key]
            outcomes.append(Outcome(op, seq=row.seq, d=orjson.loads(row.payload)))
        elif key is not None and key in taken:
            outcomes.append(Outcome(op, twin=taken[key]))
        else:
            outcomes.append(Outcome(op, is_new=True))
            if key is not None:
                taken[key] = outcomes[-1]
    return outcomes


def _advance(session: Session, room_id: int, count: int, epoch: int | None) -> Room:
    """Take `count` numbers. The update is the fence: it finds no row for an owner whose epoch is over."""
    taking = update(Room).where(Room.id == room_id).values(last_seq=Room.last_seq + count)
    if epoch is not None:
        taking = taking.where(Room.epoch == epoch)
    found = session.execute(taking.execution_options(synchronize_session=False))
    if found.rowcount != 1:  # type: ignore[attr-defined]  # an update's result has it
        raise Fenced
    room = session.get(Room, room_id, populate_existing=True)
    assert room is not None  # noqa: S101  # the update has just found it
    return room


def _write_messages(session: Session, room_id: int, fresh: Sequence[Outcome]) -> None:
    chats = [one for one in fresh if one.op.kind == "chat"]
    if not chats:
        return
    rows = [
        {
            "room_id": room_id,
            "seq": one.seq,
            "sender_id": one.op.user_id,
            "content": one.op.d["content"],
            "reply_to": one.op.d.get("reply_to"),
            "created_at": one.at,
            "is_deleted": False,
        }
        for one in chats
    ]
    ids = session.scalars(insert(Message).returning(Message.id, sort_by_parameter_order=True), rows).all()
    for one, message_id in zip(chats, ids, strict=True):
        one.d = {"id": message_id, **one.op.d}


def _write_events(session: Session, room_id: int, fresh: Sequence[Outcome]) -> None:
    if not fresh:
        return
    rows = [
        {
            "room_id": room_id,
            "seq": one.seq,
            "lesson_id": one.lesson_id,
            "at": one.at,
            "user_id": one.op.user_id,
            "kind": one.op.kind,
            "payload": orjson.dumps(one.d).decode(),
            "client_id": one.op.client_id,
            "cid": one.op.cid,
        }
        for one in fresh
    ]
    session.execute(insert(LogEvent), rows)
