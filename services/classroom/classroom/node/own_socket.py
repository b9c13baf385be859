"""A socket with a connection of its own to this node."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State

from chassis.sockets.outflow import Corked, Outflow, limit_kernel
from classroom.domain.limits import LARGEST_JSON
from classroom.node.metrics import AUDIO_MISSED
from classroom.node.peer import SLOW, TOO_BIG, Content, Peer, Sound
from classroom.passes import Pass


class OwnSocket(Peer):
    """See `Peer`. It is its own way out."""

    def __init__(self, connection: ServerConnection, admitted: Pass, is_plain: bool, is_limited: bool) -> None:
        super().__init__(admitted, is_plain, is_limited)
        self.connection = connection
        self.outflow = Outflow(connection.transport, lambda: self.close(SLOW, "too slow"))
        self._own: list[bytes] = []
        self._closing: asyncio.Task[None] | None = None
        limit_kernel(connection.transport)

    @property
    def is_open(self) -> bool:
        """See `Peer.is_open`."""
        return (
            self._closing is None and self.connection.state is State.OPEN and not self.connection.transport.is_closing()
        )

    def enter(self, room_id: int) -> OwnSocket:
        """See `Peer.enter`."""
        return self

    def queue(self, frame: bytes) -> None:
        """See `Peer.queue`."""
        self._own.append(frame)

    def write(self, shared: Corked | None = None) -> None:
        """See `Way.write`."""
        if self.is_open and (self._own or shared is not None):
            own = b"".join(self._own)
            self._own.clear()
            self.outflow.write(shared, own)

    def write_audio(self, sound: Sound, besides: Peer) -> None:
        """See `Way.write_audio`."""
        if besides is self or not self.is_open:
            return
        self.write()
        frame = sound.plain if self.is_plain else sound.shared
        marked = (lambda: sound.plain) if self.is_plain else (lambda: sound.discontinued)
        if frame and not self.outflow.write_stream(sound.stream, frame, marked):
            AUDIO_MISSED.inc()

    def forget(self, stream: int) -> None:
        """See `Way.forget`."""
        self.outflow.forget(stream)

    def close(self, code: int, reason: str = "") -> None:
        """See `Peer.close`."""
        if self._closing is None:
            if code != SLOW:
                self.write()
            self._closing = asyncio.create_task(self._close(code, reason))

    async def closed(self) -> None:
        """See `Peer.closed`."""
        if self._closing is not None:
            await self._closing

    async def has_room(self) -> None:
        """See `Peer.has_room`: what waits for one socket holds up nobody else."""

    async def receive(self) -> Content | None:
        """See `Peer.receive`."""
        with suppress(ConnectionClosed):
            return await self.connection.recv()
        return None

    async def listen(self, hear: Callable[[Content], None]) -> None:
        """See `Peer.listen`."""
        while (content := await self.receive()) is not None:
            if len(content) > LARGEST_JSON:
                self.close(TOO_BIG, "too big")
            if self.is_open:
                hear(content)

    async def _close(self, code: int, reason: str) -> None:
        if code == SLOW:
            self.connection.transport.abort()
        with suppress(Exception):
            await self.connection.close(code, reason)
