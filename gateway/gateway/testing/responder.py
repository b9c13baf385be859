"""A service in Nameko's protocol without Nameko: it answers calls over a real broker, from threads of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import orjson
from pika import BasicProperties, BlockingConnection, URLParameters

from chassis.errors import ServiceError
from gateway.directory import ANNOUNCEMENTS, REQUESTS
from gateway.rpc.wire import CALLS, queue_of

Method = Callable[[dict[str, Any], dict[str, Any]], Any]


class Responder:
    """One running service. A method takes the call's arguments and its headers."""

    def __init__(self, url: str, contract: dict[str, Any], methods: Mapping[str, Method]) -> None:
        self._url = url
        self._contract = contract
        self._methods = {"health": lambda _arguments, _headers: {"ready": True}, **methods}
        self._pool = ThreadPoolExecutor(8)
        self._ready = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._connection: Any = None
        self._channel: Any = None
        self.received: list[tuple[str, dict[str, Any], dict[str, Any]]] = []

    def __enter__(self) -> Responder:
        """Start, and wait until calls are taken."""
        self._thread.start()
        if not self._ready.wait(10):
            raise TimeoutError("the responder did not start")
        return self

    def __exit__(self, *_: object) -> None:
        """Stop as if killed: the queue stays."""
        self._stopping.set()
        self._thread.join(10)
        self._pool.shutdown(wait=False)

    def announce(self, contract: dict[str, Any] | None = None) -> None:
        """Publish the contract, or a new one in its place."""
        self._contract = contract or self._contract
        self._later(lambda: self._publish(ANNOUNCEMENTS.exchange, "", self._contract))

    def emit(self, event: str, data: Any) -> None:
        """Publish the event `source.what_happened`."""
        source, _, key = event.partition(".")
        self._later(lambda: self._publish(f"{source}.events", key, {"type": event, "data": data}, "topic"))

    def _run(self) -> None:
        self._connection = BlockingConnection(URLParameters(self._url))
        self._channel = self._connection.channel()
        self._declare()
        self._publish(ANNOUNCEMENTS.exchange, "", self._contract)
        self._ready.set()
        while not self._stopping.is_set():
            self._connection.process_data_events(0.02)
        self._connection.close()

    def _declare(self) -> None:
        service, channel = self._contract["service"], self._channel
        channel.exchange_declare(CALLS, "topic", durable=True)
        channel.queue_declare(queue_of(service), durable=True)
        channel.queue_bind(queue_of(service), CALLS, f"{service}.*")
        channel.basic_consume(queue_of(service), self._on_call)
        channel.exchange_declare(REQUESTS, "fanout", durable=True)
        requests = channel.queue_declare("", exclusive=True).method.queue
        channel.queue_bind(requests, REQUESTS, "")
        channel.basic_consume(requests, lambda *_: self.announce(), auto_ack=True)

    def _publish(self, exchange: str, key: str, content: Any, kind: str = "fanout") -> None:
        self._channel.exchange_declare(exchange, kind, durable=True)
        self._channel.basic_publish(exchange, key, orjson.dumps(content))

    def _on_call(self, _channel: Any, delivered: Any, properties: Any, body: bytes) -> None:
        method = delivered.routing_key.rpartition(".")[2]
        arguments = orjson.loads(body)["kwargs"]
        self.received.append((method, arguments, properties.headers))
        self._pool.submit(self._work, method, arguments, properties, delivered.delivery_tag)

    def _work(self, method: str, arguments: dict[str, Any], properties: Any, tag: int) -> None:
        error: dict[str, Any] | None = None
        result: Any = None
        try:
            result = self._methods[method](arguments, properties.headers)
        except Exception as raised:
            arguments_of = [raised.payload()] if isinstance(raised, ServiceError) else [str(raised)]
            error = {"exc_type": type(raised).__name__, "exc_args": arguments_of, "value": str(raised)}
        self._later(partial(self._reply, properties, tag, orjson.dumps({"result": result, "error": error})))

    def _reply(self, properties: Any, tag: int, body: bytes) -> None:
        answer = BasicProperties(correlation_id=properties.correlation_id)  # type: ignore[no-untyped-call]
        self._channel.basic_publish(CALLS, properties.reply_to, body, answer)
        self._channel.basic_ack(tag)

    def _later(self, work: Callable[[], None]) -> None:
        if not self._stopping.is_set():
            self._connection.add_callback_threadsafe(work)
