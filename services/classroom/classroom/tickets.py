"""Tickets: each opens one socket within TICKET_SECONDS. They live in Redis, under their hash."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import asdict, dataclass
from typing import Protocol

import orjson
from redis import Redis, RedisError

from chassis.errors import Unavailable

TICKET_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Claim:
    """What a ticket stands for: this person, in this sign-in, in this room."""

    room_id: int
    user_id: int
    role: str
    session_id: int | None


class Tickets(Protocol):
    """Giving tickets out and taking them in."""

    def issue(self, claim: Claim) -> str:
        """A new ticket. Raises Unavailable."""

    def redeem(self, ticket: str) -> Claim | None:
        """What it stands for, once; None for one that is unknown, used or too old. Raises Unavailable."""


class RedisTickets:
    """Tickets in Redis."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def issue(self, claim: Claim) -> str:
        """See `Tickets.issue`."""
        ticket = secrets.token_urlsafe(24)
        try:
            self._redis.set(_slot(ticket), orjson.dumps(asdict(claim)), ex=TICKET_SECONDS)
        except RedisError as error:
            raise _away() from error
        return ticket

    def redeem(self, ticket: str) -> Claim | None:
        """See `Tickets.redeem`."""
        try:
            kept = self._redis.getdel(_slot(ticket))
        except RedisError as error:
            raise _away() from error
        return Claim(**orjson.loads(kept)) if isinstance(kept, bytes) else None


def _slot(ticket: str) -> str:
    return f"classroom:ticket:{hashlib.sha256(ticket.encode()).hexdigest()}"


def _away() -> Unavailable:
    return Unavailable("classroom.tickets_away", "Tickets cannot be given out right now; use the token.", retry_after=2)
