"""A live room from the outside: through the gateway to a node, and back after either was killed."""

import json
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from lectern.system import System
from lectern.testing import Person
from lectern.waiting import wait_until

SECONDS, REVOKED_SECONDS, BACK_SECONDS = 15, 2, 20


class Seat:
    """Somebody's tab in a room: it comes back whenever it is cut off, and sends again what was not acknowledged."""

    def __init__(self, person: Person, room: dict[str, Any], credentials: str = "") -> None:
        self._person = person
        self._room = room
        self._credentials = credentials
        self._client = secrets.token_hex(6)
        self._lock = threading.Lock()
        self._socket: ClientConnection | None = None
        self.epoch: int | None = None
        self.seq = 0
        self.chats: list[str] = []
        self.pending: dict[str, dict[str, Any]] = {}
        self.codes: list[int] = []
        self.is_leaving = False
        self._thread = threading.Thread(target=self._stay, daemon=True)
        self._thread.start()

    def say(self, content: str) -> None:
        """Write a message, now or as soon as it is possible."""
        with self._lock:
            self.pending[content] = {"type": "op", "cid": content, "k": "chat", "d": {"content": content}}
            self._send(self.pending[content])

    def close(self) -> None:
        """Go."""
        self.is_leaving = True
        if self._socket is not None:
            self._socket.close()
        self._thread.join(SECONDS)

    def until(self, condition: Callable[[], object], about: str, seconds: float = SECONDS) -> None:
        """Wait for something to be so."""
        wait_until(condition, seconds, about)

    def _stay(self) -> None:
        while not self.is_leaving and not any(4400 < code < 4500 for code in self.codes):
            with suppress(OSError, InvalidHandshake, ConnectionClosed, TimeoutError), self._opened() as socket:
                self._follow(socket)
            time.sleep(0.1)

    def _follow(self, socket: ClientConnection) -> None:
        try:
            self._begin(socket)
            for content in socket:
                self._take(json.loads(content))
        finally:
            self.codes.append(socket.close_code or 0)

    def _opened(self) -> ClientConnection:
        path = self._room["name"].replace(" ", "%20")
        return connect(
            f"{str(self._person.api.base_url).replace('http', 'ws', 1)}/ws/classroom/{path}/?{self._query()}",
            subprotocols=[Subprotocol("class.v1")],
            compression=None,
            open_timeout=5,
            proxy=None,
        )

    def _query(self) -> str:
        return self._credentials or f"token={self._person.api.headers['Authorization'].split()[1]}"

    def _begin(self, socket: ClientConnection) -> None:
        hello = {"type": "hello", "v": 1, "client": self._client, "ep": self.epoch, "last": self.seq}
        socket.send(json.dumps(hello))
        with self._lock:
            self._socket = socket
            for message in self.pending.values():
                self._send(message)

    def _send(self, message: dict[str, Any]) -> None:
        if self._socket is not None:
            with suppress(ConnectionClosed, OSError):
                self._socket.send(json.dumps(message))

    def _take(self, told: dict[str, Any]) -> None:
        if told["type"] == "welcome":
            self.epoch = told["ep"]
        elif told["type"] == "snap":
            self.seq = told["seq"]
        elif told["type"] == "ev":
            assert told["seq"] == self.seq + 1
            self.seq = told["seq"]
            if told["k"] == "chat":
                self.chats.append(told["d"]["content"])
        elif told["type"] == "ack":
            with self._lock:
                self.pending.pop(told["cid"], None)


@pytest.fixture
def room(alice: Person, bob: Person) -> dict[str, Any]:
    """Alice's room, with Bob in it."""
    body = {"name": f"Room {secrets.token_hex(4)}", "participants": [bob.id]}
    made: dict[str, Any] = alice.api.post("/api/classrooms/", json=body).raise_for_status().json()
    return made


def history(person: Person, room: dict[str, Any]) -> list[str]:
    messages = person.api.get(f"/api/classrooms/{room['id']}/messages/").raise_for_status().json()
    return [one["content"] for one in messages]


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
