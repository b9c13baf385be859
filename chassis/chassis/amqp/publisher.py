"""Publishing with confirms, and never for ever.

A publish on a stalled connection, or to a broker that has stopped reading (disk alarm), waits without end, and no
timeout of the client library reaches it. So everything that a publish may wait for (a free link, the connection, the
confirm) shares one limit; after it the link is thrown away without a goodbye.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from typing import Any

import eventlet
from amqp.exceptions import AMQPError, MessageNacked
from eventlet.queue import LifoQueue
from kombu.connection import Connection
from kombu.entity import Exchange, Queue
from kombu.exceptions import KombuError
from kombu.messaging import Producer

from chassis.amqp.sockets import discard, is_silent
from chassis.errors import Unavailable

PATIENCE_SECONDS = 5.0
POOL_SIZE = 16
PERSISTENT = 2
TRANSIENT = 1
LOST = (AMQPError, KombuError, MessageNacked, OSError)


class Unroutable(Exception):
    """No queue takes a message with this routing key."""


class _Link:
    """One connection with one confirming channel."""

    def __init__(self, uri: str) -> None:
        self.connection = Connection(uri, transport_options={"confirm_publish": True}, connect_timeout=PATIENCE_SECONDS)
        self.declared: set[str] = set()
        self.returned = False

    def open(self) -> None:
        """Connect, if it is not connected yet."""
        if not self.connection.connected:
            self.connection.ensure_connection(max_retries=0)
            self.producer = Producer(self.connection.default_channel, auto_declare=False, on_return=self._on_return)

    def _on_return(self, *_: Any) -> None:
        """The broker gives a message back that no queue takes; its confirm follows."""
        self.returned = True

    def close(self) -> None:
        """Let go of it; whatever was under way is lost."""
        discard(self.connection)


class Publisher:
    """A pool of links to one broker, for all green threads of the process. `patience` is in seconds."""

    _shared: dict[str, Publisher] = {}  # noqa: RUF012  # one pool a broker, by intent
    _guard = threading.Lock()

    def __init__(self, uri: str, patience: float = PATIENCE_SECONDS, size: int = POOL_SIZE) -> None:
        self._uri = uri
        self._patience = patience
        self._idle: Any = LifoQueue()
        for _ in range(size):
            self._idle.put(None)

    @classmethod
    def shared(cls, uri: str) -> Publisher:
        """The process's pool for this broker."""
        with cls._guard:
            return cls._shared.setdefault(uri, cls(uri))

    def publish(
        self,
        body: bytes,
        exchange: str,
        routing_key: str,
        *,
        mandatory: bool = False,
        delivery_mode: int = TRANSIENT,
        declare: Exchange | Queue | None = None,
        patience: float | None = None,
        **properties: Any,
    ) -> None:
        """Publish and wait for the broker's confirm, at most `patience` seconds.

        Raises Unroutable when `mandatory` and no queue takes it, Unavailable when the broker is away, refuses, or is
        too slow.
        """
        seconds = self._patience if patience is None else min(self._patience, patience)
        try:
            with self._bounded(seconds) as link:
                if declare is not None and declare.name not in link.declared:
                    declare(link.producer.channel).declare()
                    link.declared.add(declare.name)
                link.returned = False
                link.producer.publish(
                    body,
                    exchange=exchange,
                    routing_key=routing_key,
                    mandatory=mandatory,
                    delivery_mode=delivery_mode,
                    content_type="application/json",
                    content_encoding="utf-8",
                    retry=False,
                    **properties,
                )
                returned = link.returned
        except LOST as error:
            raise away() from error
        if returned:
            raise Unroutable(f"{exchange} {routing_key}")

    def depth(self, queue: str) -> int:
        """How many messages wait in a queue. Raises Unavailable when there is no telling."""
        try:
            with self._bounded(self._patience) as link:
                return int(link.producer.channel.queue_declare(queue, passive=True).message_count)
        except LOST as error:
            raise away() from error

    @contextlib.contextmanager
    def _bounded(self, seconds: float) -> Iterator[_Link]:
        """Lend a link for at most so many seconds, waiting for one included. Raises Unavailable after them."""
        limit = eventlet.Timeout(max(seconds, 0.001))
        try:
            with self._link() as link:
                yield link
        except eventlet.Timeout as late:
            if late is not limit:
                raise
            raise away() from late
        finally:
            limit.cancel()

    @contextlib.contextmanager
    def _link(self) -> Iterator[_Link]:
        """Lend a link; one that has been idle while the broker restarted is replaced before it is lent."""
        link: _Link | None = self._idle.get()
        try:
            if link is None or _hung_up(link):
                _let_go(link)
                link = _Link(self._uri)
                link.open()
            yield link
        except BaseException:
            _let_go(link)
            link = None
            raise
        finally:
            self._idle.put(link)


def away() -> Unavailable:
    """What to raise for a broker that is away."""
    return Unavailable("broker.away", "The message broker is away. Please try again.", retry_after=2)


def _let_go(link: _Link | None) -> None:
    if link is not None:
        link.close()


def _hung_up(link: _Link) -> bool:
    """Whether the broker has closed an idle link (its socket then reads as ready, with an end or a goodbye)."""
    if is_silent(link.connection):
        return False
    try:
        link.connection.drain_events(timeout=0.000001)
    except TimeoutError:
        return False
    except LOST:
        return True
    return not link.connection.connected
