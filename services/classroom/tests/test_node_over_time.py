"""A node over time: a stalled socket, lessons that outlive a node, and who was there."""

from __future__ import annotations

import pytest

from chassis.cursor import PageQuery
from chassis.database import Store
from chassis.sockets.outflow import ONE_CLIENT
from classroom import queries, schemas
from classroom.models import Visit
from classroom.node import rooms as live_rooms
from classroom.node.own_socket import OwnSocket
from classroom.usecases import lessons, log, rooms
from classroom.usecases.log import Op
from services.classroom.tests.conftest import ALICE, BOB
from services.classroom.tests.sockets import Node, enter, eventually, node

pytestmark = pytest.mark.anyio


async def test_a_stalled_socket_is_let_go_and_costs_the_others_nothing(here: Node, room: schemas.Room) -> None:
    async with (
        enter(here.url, room.id, ALICE) as alice,
        enter(here.url, room.id, BOB, {"client": "stalled"}) as stalled,
    ):
        stalled.connection.transport.pause_reading()
        (peer,) = [one for one in await _peers(here, room) if one.client_id == "stalled"]
        async with enter(here.url, room.id, BOB, {"client": "reading"}) as bob:
            for number in range(1_500):
                await alice.op("chat", content=f"{number} {'x' * 1_500}")
                await alice.until(lambda number=number: len(alice.acks) > number - 50)  # type: ignore[misc]
            await bob.until(lambda: len(bob.chats()) == 1_500)
            await bob.until(lambda: not peer.is_open)
            assert peer.connection.transport.get_write_buffer_size() < 2 * ONE_CLIENT.most


async def _peers(here: Node, room: schemas.Room) -> list[OwnSocket]:
    """The sockets of the room, as the node sees them."""
    session = await here.rooms.open(room.id)
    return [one for one in session.room.peers.values() if isinstance(one, OwnSocket)]


async def test_a_lesson_that_a_killed_node_left_is_taken_over_and_ended(
    db: Store, redis_url: str, room: schemas.Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.append(db, room.id, [Op(ALICE.id, "lesson", {"do": "start"}, is_teacher=True)])
    monkeypatch.setattr(live_rooms, "ADOPT_EVERY", 0.0)
    monkeypatch.setattr(live_rooms, "IDLE_SECONDS", 0.0)
    async with node(db, redis_url):
        await eventually(lambda: not rooms.get_room(db, ALICE, room.id).is_live)


async def test_attendance_is_kept_while_people_come_and_go(here: Node, db: Store, room: schemas.Room) -> None:
    async with enter(here.url, room.id, ALICE):
        async with enter(here.url, room.id, BOB):
            await eventually(lambda: set(_attendance(db, room)) == {ALICE.id, BOB.id})
        await eventually(lambda: [one.left_at is None for one in _visits(db)] == [True, False])
        async with enter(here.url, room.id, BOB):
            await eventually(lambda: _attendance(db, room).get(BOB.id) == 2)


def _attendance(db: Store, room: schemas.Room) -> dict[int, int]:
    """Who was in the room's latest lesson, and how often they came."""
    held = lessons.list_lessons(db, ALICE, room.id, PageQuery()).items
    if not held:
        return {}
    return {one.user: one.visits for one in lessons.list_attendance(db, ALICE, room.id, held[0].id, PageQuery()).items}


def _visits(db: Store) -> list[Visit]:
    """All visits to the first lesson, by person."""
    with db.read() as session:
        return sorted(queries.visits_of(session, 1), key=lambda one: one.user_id)
