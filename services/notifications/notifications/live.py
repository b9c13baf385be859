"""Telling open windows at once, over Redis. Whatever is lost here is found again in the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from nameko.extensions import DependencyProvider

from chassis import redis
from notifications.schemas import LiveEvent

CHANNEL = "notifications.user.{actor_id}"


class Live(Protocol):
    """Where live events go."""

    def tell(self, events: Iterable[tuple[int, LiveEvent]]) -> None:
        """Pass each event on to the open windows of the person with the id beside it."""


class RedisLive:
    """The streams that gateways hold open, reached by Redis channels."""

    def __init__(self, url: str) -> None:
        self._url = url

    def tell(self, events: Iterable[tuple[int, LiveEvent]]) -> None:
        """See `Live.tell`."""
        redis.publish_all(
            self._url,
            ((CHANNEL.format(actor_id=person), event.model_dump(mode="json")) for person, event in events),
        )


class LiveProvider(DependencyProvider):  # type: ignore[misc]  # Nameko is untyped
    """The Nameko dependency that gives workers a `Live`."""

    def get_dependency(self, worker_ctx: Any) -> Live:
        """Called for every worker."""
        return RedisLive(self.container.config["REDIS_URL"])
