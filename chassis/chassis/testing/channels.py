"""Listening to Redis channels, as gateways do for live streams."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import orjson
from redis import Redis

from chassis.testing.waiting import eventually


class Listener:
    """What was published to one channel since the listener began."""

    def __init__(self, pubsub: Any) -> None:
        self._pubsub = pubsub

    def next(self, seconds: float = 15.0) -> dict[str, Any]:
        """The next event. Raises AssertionError when there is none in time."""
        event: dict[str, Any] = eventually(self.poll, "a live event", seconds)
        return event

    def poll(self) -> dict[str, Any] | None:
        """The next event if there is one already."""
        message = self._pubsub.get_message(timeout=0.01)
        return orjson.loads(message["data"]) if message and message["type"] == "message" else None


@contextlib.contextmanager
def listening(url: str, channel: str) -> Iterator[Listener]:
    """Listen to a channel; begins when Redis has confirmed it."""
    with Redis.from_url(url, socket_timeout=None) as redis, redis.pubsub() as pubsub:
        pubsub.subscribe(channel)
        eventually(
            lambda: (pubsub.get_message(timeout=0.1) or {}).get("type") == "subscribe", f"subscribed to {channel}"
        )
        yield Listener(pubsub)
