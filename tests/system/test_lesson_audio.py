"""What is spoken in a lesson, from the socket to the address at which it is heard again."""

import json
import secrets
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from lectern.testing import Person
from lectern.testing.people import client
from lectern.waiting import wait_until

SECONDS = 30
PACKET = b"\x78 20 ms of Opus"


@contextmanager
def enter(person: Person, room: dict[str, Any]) -> Iterator[ClientConnection]:
    """Somebody's socket in the room."""
    base = str(person.api.base_url).replace("http", "ws", 1)
    token = person.api.headers["Authorization"].split()[1]
    address = f"{base}/ws/classroom/{room['name']}/?token={token}"
    with connect(address, subprotocols=[Subprotocol("class.v1")], compression=None, proxy=None) as socket:
        socket.send(json.dumps({"type": "hello", "v": 1}))
        yield socket


def frame(number: int) -> bytes:
    """20 ms of a voice, as a client sends it."""
    header = struct.pack("<BBBBHHIQ", 1, 1, 0, 1, 0, 0, number, number * 960)
    return header + struct.pack("<H", len(PACKET)) + PACKET


def heard(socket: ClientConnection, count: int) -> bytes:
    """So many frames as they come, each after its length."""
    frames: list[bytes] = []
    while len(frames) < count:
        told = socket.recv(timeout=SECONDS)
        if isinstance(told, bytes):
            frames.append(struct.pack("<H", len(told)) + told)
    return b"".join(frames)


def begun(socket: ClientConnection) -> None:
    """Wait until the lesson has begun."""
    while json.loads(socket.recv(timeout=SECONDS)).get("k") != "lesson":
        pass


def test_what_is_spoken_in_a_lesson_is_heard_again_by_those_of_the_room(
    alice: Person, bob: Person, charlie: Person
) -> None:
    body = {"name": f"room-{secrets.token_hex(4)}", "participants": [bob.id]}
    room = alice.api.post("/api/classrooms/", json=body).raise_for_status().json()
    with enter(bob, room) as student, enter(alice, room) as teacher:
        begun(teacher)
        for number in range(10):
            teacher.send(frame(number))
        content = heard(student, 10)
    (lesson,) = alice.api.get(f"/api/classrooms/{room['id']}/lessons/").raise_for_status().json()
    path = f"/api/classrooms/{room['id']}/lessons/{lesson['id']}/audio/"
    wait_until(lambda: bob.api.get(path).raise_for_status().json(), SECONDS, "the segment is kept")
    (segment,) = bob.api.get(path).json()
    assert (segment["user"], segment["user_name"]) == (alice.id, alice.full_name)
    assert (segment["kind"], segment["frames"], segment["samples"]) == ("opus", 10, 9_600)
    with client(str(bob.api.base_url)) as anybody:
        assert anybody.get(segment["file"]).raise_for_status().content == content
    assert charlie.api.get(path).status_code == 404
    assert charlie.api.get(segment["file"]).status_code == 403
