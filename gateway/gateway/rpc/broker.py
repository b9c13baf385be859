"""The gateway's side of the broker: calls with deadlines, feeds of events, and a connection that heals itself."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

import structlog

from chassis import tracing
from chassis.errors import Unavailable
from gateway.rpc.pending import PendingCalls
from gateway.rpc.presence import Presence
from gateway.rpc.session import Session
from gateway.rpc.wire import CALLS, Context, decode_reply, encode_call, queue_of

log = structlog.get_logger(__name__)

BACKOFF_FIRST, BACKOFF_LAST = 0.2, 2.0


class Caller(Protocol):
    """Whatever can call a service's method: the broker, or a fake."""

    async def call(
        self, service: str, method: str, arguments: dict[str, Any], context: Context, timeout: float, safe: bool
    ) -> Any:
        """The method's result. Raises `ServiceError` or `RemoteFailure`; never waits longer than `timeout` seconds.

        `safe` says that the call changes nothing and may be given up as soon as the service is seen to be away.
        """


@dataclass(frozen=True, slots=True)
class Feed:
    """What to listen to: messages with a routing key on an exchange of a kind (`topic` or `fanout`)."""

    exchange: str
    kind: str
    key: str = ""


class Bus(Caller, Protocol):
    """A caller that carries events too: the broker, or a fake. `on_ready`, `on_lost`: it came, it went."""

    on_ready: Callable[[], None]
    on_lost: Callable[[], None]

    @property
    def connected(self) -> bool:
        """Calls can be sent now."""

    async def start(self) -> None:
        """Begin to connect, and stay connected."""

    async def stop(self) -> None:
        """Fail what is in flight and leave."""

    async def listen(self, feed: Feed, handler: Callable[[bytes], None]) -> None:
        """Give `handler` the body of each message of `feed`. It must not raise and must not block."""

    async def announce(self, exchange: str, body: bytes) -> None:
        """Publish to a fanout exchange."""


class Broker:
    """A `Bus` over RabbitMQ."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.on_ready: Callable[[], None] = lambda: None
        self.on_lost: Callable[[], None] = lambda: None
        self._session: Session | None = None
        self._feeds: dict[Feed, Callable[[bytes], None]] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self.pending = PendingCalls()
        self._presence = Presence(self.pending.slow, self._consumers, self._given_up, self._stalled)

    @property
    def connected(self) -> bool:
        """Calls can be sent now."""
        return self._session is not None

    async def start(self) -> None:
        """Begin to connect, and stay connected."""
        self._tasks = [asyncio.create_task(self._stay_connected()), asyncio.create_task(self._presence.watch())]

    async def stop(self) -> None:
        """Fail what is in flight and leave."""
        session, self._session = self._session, None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.pending.fail_all(_broker_away)
        if session is not None:
            session.close()
            with suppress(TimeoutError):
                async with asyncio.timeout(2):
                    await session.closed.wait()

    async def call(
        self, service: str, method: str, arguments: dict[str, Any], context: Context, timeout: float, safe: bool
    ) -> Any:
        """See `Caller.call`."""
        with tracing.part(f"{service}.{method}", "client", {}):
            return await self._call(service, method, arguments, context, timeout, safe)

    async def _call(
        self, service: str, method: str, arguments: dict[str, Any], context: Context, timeout: float, safe: bool
    ) -> Any:
        session = self._session
        if session is None or session.blocked:
            raise _broker_away()
        if self._presence.is_away(service):
            raise _service_away()
        call_id = uuid.uuid4().hex
        future = self.pending.open(call_id, service, timeout, safe)
        try:
            session.publish(
                CALLS,
                f"{service}.{method}",
                encode_call(arguments),
                call_id,
                reply_to=session.reply_queue,
                expiration=str(max(1, int(timeout * 1000))),
                headers={**context.headers(int((time.time() + timeout) * 1000)), **tracing.onward()},
            )
            body = await future
        except ConnectionError:
            raise _broker_away() from None
        finally:
            self.pending.drop(call_id)
        return decode_reply(body)

    async def listen(self, feed: Feed, handler: Callable[[bytes], None]) -> None:
        """See `Bus.listen`. Bound when this returns, if there is a connection, and again after each reconnection."""
        new = feed not in self._feeds
        self._feeds[feed] = handler
        if new and self._session is not None:
            with suppress(OSError):
                await self._session.bind(feed.exchange, feed.kind, feed.key)

    async def announce(self, exchange: str, body: bytes) -> None:
        """Publish to a fanout exchange; lost without a connection."""
        if self._session is not None:
            with suppress(OSError):
                await self._session.declare_exchange(exchange, "fanout")
                self._session.publish(exchange, "", body)

    def on_reply(self, call_id: str, body: bytes) -> None:
        """A reply to a call."""
        self.pending.settle(call_id, body)

    def on_undelivered(self, call_id: str, reason: str) -> None:
        """The broker has no queue for a call, or did not take it."""
        log.warning("call_undelivered", reason=reason)
        self.pending.fail(call_id, _service_away())

    def on_feed(self, exchange: str, key: str, body: bytes) -> None:
        """A message from one of the feeds."""
        for feed, handler in list(self._feeds.items()):
            if feed.exchange == exchange and (feed.kind == "fanout" or feed.key == key):
                handler(body)

    async def _stay_connected(self) -> None:
        wait = BACKOFF_FIRST
        while True:
            session = await self._open()
            if session is not None:
                wait = BACKOFF_FIRST
                await self._serve(session)
            await asyncio.sleep(wait)
            wait = min(BACKOFF_LAST, wait * 2)

    async def _open(self) -> Session | None:
        """A session with every feed bound; None when there cannot be one now."""
        session = Session(self, uuid.uuid4().hex)
        try:
            await session.open(self._url, CALLS)
            await self._bind_all(session)
        except (OSError, TimeoutError) as error:
            log.warning("broker_unreachable", error=str(error) or type(error).__name__)
        except Exception:
            log.exception("broker_unusable")
        else:
            return session
        session.close()
        return None

    async def _bind_all(self, session: Session) -> None:
        """Feeds are bound before calls are let through: no answer may be cached that an event could not empty."""
        bound: set[Feed] = set()
        async with asyncio.timeout(5):
            while missing := self._feeds.keys() - bound:
                for feed in missing:
                    await session.bind(feed.exchange, feed.kind, feed.key)
                bound |= missing

    async def _serve(self, session: Session) -> None:
        self._session = session
        log.info("broker_connected")
        self.on_ready()
        try:
            await session.closed.wait()
        finally:
            self._session = None
            self._presence.forget()
            self.pending.fail_all(_broker_away)
            self.on_lost()
        log.warning("broker_lost")

    async def _consumers(self, service: str) -> int | None:
        session = self._session
        return None if session is None else await session.consumers(queue_of(service))

    def _stalled(self) -> None:
        if self._session is not None:
            log.warning("broker_stalled")
            self._session.abandon()

    def _given_up(self, service: str) -> None:
        self.pending.fail_safe(service, _service_away)


def _broker_away() -> Unavailable:
    return Unavailable("broker_unavailable", "The system is reconnecting. Please try again in a moment.", retry_after=1)


def _service_away() -> Unavailable:
    return Unavailable(
        "service_unavailable", "The part of the system that does this is away. Please try again soon.", retry_after=2
    )
