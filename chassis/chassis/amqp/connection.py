"""Consuming: reconnects for ever, notices a dead peer, and never lets one bad message stop a service."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from functools import partial
from typing import Any

import eventlet
import kombu.serialization
import orjson
from kombu.connection import Connection
from nameko.messaging import QueueConsumer as NamekoQueueConsumer

from chassis.amqp.names import RPC_EXCHANGE, parked_queue
from chassis.amqp.publisher import LOST, PERSISTENT, Publisher, Unroutable
from chassis.amqp.sockets import cut
from chassis.amqp.topology import declare_surroundings
from chassis.errors import Unavailable

_log = logging.getLogger(__name__)

kombu.serialization.register("json", orjson.dumps, orjson.loads, "application/json", "utf-8")


SETUP_SECONDS = 10.0
PAUSE_SECONDS = 1.0


class QueueConsumer(NamekoQueueConsumer):
    """Nameko's consumer, with short reconnects, a socket shutdown on missed heartbeats, and parking of poison."""

    trouble = "starting"
    """Why nothing is consumed; empty when all is well."""

    def run(self) -> None:
        """Consume until told to stop; whatever goes wrong with the connection, connect again."""
        while not self.should_stop:
            try:
                for _ in self.consume(limit=None):
                    pass
            except LOST as error:
                self.trouble = _describe(error)
                if not self.should_stop:
                    _log.warning("not consuming: %s", self.trouble)
                    eventlet.sleep(PAUSE_SECONDS)

    @contextlib.contextmanager
    def establish_connection(self) -> Iterator[Connection]:
        """Connect with backoff from 0.2 s to 2 s, give what follows a limit; on the way out cut off a dead peer."""
        with self.create_connection() as connection:
            connection.ensure_connection(
                self.on_connection_error, interval_start=0.2, interval_step=0.3, interval_max=2
            )
            self._limit = eventlet.spawn_after(SETUP_SECONDS, cut, connection)
            try:
                yield connection
            except LOST:
                cut(connection)
                raise
            finally:
                self._limit.cancel()

    def get_consumers(self, consumer_cls: Any, channel: Any) -> Any:
        """Called after every (re)connection."""
        declare_surroundings(channel, self.container.service_name)
        return super().get_consumers(consumer_cls, channel)

    def on_consume_ready(self, connection: Connection, channel: Any, consumers: Any, **options: Any) -> None:
        """Called when all consumers are established."""
        self._limit.cancel()
        self.trouble = ""
        super().on_consume_ready(connection, channel, consumers, **options)
        for provider in list(self._providers):
            if hasattr(provider, "on_consuming"):
                provider.on_consuming()

    def on_connection_error(self, error: Exception, interval: float) -> None:
        """The broker is away: say so, without the address's password."""
        self.trouble = _describe(error)
        _log.warning("the broker is away (%s); next try in %.1f s", error, interval)

    def on_decode_error(self, message: Any, error: Exception) -> None:
        """Called for a body that is not what it claims to be; the consumer goes on meanwhile."""
        why = f"its body cannot be decoded: {error}"
        self.container.spawn_managed_thread(partial(self.refuse, message, why), identifier="refuse")

    def ack_message(self, message: Any) -> None:
        """Acknowledge; on a connection that is gone the broker has taken the message back already."""
        with contextlib.suppress(*LOST, AttributeError):
            super().ack_message(message)

    def requeue_message(self, message: Any) -> None:
        """Give the message back; on a connection that is gone the broker has done so already."""
        with contextlib.suppress(*LOST, AttributeError):
            super().requeue_message(message)

    def refuse(self, message: Any, why: str) -> None:
        """Park a message that is no call and no event; whoever waits for an answer to it is told."""
        if message.properties.get("reply_to"):
            with contextlib.suppress(Unavailable, Unroutable):
                _tell_caller(self.amqp_uri, message, why)
        self.park(message, why)

    def _queue_of(self, message: Any) -> str:
        """The queue that a message was delivered from, by its consumer's tag."""
        tag = message.delivery_info.get("consumer_tag")
        for provider, consumer in self._consumers.items():
            if tag in consumer._active_tags.values():
                return str(provider.queue.name)
        return ""

    def park(self, message: Any, why: str) -> None:
        """Put a message aside for a person to look at; back into its queue if even that fails."""
        uri, service = self.amqp_uri, self.container.service_name
        _log.error("parked a message: %s", why)
        try:
            park(uri, service, message, why, self._queue_of(message))
        except (Unavailable, Unroutable):
            self.requeue_message(message)
        else:
            self.ack_message(message)


def _describe(error: Exception) -> str:
    """What a person needs to know of an error with the connection."""
    text = " ".join(str(error).split()) or type(error).__name__
    if "PRECONDITION_FAILED" in text:
        return f"a queue exists with other properties than this version needs; delete it when it is empty: {text}"
    return f"the broker is away: {text}"


def _tell_caller(uri: str, message: Any, why: str) -> None:
    error = {"exc_type": "MalformedRequest", "exc_path": "nameko.exceptions.MalformedRequest", "exc_args": [why],
             "value": why}  # fmt: skip
    Publisher.shared(uri).publish(
        orjson.dumps({"result": None, "error": error}),
        RPC_EXCHANGE,
        message.properties["reply_to"],
        mandatory=True,
        correlation_id=message.properties.get("correlation_id"),
    )


def park(uri: str, service: str, message: Any, why: str, queue: str = "") -> None:
    """Publish a copy of `message` to `<service>.parked`, with the reason and the queue it came from."""
    body = message.body if isinstance(message.body, bytes) else str(message.body).encode()
    headers = {
        **own_headers(message),
        "x-parked-why": why[-8000:],
        "x-parked-from": str(message.delivery_info.get("routing_key", "")),
        "x-parked-queue": queue,
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


def own_headers(message: Any) -> dict[str, Any]:
    """The headers a message was sent with, without those that brokers and the retry ladder have added."""
    return {name: value for name, value in message.headers.items() if not name.startswith("x-")}
