"""Which services take calls now. A service's queue outlives it, so a call to a dead one would wait for its deadline.

A service that has left a call unanswered for a moment is looked at: when nobody consumes from its queue it is away,
calls that change nothing are given up at once and further calls are refused, until a consumer is back. When the broker
does not even answer such a look, the connection is taken for stalled, long before heartbeats would tell.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger(__name__)

INTERVAL = 0.25
PATIENCE = 0.3
LOOK_TIMEOUT = 1.2
LOOKS = 3


class Presence:
    """The services known to be away, and the task that finds out."""

    def __init__(
        self,
        slow: Callable[[float], set[str]],
        consumers: Callable[[str], Awaitable[int | None]],
        on_away: Callable[[str], None],
        on_stalled: Callable[[], None],
    ) -> None:
        self._slow = slow
        self._consumers = consumers
        self._on_away = on_away
        self._on_stalled = on_stalled
        self._unanswered = 0
        self._away: set[str] = set()

    def is_away(self, service: str) -> bool:
        """Nobody takes calls for this service at the moment."""
        return service in self._away

    def forget(self) -> None:
        """Nothing is known any more."""
        self._away.clear()

    async def watch(self) -> None:
        """Look after slow and absent services until cancelled."""
        while True:
            await asyncio.sleep(INTERVAL)
            for service in self._slow(PATIENCE) | self._away:
                await self._look(service)

    async def _look(self, service: str) -> None:
        try:
            async with asyncio.timeout(LOOK_TIMEOUT):
                found = await self._consumers(service)
        except TimeoutError:
            self._note_unanswered()
            return
        except OSError:
            return
        self._unanswered = 0
        if found == 0:
            self._note_away(service)
        elif service in self._away:
            self._away.discard(service)
            log.info("service_back", service=service)

    def _note_unanswered(self) -> None:
        self._unanswered += 1
        if self._unanswered >= LOOKS:
            self._unanswered = 0
            self._on_stalled()

    def _note_away(self, service: str) -> None:
        if service not in self._away:
            self._away.add(service)
            log.warning("service_away", service=service)
        self._on_away(service)
