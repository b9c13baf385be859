"""Letting go of connections whose peer may be dead: never a goodbye, for that waits for an answer."""

from __future__ import annotations

import contextlib
import socket
from typing import Any

from eventlet import patcher
from kombu.connection import Connection

_real_select: Any = patcher.original("select")


def is_silent(connection: Connection) -> bool:
    """Whether an open connection has nothing to read: neither a word of the broker's nor an end. Never waits."""
    sock = _socket(connection)
    if sock is None:
        return False
    looking = _real_select.poll()
    looking.register(sock.fileno(), _real_select.POLLIN)
    return not looking.poll(0)


def cut(connection: Connection) -> None:
    """Shut the socket down, so that whoever waits on it fails at once. Another green thread may be using it."""
    sock = _socket(connection)
    if sock is not None:
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)


def discard(connection: Connection) -> None:
    """Close the socket. Only for whoever owns the connection."""
    link = connection._connection
    if link is not None:
        with contextlib.suppress(OSError):
            link.collect()


def _socket(connection: Connection) -> Any:
    """The socket of an open connection; None for one that is not."""
    return getattr(getattr(connection._connection, "_transport", None), "sock", None)
