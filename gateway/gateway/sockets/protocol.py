"""uvicorn's WebSocket protocol, with little room for what a client sends in pieces or does not read, and time to read.

Its transport is in the scope, so that one frame can be written to many clients as it is: by ASGI each would get a copy
of its own, made in turn. It is written to only between the upgrade and the end that ASGI is told of.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode, Frame
from websockets.http11 import Request

from chassis.sockets.outflow import limit_kernel
from gateway.request import Message

MOST_PIECES = 1000
MOST_PONGS = 1024 * 1024
"""Bytes of pongs that may wait: whoever asks for more does not read them."""
_KEY = "gateway.transport"


class SocketProtocol(WebSocketsSansIOProtocol):
    """One client's socket."""

    _pongs = 0
    _behind = 0
    """How many bytes of pongs may wait, and how much waited when the client was last asked whether it is there."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client has asked for an upgrade."""
        limit_kernel(transport)
        super().connection_made(transport)

    def handle_connect(self, event: Request) -> None:
        """What it asks for is known: the application is called in the next turn of the event loop."""
        super().handle_connect(event)
        if hasattr(self, "scope"):  # it is not for what is no upgrade
            self.scope["extensions"][_KEY] = {"transport": self.transport}

    def handle_cont(self, event: Frame) -> None:
        """The next piece of a message; empty ones cost memory that no limit of size sees."""
        if len(self.frames) < MOST_PIECES:
            super().handle_cont(event)
        elif not self.close_sent:
            self.frames = []
            self.conn.fail(CloseCode.MESSAGE_TOO_BIG)
            self.handle_parser_exception()

    def handle_ping(self) -> None:
        """Answer a ping, unless the answers before wait unread. What else waits, as a large board, does not count."""
        before = self.transport.get_write_buffer_size()
        super().handle_ping()
        self._pongs = min(self._pongs, before) + self.transport.get_write_buffer_size() - before
        if self._pongs > MOST_PONGS:
            self.transport.abort()

    def send_keepalive_ping(self) -> None:
        """Ask the client whether it is there: it hears so after what waits already."""
        self._behind = self.transport.get_write_buffer_size()
        super().send_keepalive_ping()

    def keepalive_timeout(self) -> None:
        """No answer yet. Whoever reads on gets more time; who reads nothing would not read a farewell either."""
        waiting = self.transport.get_write_buffer_size()
        if self.ping_timeout is not None and waiting < self._behind:
            self._behind = waiting
            self.pong_timer = self.loop.call_later(self.ping_timeout, self.keepalive_timeout)
        elif waiting:
            self.transport.abort()
        else:
            super().keepalive_timeout()


def transport_of(scope: Message) -> asyncio.Transport | None:
    """The transport of a client; None under another server's protocol."""
    return scope["extensions"].get(_KEY, {}).get("transport")  # type: ignore[no-any-return]
