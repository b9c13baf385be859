"""Somebody's tab in a live room, as a good client behaves: it comes back, and sends again what was not acknowledged."""

import json
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from lectern.testing import Person
from lectern.waiting import wait_until

SECONDS, BACK_SECONDS = 15, 20


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
        self.refusals: list[str] = []
        self.is_leaving = False
        self._thread = threading.Thread(target=self._stay, daemon=True)
        self._thread.start()

    def say(self, content: str) -> None:
        """Write a message, now or as soon as it is possible."""
        self.do(content, "chat", {"content": content})

    def do(self, cid: str, kind: str, d: dict[str, Any]) -> None:
        """Do something that lasts, now or as soon as it is possible."""
        with self._lock:
            self.pending[cid] = {"type": "op", "cid": cid, "k": kind, "d": d}
            self._send(self.pending[cid])

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
        elif told["type"] == "err":
            self._hear_refusal(told)

    def _hear_refusal(self, told: dict[str, Any]) -> None:
        """What is refused for the moment is sent again when it may be."""
        self.refusals.append(told["code"])
        if "retry_ms" in told:
            time.sleep(told["retry_ms"] / 1000)
            with self._lock:
                if told.get("cid") in self.pending:
                    self._send(self.pending[told["cid"]])


def make_room(teacher: Person, *students: Person) -> dict[str, Any]:
    """A room of the teacher's with these students in it."""
    body = {"name": f"Room {secrets.token_hex(4)}", "participants": [student.id for student in students]}
    made: dict[str, Any] = teacher.api.post("/api/classrooms/", json=body).raise_for_status().json()
    return made


def history(person: Person, room: dict[str, Any]) -> list[str]:
    """What was said in a room, as it is stored."""
    messages = person.api.get(f"/api/classrooms/{room['id']}/messages/").raise_for_status().json()
    return [one["content"] for one in messages]
