"""One socket of a live room: who it is, what it may do, and what waits to be written to it.

Frames are written to the transport without waiting. A socket that does not keep up loses what passes (audio, cursors)
first, and is closed when even what lasts piles up: an event is never left out.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from websockets.asyncio.server import ServerConnection
from websockets.protocol import State

from classroom.domain.limits import Pace
from classroom.node.metrics import AUDIO_MISSED
from classroom.passes import Pass

DROP_OVER = 64 * 1024
SLOW_OVER, SLOW_SECONDS = 256 * 1024, 5.0
MOST = 1024 * 1024
UNSENT = 16 * 1024
NOTSENT_LOWAT = getattr(socket, "TCP_NOTSENT_LOWAT", 25 if sys.platform == "linux" else None)

CREDENTIALS, FORBIDDEN, NO_ROOM, REPLACED, TOO_FAST, SLOW, MOVED = 4401, 4403, 4404, 4409, 4429, 4008, 4012


@dataclass(slots=True)
class Corked:
    """Frames gathered for many sockets: all of them, and those that must not be left out."""

    everything: bytes
    lasting: bytes


class Sound(Protocol):
    """A frame of audio, as each kind of listener gets it; `discontinued` for those who did not get the one before."""

    stream: int
    shared: bytes

    @property
    def discontinued(self) -> bytes: ...

    @property
    def plain(self) -> bytes: ...


class Peer:
    """A socket. `is_plain` tells its dialect; `caps` are its rights, kept by the room."""

    def __init__(self, connection: ServerConnection, admitted: Pass, is_plain: bool, is_limited: bool) -> None:
        self.connection = connection
        self.admitted = admitted
        self.user_id = admitted.user_id
        self.is_plain = is_plain
        self.sid = secrets.token_urlsafe(6)
        self.client_id = self.sid
        self.caps: frozenset[str] = frozenset()
        self.pace = Pace(is_limited)
        self.missed: set[int] = set()
        """Streams of which it was not sent the latest frame."""
        self._own: list[bytes] = []
        self._slow_since = 0.0
        self._closing: asyncio.Task[None] | None = None

    def limit_kernel(self) -> None:
        """Let the kernel hold little that was not sent: else a stalled socket hides megabytes there."""
        opened = self.connection.transport.get_extra_info("socket")
        if opened is not None and NOTSENT_LOWAT is not None:
            with suppress(OSError):
                opened.setsockopt(socket.IPPROTO_TCP, NOTSENT_LOWAT, UNSENT)
                opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    @property
    def is_open(self) -> bool:
        """Whether it can still be written to: not once either side has begun to close it."""
        return (
            self._closing is None and self.connection.state is State.OPEN and not self.connection.transport.is_closing()
        )

    @property
    def has_own(self) -> bool:
        """Whether something waits that is for this socket alone."""
        return bool(self._own)

    def queue(self, frame: bytes) -> None:
        """Something for this socket alone; it goes out before what is for everyone."""
        self._own.append(frame)

    def write(self, shared: Corked | None = None) -> None:
        """Write what waits, and what is for everyone."""
        if not self.is_open:
            return
        transport = self.connection.transport
        waiting = transport.get_write_buffer_size()
        content = b""
        if shared is not None:
            content = shared.everything if waiting <= DROP_OVER else shared.lasting
        if self._own:
            content = b"".join(self._own) + content
            self._own.clear()
        if content:
            transport.write(content)
        self._judge(transport.get_write_buffer_size())

    def write_audio(self, sound: Sound) -> None:
        """Write a frame of audio, unless the socket does not keep up: then the next of its stream tells so."""
        if not self.is_open:
            return
        if self.connection.transport.get_write_buffer_size() > DROP_OVER:
            self.missed.add(sound.stream)
            AUDIO_MISSED.inc()
            return
        if self._own:
            self.write()
        if self.is_plain:
            content = sound.plain
        elif sound.stream in self.missed:
            self.missed.remove(sound.stream)
            content = sound.discontinued
        else:
            content = sound.shared
        if content:
            self.connection.transport.write(content)

    def close(self, code: int, reason: str = "") -> None:
        """Close it, after what waits for it alone; whatever it does, it is gone within some seconds."""
        if self._closing is None:
            if code != SLOW:
                self.write()
            self._closing = asyncio.create_task(self._close(code, reason))

    async def closed(self) -> None:
        """Wait until it is closed, if it is being closed."""
        if self._closing is not None:
            await self._closing

    def _judge(self, waiting: int) -> None:
        now = time.monotonic()
        if waiting <= SLOW_OVER:
            self._slow_since = 0.0
        elif not self._slow_since:
            self._slow_since = now
        if waiting > MOST or (self._slow_since and now - self._slow_since > SLOW_SECONDS):
            self.close(SLOW, "too slow")

    async def _close(self, code: int, reason: str) -> None:
        if code == SLOW:
            self.connection.transport.abort()
        with suppress(Exception):
            await self.connection.close(code, reason)
