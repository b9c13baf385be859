"""What clients have sent, on its way to a node: gathered while the node is written to, and bounded."""

from __future__ import annotations

import asyncio
from collections import deque

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from gateway.sockets.uplink_metrics import UplinkMetrics

MOST_WAITING = 1024 * 1024
"""Bytes that wait for the node before clients do."""
AT_ONCE = 64 * 1024
"""Bytes of a message, and one record more."""


class Outgoing:
    """The way up of one uplink."""

    def __init__(self, connection: ClientConnection, metrics: UplinkMetrics) -> None:
        self.size = 0
        self._connection = connection
        self._metrics = metrics
        self._waiting: deque[bytes] = deque()
        self._has_some = asyncio.Event()
        self._has_room = asyncio.Event()
        self._has_room.set()

    def put(self, record: bytes) -> None:
        """Tell the node."""
        self._waiting.append(record)
        self.size += len(record)
        self._has_some.set()
        if self.size > MOST_WAITING:
            self._has_room.clear()

    async def room(self) -> None:
        """Wait until the node has taken enough of what it was told."""
        await self._has_room.wait()

    def close(self) -> None:
        """The connection has ended: nobody needs to wait."""
        self._waiting.clear()
        self.size = 0
        self._has_room.set()

    async def run(self) -> None:
        """Write until the connection ends."""
        try:
            while True:
                await self._has_some.wait()
                await self._connection.send(self._next())
        except ConnectionClosed:
            return

    def _next(self) -> bytes:
        taken: list[bytes] = []
        size = 0
        while self._waiting and size < AT_ONCE:
            taken.append(self._waiting.popleft())
            size += len(taken[-1])
        self.size -= size
        if not self._waiting:
            self._has_some.clear()
        if self.size <= MOST_WAITING:
            self._has_room.set()
        self._metrics.went(len(taken), size)
        return b"".join(taken)
