"""The database finds rooms and what was said in them by an index, however many there are."""

from __future__ import annotations

from chassis.cursor import PageQuery
from chassis.database import Store
from chassis.testing.plans import scans
from classroom import schemas
from classroom.usecases import messages, participants, rooms
from services.classroom.tests.conftest import ALICE, BOB


def test_nothing_that_somebody_looks_at_reads_a_whole_table(db: Store, room: schemas.Room) -> None:
    actions = {
        "one's rooms": lambda: rooms.list_rooms(db, BOB, schemas.RoomQuery()),
        "those that are live": lambda: rooms.list_rooms(db, BOB, schemas.RoomQuery(live=True)),
        "a room": lambda: rooms.get_room(db, BOB, room.id),
        "its messages": lambda: messages.list_messages(db, BOB, room.id, schemas.MessageQuery()),
        "its people": lambda: participants.list_participants(db, ALICE, room.id, PageQuery()),
    }
    assert {name: found for name, action in actions.items() if (found := scans(db, action))} == {}
