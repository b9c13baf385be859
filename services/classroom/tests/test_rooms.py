"""Rooms: who makes, sees and changes them, and how a course's room follows the course."""

from __future__ import annotations

import pytest

from chassis.call import Actor
from chassis.cursor import PageQuery
from chassis.database import Store
from chassis.errors import Forbidden, InvalidInput, NotFound
from classroom import schemas
from classroom.usecases import participants, rooms
from services.classroom.tests.conftest import (
    ALICE,
    BOB,
    CHARLIE,
    COURSE,
    DANA,
    FakeAccounts,
    FakeCourses,
    FakeLive,
    make,
)


def seen_by(db: Store, who: Actor) -> list[str]:
    return [one.name for one in rooms.list_rooms(db, who, schemas.RoomQuery()).items]


def test_a_new_room_has_its_teacher_and_those_invited(room: schemas.Room) -> None:
    assert (room.teacher, room.participants, room.participant_count) == (ALICE.id, [BOB.id], 1)
    assert room.caps == ["chat", "draw", "moderate", "speak"]


def test_a_name_is_taken_whatever_its_case(db: Store, room: schemas.Room, accounts: FakeAccounts) -> None:
    with pytest.raises(InvalidInput) as refused:
        make(db, accounts, FakeCourses(), name=room.name.upper())
    assert "name" in refused.value.details["errors"]


def test_only_people_can_be_invited(db: Store, accounts: FakeAccounts) -> None:
    with pytest.raises(InvalidInput):
        make(db, accounts, FakeCourses(), name="Room 2", participants=[99])


def test_only_those_with_a_place_see_a_room(db: Store, room: schemas.Room) -> None:
    assert seen_by(db, ALICE) == seen_by(db, BOB) == [room.name]
    assert seen_by(db, CHARLIE) == seen_by(db, DANA) == []
    assert rooms.get_room(db, BOB, room.id).caps == ["chat", "draw"]
    with pytest.raises(NotFound):
        rooms.get_room(db, CHARLIE, room.id)


def test_only_its_teacher_changes_or_deletes_a_room(
    db: Store, room: schemas.Room, live: FakeLive, accounts: FakeAccounts
) -> None:
    for who, error in ((BOB, Forbidden), (CHARLIE, NotFound)):
        with pytest.raises(error):
            rooms.update_room(db, live, accounts, who, room.id, {"name": "Mine"})
        with pytest.raises(error):
            rooms.delete_room(db, live, who, room.id)
        with pytest.raises(error):
            participants.add_participant(db, live, accounts, who, room.id, CHARLIE.id)
        with pytest.raises(error):
            participants.remove_participant(db, live, who, room.id, BOB.id)
    assert live.rooms == []
    rooms.delete_room(db, live, ALICE, room.id)
    assert (seen_by(db, ALICE), live.rooms) == ([], [room.id])


def test_a_change_names_whom_the_room_invites(
    db: Store, room: schemas.Room, live: FakeLive, accounts: FakeAccounts
) -> None:
    changed = rooms.update_room(db, live, accounts, ALICE, room.id, {"participants": [CHARLIE.id]})
    assert (changed.participants, seen_by(db, BOB), seen_by(db, CHARLIE)) == ([CHARLIE.id], [], [room.name])
    assert live.rooms == [room.id]


def test_a_participant_comes_once_and_goes(
    db: Store, room: schemas.Room, live: FakeLive, accounts: FakeAccounts
) -> None:
    statuses = [participants.add_participant(db, live, accounts, ALICE, room.id, CHARLIE.id).status for _ in range(2)]
    assert statuses == [201, 200]
    participants.remove_participant(db, live, ALICE, room.id, CHARLIE.id)
    with pytest.raises(NotFound):
        participants.remove_participant(db, live, ALICE, room.id, CHARLIE.id)
    assert seen_by(db, CHARLIE) == []


def test_the_list_of_participants_is_for_participants(db: Store, room: schemas.Room) -> None:
    (bob,) = participants.list_participants(db, BOB, room.id, PageQuery()).items
    assert (bob.id, bob.source, bob.caps) == (BOB.id, "invited", ["chat", "draw"])
    with pytest.raises(NotFound):
        participants.list_participants(db, CHARLIE, room.id, PageQuery())


def test_a_course_brings_its_students_and_takes_them(
    db: Store, accounts: FakeAccounts, courses: FakeCourses, live: FakeLive
) -> None:
    room = make(db, accounts, courses, name="Biology", course=COURSE)
    assert room.participants == [BOB.id]
    courses.students.add(CHARLIE.id)
    for _ in range(2):
        participants.follow_membership(db, live, courses, COURSE, CHARLIE.id)
    assert seen_by(db, CHARLIE) == ["Biology"]
    courses.students.clear()
    participants.follow_membership(db, live, courses, COURSE, BOB.id)
    assert (seen_by(db, BOB), live.rooms) == ([], [room.id, room.id])


def test_a_student_who_was_removed_stays_out_until_added_back(
    db: Store, accounts: FakeAccounts, courses: FakeCourses, live: FakeLive
) -> None:
    room = make(db, accounts, courses, name="Biology", course=COURSE)
    participants.remove_participant(db, live, ALICE, room.id, BOB.id)
    participants.follow_membership(db, live, courses, COURSE, BOB.id)
    assert seen_by(db, BOB) == []
    participants.add_participant(db, live, accounts, ALICE, room.id, BOB.id)
    assert seen_by(db, BOB) == ["Biology"]


def test_a_room_of_a_course_is_made_by_its_teacher_only(
    db: Store, accounts: FakeAccounts, courses: FakeCourses
) -> None:
    mallory = Actor(5, "teacher")
    with pytest.raises(Forbidden):
        rooms.create_room(db, accounts, courses, mallory, schemas.RoomBody(name="Fake", course=COURSE))


def test_rooms_go_with_their_course(
    db: Store, accounts: FakeAccounts, courses: FakeCourses, live: FakeLive, room: schemas.Room
) -> None:
    make(db, accounts, courses, name="Biology", course=COURSE)
    rooms.delete_rooms_of(db, live, COURSE)
    assert seen_by(db, ALICE) == [room.name]
