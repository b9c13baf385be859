"""Telling open windows at once, over Redis. Whatever is lost here is found again in the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from accounts.schemas.feed import FeedEvent
from chassis.live import Channels

FEED_CHANNEL = "accounts.feed.{actor_id}"


class Live(Protocol):
    """Where live events go."""

    def tell(self, readers: Iterable[int], event: FeedEvent) -> None:
        """Pass an event on to the open windows of these people."""


class RedisLive:
    """The streams that gateways hold open, reached by Redis channels."""

    def __init__(self, channels: Channels) -> None:
        self._channels = channels

    def tell(self, readers: Iterable[int], event: FeedEvent) -> None:
        """See `Live.tell`."""
        content = event.model_dump(mode="json")
        self._channels.publish((FEED_CHANNEL.format(actor_id=reader), content) for reader in readers)
