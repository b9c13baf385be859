"""Messages from Redis channels, for as many listeners as there are, over one connection that heals itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

KEEPALIVE = "lectern.gateway.keepalive"
PING_EVERY = 10.0
RECONNECT_AFTER = 1.0


class Listener(Protocol):
    """Who listens to a channel. None of its methods may block."""

    def on_message(self, body: bytes) -> None:
        """A message was published."""

    def on_subscribed(self) -> None:
        """The channel is listened to from now on, for the first time or again: what came before may be missed."""


class Fanout:
    """Channels of one Redis, each subscribed to once however many listen."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(
            url, socket_timeout=None, socket_connect_timeout=2, retry=Retry(NoBackoff(), 0), socket_keepalive=True
        )
        self._listeners: dict[str, set[Listener]] = {}
        self._subscribed: set[str] = set()
        self._pubsub: PubSub | None = None
        self._task: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Begin to connect, and stay connected."""
        self._task = asyncio.create_task(self._stay_connected())

    async def stop(self) -> None:
        """Leave."""
        for task in (self._task, *self._tasks):
            if task is not None:
                task.cancel()
        if self._task is not None:
            await asyncio.gather(self._task, *self._tasks, return_exceptions=True)
        with suppress(RedisError, OSError):
            await self._redis.aclose()

    async def alive(self) -> bool:
        """Whether Redis answers within a second."""
        try:
            async with asyncio.timeout(1):
                return bool(await self._redis.ping())
        except (RedisError, OSError, TimeoutError):
            return False

    async def is_first(self, task: str, seconds: int) -> bool:
        """Whether no other process has asked for this task in so many seconds; true if Redis does not say."""
        try:
            async with asyncio.timeout(1):
                return bool(await self._redis.set(f"gateway.turn.{task}", b"1", nx=True, ex=seconds))
        except (RedisError, OSError, TimeoutError):
            return True

    def join(self, channel: str, listener: Listener) -> Callable[[], None]:
        """Listen to a channel; call the result to stop. `on_subscribed` follows, at once if it is subscribed to."""
        listeners = self._listeners.setdefault(channel, set())
        listeners.add(listener)
        if channel in self._subscribed:
            listener.on_subscribed()
        elif len(listeners) == 1:
            self._command("subscribe", channel)
        return lambda: self._leave(channel, listener)

    def _leave(self, channel: str, listener: Listener) -> None:
        listeners = self._listeners.get(channel, set())
        listeners.discard(listener)
        if not listeners and self._listeners.pop(channel, None) is not None:
            self._subscribed.discard(channel)
            self._command("unsubscribe", channel)

    def _command(self, name: str, channel: str) -> None:
        """Send a command behind those already sent; without a connection the next one will subscribe to everything."""
        if self._pubsub is not None:
            task = asyncio.create_task(self._send(self._pubsub, name, channel))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _send(self, pubsub: PubSub, name: str, channel: str) -> None:
        with suppress(RedisError, OSError):
            await getattr(pubsub, name)(channel)

    async def _stay_connected(self) -> None:
        while True:
            pubsub = self._redis.pubsub()
            try:
                await pubsub.subscribe(KEEPALIVE, *self._listeners)
                self._pubsub = pubsub
                await self._read(pubsub)
            except (RedisError, OSError, TimeoutError) as error:
                log.warning("redis_lost", error=type(error).__name__)
            finally:
                self._pubsub = None
                self._subscribed.clear()
                with suppress(RedisError, OSError):
                    await pubsub.aclose()  # type: ignore[no-untyped-call]
            await asyncio.sleep(RECONNECT_AFTER)

    async def _read(self, pubsub: PubSub) -> None:
        """Hand messages out until the connection breaks; raises `TimeoutError` when pings stay unanswered."""
        unanswered = 0
        while True:
            message = await pubsub.get_message(timeout=PING_EVERY)
            if message is not None:
                unanswered = 0
                self._receive(message)
                continue
            unanswered += 1
            if unanswered > 2:
                raise TimeoutError
            await pubsub.ping()

    def _receive(self, message: dict[str, Any]) -> None:
        channel = message["channel"]
        name = channel.decode() if isinstance(channel, bytes) else str(channel)
        listeners = list(self._listeners.get(name, ()))
        if message["type"] == "message":
            for listener in listeners:
                listener.on_message(message["data"])
        elif message["type"] == "subscribe" and listeners:
            self._subscribed.add(name)
            for listener in listeners:
                listener.on_subscribed()
