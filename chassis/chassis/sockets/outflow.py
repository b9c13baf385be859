"""What goes out to one socket: written without waiting, and judged by what still waits.

A socket that does not keep up loses what passes first, and is given up when even what lasts piles up: what lasts is
never left out. The kernel is told to hold little, else a stalled socket hides megabytes there before anybody notices.
"""

from __future__ import annotations

import asyncio
import socket
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

UNSENT = 16 * 1024
NOTSENT_LOWAT = getattr(socket, "TCP_NOTSENT_LOWAT", 25 if sys.platform == "linux" else None)
"""Python names the option from 3.12 on; 25 is Linux's (tcp(7))."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many bytes may wait before something happens: what passes is left out; after a while, or at once, the end."""

    drop_over: int = 64 * 1024
    slow_over: int = 256 * 1024
    slow_seconds: float = 5.0
    most: int = 1024 * 1024


ONE_CLIENT = Bounds()


class Corked:
    """Frames gathered for many sockets, in their order, each with whether it passes: then it may be left out."""

    def __init__(self, frames: Sequence[tuple[bytes, bool]]) -> None:
        self.frames = frames

    @cached_property
    def everything(self) -> bytes:
        """All of them."""
        return b"".join(frame for frame, _ in self.frames)

    @cached_property
    def lasting(self) -> bytes:
        """Those that must not be left out."""
        return b"".join(frame for frame, passes in self.frames if not passes)


class Outflow:
    """The way out to one socket. `on_slow` is called once it is too far behind; it has to see to its end."""

    __slots__ = ("_allowed", "_bounds", "_missed", "_on_slow", "_slow_since", "_transport")

    def __init__(
        self, transport: asyncio.WriteTransport, on_slow: Callable[[], None], bounds: Bounds = ONE_CLIENT
    ) -> None:
        self._transport = transport
        self._on_slow = on_slow
        self._bounds = bounds
        self._missed: set[int] = set()
        self._slow_since = 0.0
        self._allowed = 0

    @property
    def is_behind(self) -> bool:
        """Whether so much waits that what passes is left out."""
        return self._transport.get_write_buffer_size() > self._bounds.drop_over

    @property
    def has_missed(self) -> bool:
        """Whether a frame of a stream was left out, and none has told so yet."""
        return bool(self._missed)

    def write(self, shared: Corked | None, own: bytes = b"") -> None:
        """Write what is for this socket alone, then what is for many."""
        transport = self._transport
        if transport.is_closing():
            return
        waiting = transport.get_write_buffer_size()
        if waiting and self._is_given_up(waiting):
            return
        if len(own) > self._bounds.drop_over:
            self._allowed = waiting + len(own)
        if shared is not None:
            own += shared.everything if waiting <= self._bounds.drop_over else shared.lasting
        if own:
            transport.write(own)

    def write_stream(self, stream: int, frame: bytes, marked: Callable[[], bytes]) -> bool:
        """Write a frame of a stream; False when it was left out: then the next one goes `marked`."""
        transport = self._transport
        if transport.is_closing():
            return True
        if transport.get_write_buffer_size() > self._bounds.drop_over:
            self._missed.add(stream)
            return False
        if stream in self._missed:
            self._missed.remove(stream)
            frame = marked()
        transport.write(frame)
        return True

    def forget(self, stream: int) -> None:
        """The stream has ended: its number may be another's."""
        self._missed.discard(stream)

    def _is_given_up(self, waiting: int) -> bool:
        """Judge by what waits since before; what was asked for in one piece, as a large board, may take its time."""
        bounds = self._bounds
        if waiting <= bounds.drop_over:
            self._allowed = 0
        behind, now = waiting - self._allowed, time.monotonic()
        if behind <= bounds.slow_over:
            self._slow_since = 0.0
        elif not self._slow_since:
            self._slow_since = now
        if behind > bounds.most or (self._slow_since and now - self._slow_since > bounds.slow_seconds):
            self._on_slow()
            return True
        return False


def limit_kernel(transport: asyncio.BaseTransport) -> None:
    """Let the kernel hold little that was not sent, and send what is written at once."""
    opened = transport.get_extra_info("socket")
    if opened is not None and NOTSENT_LOWAT is not None:
        with suppress(OSError):
            opened.setsockopt(socket.IPPROTO_TCP, NOTSENT_LOWAT, UNSENT)
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
