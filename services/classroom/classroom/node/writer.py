"""The one writer of a room: operations gather while a batch is being committed, then they are the next batch.

Only when a batch is committed are its operations acknowledged and told. What others have written to the log meanwhile
(REST does) shows as a gap in the numbers, and is read from the database first.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from classroom.node import telling
from classroom.node.frames import message
from classroom.node.peer import Peer
from classroom.node.room import Room
from classroom.node.store import Desk
from classroom.usecases import log, owning
from classroom.usecases.log import Fenced, Op, Outcome
from classroom.usecases.owning import Happened

_log = logging.getLogger(__name__)

BATCH = 100
RETRY_MS = 1_000


@dataclass(slots=True)
class Wish:
    """An operation, and the socket that waits for its acknowledgement; None where nobody does."""

    op: Op
    peer: Peer | None = None


class Writer:
    """Writes what sockets ask for. `on_fenced`: the room has another owner; `on_written`: a batch is committed."""

    def __init__(
        self, room: Room, desk: Desk, on_fenced: Callable[[], None], on_written: Callable[[list[Outcome]], None]
    ) -> None:
        self._room = room
        self._desk = desk
        self._on_fenced = on_fenced
        self._on_written = on_written
        self._wishes: list[Wish] = []
        self._turn = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    def submit(self, wish: Wish) -> None:
        """Write an operation as soon as possible."""
        self._wishes.append(wish)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())

    async def finish(self) -> None:
        """Wait until everything that was submitted is written."""
        while self._task is not None and not self._task.done():
            await asyncio.wait([self._task])

    async def catch_up(self) -> None:
        """Tell what others have written."""
        async with self._turn:
            await self._read_on()

    async def _work(self) -> None:
        while self._wishes:
            batch, self._wishes = self._wishes[:BATCH], self._wishes[BATCH:]
            async with self._turn:
                await self._write(batch)

    async def _write(self, batch: list[Wish]) -> None:
        ops = [wish.op for wish in batch]
        try:
            outcomes = await self._desk.run(log.append, self._room.id, ops, self._room.epoch)
        except Fenced:
            self._on_fenced()
            return
        except SQLAlchemyError as error:
            _log.error("a batch of %d was not written: %s", len(batch), error)
            self._refuse(batch)
            return
        fresh = [one for one in outcomes if one.is_new]
        if fresh and fresh[0].seq > self._room.seq + 1:
            await self._read_on(fresh[0].seq - 1)
        for one in fresh:
            self._room.happened(_happened(one))
        for wish, outcome in zip(batch, outcomes, strict=True):
            _acknowledge(wish, outcome)
        self._room.outlet.wake()
        self._on_written(outcomes)

    async def _read_on(self, until: int | None = None) -> None:
        events = await self._desk.run(owning.events_after, self._room.id, self._room.seq)
        for one in events:
            if until is None or one.seq <= until:
                self._room.happened(one)

    def _refuse(self, batch: list[Wish]) -> None:
        for wish in batch:
            if wish.peer is not None:
                wish.peer.queue(telling.refusal("try_again", wish.op.cid, RETRY_MS))
        self._room.outlet.wake()


def _acknowledge(wish: Wish, outcome: Outcome) -> None:
    if wish.peer is None:
        return
    if outcome.code is not None:
        wish.peer.queue(telling.refusal(outcome.code, wish.op.cid))
    elif wish.op.cid is not None and not wish.peer.is_plain:
        wish.peer.queue(message({"type": "ack", "cid": wish.op.cid, "seq": outcome.seq}))


def _happened(one: Outcome) -> Happened:
    return Happened(one.seq, one.at, one.op.user_id, one.op.kind, one.d, one.op.cid, one.op.client_id)
