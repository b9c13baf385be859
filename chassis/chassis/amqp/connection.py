"""Consuming: reconnects for ever, notices a dead peer, and never lets one bad message stop a service."""

from __future__ import annotations

import contextlib
import logging
import socket
from collections.abc import Iterator
from typing import Any

import kombu.serialization
import orjson
from kombu.connection import Connection
from nameko.messaging import QueueConsumer as NamekoQueueConsumer

from chassis.amqp.names import parked_queue
from chassis.amqp.publisher import LOST, PERSISTENT, Publisher, Unroutable
from chassis.amqp.topology import declare_surroundings
from chassis.errors import Unavailable

_log = logging.getLogger(__name__)

kombu.serialization.register("json", orjson.dumps, orjson.loads, "application/json", "utf-8")


class QueueConsumer(NamekoQueueConsumer):
    """Nameko's consumer, with short reconnects, a socket shutdown on missed heartbeats, and parking of poison."""

    @contextlib.contextmanager
    def establish_connection(self) -> Iterator[Connection]:
        """Connect with backoff from 0.2 s to 2 s; on the way out cut the socket if the peer is dead."""
        with self.create_connection() as connection:
            connection.ensure_connection(
                self.on_connection_error, interval_start=0.2, interval_step=0.3, interval_max=2
            )
            try:
                yield connection
            except LOST:
                with contextlib.suppress(OSError, AttributeError):
                    connection.transport.sock.shutdown(socket.SHUT_RDWR)
                raise

    def get_consumers(self, consumer_cls: Any, channel: Any) -> Any:
        """Called after every (re)connection."""
        declare_surroundings(channel, self.container.service_name)
        return super().get_consumers(consumer_cls, channel)

    def on_connection_error(self, error: Exception, interval: float) -> None:
        """The broker is away: say so, without the address's password."""
        _log.warning("the broker is away (%s); next try in %.1f s", error, interval)

    def on_decode_error(self, message: Any, error: Exception) -> None:
        """Called for a body that is not the JSON it claims to be."""
        self.park(message, f"body cannot be decoded: {error}")

    @property
    def ready(self) -> bool:
        """Whether the consumers are established."""
        return bool(self._consumers_ready.ready()) and any(
            consumer.channel is not None and consumer.channel.connection is not None
            for consumer in self._consumers.values()
        )

    def park(self, message: Any, why: str) -> None:
        """Put a message aside for a person to look at; back into its queue if even that fails."""
        uri, service = self.amqp_uri, self.container.service_name
        _log.error("parked a message: %s", why)
        try:
            park(uri, service, message, why)
        except (Unavailable, Unroutable):
            self.requeue_message(message)
        else:
            self.ack_message(message)


def park(uri: str, service: str, message: Any, why: str) -> None:
    """Publish a copy of `message` to `<service>.parked`, with the reason and where it came from."""
    body = message.body if isinstance(message.body, bytes) else str(message.body).encode()
    kept = {name: value for name, value in message.headers.items() if not name.startswith("x-")}
    headers = {
        **kept,
        "x-parked-why": why[-8000:],
        "x-parked-from": str(message.delivery_info.get("routing_key", "")),
        "x-parked-exchange": str(message.delivery_info.get("exchange", "")),
    }
    Publisher.shared(uri).publish(
        body,
        "",
        parked_queue(service),
        mandatory=True,
        delivery_mode=PERSISTENT,
        headers=headers,
        message_id=message.properties.get("message_id"),
    )
