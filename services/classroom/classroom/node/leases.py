"""Leases in Redis: which node holds a room, for those who want to go there.

They only show the way. What keeps two nodes from writing is the room's epoch in the database, so a Redis that is away
or has forgotten everything costs nothing but the way: see `classroom.places`.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress

import orjson
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from classroom.live import CHANGED
from classroom.places import NODE_SECONDS, address_of, lease_key, lease_of, node_key

_log = logging.getLogger(__name__)

LEASE_MS = 3_000
PATIENCE = 0.5

TAKE = """
local held = redis.call('GET', KEYS[1])
if held and held ~= ARGV[1] and string.match(held, ' (.*)$') ~= ARGV[2] then return held end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
return false
"""
GIVE = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end"


class Leases:
    """The leases of one node."""

    def __init__(self, url: str, address: str) -> None:
        self._redis = Redis.from_url(
            url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=Retry(NoBackoff(), 0)
        )
        self._listening = Redis.from_url(url, socket_timeout=None, socket_connect_timeout=2)
        self._address = address
        self._lease = lease_of(secrets.token_hex(6), address)

    async def take(self, room_id: int) -> str | None:
        """Take a room's lease, also from a predecessor at the same address; the holder's address if it is another's."""
        try:
            arguments = (self._lease, self._address, LEASE_MS)
            held = await self._redis.eval(TAKE, 1, lease_key(room_id), *arguments)
        except (RedisError, OSError) as error:
            _log.warning("a room is taken without a lease: %s", error)
            return None
        return address_of(held) if isinstance(held, bytes) else None

    async def is_free(self, room_id: int) -> bool:
        """Whether nobody holds a room for certain: while Redis is away nobody can tell."""
        try:
            return await self._redis.get(lease_key(room_id)) is None
        except (RedisError, OSError):
            return False

    async def renew(self, room_ids: Iterable[int]) -> None:
        """Show that this node lives, and still has these rooms."""
        try:
            async with self._redis.pipeline(transaction=False) as pipeline:
                pipeline.set(node_key(self._address), 1, ex=NODE_SECONDS)
                for room_id in room_ids:
                    pipeline.set(lease_key(room_id), self._lease, px=LEASE_MS)
                await pipeline.execute()
        except (RedisError, OSError) as error:
            _log.warning("leases were not renewed: %s", error)

    async def give_back(self, room_ids: Iterable[int]) -> None:
        """These rooms are anybody's."""
        with suppress(RedisError, OSError):
            for room_id in room_ids:
                await self._redis.eval(GIVE, 1, lease_key(room_id), self._lease)

    async def leave(self) -> None:
        """This node goes."""
        with suppress(RedisError, OSError):
            await self._redis.delete(node_key(self._address))
        await self._redis.aclose()
        await self._listening.aclose()

    async def changes(self) -> AsyncIterator[int]:
        """Rooms in which something was changed behind the nodes' back. Raises RedisError when Redis goes away."""
        async with self._listening.pubsub() as pubsub:
            await pubsub.subscribe(CHANGED)
            async for told in pubsub.listen():
                if told["type"] == "message":
                    room_id = orjson.loads(told["data"]).get("room")
                    if isinstance(room_id, int):
                        yield room_id
