"""How much a classroom node delivers: a room of many listeners, one writer, and the node's own CPU time.

The listeners only count frames, on bare sockets, so that the generator is cheaper than what it measures.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import os
import secrets
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

import orjson
from accounting import cpu_seconds

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
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  # narrows the type
        self.transport = transport
        admitted = Pass(1, self._user_id, self._user_id == TEACHER, f"P{self._user_id}", None, int(time.time()) + 600)
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        head = (
            f"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: class.v1\r\n"
            f"{passes.HEADER}: {passes.issue(passes.signer(SECRET), admitted)}\r\n\r\n"
        )
        transport.write(head.encode())

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

    def send(self, content: dict[str, object]) -> None:
        """Send a masked frame; the mask is zero, which the protocol allows."""
        payload = orjson.dumps(content)
        size = bytes((0x80 | len(payload),)) if len(payload) < 126 else struct.pack("!BH", 0xFE, len(payload))
        self.transport.write(b"\x81" + size + b"\0\0\0\0" + payload)

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


async def measure(port: int, pid: int, clients: int, messages: int, stalled: bool) -> None:
    """Fill the room, write, and print."""
    listeners = [await enter(port, number) for number in range(2, clients + 2)]
    joins = sorted(one.joined.result() for one in listeners)
    say(f"joining: p50 {joins[len(joins) // 2] * 1000:.1f} ms, p99 {joins[int(len(joins) * 0.99)] * 1000:.1f} ms")
    if stalled:
        await enter(port, clients + 2, reads=False)
    writer = await enter(port, TEACHER)
    for title, pause in (("chat at 100 a second", 0.01), ("chat as fast as it goes", 0.0)):
        await asyncio.sleep(1.5)
        await one_run(title, writer, listeners, messages, pause, pid)


async def one_run(
    title: str, writer: Listener, listeners: list[Listener], messages: int, pause: float, pid: int
) -> None:
    """Write messages and wait until everybody has them."""
    sent: dict[str, float] = {}
    waits: list[float] = []

    def on_frame(payload: bytes) -> None:
        if payload.startswith(b'{"type":"ack"'):
            waits.append(time.perf_counter() - sent[orjson.loads(payload)["cid"]])

    writer.on_frame = on_frame
    before, wanted = [one.frames for one in listeners], messages
    cpu, began = cpu_seconds(pid), time.perf_counter()
    for number in range(messages):
        cid = f"{title}{number}"
        sent[cid] = time.perf_counter()
        writer.send(
            {"type": "op", "cid": cid, "k": "chat", "d": {"content": f"message {number}, of an ordinary length"}}
        )
        await asyncio.sleep(pause)
    while any(one.frames - had < wanted for one, had in zip(listeners, before, strict=True)) or len(waits) < messages:
        await asyncio.sleep(0.01)
    spent, took = cpu_seconds(pid) - cpu, time.perf_counter() - began
    waits.sort()
    deliveries = messages * len(listeners)
    say(
        f"{title}: {deliveries} deliveries in {took:.2f} s ({deliveries / took:,.0f}/s), node {spent:.2f} s CPU "
        f"= {deliveries / max(spent, 0.01):,.0f} deliveries a core second; "
        f"ack p50 {waits[len(waits) // 2] * 1000:.1f} ms, p99 {waits[int(len(waits) * 0.99)] * 1000:.1f} ms"
    )


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


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


def main() -> None:
    """Start a node, measure, stop it."""
    parser = argparse.ArgumentParser(description="Measure a classroom node.")
    parser.add_argument("clients", type=int, nargs="?", default=500)
    parser.add_argument("messages", type=int, nargs="?", default=300)
    parser.add_argument("--stalled", action="store_true", help="one more client, which never reads")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        url, port = f"sqlite:///{directory}/classroom.sqlite3", free_port()
        prepare(url, wanted.clients)
        settings = {"CLASSROOM_DATABASE_URL": url, "NODE_PORT": str(port), "SECRET_KEY": SECRET, "RATE_LIMITS": "off"}
        command = [sys.executable, "-m", "classroom.node"]
        with subprocess.Popen(command, env={**os.environ, **settings}, stdout=subprocess.DEVNULL) as node:  # noqa: S603
            eventually(lambda: is_listening(port), "the node listens", 60)
            asyncio.run(measure(port, node.pid, wanted.clients, wanted.messages, wanted.stalled))
            node.terminate()


if __name__ == "__main__":
    main()
