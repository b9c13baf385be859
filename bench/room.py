"""A classroom node of its own to measure, and clients in one of its rooms, which cost as little as can be."""

from __future__ import annotations

import asyncio
import base64
import os
import secrets
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import orjson

from chassis.clock import now
from chassis.database import Store, make_engine
from chassis.migrate import upgrade
from chassis.testing.processes import free_port
from chassis.testing.waiting import eventually
from classroom import passes
from classroom.models import Room
from classroom.passes import Pass
from classroom.usecases.rooms import new_seat
from lectern.ports import is_listening

SECRET = "only for measuring, and long enough"  # noqa: S105
TEACHER = 1


class Listener(asyncio.Protocol):
    """A client that counts the frames it gets; `on_frame` sees each one's payload if it is set."""

    def __init__(self, port: int, user_id: int, reads: bool = True) -> None:
        self.frames = 0
        self.on_frame: Callable[[bytes], object] = len
        self.joined: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self.is_closed = False
        self._user_id, self._port, self._reads = user_id, port, reads
        self._buffer = b""
        self._is_open = False
        self._began = time.perf_counter()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        self.transport = cast("asyncio.Transport", transport)  # uvloop's are none by their type
        admitted = Pass(1, self._user_id, self._user_id == TEACHER, f"P{self._user_id}", None, int(time.time()) + 600)
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        path = f"/ws/rooms/bench/?ticket={self._user_id}"  # the gateway's way to say who it is, the pass is the node's
        head = (
            f"GET {path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: class.v1\r\n"
            f"{passes.HEADER}: {passes.issue(passes.signer(SECRET), admitted)}\r\n\r\n"
        )
        self.transport.write(head.encode())

    def data_received(self, data: bytes) -> None:
        """Count frames."""
        self._buffer += data
        if not self._is_open:
            if b"\r\n\r\n" not in self._buffer:
                return
            self._buffer = self._buffer.partition(b"\r\n\r\n")[2]
            self._is_open = True
            self.send({"type": "hello", "v": 1})
        while (payload := self._next()) is not None:
            self.frames += 1
            self.on_frame(payload)
            if not self.joined.done():
                self.joined.set_result(time.perf_counter() - self._began)
                if not self._reads:
                    self.transport.pause_reading()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        self.is_closed = True
        if not self.joined.done():
            self.joined.set_exception(ConnectionError("the node did not let a client in"))

    def send(self, content: dict[str, object]) -> None:
        """Send JSON."""
        self.write(0x81, orjson.dumps(content))

    def speak(self, content: bytes) -> None:
        """Send audio."""
        self.write(0x82, content)

    def write(self, kind: int, payload: bytes) -> None:
        """Send a masked frame; the mask is zero, which the protocol allows."""
        size = bytes((0x80 | len(payload),)) if len(payload) < 126 else struct.pack("!BH", 0xFE, len(payload))
        self.transport.write(bytes((kind,)) + size + b"\0\0\0\0" + payload)

    def _next(self) -> bytes | None:
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        size, at = buffer[1] & 0x7F, 2
        if size == 126:
            size, at = (int.from_bytes(buffer[2:4], "big"), 4) if len(buffer) >= 4 else (1 << 30, 4)
        elif size == 127:
            size, at = (int.from_bytes(buffer[2:10], "big"), 10) if len(buffer) >= 10 else (1 << 30, 10)
        if len(buffer) < at + size:
            return None
        self._buffer = buffer[at + size :]
        return buffer[at : at + size]


async def enter(port: int, user_id: int, reads: bool = True) -> Listener:
    """A listener that is in the room."""
    loop = asyncio.get_running_loop()
    _, listener = await loop.create_connection(lambda: Listener(port, user_id, reads), "127.0.0.1", port)
    await listener.joined
    return listener


@contextmanager
def gateway(node_port: int, has_uplink: bool = True) -> Iterator[tuple[int, int]]:
    """A gateway before a node; its port and its pid."""
    with tempfile.TemporaryDirectory() as directory:
        port = free_port()
        script = Path(__file__).with_name("gateway_alone.py")
        command = [sys.executable, str(script), str(port), f"ws://127.0.0.1:{node_port}", directory]
        environment = {**os.environ, "SECRET_KEY": SECRET if has_uplink else ""}
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:  # noqa: S603
            eventually(lambda: is_listening(port), "the gateway listens", 60)
            yield port, process.pid
            process.terminate()


@contextmanager
def node(clients: int) -> Iterator[tuple[int, int]]:
    """A node with a room for so many clients, besides its teacher and one more; its port and its pid."""
    with tempfile.TemporaryDirectory() as directory:
        url, port = f"sqlite:///{directory}/classroom.sqlite3", free_port()
        prepare(url, clients)
        settings = {
            "CLASSROOM_DATABASE_URL": url,
            "NODE_PORT": str(port),
            "SECRET_KEY": SECRET,
            "RATE_LIMITS": "off",
            "STORAGE_URL": f"file:{directory}/storage",
        }
        command = [sys.executable, "-m", "classroom.node"]
        with subprocess.Popen(command, env={**os.environ, **settings}, stdout=subprocess.DEVNULL) as process:  # noqa: S603
            eventually(lambda: is_listening(port), "the node listens", 60)
            yield port, process.pid
            process.terminate()


def prepare(url: str, clients: int) -> None:
    """A room with places for everybody."""
    upgrade("classroom", url)
    with Store(make_engine(url)).write() as session:
        session.add(
            Room(name="bench", name_key="bench", teacher_id=TEACHER, is_board_locked=False, is_chat_locked=False,
                 epoch=0, last_seq=0, access_version=0, created_at=now())
        )  # fmt: skip
        session.flush()
        session.add_all(new_seat(1, number, "invited") for number in range(2, clients + 3))


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
