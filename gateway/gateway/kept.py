"""Answers that are used again while nothing has changed that they were made of.

A service says which of its operations may be kept: those whose answer is made of nothing but the request, who asks, and
the service's own database. Each answer is kept with the revision that this database had before it was asked for, for
that person alone, and used again only while the revision is the same. So nobody sees what was before their own change,
through whichever gateway they made it. What is kept is small, and soon forgotten: `ttl` bounds how long an answer could
be wrong after a service had died, or lost Redis, between a change and saying so.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Any, Protocol

from gateway.metrics import Metrics
from gateway.operations import Operation
from gateway.rpc import Context

CAPACITY_BYTES = 32 * 1024 * 1024
LARGEST_BYTES = 256 * 1024
OVERHEAD_BYTES = 1024
"""What an entry takes beside its body, roughly."""

Reply = dict[str, Any]


class Revisions(Protocol):
    """Who knows the revision of a service's data."""

    async def of(self, service: str) -> bytes | None:
        """The revision; None when it isn't known, and then nothing is kept."""


@dataclass(frozen=True, slots=True)
class _Entry:
    revision: bytes
    until: float
    reply: Reply
    size: int


class KeptReplies:
    """Services' replies, by operation, request and person. `ttl` is in seconds; 0 keeps nothing."""

    def __init__(
        self, revisions: Revisions, metrics: Metrics, ttl: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._revisions = revisions
        self._metrics = metrics
        self._ttl = ttl
        self._clock = clock
        self._kept: OrderedDict[Hashable, _Entry] = OrderedDict()
        self._size = 0

    async def reply(
        self, operation: Operation, context: Context, arguments: Reply, ask: Callable[[], Awaitable[Reply]]
    ) -> Reply:
        """The service's reply, kept or asked for. Raises what asking raises."""
        revision = await self._revisions.of(operation.service) if operation.cacheable and self._ttl else None
        if revision is None:
            return await ask()
        key = _key(operation, context, arguments)
        entry = self._kept.get(key)
        hit = entry is not None and entry.revision == revision and entry.until > self._clock()
        self._metrics.cache("replies", hit=hit)
        if entry is not None and hit:
            self._kept.move_to_end(key)
            return entry.reply
        reply = await ask()
        if reply.get("status") == 200:
            self._keep(key, revision, reply)
        return reply

    def _keep(self, key: Hashable, revision: bytes, reply: Reply) -> None:
        size = len(reply.get("body", "")) + OVERHEAD_BYTES
        if size > LARGEST_BYTES:
            return
        replaced = self._kept.pop(key, None)
        self._size += size - (replaced.size if replaced else 0)
        self._kept[key] = _Entry(revision, self._clock() + self._ttl, reply, size)
        while self._size > CAPACITY_BYTES:
            _, oldest = self._kept.popitem(last=False)
            self._size -= oldest.size


def _key(operation: Operation, context: Context, arguments: Reply) -> Hashable:
    path = tuple(sorted(arguments["path"].items()))
    person = (context.actor_id, context.actor_role, context.session_id)
    return (operation.name, path, arguments["query"], person, context.base_url)
