"""The board of a room as it stands: the latest snapshot, and what was done since."""

from __future__ import annotations

from typing import Any

import orjson
from sqlalchemy.orm import Session

from chassis.call import Actor
from chassis.database.store import Store
from classroom import queries, schemas
from classroom.domain.board import Board, Drawn, load
from classroom.usecases.rooms import visible_room


def show(db: Store, actor: Actor, room_id: int) -> schemas.Whiteboard:
    """The board of a room the actor is in. Raises NotFound."""
    with db.read() as session:
        room = visible_room(session, actor, room_id)
        board, _ = current(session, room_id)
        seq = room.last_seq
    return schemas.Whiteboard(
        seq=seq,
        hash=board.digest(),
        page=board.page,
        pages=[{"id": one, "background": background} for one, background in board.pages.items()],
        actions=[action(one) for _, one in board.visible()],
    )


def current(session: Session, room_id: int) -> tuple[Board, int]:
    """The board, and how many events it took after the snapshot."""
    kept = queries.snapshot(session, room_id)
    board = load(orjson.loads(kept.state)) if kept else Board()
    events = queries.board_events_after(session, room_id, kept.seq if kept else 0)
    for event in events:
        board.apply(event.kind, event.user_id, orjson.loads(event.payload))
    return board, len(events)


def action(drawn: Drawn) -> dict[str, Any]:
    """An object as a client draws it, where it is by now."""
    points = [[point[0] + drawn.dx, point[1] + drawn.dy, *point[2:]] for point in drawn.d["points"]]
    return {"type": drawn.kind, "sender": drawn.uid, **drawn.d, "points": points}
