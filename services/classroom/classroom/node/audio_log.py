"""The way of recorded audio to where it is kept: in a thread, in batches, and never in the way of what is live.

While the storage or the database does not take anything, segments wait here, as many as there is room for. Then they
are lost, and counted.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from concurrent.futures import ThreadPoolExecutor

from chassis.database.store import Store
from chassis.storage.objects import Storage
from classroom.domain.segments import Segment
from classroom.node.metrics import AUDIO_SEGMENTS
from classroom.usecases import recordings

_log = logging.getLogger(__name__)

BATCH = 50
MOST_BYTES = 32 * 1024 * 1024
RETRY_SECONDS = 2.0
ATTEMPTS = 30
FINISH_SECONDS = 5.0


class AudioLog:
    """Keeps the segments of all rooms of a node, for `days`; 0 keeps none."""

    def __init__(self, db: Store, storage: Storage, days: int) -> None:
        self.days = days
        self._db = db
        self._storage = storage
        self._waiting: deque[Segment] = deque()
        self._bytes = 0
        self._failures = 0
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="recordings")
        self._task: asyncio.Task[None] | None = None

    @property
    def is_on(self) -> bool:
        """Whether anything is kept at all."""
        return self.days > 0

    def put(self, segment: Segment) -> None:
        """Keep a segment, some time soon."""
        if self._bytes + len(segment.content) > MOST_BYTES:
            self._lose([segment], "there is no room for more that waits")
            return
        self._waiting.append(segment)
        self._bytes += len(segment.content)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())

    async def finish(self) -> None:
        """Keep what waits, within some seconds."""
        if self._task is not None:
            await asyncio.wait([self._task], timeout=FINISH_SECONDS)
            self._task.cancel()
        self._lose(list(self._waiting), "the node has to stop")
        self._pool.shutdown(wait=False)

    async def _work(self) -> None:
        while self._waiting:
            batch = [self._waiting[at] for at in range(min(BATCH, len(self._waiting)))]
            if await self._is_done_with(batch):
                self._failures = 0
                for segment in batch:
                    self._waiting.popleft()
                    self._bytes -= len(segment.content)
            else:
                await asyncio.sleep(RETRY_SECONDS)

    async def _is_done_with(self, batch: list[Segment]) -> bool:
        loop = asyncio.get_running_loop()
        try:
            kept = await loop.run_in_executor(self._pool, recordings.keep, self._db, self._storage, batch)
        except Exception as error:  # whatever a storage may raise: what is live goes on
            self._failures += 1
            _log.warning("%d segments of audio were not kept: %s", len(batch), type(error).__name__)
            if self._failures < ATTEMPTS:
                return False
            self._lose(batch, "trying again did not help")
            return True
        AUDIO_SEGMENTS.labels("kept").inc(kept)
        return True

    def _lose(self, segments: list[Segment], why: str) -> None:
        if segments:
            AUDIO_SEGMENTS.labels("lost").inc(len(segments))
            _log.error("%d segments of audio are lost: %s", len(segments), why)
