"""Thousands of random steps while the node is killed and cut off: nothing is lost, doubled or out of order."""

from __future__ import annotations

import asyncio
import contextlib
import random
import signal
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from chassis.call import Actor
from chassis.database import Store
from classroom import schemas
from classroom.domain.board import Board, load
from classroom.node.server import SUBPROTOCOL
from classroom.usecases import owning, whiteboard
from services.classroom.tests.conftest import ALICE, BOB, CHARLIE, FakeAccounts, FakeCourses, make
from services.classroom.tests.node_process import NodeProcess
from services.classroom.tests.sockets import pass_for

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(300)]

STEPS, KILLS, CUTS = 3_000, 6, 40
SEED = 7


class Tab:
    """A client that keeps coming back, sends again what was not acknowledged, and follows its room."""

    def __init__(self, url: str, room_id: int, who: Actor, client: str) -> None:
        self._url, self._room_id, self._who, self._client = url, room_id, who, client
        self.board = Board()
        self.seq = 0
        self.epoch: int | None = None
        self.pending: dict[str, bytes] = {}
        self.acked: dict[str, int] = {}
        self.seen: dict[str, int] = {}
        self.comebacks = 0
        self._connection: Any = None
        self._parts: list[dict[str, Any]] = []
        self._task = asyncio.create_task(self._stay())

    async def op(self, cid: str, kind: str, d: dict[str, Any]) -> None:
        """Ask for something."""
        self.pending[cid] = orjson.dumps({"type": "op", "cid": cid, "k": kind, "d": d})
        await self._send(self.pending[cid])

    def cut(self) -> None:
        """The network breaks."""
        if self._connection is not None:
            self._connection.transport.abort()

    async def stop(self) -> None:
        """Go."""
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _stay(self) -> None:
        while True:
            with suppress(OSError, WebSocketException, TimeoutError):
                headers = pass_for(self._room_id, self._who)
                async with connect(
                    self._url, additional_headers=headers, subprotocols=[SUBPROTOCOL], compression=None, open_timeout=5
                ) as self._connection:
                    await self._follow()
            self._connection = None
            self.comebacks += 1
            await asyncio.sleep(0.05)

    async def _follow(self) -> None:
        hello = {"type": "hello", "v": 1, "client": self._client, "ep": self.epoch, "last": self.seq}
        await self._connection.send(orjson.dumps(hello).decode())
        for message in list(self.pending.values()):
            await self._send(message)
        async for content in self._connection:
            self._take(orjson.loads(content))

    async def _send(self, message: bytes) -> None:
        if self._connection is not None:
            with suppress(OSError, WebSocketException):
                await self._connection.send(message.decode())

    def _take(self, told: dict[str, Any]) -> None:
        kind = told["type"]
        if kind == "welcome":
            self.epoch = told["ep"]
        elif kind == "snap":
            self._parts += told["ops"]
            if told["i"] == told["n"] - 1:
                self.board, self.seq, self._parts = load(self._parts), told["seq"], []
        elif kind == "ev":
            assert told["seq"] == self.seq + 1, "a gap, or something twice"
            self.seq = told["seq"]
            self.board.apply(told["k"], told["uid"], told["d"])
            if "cid" in told:
                assert told["cid"] not in self.seen, "the same thing twice"
                self.seen[told["cid"]] = told["seq"]
        elif kind == "ack":
            self.acked[told["cid"]] = told["seq"]
            self.pending.pop(told["cid"], None)
        elif kind == "err":
            assert told["code"] == "try_again", told


@pytest.fixture
async def process(db: Store, redis_url: str, tmp_path: Path, anyio_backend: str) -> AsyncIterator[NodeProcess]:
    """A running node."""
    running = NodeProcess(db, redis_url, tmp_path)
    await running.start()
    yield running
    await running.end(signal.SIGTERM)


@pytest.fixture
def shared(db: Store) -> schemas.Room:
    """A room of three."""
    return make(db, FakeAccounts(), FakeCourses(), name="Room 1", participants=[BOB.id, CHARLIE.id])


def step(dice: random.Random, number: int) -> tuple[str, dict[str, Any]]:
    """Something to do."""
    some = [f"o{dice.randrange(number + 1)}" for _ in range(2)]
    point = [round(dice.random(), 4), round(dice.random(), 4)]
    drawn = {"id": f"o{number}", "page": "1", "points": [point], "color": "red", "width": 2}
    kinds: list[tuple[str, dict[str, Any]]] = [
        ("chat", {"content": f"m{number}"}),
        ("stroke", drawn),
        ("erase", {"ids": some}),
        ("move", {"ids": some, "by": point}),
        ("undo", {}),
        ("redo", {}),
        ("clear", {"page": "1"}),
    ]
    return dice.choices(kinds, [30, 40, 8, 8, 8, 5, 1])[0]


async def test_nothing_acknowledged_is_lost_and_nothing_happens_twice(
    process: NodeProcess, db: Store, shared: schemas.Room
) -> None:
    dice = random.Random(SEED)  # noqa: S311  # it only plays people
    tabs = [Tab(process.url, shared.id, who, f"tab{who.id}") for who in (ALICE, BOB, CHARLIE)]
    kills = set(dice.sample(range(STEPS), KILLS))
    cuts = set(dice.sample(range(STEPS), CUTS))
    async with contextlib.AsyncExitStack() as cleaning:
        for tab in tabs:
            cleaning.push_async_callback(tab.stop)
        for number in range(STEPS):
            if number in kills:
                await process.end(signal.SIGKILL)
                await process.start()
            if number in cuts:
                dice.choice(tabs).cut()
            await dice.choice(tabs).op(f"c{number}", *step(dice, number))
            await eventually(lambda: all(len(tab.pending) < 30 for tab in tabs))
        await eventually(lambda: not any(tab.pending for tab in tabs))
        await eventually(lambda: len({tab.seq for tab in tabs}) == 1)
        judge(db, shared, tabs)


def judge(db: Store, room: schemas.Room, tabs: list[Tab]) -> None:
    """The log has everything that was acknowledged, once, under the number that was acknowledged."""
    logged = owning.events_after(db, room.id, 0, STEPS * 2)
    numbers = {one.cid: one.seq for one in logged if one.cid is not None}
    acked = {cid: seq for tab in tabs for cid, seq in tab.acked.items()}
    assert [one.seq for one in logged] == list(range(1, len(logged) + 1))
    assert len(acked) == STEPS
    assert numbers == acked
    assert all(numbers[cid] == seq for tab in tabs for cid, seq in tab.seen.items())
    assert {tab.board.digest() for tab in tabs} == {whiteboard.show(db, ALICE, room.id).hash}
    assert sum(tab.comebacks for tab in tabs) >= KILLS


async def eventually(condition: Any) -> None:
    """Wait for something to be so. Raises TimeoutError."""
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.002)
