"""A classroom node of its own to measure, and clients in one of its rooms, which cost as little as can be."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from socket_client import BINARY, Socket

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
READY = "ready"
"""The file by which a gateway tells that it lets people in."""


class Listener(Socket):
    """A client in the room that counts the frames it gets."""

    def __init__(self, user_id: int, reads: bool = True) -> None:
        admitted = Pass(1, user_id, user_id == TEACHER, f"P{user_id}", None, int(time.time()) + 600)
        super().__init__(
            f"/ws/rooms/bench/?ticket={user_id}",  # the gateway's way to say who it is, the pass is the node's
            f"Sec-WebSocket-Protocol: class.v1\r\n{passes.HEADER}: {passes.issue(passes.signer(SECRET), admitted)}\r\n",
        )
        self.joined: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._reads = reads
        self._began = time.perf_counter()

    def on_open(self) -> None:
        """Begin."""
        self.send({"type": "hello", "v": 1})

    def hear(self, payload: bytes) -> None:
        """The first frame says that it is in."""
        super().hear(payload)
        if not self.joined.done():
            self.joined.set_result(time.perf_counter() - self._began)
            if not self._reads:
                self.transport.pause_reading()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        super().connection_lost(exc)
        if not self.joined.done():
            self.joined.set_exception(ConnectionError("the node did not let a client in"))

    def speak(self, content: bytes) -> None:
        """Send audio."""
        self.write(BINARY, content)


async def enter(port: int, user_id: int, reads: bool = True) -> Listener:
    """A listener that is in the room."""
    loop = asyncio.get_running_loop()
    _, listener = await loop.create_connection(lambda: Listener(user_id, reads), "127.0.0.1", port)
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
            eventually(Path(directory, READY).exists, "the gateway lets people in", 60)
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
