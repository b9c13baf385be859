"""The revisions of the services' data, as they stand in Redis: see `chassis.revision`."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable

import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from chassis.revision import key_of

log = structlog.get_logger(__name__)

PATIENCE_SECONDS = 0.2
PAUSE_SECONDS = 1.0


class Revisions:
    """Asks one Redis; after it failed to answer it is left alone for a second."""

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._redis = Redis.from_url(
            url,
            socket_timeout=PATIENCE_SECONDS,
            socket_connect_timeout=PATIENCE_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
        self._clock = clock
        self._again_at = 0.0

    async def of(self, service: str) -> bytes | None:
        """The revision of a service's data; None when nobody knows."""
        if self.is_paused():
            return None
        try:
            found = await self._redis.get(key_of(service))
            if found is None:
                # Redis has forgotten it, or there was none yet: from here on there is one, for the next to find.
                await self._redis.set(key_of(service), uuid.uuid4().hex, nx=True)
        except (RedisError, OSError, TimeoutError) as error:
            log.warning("revision_unknown", error=type(error).__name__)
            self._again_at = self._clock() + PAUSE_SECONDS
            return None
        return found if isinstance(found, bytes) else None

    def is_paused(self) -> bool:
        """Whether Redis is left alone at the moment."""
        return self._clock() < self._again_at

    async def close(self) -> None:
        """Leave."""
        await self._redis.aclose()
