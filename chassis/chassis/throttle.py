"""Throttles: how often a key may do something within a window (fixed windows, counted in Redis).

Without Redis nothing is throttled: people can still sign in.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from redis import Redis, RedisError

from chassis.errors import TooMany

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Throttle:
    """At most `limit` per `window` seconds and key; `name` keeps throttles apart and names the error's code."""

    name: str
    limit: int
    window: int

    def check(self, redis: Redis, key: str) -> None:
        """Raises TooMany when the key has used up its share."""
        try:
            count = redis.get(self._slot(key))
            if count is not None and int(count) >= self.limit:
                self._refuse(int(redis.ttl(self._slot(key))))
        except RedisError as error:
            _log.warning("not throttled: %s", error)

    def count(self, redis: Redis, key: str, amount: int = 1) -> None:
        """Count one, or so many at once; the window begins with the first."""
        try:
            pipeline = redis.pipeline()
            pipeline.set(self._slot(key), 0, ex=self.window, nx=True)
            pipeline.incrby(self._slot(key), amount)
            pipeline.execute()
        except RedisError as error:
            _log.warning("not counted: %s", error)

    def forget(self, redis: Redis, key: str) -> None:
        """Begin anew for this key."""
        try:
            redis.delete(self._slot(key))
        except RedisError as error:
            _log.warning("not forgotten: %s", error)

    def _slot(self, key: str) -> str:
        return f"throttle:{self.name}:{key}"

    def _refuse(self, seconds: int) -> None:
        wait = max(seconds, 1)
        raise TooMany(f"{self.name}.too_many", f"Too many attempts. Please wait {_span(wait)}.", retry_after=wait)


def _span(seconds: int) -> str:
    return f"{seconds} seconds" if seconds < 120 else f"{round(seconds / 60)} minutes"
