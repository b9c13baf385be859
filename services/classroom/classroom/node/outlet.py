"""Writing to all sockets of a room at once: frames are gathered for some milliseconds, joined once, written to each.

Fan-out is bound by system calls; gathering is what saves them. The first frame after a pause goes out at once.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator

from chassis.sockets.outflow import Corked
from classroom.node.peer import Way

CORK, CORK_LARGE, LARGE = 0.005, 0.016, 500


class Ways:
    """The ways out of a room, each for as long as one of its sockets is there."""

    def __init__(self) -> None:
        self._sockets: Counter[Way] = Counter()
        self.count = 0

    def __iter__(self) -> Iterator[Way]:
        return iter(tuple(self._sockets))

    def add(self, way: Way) -> None:
        """A socket has come that is written to by this way."""
        self._sockets[way] += 1
        self.count += 1

    def drop(self, way: Way) -> None:
        """Such a socket has gone."""
        self.count -= 1
        self._sockets[way] -= 1
        if not self._sockets[way]:
            del self._sockets[way]


class Outlet:
    """The way out of a room."""

    def __init__(self, ways: Ways) -> None:
        self._ways = ways
        self._waiting: list[tuple[bytes | None, bytes | None, bool]] = []
        self._timer: asyncio.Handle | None = None
        self._flushed_at = 0.0

    def put(self, frame: bytes | None, plain: bytes | None = None, passes: bool = False) -> None:
        """For everyone: a frame for each dialect, None for one that has no word for it; `passes`: may be left out."""
        self._waiting.append((frame, plain, passes))
        self.wake()

    def wake(self) -> None:
        """Something waits: write it soon."""
        if self._timer is not None:
            return
        loop = asyncio.get_running_loop()
        cork = CORK_LARGE if self._ways.count > LARGE else CORK
        wait = self._flushed_at + cork - loop.time()
        self._timer = loop.call_later(wait, self.flush) if wait > 0 else loop.call_soon(self.flush)

    def flush(self) -> None:
        """Write everything that waits."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._flushed_at = asyncio.get_running_loop().time()
        waiting, self._waiting = self._waiting, []
        shared = _corked([(frame, passes) for frame, _, passes in waiting])
        plain = _corked([(frame, passes) for _, frame, passes in waiting])
        for way in self._ways:
            way.write(plain if way.is_plain else shared)


def _corked(frames: list[tuple[bytes | None, bool]]) -> Corked | None:
    told = [(frame, passes) for frame, passes in frames if frame is not None]
    return Corked(told) if told else None
