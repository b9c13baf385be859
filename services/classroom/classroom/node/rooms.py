"""The live rooms of this node: taken over when somebody comes, watched while they last, given back when nobody is left.

Once a second their rows are looked at, so that whatever is changed elsewhere is seen although Redis may be away.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress

from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from classroom.node.audio_log import AudioLog
from classroom.node.leases import Leases
from classroom.node.peer import MOVED
from classroom.node.room import Room
from classroom.node.session import Session
from classroom.node.store import Desk
from classroom.usecases import lessons, owning, recordings

_log = logging.getLogger(__name__)

WATCH_EVERY = 1.0
FORGET_EVERY = 3600.0
ADOPT_EVERY = 60.0
IDLE_SECONDS = 300.0


class Moved(Exception):
    """Another node holds the room."""


class Gone(Exception):
    """There is no such room."""


class Rooms:
    """The rooms that this node owns."""

    def __init__(self, desk: Desk, leases: Leases, audio_log: AudioLog, log_days: int = 180) -> None:
        self._desk = desk
        self._leases = leases
        self._audio_log = audio_log
        self._log_days = log_days
        self._forgot_at = self._adopted_at = time.monotonic()
        self._live: dict[int, Session] = {}
        self._opening: dict[int, asyncio.Task[Session]] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self.is_closing = False

    def start(self) -> None:
        """Begin to watch."""
        self._tasks = [asyncio.create_task(self._watch()), asyncio.create_task(self._listen())]

    async def open(self, room_id: int) -> Session:
        """The room, taken over if need be. Raises Moved, Gone."""
        if self.is_closing:
            raise Moved
        session = self._live.get(room_id)
        if session is not None:
            return session
        if room_id not in self._opening:
            self._opening[room_id] = asyncio.create_task(self._take_over(room_id))
            self._opening[room_id].add_done_callback(lambda _: self._opening.pop(room_id, None))
        return await asyncio.shield(self._opening[room_id])

    async def close(self) -> None:
        """Write what there is to write, send everyone elsewhere, and give the rooms back."""
        self.is_closing = True
        for task in self._tasks:
            task.cancel()
        sessions = list(self._live.values())
        peers = [peer for session in sessions for peer in session.room.peers.values()]
        for session in sessions:
            await session.writer.finish()
            session.room.outlet.flush()
            session.close_all(MOVED)
        await asyncio.gather(*(peer.closed() for peer in peers), return_exceptions=True)
        for session in sessions:
            await session.finish()
        await self._audio_log.finish()
        await self._leases.give_back(list(self._live))
        await self._leases.leave()

    def counts(self) -> tuple[int, int]:
        """How many rooms and how many sockets there are."""
        return len(self._live), sum(len(session.room.peers) for session in self._live.values())

    async def _take_over(self, room_id: int) -> Session:
        if await self._leases.take(room_id) is not None:
            raise Moved
        owned = await self._desk.run(owning.claim, room_id)
        if owned is None:
            raise Gone
        room = Room(room_id, owned, self._audio_log.is_on)
        session = Session(room, self._desk, self._audio_log, self._forget)
        self._live[room_id] = session
        return session

    def _forget(self, room_id: int) -> None:
        self._live.pop(room_id, None)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(WATCH_EVERY)
            try:
                await self._look(list(self._live))
                await self._leases.renew(list(self._live))
                for session in list(self._live.values()):
                    session.tick()
                await self._give_idle_back()
                await self._forget_old()
                await self._adopt()
            except SQLAlchemyError as error:
                _log.warning("rooms could not be looked at: %s", error)

    async def _listen(self) -> None:
        while True:
            try:
                async for room_id in self._leases.changes():
                    await self._look([room_id] if room_id in self._live else [])
            except (RedisError, OSError, SQLAlchemyError) as error:
                _log.warning("changes are not heard of: %s", type(error).__name__)
            await asyncio.sleep(WATCH_EVERY)

    async def _look(self, room_ids: list[int]) -> None:
        if not room_ids:
            return
        states = await self._desk.run(owning.states, room_ids)
        for room_id in room_ids:
            session = self._live.get(room_id)
            if session is not None:
                await session.watch(states.get(room_id))

    async def _give_idle_back(self) -> None:
        limit = time.monotonic() - IDLE_SECONDS
        for room_id, session in list(self._live.items()):
            if not session.room.peers and session.empty_since < limit:
                await session.end_lesson()
                if not session.room.peers:
                    self._forget(room_id)
                    await self._leases.give_back([room_id])

    async def _forget_old(self) -> None:
        if time.monotonic() - self._forgot_at > FORGET_EVERY:
            self._forgot_at = time.monotonic()
            await self._desk.run(lessons.forget_old, self._log_days)
            await self._desk.run(recordings.forget_old, self._audio_log.days)

    async def _adopt(self) -> None:
        """Take over rooms whose lesson goes on though no node holds them: a node was killed, and nobody came back."""
        if time.monotonic() - self._adopted_at < ADOPT_EVERY:
            return
        self._adopted_at = time.monotonic()
        for room_id in await self._desk.run(owning.rooms_with_lesson):
            if room_id not in self._live and await self._leases.is_free(room_id):
                with suppress(Moved, Gone):
                    await self.open(room_id)
