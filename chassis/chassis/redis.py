"""Redis: counting, and telling gateways. What is in Redis may vanish at any moment, and nothing may depend on it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import orjson
from redis import Redis, RedisError

_log = logging.getLogger(__name__)
PATIENCE_SECONDS = 0.5


@lru_cache(maxsize=4)
def connect(url: str) -> Redis:
    """The process's client for this server; it connects when it is first used and gives up after half a second."""
    return Redis.from_url(url, socket_timeout=PATIENCE_SECONDS, socket_connect_timeout=PATIENCE_SECONDS)


def publish(url: str, channel: str, event: dict[str, Any]) -> None:
    """Tell whoever listens on `channel`. A Redis that is away is only logged: streams catch up from the database."""
    publish_all(url, [(channel, event)])


def publish_all(url: str, events: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """Publish many events, each on the channel beside it, in order and in one round trip; otherwise as `publish`."""
    try:
        with connect(url).pipeline(transaction=False) as pipeline:
            for channel, event in events:
                pipeline.publish(channel, orjson.dumps(event))
            pipeline.execute()
    except RedisError as error:
        _log.warning("live events were not passed on: %s", error)
