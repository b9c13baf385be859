"""Standing in for a service that the tested one calls."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson
from kombu.connection import Connection
from kombu.entity import Exchange, Queue
from kombu.message import Message

from chassis.amqp.names import RPC_EXCHANGE
from chassis.amqp.rpc import error_payload

_TURN_SECONDS = 0.1


class FakeService:
    """Answers calls to `name` with plain functions; keeps what it was asked in `calls`. Use `faked`."""

    def __init__(self, url: str, name: str, methods: Mapping[str, Callable[..., Any]]) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self._url = url
        self._methods = methods
        exchange = Exchange(RPC_EXCHANGE, type="topic", durable=True)
        self._queue = Queue(f"rpc-{name}", exchange, routing_key=f"{name}.*", durable=True)
        self._stopping = threading.Event()
        self._serving = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def start(self) -> None:
        """Return when it takes calls."""
        self._thread.start()
        if not self._serving.wait(10):
            raise TimeoutError("the fake service does not serve")

    def stop(self) -> None:
        """Take no more calls, and be gone as a service that is away."""
        self._stopping.set()
        self._thread.join(10)

    def _serve(self) -> None:
        with Connection(self._url) as connection:
            producer = connection.Producer(auto_declare=False)

            def on_message(message: Message) -> None:
                answer = self._answer(message)
                producer.publish(
                    orjson.dumps(answer),
                    exchange=RPC_EXCHANGE,
                    routing_key=message.properties["reply_to"],
                    correlation_id=message.properties["correlation_id"],
                    content_type="application/json",
                    content_encoding="utf-8",
                )
                message.ack()

            with connection.Consumer([self._queue], on_message=on_message):
                self._serving.set()
                while not self._stopping.is_set():
                    with contextlib.suppress(TimeoutError):
                        connection.drain_events(timeout=_TURN_SECONDS)
            self._queue(connection.default_channel).delete()

    def _answer(self, message: Message) -> dict[str, Any]:
        method = str(message.delivery_info["routing_key"]).rpartition(".")[2]
        arguments = orjson.loads(message.body)["kwargs"]
        self.calls.append((method, arguments))
        try:
            return {"result": self._methods[method](**arguments), "error": None}
        except Exception as error:
            return {"result": None, "error": error_payload(error)}


@contextlib.contextmanager
def faked(url: str, name: str, **methods: Callable[..., Any]) -> Iterator[FakeService]:
    """A fake service that answers while the block runs."""
    service = FakeService(url, name, methods)
    service.start()
    try:
        yield service
    finally:
        service.stop()
