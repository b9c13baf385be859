"""A connection for a short look at queues: it never takes longer than it is given, and what it held goes back."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import eventlet
from kombu.connection import Connection

from chassis.amqp.publisher import LOST, away
from chassis.amqp.sockets import discard

CONNECT_SECONDS = 10.0


@contextlib.contextmanager
def channel(uri: str, seconds: float) -> Iterator[Any]:
    """A channel for at most so many seconds. Messages that are not acknowledged go back when this ends.

    Raises Unavailable when the broker is away, refuses, or is too slow.
    """
    connection = Connection(uri, connect_timeout=min(seconds, CONNECT_SECONDS))
    limit = eventlet.Timeout(seconds)
    try:
        connection.ensure_connection(max_retries=0)
        yield connection.default_channel
        connection.release()
    except eventlet.Timeout as late:
        if late is not limit:
            raise
        raise away() from late
    except LOST as error:
        raise away() from error
    finally:
        limit.cancel()
        discard(connection)


def taken(channel: Any, queue: str, at_most: int) -> Iterator[Any]:
    """Take messages out of a queue, one by one, until it is empty."""
    for _ in range(at_most):
        found = channel.basic_get(queue)
        if found is None:
            return
        yield channel.message_to_python(found)


def raw(message: Any) -> bytes:
    """A message's body as it was sent."""
    return message.body if isinstance(message.body, bytes) else str(message.body).encode()
