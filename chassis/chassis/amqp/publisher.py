"""Publishing with confirms, and never for ever.

A publish on a stalled connection, or to a broker that has stopped reading (disk alarm), waits without end and no
timeout of the client library reaches it. So a watchdog shuts the socket down when a publish takes too long; the
wait then fails like any lost connection, and the connection is thrown away.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import eventlet
from amqp.exceptions import AMQPError
from eventlet.queue import LifoQueue
from kombu.connection import Connection
from kombu.entity import Exchange
from kombu.exceptions import KombuError
from kombu.messaging import Producer

from chassis.amqp.names import events_exchange
from chassis.errors import Unavailable

PATIENCE_SECONDS = 5.0
POOL_SIZE = 16
PERSISTENT = 2
TRANSIENT = 1
LOST = (AMQPError, KombuError, OSError)


class Unroutable(Exception):
    """No queue takes a message with this routing key."""


class _Link:
    """One connection with one confirming channel."""

    def __init__(self, uri: str) -> None:
        self.connection = Connection(uri, transport_options={"confirm_publish": True}, connect_timeout=PATIENCE_SECONDS)
        self.connection.connect()
        self.producer = Producer(self.connection.default_channel, auto_declare=False)
        self.declared: set[str] = set()

    def cut(self) -> None:
        """Shut the socket down, so that whoever waits on it fails at once."""
        with contextlib.suppress(OSError, AttributeError):
            self.connection.transport.sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Cut first: a polite goodbye would wait for an answer that may not come."""
        self.cut()
        with contextlib.suppress(*LOST):
            self.connection.collect(socket_timeout=0.1)


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
            if uri not in cls._shared:
                cls._shared[uri] = cls(uri)
            return cls._shared[uri]

    def publish(
        self,
        body: bytes,
        exchange: str,
        routing_key: str,
        *,
        mandatory: bool = False,
        delivery_mode: int = TRANSIENT,
        declare: Exchange | None = None,
        **properties: Any,
    ) -> None:
        """Publish and wait for the broker's confirm.

        Raises Unroutable when `mandatory` and no queue takes it, Unavailable when the broker is away or too slow.
        """
        try:
            with self._link() as link:
                if declare is not None and declare.name not in link.declared:
                    declare(link.producer.channel).declare()
                    link.declared.add(declare.name)
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
        except LOST as error:
            if "NO_ROUTE" in str(error):
                raise Unroutable(f"{exchange} {routing_key}") from error
            raise Unavailable("broker.away", "The message broker is away. Please try again.", retry_after=2) from error

    @contextlib.contextmanager
    def _link(self) -> Iterator[_Link]:
        """Lend a link; one that has been idle while the broker restarted is replaced before it is lent."""
        link: _Link | None = self._idle.get()
        watchdog = None
        try:
            if link is not None and _hung_up(link):
                link.close()
                link = None
            link = link or _Link(self._uri)
            watchdog = eventlet.spawn_after(self._patience, link.cut)
            yield link
        except BaseException:
            if link is not None:
                link.close()
            link = None
            raise
        finally:
            if watchdog is not None:
                watchdog.cancel()
            self._idle.put(link)


def _hung_up(link: _Link) -> bool:
    """Whether the broker has closed an idle link (its socket then reads as ready, with an end or a goodbye)."""
    try:
        link.connection.drain_events(timeout=0.000001)
    except TimeoutError:
        return False
    except LOST:
        return True
    return not link.connection.connected


class EventPublisher:
    """Publishes outbox rows to the exchange of the service that wrote them."""

    def __init__(self, uri: str) -> None:
        self._publisher = Publisher.shared(uri)

    def publish_rows(self, rows: Sequence[Any]) -> None:
        """Publish rows of the outbox in order; returns when the broker has all of them."""
        for row in rows:
            source, _, fact = row.type.partition(".")
            exchange = Exchange(events_exchange(source), type="topic", durable=True)
            self._publisher.publish(
                row.body.encode(),
                exchange.name,
                fact,
                declare=exchange,
                delivery_mode=PERSISTENT,
                message_id=row.event_id,
                headers={"aggregate": row.aggregate},
            )
