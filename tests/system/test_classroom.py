"""A live room from the outside: through the gateway to a node, and back after either was killed."""

import secrets
from contextlib import closing
from typing import Any

import pytest

from lectern.system import System
from lectern.testing import Person
from lectern.waiting import wait_until
from tests.system.seats import BACK_SECONDS, SECONDS, Seat, history, make_room

REVOKED_SECONDS = 2


@pytest.fixture
def room(alice: Person, bob: Person) -> dict[str, Any]:
    """Alice's room, with Bob in it."""
    return make_room(alice, bob)


def test_what_is_said_is_heard_and_kept(alice: Person, bob: Person, charlie: Person, room: dict[str, Any]) -> None:
    ticket = bob.api.post(f"/api/classrooms/{room['id']}/ticket/").raise_for_status().json()["ticket"]
    with closing(Seat(alice, room)) as teacher, closing(Seat(bob, room, f"ticket={ticket}")) as student:
        student.say("hello")
        teacher.until(lambda: teacher.chats == ["hello"], "the teacher has heard")
        alice.api.post(f"/api/classrooms/{room['id']}/send/", json={"content": "welcome"}).raise_for_status()
        student.until(lambda: student.chats == ["hello", "welcome"] and not student.pending, "the student too")
        assert history(bob, room) == ["hello", "welcome"]
        with closing(Seat(charlie, room)) as outsider:
            outsider.until(lambda: outsider.codes == [4403], "an outsider is sent away")
    assert charlie.api.get(f"/api/classrooms/{room['id']}/messages/").status_code == 404


def test_a_course_brings_its_members_and_takes_them(alice: Person, bob: Person) -> None:
    course = alice.course()
    body = {"name": f"Course {secrets.token_hex(4)}", "course": course["id"]}
    room = alice.api.post("/api/classrooms/", json=body).raise_for_status().json()
    bob.api.post(f"/api/courses/{course['id']}/enroll/").raise_for_status()
    wait_until(lambda: bob.api.get("/api/classrooms/").json(), SECONDS, "Bob has a place")
    with closing(Seat(bob, room)) as student:
        student.say("hello")
        student.until(lambda: student.chats == ["hello"], "Bob is in")
        alice.api.post(f"/api/courses/{course['id']}/block_student/", json={"student_id": bob.id}).raise_for_status()
        student.until(lambda: 4403 in student.codes, "Bob is out")
    assert bob.api.get("/api/classrooms/").json() == []


def test_a_blocked_persons_sockets_close_at_once(dana: Person, bob: Person, room: dict[str, Any]) -> None:
    with closing(Seat(bob, room)) as student:
        student.say("hello")
        student.until(lambda: student.chats == ["hello"], "Bob is in")
        dana.api.post(f"/api/users/{bob.id}/block/").raise_for_status()
        student.until(lambda: 4401 in student.codes, "Bob is out", REVOKED_SECONDS)


@pytest.mark.parametrize("victim", ["classroom-node", "gateway", "redis"])
def test_nothing_is_lost_or_doubled_when_a_process_is_killed_in_mid_lesson(
    system: System, alice: Person, bob: Person, room: dict[str, Any], victim: str
) -> None:
    with closing(Seat(alice, room)) as teacher, closing(Seat(bob, room)) as student:
        for seat in (teacher, student):
            seat.until(lambda seat=seat: seat.epoch is not None, "both are in")  # type: ignore[misc]
        said: list[str] = []
        for number in range(30):
            if number in (5, 15):
                system.kill(victim)
            for seat in (teacher, student):
                said.append(f"{number} by {'teacher' if seat is teacher else 'student'}")
                seat.say(said[-1])
            teacher.until(lambda: not teacher.pending and not student.pending, "all is acknowledged", BACK_SECONDS)
        for seat in (teacher, student):
            seat.until(lambda seat=seat: len(seat.chats) == len(said), "all is heard")  # type: ignore[misc]
        assert sorted(teacher.chats) == sorted(said)
        assert teacher.chats == student.chats
    system.wait_until_ready()
    assert history(bob, room) == teacher.chats
