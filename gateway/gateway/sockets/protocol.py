"""uvicorn's WebSocket protocol, with little room in the kernel for what a stalled client does not read.

Without that a client hides megabytes there before anybody notices that it does not keep up; with it the node notices,
which knows what may be left out.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from contextlib import suppress

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

UNSENT = 16 * 1024
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
