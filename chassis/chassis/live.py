"""Publishing live events from a service: `live = LiveChannels()` on its class.

self.live.publish([("notifications.user.7", {"event": "unread", "data": {"unread": 3}})])
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nameko.extensions import DependencyProvider

from chassis.redis import publish_all


class Channels:
    """The channels of one Redis, on which gateways listen for the streams they hold open."""

    def __init__(self, url: str) -> None:
        self._url = url

    def publish(self, events: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Publish each event on the channel beside it; see `chassis.redis.publish_all`."""
        publish_all(self._url, events)


class LiveChannels(DependencyProvider):
    """The Nameko dependency that gives workers the `Channels`."""

    def get_dependency(self, worker_ctx: Any) -> Channels:
        """Called for every worker."""
        return Channels(self.container.config["REDIS_URL"])
