"""The log: dense numbers, once each, and a fence for owners whose time is over."""

from __future__ import annotations

import pytest

from chassis.database import Store
from classroom import queries, schemas
from classroom.domain.board import dump
from classroom.usecases import lessons, log, owning, whiteboard
from classroom.usecases.log import Fenced, Op
from services.classroom.tests.conftest import BOB, CHARLIE


def chat(text: str, cid: str | None = None, user: int = BOB.id, client: str = "tab") -> Op:
    return Op(user, "chat", {"content": text}, client, cid)


def logged(db: Store, room: schemas.Room) -> list[tuple[int, str]]:
    with db.read() as session:
        return [(one.seq, one.payload) for one in queries.events_after(session, room.id, 0, 100)]


def test_what_is_sent_again_is_written_once(db: Store, room: schemas.Room) -> None:
    first = log.append(db, room.id, [chat("a", "1"), chat("b", "2")])
    again = log.append(db, room.id, [chat("b", "2"), chat("c", "3"), chat("c", "3")])
    assert [(one.seq, one.is_new, one.code) for one in again] == [
        (2, False, None),
        (3, True, None),
        (3, False, None),
    ]
    assert again[0].d == first[1].d
    assert [seq for seq, _ in logged(db, room)] == [1, 2, 3]


def test_one_clients_ids_are_nobody_elses(db: Store, room: schemas.Room) -> None:
    log.append(db, room.id, [chat("a", "1")])
    others = [chat("b", "1", user=CHARLIE.id), chat("c", "1", client="other tab")]
    assert [one.is_new for one in log.append(db, room.id, others)] == [True, True]


def test_an_owner_whose_time_is_over_writes_nothing(db: Store, room: schemas.Room) -> None:
    old = owning.claim(db, room.id)
    new = owning.claim(db, room.id)
    assert old is not None
    assert new is not None
    assert log.append(db, room.id, [chat("a")], new.epoch)[0].seq == 1
    with pytest.raises(Fenced):
        log.append(db, room.id, [chat("b")], old.epoch)
    assert len(logged(db, room)) == 1


def test_a_room_that_is_gone_takes_nothing(db: Store) -> None:
    with pytest.raises(Fenced):
        log.append(db, 99, [chat("a")])
    assert owning.claim(db, 99) is None


def test_an_owner_finds_what_was_before(db: Store, room: schemas.Room) -> None:
    stroke = {"id": "s1", "page": "1", "points": [[0, 0]], "color": "red", "width": 2}
    log.append(db, room.id, [chat("a"), Op(BOB.id, "stroke", stroke), Op(BOB.id, "hand", {"up": True})])
    owned = owning.claim(db, room.id)
    assert owned is not None
    assert ([one.seq for one in owned.tail], owned.seq, set(owned.seats)) == ([1, 2, 3], 3, {BOB.id})
    board = owned.board
    owning.keep_snapshot(db, room.id, owned.epoch, 3, dump(board))
    again = owning.claim(db, room.id)
    assert again is not None
    assert (again.board.digest(), again.board_events) == (board.digest(), 0)


def test_old_logs_go_and_the_board_stays(db: Store, room: schemas.Room) -> None:
    stroke = {"id": "s1", "page": "1", "points": [[0, 0]], "color": "red", "width": 2}
    log.append(db, room.id, [Op(BOB.id, "stroke", stroke), chat("a")])
    owned = owning.claim(db, room.id)
    assert owned is not None
    assert lessons.forget_old(db, 0) == 0  # there is no snapshot to stand for them
    owning.keep_snapshot(db, room.id, owned.epoch, 2, dump(owned.board))
    assert (lessons.forget_old(db, 1), lessons.forget_old(db, 0), logged(db, room)) == (0, 2, [])
    assert len(whiteboard.show(db, BOB, room.id).actions) == 1
    assert log.append(db, room.id, [chat("b")])[0].seq == 3
