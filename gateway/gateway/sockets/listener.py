"""A client behind an uplink, and groups of such clients that hear the same."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from chassis.sockets.outflow import Corked, Outflow
from chassis.sockets.uplink import Streamed
from gateway.sockets.codes import TOO_SLOW


class Listener:
    """A client's socket: frames are written to it as they are, from its upgrade to its end. `end` asks for that."""

    def __init__(self, number: int, transport: asyncio.WriteTransport, end: Callable[[int], None]) -> None:
        self.number = number
        self.group: Group | None = None
        self.end = end
        self.answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        """The subprotocol, once the node has let it in."""
        self._outflow = Outflow(transport, self._give_up)
        self._early: list[bytes] | None = []
        self._is_over = False

    def begin(self) -> None:
        """It is upgraded: write what has come before."""
        early, self._early = self._early, None
        if early:
            self.write(None, b"".join(early))

    def stop(self) -> None:
        """Nothing more is written to it."""
        self._is_over = True
        if self.group is not None:
            self.group.leave(self)

    def write(self, shared: Corked | None, own: bytes = b"") -> None:
        """Write what is for it alone, then what is for its group."""
        if self._early is None:
            if not self._is_over:
                self._outflow.write(shared, own)
        else:
            self._early.append(own + (shared.everything if shared is not None else b""))

    def write_stream(self, streamed: Streamed) -> bool:
        """Write a frame of a stream; False when it was left out, because the client does not keep up."""
        if self._early is not None:
            self._early.append(streamed.frame)
        if self._early is not None or self._is_over:
            return True
        return self._outflow.write_stream(streamed.stream, streamed.frame, streamed.marked)

    def forget(self, stream: int) -> None:
        """A stream has ended."""
        self._outflow.forget(stream)

    def _give_up(self) -> None:
        self._is_over = True
        self.end(TOO_SLOW)


class Group:
    """Clients that hear the same. What came in one message is written to each of them in one piece."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.listeners: dict[int, Listener] = {}
        self._waiting: list[tuple[bytes, bool]] = []

    def enter(self, listener: Listener) -> None:
        """Somebody hears from now on what is said here."""
        self.flush()
        self.listeners[listener.number] = listener
        listener.group = self

    def leave(self, listener: Listener) -> None:
        """Somebody does not hear any more."""
        self.listeners.pop(listener.number, None)

    def put(self, frames: bytes, passes: bool) -> None:
        """Frames for everyone."""
        self._waiting.append((frames, passes))

    def flush(self) -> int:
        """Write what waits; how many clients got it."""
        if not self._waiting:
            return 0
        shared, self._waiting = Corked(self._waiting), []
        for listener in self.listeners.values():
            listener.write(shared)
        return len(self.listeners)

    def write_stream(self, streamed: Streamed) -> tuple[int, int]:
        """A frame of a stream: to how many it was written, and how many were left out."""
        self.flush()
        sent = [one.write_stream(streamed) for number, one in self.listeners.items() if number != streamed.skip]
        written = sum(sent)
        return written, len(sent) - written

    def forget(self, stream: int) -> None:
        """A stream has ended."""
        for listener in self.listeners.values():
            listener.forget(stream)
