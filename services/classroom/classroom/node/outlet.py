"""Writing to all sockets of a room at once: frames are gathered for some milliseconds, joined once, written to each.

Fan-out is bound by system calls; gathering is what saves them. The first frame after a pause goes out at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection

from classroom.node.peer import Corked, Peer

CORK, CORK_LARGE, LARGE = 0.005, 0.016, 500


class Outlet:
    """The way out of a room. `peers` are its sockets now."""

    def __init__(self, peers: Callable[[], Collection[Peer]]) -> None:
        self._peers = peers
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
        cork = CORK_LARGE if len(self._peers()) > LARGE else CORK
        wait = self._flushed_at + cork - loop.time()
        self._timer = loop.call_later(wait, self.flush) if wait > 0 else loop.call_soon(self.flush)

    def flush(self) -> None:
        """Write everything that waits."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._flushed_at = asyncio.get_running_loop().time()
        waiting, self._waiting = self._waiting, []
        if not waiting:
            for peer in tuple(self._peers()):
                if peer.has_own:
                    peer.write()
            return
        shared = _joined([(frame, passes) for frame, _, passes in waiting])
        plain = _joined([(frame, passes) for _, frame, passes in waiting])
        for peer in tuple(self._peers()):
            peer.write(plain if peer.is_plain else shared)


def _joined(frames: list[tuple[bytes | None, bool]]) -> Corked:
    everything = b"".join(frame for frame, _ in frames if frame is not None)
    if not any(passes for _, passes in frames):
        return Corked(everything, everything)
    return Corked(everything, b"".join(frame for frame, passes in frames if frame is not None and not passes))
