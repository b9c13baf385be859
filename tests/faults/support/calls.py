"""Calling services as the gateway does, from a plain AMQP client, and looking into queues."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, TypeVar

import orjson
import pika
from pika.exceptions import AMQPError, ChannelClosedByBroker

from lectern.waiting import TooLate, wait_until
from tests.faults.support.world import parameters

EXCHANGE = "nameko-rpc"
NO_SUCH_QUEUE = "no queue"
NO_LEADER = ("stopping or being demoted", "leader", "is down or inaccessible", "timed out")
T = TypeVar("T")
ELECTION_SECONDS = 30.0
"""How long a quorum queue may be without a leader after its broker has started."""


class Caller:
    """Sends calls to `probe` and collects the replies."""

    def __init__(self, url: str) -> None:
        self._connection = pika.BlockingConnection(parameters(url))
        self._channel = self._connection.channel()
        self._channel.exchange_declare(EXCHANGE, "topic", durable=True)
        self.reply_queue = f"test-replies-{uuid.uuid4().hex}"
        self._channel.queue_declare(self.reply_queue, exclusive=True)
        self._channel.queue_bind(self.reply_queue, EXCHANGE, self.reply_queue)
        self._channel.basic_consume(self.reply_queue, self._on_reply, auto_ack=True)
        self.replies: dict[str, dict[str, Any]] = {}
        self.arrived: dict[str, float] = {}

    def __enter__(self) -> Caller:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        with suppress(AMQPError):  # a test may have taken the broker away meanwhile
            self._connection.close()

    def send(
        self, method: str, arguments: Mapping[str, Any], seconds: float = 20.0, key: str | None = None, role: str = ""
    ) -> str:
        """Send a call of `probe`'s `method` with a deadline, on behalf of somebody with a role; returns its id."""
        call_id = uuid.uuid4().hex
        headers: dict[str, Any] = {"nameko.deadline_ms": int((time.time() + seconds) * 1000)}
        if key is not None:
            headers["nameko.idempotency_key"] = key
        if role:
            headers |= {"nameko.actor_id": 1, "nameko.actor_role": role}
        self.publish(
            f"probe.{method}",
            orjson.dumps({"args": [], "kwargs": arguments}),
            reply_to=self.reply_queue,
            correlation_id=call_id,
            content_type="application/json",
            content_encoding="utf-8",
            expiration=str(int(seconds * 1000)),
            headers=headers,
        )
        return call_id

    def publish(self, routing_key: str, body: bytes, **properties: Any) -> None:
        """Publish anything at all to the exchange of calls."""
        given = pika.BasicProperties(**properties)  # type: ignore[no-untyped-call]
        self._channel.basic_publish(EXCHANGE, routing_key, body, given)

    def ask(self, method: str, seconds: float = 20.0, key: str | None = None, **body: Any) -> str:
        """Send a request to an endpoint, with `body` as JSON; returns the call's id."""
        request = {"path": {}, "query": "", "body": orjson.dumps(body).decode() if body else "", "headers": {}}
        return self.send(method, {"request": request}, seconds, key)

    def reply(self, call_id: str, seconds: float = 20.0) -> dict[str, Any]:
        """The reply to a call; raises TooLate when there is none in time."""
        self.collect(1, seconds, {call_id})
        return self.replies[call_id]

    def collect(self, number: int, seconds: float, wanted: set[str] | None = None) -> None:
        """Wait for so many replies, of the wanted calls or at all."""
        deadline = time.monotonic() + seconds
        while len(self.replies.keys() & (wanted or self.replies.keys())) < number:
            if time.monotonic() > deadline:
                raise TooLate(f"{len(self.replies)} replies after {seconds:g} s instead of {number}")
            self._connection.process_data_events(time_limit=0.1)

    def get(self, method: str, seconds: float = 20.0, **body: Any) -> Any:
        """Ask an endpoint and return the answer's body; fails on errors."""
        return body_of(self.reply(self.ask(method, seconds, **body), seconds))

    def answers(self, seconds: float = 1.0) -> bool:
        """Whether the service answers within the seconds."""
        try:
            return bool(self.get("ping", seconds) == {"text": "pong"})
        except TooLate:
            return False

    def _on_reply(self, _: Any, __: Any, properties: Any, body: bytes) -> None:
        self.arrived[properties.correlation_id] = time.monotonic()
        self.replies[properties.correlation_id] = orjson.loads(body)


class Queues:
    """The broker's queues, from outside. Each look takes a connection of its own, so brokers may come and go.

    A broker that has just started still elects leaders of its queues and refuses to touch one without: then all of
    this is tried again.
    """

    def __init__(self, url: str) -> None:
        self._url = url

    def depth(self, queue: str) -> int:
        """Messages that are ready in a queue; 0 if there is none of that name."""
        try:
            found = self._do(lambda channel: channel.queue_declare(queue, passive=True), f"a look at {queue}")
        except ChannelClosedByBroker as refusal:
            if NO_SUCH_QUEUE in refusal.reply_text:
                return 0
            raise
        return int(found.method.message_count)

    def parked(self) -> int:
        """Messages that `probe` has parked."""
        return self.depth("probe.parked")

    def take(self, queue: str, seconds: float = 30.0) -> tuple[Any, bytes]:
        """Take the next message out of a queue: its properties and body."""

        def taken(channel: Any) -> tuple[Any, bytes] | None:
            method, properties, body = channel.basic_get(queue)
            if method is None:
                return None
            channel.basic_ack(method.delivery_tag)
            return properties, body

        found = wait_until(lambda: self._do(taken, f"a look into {queue}"), seconds, f"a message in {queue}")
        assert found is not None
        return found

    def declare(self, queue: str, **options: Any) -> None:
        """Create a queue; `bind=(exchange, key)` binds it."""
        bind = options.pop("bind", None)

        def declared(channel: Any) -> None:
            channel.queue_declare(queue, **options)
            if bind:
                exchange, key = bind
                channel.exchange_declare(exchange, "topic", durable=True)
                channel.queue_bind(queue, exchange, key)

        self._do(declared, f"declaring {queue}")

    def delete(self, *queues: str) -> None:
        """Remove queues with all that is in them."""
        for queue in queues:
            self._do(lambda channel, queue=queue: channel.queue_delete(queue), f"deleting {queue}")  # type: ignore[misc]

    def _do(self, action: Callable[[Any], T], what: str) -> T:
        """Do something on a channel of its own."""

        def done() -> list[T]:
            with pika.BlockingConnection(parameters(self._url)) as connection:
                try:
                    return [action(connection.channel())]
                except ChannelClosedByBroker as refusal:
                    if not any(sign in refusal.reply_text for sign in NO_LEADER):
                        raise
                    return []

        return wait_until(done, ELECTION_SECONDS, what)[0]


def body_of(reply: dict[str, Any]) -> Any:
    """The JSON body of a successful reply."""
    assert reply["error"] is None, reply
    return orjson.loads(reply["result"]["body"] or "null")
