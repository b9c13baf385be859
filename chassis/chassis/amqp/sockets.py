"""Letting go of connections whose peer may be dead: never a goodbye, for that waits for an answer."""

from __future__ import annotations

import contextlib
import socket

from kombu.connection import Connection


def cut(connection: Connection) -> None:
    """Shut the socket down, so that whoever waits on it fails at once. Another green thread may be using it."""
    transport = getattr(connection._connection, "_transport", None)
    sock = getattr(transport, "sock", None)
    if sock is not None:
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)


def discard(connection: Connection) -> None:
    """Close the socket. Only for whoever owns the connection."""
    link = connection._connection
    if link is not None:
        with contextlib.suppress(OSError):
            link.collect()
