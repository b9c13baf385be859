"""uvicorn's WebSocket protocol, with little room for what a client sends in pieces or does not read.

Without that a client hides megabytes there before anybody notices that it does not keep up; with it the node notices,
which knows what may be left out.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from contextlib import suppress

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode, Frame

UNSENT = 16 * 1024
MOST_PIECES = 1000
MOST_PONGS = 1024 * 1024
"""Bytes that may wait for a client that asks for pongs and does not read them; anything else stops long before."""
NOTSENT_LOWAT = getattr(socket, "TCP_NOTSENT_LOWAT", 25 if sys.platform == "linux" else None)
"""Python names the option from 3.12 on; 25 is Linux's (tcp(7))."""


class SocketProtocol(WebSocketsSansIOProtocol):
    """One client's socket."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client has asked for an upgrade."""
        opened = transport.get_extra_info("socket")
        if opened is not None and NOTSENT_LOWAT is not None:
            with suppress(OSError):
                opened.setsockopt(socket.IPPROTO_TCP, NOTSENT_LOWAT, UNSENT)
        super().connection_made(transport)

    def handle_cont(self, event: Frame) -> None:
        """The next piece of a message; empty ones cost memory that no limit of size sees."""
        if len(self.frames) < MOST_PIECES:
            super().handle_cont(event)
        elif not self.close_sent:
            self.frames = []
            self.conn.fail(CloseCode.MESSAGE_TOO_BIG)
            self.handle_parser_exception()

    def handle_ping(self) -> None:
        """Answer a ping, unless the answers before wait unread."""
        super().handle_ping()
        if self.transport.get_write_buffer_size() > MOST_PONGS:
            self.transport.abort()
