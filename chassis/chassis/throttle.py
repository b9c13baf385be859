"""Throttles: how often a key may do something within a window (fixed windows, counted in Redis).

What is allowed is counted in the same step, so that a hundred requests at one instant get no more than their share.
Without Redis nothing is throttled: people can still sign in.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from redis import Redis, RedisError

from chassis.errors import TooMany

_log = logging.getLogger(__name__)

# KEYS: the counter; ARGV: limit, window in seconds, amount. Answers -1 when there was room, else the seconds to wait.
_TAKE = """
local used = tonumber(redis.call('GET', KEYS[1]) or '0')
if used + math.max(tonumber(ARGV[3]), 1) > tonumber(ARGV[1]) then return math.max(redis.call('TTL', KEYS[1]), 0) end
redis.call('SET', KEYS[1], used, 'EX', ARGV[2], 'NX')
redis.call('INCRBY', KEYS[1], ARGV[3])
return -1
"""
# KEYS: the counter; ARGV: window in seconds, amount.
_COUNT = """
redis.call('SET', KEYS[1], 0, 'EX', ARGV[1], 'NX')
redis.call('INCRBY', KEYS[1], ARGV[2])
"""
# KEYS: the counter; ARGV: amount. A window that has ended is not begun anew.
_GIVE_BACK = """
if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('DECRBY', KEYS[1], ARGV[1]) end
"""


@dataclass(frozen=True, slots=True)
class Throttle:
    """At most `limit` per `window` seconds and key; `name` keeps throttles apart and names the error's code."""

    name: str
    limit: int
    window: int

    def take(self, redis: Redis, key: str, amount: int = 1) -> None:
        """Count one, or so many at once; the window begins with the first.

        Raises TooMany, and counts nothing, when that would be more than the key's share.
        """
        wait = self._run(redis, _TAKE, key, self.limit, self.window, amount)
        if wait is not None and int(wait) >= 0:
            self._refuse(int(wait))

    def give_back(self, redis: Redis, key: str, amount: int = 1) -> None:
        """What was taken turned out not to count."""
        self._run(redis, _GIVE_BACK, key, amount)

    def check(self, redis: Redis, key: str) -> None:
        """Raises TooMany when nothing is left, and counts nothing: for work whose amount is only known at its end."""
        self.take(redis, key, 0)

    def count(self, redis: Redis, key: str, amount: int) -> None:
        """Count that amount then, though it may be more than was left."""
        self._run(redis, _COUNT, key, self.window, amount)

    def forget(self, redis: Redis, key: str) -> None:
        """Begin anew for this key."""
        try:
            redis.delete(self._slot(key))
        except RedisError as error:
            _log.warning("not forgotten: %s", error)

    def _run(self, redis: Redis, script: str, key: str, *arguments: int) -> Any:
        try:
            return redis.eval(script, 1, self._slot(key), *map(str, arguments))
        except RedisError as error:
            _log.warning("not throttled: %s", error)
            return None

    def _slot(self, key: str) -> str:
        return f"throttle:{self.name}:{key}"

    def _refuse(self, seconds: int) -> None:
        wait = max(seconds, 1)
        raise TooMany(f"{self.name}.too_many", f"Too many attempts. Please wait {_span(wait)}.", retry_after=wait)


def _span(seconds: int) -> str:
    return f"{seconds} seconds" if seconds < 120 else f"{round(seconds / 60)} minutes"
