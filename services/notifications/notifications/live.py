"""Telling open windows at once, over Redis. Whatever is lost here is found again in the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from chassis.live import Channels
from notifications.schemas import LiveEvent

CHANNEL = "notifications.user.{actor_id}"


class Live(Protocol):
    """Where live events go."""

    def tell(self, events: Iterable[tuple[int, LiveEvent]]) -> None:
        """Pass each event on to the open windows of the person with the id beside it."""


class RedisLive:
    """The streams that gateways hold open, reached by Redis channels."""

    def __init__(self, channels: Channels) -> None:
        self._channels = channels

    def tell(self, events: Iterable[tuple[int, LiveEvent]]) -> None:
        """See `Live.tell`."""
        self._channels.publish(
            (CHANNEL.format(actor_id=person), event.model_dump(mode="json")) for person, event in events
        )
