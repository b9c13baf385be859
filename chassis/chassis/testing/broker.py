"""A test's own hands on the broker: calling services, telling events, and looking into queues.

Uses kombu from ordinary threads, so that what is tested runs as it does in production: in a process of its own.
"""

from __future__ import annotations

import contextlib
import time
import uuid
from collections.abc import Iterator
from typing import Any

import orjson
from kombu.connection import Connection
from kombu.entity import Exchange, Queue
from kombu.message import Message

from chassis.amqp.names import RPC_EXCHANGE, event_queue, events_exchange, parked_queue, unrouted_queue
from chassis.call import Actor


class Broker:
    """One connection. Not for several threads."""

    def __init__(self, url: str) -> None:
        self._connection = Connection(url)
        self._connection.connect()
        self._channel: Any = self._connection.default_channel

    def close(self) -> None:
        """Hang up."""
        self._connection.release()

    def call(
        self,
        service: str,
        method: str,
        /,
        *,
        context: dict[str, Any] | None = None,
        seconds: float = 10.0,
        **arguments: Any,
    ) -> dict[str, Any]:
        """Call `service.method` and return `{"result", "error"}`. `context` becomes `nameko.…` headers.

        Raises TimeoutError when there is no answer.
        """
        body = orjson.dumps({"args": [], "kwargs": arguments})
        return self.call_raw(service, method, body, context=context, seconds=seconds)

    def call_raw(
        self,
        service: str,
        method: str,
        body: bytes,
        *,
        context: dict[str, Any] | None = None,
        seconds: float = 10.0,
        **properties: Any,
    ) -> dict[str, Any]:
        """`call` with any bytes as the message's body."""
        correlation_id = uuid.uuid4().hex
        with self._replies() as (address, inbox):
            self.send_call(
                service,
                method,
                body,
                **{"reply_to": address, "correlation_id": correlation_id, "context": context, **properties},
            )
            deadline = time.monotonic() + seconds
            while not inbox and time.monotonic() < deadline:
                with contextlib.suppress(TimeoutError):
                    self._connection.drain_events(timeout=max(deadline - time.monotonic(), 0.01))
        if not inbox:
            raise TimeoutError(f"{service}.{method} did not answer within {seconds:g} s")
        answer: dict[str, Any] = inbox[0]
        return answer

    def send_call(
        self, service: str, method: str, body: bytes, *, context: dict[str, Any] | None = None, **properties: Any
    ) -> None:
        """Send a call and wait for nothing."""
        headers = {f"nameko.{name}": value for name, value in (context or {}).items() if value is not None}
        self.publish(RPC_EXCHANGE, f"{service}.{method}", body, headers=headers, **properties)

    def tell(self, event_type: str, data: dict[str, Any], event_id: str | None = None) -> str:
        """Publish an event as its owner's relay would, and return its id."""
        source, _, fact = event_type.partition(".")
        event_id = event_id or str(uuid.uuid4())
        body = {
            "id": event_id,
            "type": event_type,
            "version": 1,
            "time": "2026-01-05T08:00:00.000Z",
            "actor_id": None,
            "request_id": uuid.uuid4().hex,
            "data": data,
        }
        Exchange(events_exchange(source), type="topic", durable=True)(self._channel).declare()
        self.publish(events_exchange(source), fact, orjson.dumps(body), message_id=event_id, delivery_mode=2)
        return event_id

    def publish(self, exchange: str, routing_key: str, body: bytes, **properties: Any) -> None:
        """Publish any bytes; they say they are JSON unless `content_type` says otherwise."""
        described = {"content_type": "application/json", "content_encoding": "utf-8", **properties}
        self._connection.Producer(self._channel, auto_declare=False).publish(
            body, exchange=exchange, routing_key=routing_key, **described
        )

    def take(self, queue: str) -> Message | None:
        """Take one message out of a queue, acknowledged; None when it is empty."""
        message: Message | None = self._channel.basic_get(queue, no_ack=True)
        return message

    def waiting(self, queue: str) -> int:
        """How many messages are ready in a queue."""
        return int(self._channel.queue_declare(queue, passive=True).message_count)

    def catch(self, exchange: str, kind: str, routing_key: str = "#") -> str:
        """A new queue that catches what is published to an exchange; its name, for `take`."""
        queue = Queue(
            f"caught-{uuid.uuid4().hex}",
            Exchange(exchange, type=kind, durable=True),
            routing_key=routing_key,
            exclusive=True,
        )
        queue(self._channel).declare()
        return str(queue.name)

    def delete_queues_of(self, service: type) -> None:
        """Remove the durable queues of a service class, so that no later test finds this one's messages in them."""
        name = str(getattr(service, "name"))  # noqa: B009  # `type` has no `name`
        handled = [event_queue(event_type, name, method) for method, event_type in _event_types(service).items()]
        for queue in (f"rpc-{name}", parked_queue(name), *handled):
            self._channel.queue_delete(queue)

    def forget_unrouted(self, service: type) -> None:
        """Remove the events that waited for a service class's handlers: other tests have told them."""
        for event_type in _event_types(service).values():
            self._channel.queue_delete(unrouted_queue(event_type))

    @contextlib.contextmanager
    def _replies(self) -> Iterator[tuple[str, list[Any]]]:
        """A queue for one answer: its address, and where the answer will be."""
        address = uuid.uuid4().hex
        inbox: list[Any] = []
        queue = Queue(
            f"test.reply-{address}", Exchange(RPC_EXCHANGE, type="topic", durable=True), address, exclusive=True
        )

        def on_message(message: Message) -> None:
            inbox.append(orjson.loads(message.body))

        consumer = self._connection.Consumer([queue], channel=self._channel, on_message=on_message, no_ack=True)
        with consumer:
            yield address, inbox
        queue(self._channel).delete()


def request(*, query: str = "", body: str = "", last_event_id: str | None = None, **path: str | int) -> dict[str, Any]:
    """What the gateway passes to an endpoint; keyword arguments are the values in the path."""
    headers = {} if last_event_id is None else {"last-event-id": last_event_id}
    return {
        "path": {name: str(value) for name, value in path.items()},
        "query": query,
        "body": body,
        "content_type": "application/json",
        "headers": headers,
    }


def as_actor(actor: Actor | None, **more: Any) -> dict[str, Any]:
    """The context of a call made by `actor`."""
    known = {} if actor is None else {"actor_id": actor.id, "actor_role": actor.role, "session_id": actor.session_id}
    return {"request_id": uuid.uuid4().hex, **known, **more}


def _event_types(service: type) -> dict[str, str]:
    """The events that a service class handles, by the method that does."""
    return {
        method.__name__: str(entrypoint.event_type)
        for method in vars(service).values()
        for entrypoint in getattr(method, "nameko_entrypoints", ())
        if getattr(entrypoint, "event_type", None) is not None
    }
