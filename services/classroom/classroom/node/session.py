"""A room while it is live in this node: the room itself, its writer, and what follows from being watched and used."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from chassis.clock import now
from classroom.node.audio_log import AudioLog
from classroom.node.peer import MOVED, NO_ROOM, Peer
from classroom.node.recorder import Recorder
from classroom.node.room import Room
from classroom.node.store import Desk
from classroom.node.writer import Wish, Writer
from classroom.usecases import lessons, owning
from classroom.usecases.effects import ON_ACCESS
from classroom.usecases.log import Op, Outcome

_log = logging.getLogger(__name__)

SNAPSHOT_AFTER = 500
SEEN_EVERY = 30.0


class Session:
    """A live room. `on_lost` is called once it is not this node's any more."""

    def __init__(self, room: Room, desk: Desk, audio_log: AudioLog, on_lost: Callable[[int], None]) -> None:
        self.room = room
        self.empty_since = time.monotonic()
        self._desk = desk
        self._on_lost = on_lost
        self._tasks: set[asyncio.Task[None]] = set()
        self._attending: set[int] = set()
        self._attended_lesson: int | None = None
        self._seen_at = time.monotonic()
        self._is_snapshotting = False
        self._recorder = Recorder(room.id, room.epoch, audio_log)
        room.voices.on_sound = lambda sound: self._recorder.hear(sound, room.recorded_lesson)
        room.voices.on_end = self._recorder.end
        self.writer = Writer(room, desk, self.lose, self._on_written)

    def join(self, peer: Peer, epoch: int | None = None, last: int | None = None) -> bool:
        """See `Room.join`. A teacher who comes begins a lesson, unless one is going on."""
        if not self.room.join(peer, epoch, last):
            return False
        if peer.admitted.is_teacher and self.room.access.lesson_id is None:
            self.writer.submit(Wish(Op(peer.user_id, "lesson", {"do": "start"}, is_teacher=True)))
        return True

    def leave(self, peer: Peer) -> None:
        """See `Room.leave`."""
        self.room.leave(peer)
        if not self.room.peers:
            self.empty_since = time.monotonic()

    def lose(self) -> None:
        """The room has another owner: everyone goes there."""
        self.close_all(MOVED)
        self._on_lost(self.room.id)

    def close_all(self, code: int) -> None:
        """Send everyone away."""
        for peer in tuple(self.room.peers.values()):
            peer.close(code)

    async def watch(self, state: tuple[int, int, int] | None) -> None:
        """Compare with the room's row `(epoch, last_seq, access_version)`; None when the room is gone."""
        if state is None:
            self.close_all(NO_ROOM)
            self._on_lost(self.room.id)
            return
        epoch, last_seq, access_version = state
        if epoch != self.room.epoch:
            self.lose()
            return
        if access_version != self.room.access.version:
            await self.regulate()
        if last_seq > self.room.seq:
            await self.writer.catch_up()

    def tick(self) -> None:
        """Once a second."""
        self.room.tick()
        self._spawn(self._attend())

    async def regulate(self) -> None:
        """Read anew who has a place, and what they may do."""
        access = await self._desk.run(owning.access, self.room.id)
        if access is not None:
            self.room.regulate(access)

    async def end_lesson(self) -> None:
        """Nobody has been here for a while."""
        if self.room.access.lesson_id is not None:
            self.writer.submit(Wish(Op(self.room.access.teacher_id, "lesson", {"do": "end"}, is_teacher=True)))
        await self.finish()

    async def finish(self) -> None:
        """Wait until everything is written, the board too."""
        self._recorder.end_all()
        await self.writer.finish()
        while self._tasks:
            await asyncio.wait(self._tasks)
        if self.room.board_events:
            await self._keep_snapshot()

    def _on_written(self, outcomes: list[Outcome]) -> None:
        if any(one.is_new and one.op.kind in ON_ACCESS for one in outcomes):
            self._spawn(self.regulate())
        if self.room.board_events >= SNAPSHOT_AFTER and not self._is_snapshotting:
            self._spawn(self._keep_snapshot())

    async def _keep_snapshot(self) -> None:
        self._is_snapshotting = True
        seq, count, items = self.room.seq, self.room.board_events, self.room.state_items()
        try:
            if await self._desk.run(owning.keep_snapshot, self.room.id, self.room.epoch, seq, items):
                self.room.board_events -= count
        finally:
            self._is_snapshotting = False

    async def _attend(self) -> None:
        """Keep the book of who is in the lesson."""
        lesson_id = self.room.access.lesson_id
        here = {peer.user_id for peer in self.room.peers.values()} if lesson_id else set()
        if lesson_id != self._attended_lesson:
            self._attended_lesson, self._attending = lesson_id, set()
            if lesson_id is not None:
                await self._desk.run(lessons.close_visits, lesson_id)
        if lesson_id is None:
            return
        come, gone = here - self._attending, self._attending - here
        self._attending = here
        if come:
            await self._desk.run(lessons.note_joined, lesson_id, sorted(come), now())
        if gone:
            await self._desk.run(lessons.note_left, lesson_id, sorted(gone), now())
        if here and time.monotonic() - self._seen_at > SEEN_EVERY:
            self._seen_at = time.monotonic()
            await self._desk.run(lessons.note_seen, lesson_id, now())

    def _spawn(self, work: object) -> None:
        task = asyncio.ensure_future(self._guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, work: object) -> None:
        try:
            await work  # type: ignore[misc]
        except SQLAlchemyError as error:
            _log.warning("left for the next time: %s", error)
