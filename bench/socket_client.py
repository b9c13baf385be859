"""A WebSocket client that costs little beside what it measures: it takes frames apart, and no more."""

from __future__ import annotations

import asyncio
import base64
import secrets
import struct
from collections.abc import Callable
from typing import cast

import orjson

TEXT, BINARY, PING, PONG = 0x81, 0x82, 0x09, 0x8A
"""First bytes of frames: whole ones that are sent, and the kind of one that is got (RFC 6455, 5.2)."""


class Socket(asyncio.Protocol):
    """One connection: upgraded, then each frame's payload is shown to `on_frame`. `headers` are whole lines."""

    def __init__(self, path: str, headers: str = "") -> None:
        self.frames = 0
        self.on_frame: Callable[[bytes], object] = len
        self.is_closed = False
        self.is_open = False
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._path, self._headers = path, headers
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        self.transport = cast("asyncio.Transport", transport)  # uvloop's are none by their type
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        head = (
            f"GET {self._path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n{self._headers}\r\n"
        )
        self.transport.write(head.encode())

    def data_received(self, data: bytes) -> None:
        """Take frames apart."""
        self._buffer += data
        if not self.is_open:
            if b"\r\n\r\n" not in self._buffer:
                return
            self._buffer = self._buffer.partition(b"\r\n\r\n")[2]
            self.is_open = True
            self.on_open()
            self.opened.set_result(None)
        while (frame := self._next()) is not None:
            kind, payload = frame
            if kind == PING:
                self.write(PONG, payload)  # who does not answer is taken for gone
            else:
                self.frames += 1
                self.hear(payload)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        self.is_closed = True
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("the socket was refused"))

    def on_open(self) -> None:
        """It is upgraded."""

    def hear(self, payload: bytes) -> None:
        """A frame has come."""
        self.on_frame(payload)

    def send(self, content: dict[str, object]) -> None:
        """Send JSON."""
        self.write(TEXT, orjson.dumps(content))

    def write(self, kind: int, payload: bytes) -> None:
        """Send a masked frame; the mask is zero, which the protocol allows."""
        size = bytes((0x80 | len(payload),)) if len(payload) < 126 else struct.pack("!BH", 0xFE, len(payload))
        self.transport.write(bytes((kind,)) + size + b"\0\0\0\0" + payload)

    def _next(self) -> tuple[int, bytes] | None:
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        size, at = buffer[1] & 0x7F, 2
        if size == 126:
            size, at = (int.from_bytes(buffer[2:4], "big"), 4) if len(buffer) >= 4 else (1 << 30, 4)
        elif size == 127:
            size, at = (int.from_bytes(buffer[2:10], "big"), 10) if len(buffer) >= 10 else (1 << 30, 10)
        if len(buffer) < at + size:
            return None
        self._buffer = buffer[at + size :]
        return buffer[0] & 0x0F, buffer[at : at + size]
