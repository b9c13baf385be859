"""A node inside a test, and clients of it in both dialects."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import orjson
from obstore.store import MemoryStore
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from chassis.call import Actor
from chassis.database import Store
from chassis.signing import Signer
from chassis.sockets import uplink
from chassis.storage.objects import Storage
from classroom import passes
from classroom.domain.board import Board, load
from classroom.node.audio_log import AudioLog
from classroom.node.leases import Leases
from classroom.node.rooms import Rooms
from classroom.node.server import SUBPROTOCOL, Sockets
from classroom.node.store import Desk
from classroom.passes import Pass

SECRET = "for tests only, and long enough to pass"
SIGNING = passes.signer(SECRET)
BETWEEN = Signer(SECRET, uplink.PURPOSE)
SECONDS = 20.0
TEACHER = 1


@dataclass
class Node:
    """A running node."""

    url: str
    rooms: Rooms


@asynccontextmanager
async def node(
    db: Store,
    redis_url: str,
    address: str = "ws://here",
    is_limited: bool = False,
    storage: Storage | None = None,
    audio_days: int = 30,
) -> AsyncIterator[Node]:
    """A node on the database; stopped as by SIGTERM at the end. Without a storage it keeps audio in memory."""
    audio_log = AudioLog(db, storage or Storage(MemoryStore()), audio_days)
    rooms = Rooms(Desk(db), Leases(redis_url, address), audio_log)
    server = await Sockets(rooms, SIGNING, BETWEEN, is_limited).listen("127.0.0.1", 0)
    rooms.start()
    try:
        yield Node(f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}", rooms)
    finally:
        await rooms.close()
        server.close()
        await server.wait_closed()


def pass_for(room_id: int, who: Actor) -> dict[str, str]:
    """What the gateway would show for somebody."""
    expires = int(time.time()) + passes.SECONDS
    admitted = Pass(room_id, who.id, who.id == TEACHER, f"Person {who.id}", None, expires)
    return {passes.HEADER: passes.issue(SIGNING, admitted)}


class Client:
    """A client that follows its room: it keeps what it has seen, and checks that the numbers are dense."""

    def __init__(self, connection: ClientConnection, seen: list[dict[str, Any]] | None = None) -> None:
        self.connection = connection
        self.events: list[dict[str, Any]] = list(seen or ())
        self.others: list[Any] = []
        self.acks: dict[str, int] = {}
        self.board = Board()
        self.seq = self.events[-1]["seq"] if self.events else 0
        self.welcome: dict[str, Any] = {}
        self._cids = itertools.count(1)
        self._parts: list[dict[str, Any]] = []
        self._reading = asyncio.create_task(self._read())

    async def send(self, kind: str, **fields: Any) -> None:
        """Send a message of JSON."""
        await self.connection.send(orjson.dumps({"type": kind, **fields}).decode())

    async def op(self, kind: str, cid: str | None = None, **d: Any) -> str:
        """Ask for something durable; its cid."""
        cid = cid or f"c{next(self._cids)}"
        await self.send("op", cid=cid, k=kind, d=d)
        return cid

    async def until(self, condition: Callable[[], object], seconds: float = SECONDS) -> None:
        """Wait for something to be so. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not condition():
                await asyncio.sleep(0.005)

    async def acked(self, cid: str) -> int:
        """Wait for an acknowledgement; its seq."""
        await self.until(lambda: cid in self.acks)
        return self.acks[cid]

    async def told(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Wait for a message with these fields, other than events and acknowledgements."""
        found: list[dict[str, Any]] = []

        def is_there() -> bool:
            found[:] = [
                one
                for one in self.others
                if isinstance(one, dict) and one["type"] == kind and fields.items() <= one.items()
            ]
            return bool(found)

        await self.until(is_there)
        return found[-1]

    async def closed(self) -> int:
        """Wait for the end; its code."""
        async with asyncio.timeout(SECONDS):
            await self._reading
        return self.connection.close_code or 0

    def chats(self) -> list[str]:
        """What was written, as seen."""
        return [one["d"]["content"] for one in self.events if one["k"] == "chat"]

    async def _read(self) -> None:
        try:
            async for content in self.connection:
                self._take(content if isinstance(content, bytes) else orjson.loads(content))
        except ConnectionClosed:
            return

    def _take(self, told: Any) -> None:
        kind = told["type"] if isinstance(told, dict) else "audio"
        if kind == "ev":
            assert told["seq"] == self.seq + 1, (told, self.seq)
            self.seq = told["seq"]
            self.events.append(told)
            self.board.apply(told["k"], told["uid"], told["d"])
        elif kind == "ack":
            self.acks[told["cid"]] = told["seq"]
        elif kind == "snap":
            self._parts += told["ops"]
            if told["i"] == told["n"] - 1:
                self.board, self.seq, self._parts = load(self._parts), told["seq"], []
        else:
            if kind == "welcome":
                self.welcome = told
            self.others.append(told)


@asynccontextmanager
async def enter(
    url: str, room_id: int, who: Actor, hello: dict[str, Any] | None = None, seen: list[dict[str, Any]] | None = None
) -> AsyncIterator[Client]:
    """Come in with `class.v1`."""
    headers = pass_for(room_id, who)
    async with connect(url, additional_headers=headers, subprotocols=[SUBPROTOCOL], compression=None) as connection:
        client = Client(connection, seen)
        await client.send("hello", v=1, **(hello or {}))
        await client.told("welcome")
        yield client


@asynccontextmanager
async def enter_plain(url: str, room_id: int, who: Actor) -> AsyncIterator[Client]:
    """Come in without a subprotocol."""
    async with connect(url, additional_headers=pass_for(room_id, who), compression=None) as connection:
        client = Client(connection)
        await client.told("whiteboard_state")
        yield client


async def eventually(condition: Callable[[], bool]) -> None:
    """Wait for something to be so. Raises TimeoutError."""
    async with asyncio.timeout(SECONDS):
        while not condition():
            await asyncio.sleep(0.05)
