"""Which node holds a room: its owner by the lease in Redis, else the node that a hash of the room picks.

While Redis is away every process picks from the same list of the settings, by the same hash, so they agree.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Sequence
from typing import Protocol

from redis import Redis, RedisError

_log = logging.getLogger(__name__)

NODE_SECONDS = 5


class Places(Protocol):
    """Where rooms are."""

    def node_for(self, room_id: int) -> str:
        """The address of the node to go to."""


class RedisPlaces:
    """Places as Redis knows them; `fallback` are the addresses of the settings."""

    def __init__(self, redis: Redis, fallback: str) -> None:
        self._redis = redis
        self._fallback = [one.strip() for one in fallback.split(",") if one.strip()]

    def node_for(self, room_id: int) -> str:
        """See `Places.node_for`."""
        try:
            owner = self._redis.get(lease_key(room_id))
            if isinstance(owner, bytes):
                return address_of(owner)
            living = [key.decode().removeprefix(node_key("")) for key in self._redis.scan_iter(node_key("*"))]
        except RedisError as error:
            _log.warning("nodes are picked from the settings: %s", error)
            living = []
        return picked(room_id, living or self._fallback)


def lease_key(room_id: int) -> str:
    """Where a room's lease is."""
    return f"classroom:owner:{room_id}"


def node_key(address: str) -> str:
    """The sign of life of the node at an address."""
    return f"classroom:node:{address}"


def lease_of(node_id: str, address: str) -> str:
    """What a lease says: who holds it, and where to find them."""
    return f"{node_id} {address}"


def address_of(lease: bytes) -> str:
    """The address in a lease."""
    return lease.decode().partition(" ")[2]


def picked(room_id: int, addresses: Sequence[str] | Iterable[str]) -> str:
    """The address with the highest hash together with the room (rendezvous hashing, Thaler and Ravishankar 1996)."""
    return max(sorted(addresses), key=lambda one: hashlib.sha256(f"{room_id} {one}".encode()).digest())
