"""One open connection to RabbitMQ with its channels. It dies as a whole: whoever holds it then opens another.

The only module that knows pika.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Protocol

import structlog
from pika import BasicProperties, URLParameters
from pika.adapters.asyncio_connection import AsyncioConnection
from pika.exceptions import AMQPError

log = structlog.get_logger(__name__)

OPEN_TIMEOUT = 5.0
HEARTBEAT = 10
BLOCKED_TIMEOUT = 20.0


class Listener(Protocol):
    """Who is told what a session receives."""

    def on_reply(self, call_id: str, body: bytes) -> None:
        """A reply to a call."""

    def on_undelivered(self, call_id: str, reason: str) -> None:
        """The broker could not deliver a call (`unroutable`) or did not take it (`refused`)."""

    def on_feed(self, exchange: str, key: str, body: bytes) -> None:
        """A message from one of the bound feeds."""


class Session:
    """An open connection: a channel for calls and replies, with confirms, and one for feeds."""

    def __init__(self, listener: Listener, name: str) -> None:
        self._listener = listener
        self._loop = asyncio.get_running_loop()
        self._asking: set[asyncio.Future[Any]] = set()
        self._unconfirmed: dict[int, str | None] = {}
        self._published = 0
        self._connection: Any = None
        self._calls: Any = None
        self._feeds: Any = None
        self.reply_queue = f"gateway-replies-{name}"
        self._feed_queue = f"gateway-feeds-{name}"
        self._leaving = False
        self.blocked = False
        self.closed = asyncio.Event()

    async def open(self, url: str, exchange: str) -> None:
        """Connect and begin to receive replies. Raises `ConnectionError` or `TimeoutError`."""
        try:
            async with asyncio.timeout(OPEN_TIMEOUT):
                await self._connect(url)
                await self._open_calls(exchange)
                await self._open_feeds()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Begin to leave; `closed` is set when the connection is gone.

        pika does not take it well to be closed while it connects: that ends by itself, or is closed once it is open.
        """
        self._leaving = True
        if self._connection is not None and self._connection.is_open:
            self._connection.close()

    def abandon(self) -> None:
        """Leave at once: the other side does not answer, so it will not answer a farewell either."""
        self._on_closed(TimeoutError("the broker does not answer"))
        self.close()

    def publish(self, exchange: str, key: str, body: bytes, call_id: str | None = None, **properties: Any) -> None:
        """Send one message. With a `call_id` the listener hears when it is not delivered. Raises `ConnectionError`."""
        try:
            self._calls.basic_publish(
                exchange,
                key,
                body,
                BasicProperties(  # type: ignore[no-untyped-call]
                    content_type="application/json", content_encoding="utf-8", correlation_id=call_id, **properties
                ),
                mandatory=call_id is not None,
            )
        except AMQPError as error:
            raise ConnectionError(str(error)) from error
        self._published += 1
        self._unconfirmed[self._published] = call_id

    async def bind(self, exchange: str, kind: str, key: str) -> None:
        """Receive what is published to `exchange` with `key`, from when this returns."""
        await self.declare_exchange(exchange, kind)
        await self._ask(self._feeds.queue_bind, queue=self._feed_queue, exchange=exchange, routing_key=key)

    async def declare_exchange(self, exchange: str, kind: str) -> None:
        """Make sure that there is such an exchange; one that is there with other properties is taken as it is."""
        await self._aside("exchange_declare", exchange=exchange, exchange_type=kind, durable=True)

    async def consumers(self, queue: str) -> int | None:
        """How many take messages from `queue`; None when there is no such queue."""
        frame = await self._aside("queue_declare", queue=queue, passive=True)
        return None if frame is None else int(frame.method.consumer_count)

    async def _aside(self, method: str, **arguments: Any) -> Any:
        """Ask on a channel of its own, which the broker closes when it refuses: then the answer is None."""
        channel = await self._open_channel(fatal=False)
        answered = self._question()
        channel.add_on_close_callback(lambda *_: _settle(answered, None))
        try:
            getattr(channel, method)(callback=lambda frame: _settle(answered, frame), **arguments)
            return await answered
        except AMQPError as error:
            raise ConnectionError(str(error)) from error
        finally:
            if channel.is_open:
                channel.close()

    async def _connect(self, url: str) -> None:
        opened = self._question()
        self._connection = AsyncioConnection(
            _parameters(url),
            on_open_callback=lambda _: self._on_open(opened),
            on_open_error_callback=lambda _, error: self._on_closed(error),
            on_close_callback=lambda _, error: self._on_closed(error),
            custom_ioloop=self._loop,
        )
        await opened
        self._connection.add_on_connection_blocked_callback(lambda *_: self._on_blocked(True))
        self._connection.add_on_connection_unblocked_callback(lambda *_: self._on_blocked(False))

    async def _open_calls(self, exchange: str) -> None:
        self._calls = channel = await self._open_channel(fatal=True)
        channel.add_on_return_callback(self._on_return)
        await self._ask(channel.confirm_delivery, ack_nack_callback=self._on_confirm)
        await self._ask(channel.exchange_declare, exchange=exchange, exchange_type="topic", durable=True)
        await self._ask(channel.queue_declare, queue=self.reply_queue, exclusive=True, auto_delete=True)
        await self._ask(channel.queue_bind, queue=self.reply_queue, exchange=exchange, routing_key=self.reply_queue)
        await self._ask(
            channel.basic_consume, queue=self.reply_queue, on_message_callback=self._on_reply, auto_ack=True
        )

    async def _open_feeds(self) -> None:
        self._feeds = channel = await self._open_channel(fatal=True)
        await self._ask(channel.queue_declare, queue=self._feed_queue, exclusive=True, auto_delete=True)
        await self._ask(channel.basic_consume, queue=self._feed_queue, on_message_callback=self._on_feed, auto_ack=True)

    async def _open_channel(self, fatal: bool) -> Any:
        """A new channel; when a `fatal` one is closed by the broker the whole session ends."""
        opened = self._question()
        try:
            channel = self._connection.channel(on_open_callback=lambda _: _settle(opened, None))
        except AMQPError as error:
            raise ConnectionError(str(error)) from error
        if fatal:
            channel.add_on_close_callback(lambda *_: self.close())
        await opened
        return channel

    async def _ask(self, method: Callable[..., Any], **arguments: Any) -> Any:
        """Call one of pika's methods and wait for the broker's answer to it."""
        answered = self._question()
        try:
            method(callback=lambda frame: _settle(answered, frame), **arguments)
        except AMQPError as error:
            raise ConnectionError(str(error)) from error
        return await answered

    def _question(self) -> asyncio.Future[Any]:
        """A future that fails when the connection goes."""
        future: asyncio.Future[Any] = self._loop.create_future()
        self._asking.add(future)
        future.add_done_callback(self._asking.discard)
        if self.closed.is_set():
            future.set_exception(ConnectionError("the connection is closed"))
        return future

    def _on_open(self, opened: asyncio.Future[Any]) -> None:
        if self._leaving:
            self.close()
        _settle(opened, None)

    def _on_closed(self, error: BaseException) -> None:
        self.closed.set()
        for future in list(self._asking):
            if not future.done():
                future.set_exception(ConnectionError(repr(error)))

    def _on_blocked(self, blocked: bool) -> None:
        self.blocked = blocked
        log.warning("broker_blocked" if blocked else "broker_unblocked")

    def _on_reply(self, _channel: Any, _method: Any, properties: Any, body: bytes) -> None:
        self._listener.on_reply(properties.correlation_id or "", body)

    def _on_feed(self, _channel: Any, method: Any, _properties: Any, body: bytes) -> None:
        self._listener.on_feed(method.exchange, method.routing_key, body)

    def _on_return(self, _channel: Any, _method: Any, properties: Any, _body: bytes) -> None:
        self._listener.on_undelivered(properties.correlation_id or "", "unroutable")

    def _on_confirm(self, frame: Any) -> None:
        """Confirms come in order, so everything up to a tag sent with `multiple` is confirmed with it."""
        tag, several = frame.method.delivery_tag, frame.method.multiple
        tags = [one for one in self._unconfirmed if one <= tag] if several else [tag]
        for one in tags:
            call_id = self._unconfirmed.pop(one, None)
            if call_id is not None and frame.method.NAME == "Basic.Nack":
                self._listener.on_undelivered(call_id, "refused")


def _settle(future: asyncio.Future[Any], answer: Any) -> None:
    """Answer a question, unless the connection went first."""
    if not future.done():
        future.set_result(answer)


def _parameters(url: str) -> URLParameters:
    """The URL's parameters; what it leaves open is set so that a dead connection is noticed soon."""
    parameters = URLParameters(url)
    if parameters.heartbeat is None:
        parameters.heartbeat = HEARTBEAT
    if parameters.blocked_connection_timeout is None:
        parameters.blocked_connection_timeout = BLOCKED_TIMEOUT
    parameters.connection_attempts = 1
    parameters.socket_timeout = OPEN_TIMEOUT
    parameters.stack_timeout = OPEN_TIMEOUT
    return parameters
