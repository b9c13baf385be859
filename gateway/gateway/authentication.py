"""Who is asking: a token is exchanged for an actor by the service that knows tokens, and the answer kept for a while.

What is kept is dropped by the events that end sessions, and altogether when the broker is lost. While that service is
away an answer is used a little longer: nothing could have ended the session but an event that would have been heard.
"""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from chassis.errors import DeadlineExceeded, Forbidden, Unauthenticated, Unavailable
from gateway.catalogue import Owner
from gateway.metrics import Metrics
from gateway.rpc import Caller, Context, RemoteFailure

CAPACITY = 20_000
MAX_TOKEN = 512
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Identity:
    """The actor behind a token, and the sign-in session it belongs to."""

    actor_id: int
    role: str
    session_id: int | None

    def on(self, context: Context) -> Context:
        """`context` on this actor's behalf."""
        return replace(context, actor_id=self.actor_id, actor_role=self.role, session_id=self.session_id)


@dataclass(frozen=True, slots=True)
class Ended:
    """The sessions that an event has ended: those of a user, or some of them; everyone's if it says neither."""

    user_id: int | None = None
    session_ids: frozenset[int] | None = None

    def covers(self, identity: Identity) -> bool:
        """Whether `identity` may have ended with it."""
        if self.user_id is not None and self.user_id != identity.actor_id:
            return False
        return self.session_ids is None or identity.session_id is None or identity.session_id in self.session_ids


def ended_by(data: object) -> Ended:
    """Read an event's data `{user_id, session_ids: [...] | null}`."""
    if not isinstance(data, dict) or not isinstance(data.get("user_id"), int):
        return Ended()
    sessions = data.get("session_ids")
    return Ended(data["user_id"], frozenset(sessions) if isinstance(sessions, list) else None)


@dataclass(frozen=True, slots=True)
class _Kept:
    identity: Identity
    fresh_until: float
    usable_until: float


class Authentication:
    """Exchanges tokens for identities. `ttl` and `grace` are in seconds."""

    def __init__(
        self,
        caller: Caller,
        metrics: Metrics,
        ttl: float = 30,
        grace: float = 300,
        timeout: float = 5,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._caller = caller
        self._metrics = metrics
        self._ttl = ttl
        self._grace = grace
        self._timeout = timeout
        self._clock = clock
        self._kept: OrderedDict[bytes, _Kept] = OrderedDict()
        self._generation = 0

    async def identify(self, authenticator: Owner | None, token: str, context: Context) -> Identity:
        """The identity behind `token`. Raises `Unauthenticated`, `Forbidden` (blocked) or `Unavailable`."""
        key = _key(token)
        kept = self._kept.get(key)
        if kept is not None and kept.fresh_until > self._clock():
            self._metrics.cache("tokens", hit=True)
            return kept.identity
        self._metrics.cache("tokens", hit=False)
        if authenticator is None:
            raise Unavailable("sign_in_unavailable", "Sign-in is not available at the moment.", retry_after=2)
        try:
            return await self._ask(authenticator, key, token, context)
        except (Unauthenticated, Forbidden):
            self._kept.pop(key, None)
            raise
        except (Unavailable, DeadlineExceeded):
            return self._in_grace(key)

    def knows(self, token: str) -> bool:
        """Whether it has been good lately: then it costs nothing, or little, to identify who shows it."""
        return _key(token) in self._kept

    def ended(self, ended: Ended) -> None:
        """Sessions have ended: forget them, and whatever answer about them is on its way."""
        self._generation += 1
        for key in [key for key, kept in self._kept.items() if ended.covers(kept.identity)]:
            del self._kept[key]

    def clear(self) -> None:
        """Forget everyone."""
        self._generation += 1
        self._kept.clear()

    async def _ask(self, authenticator: Owner, key: bytes, token: str, context: Context) -> Identity:
        """Ask again while sessions end in the meantime: the answer may be older than the end."""
        for _ in range(ATTEMPTS):
            generation = self._generation
            result = await self._caller.call(
                authenticator.service, authenticator.method, {"token": token}, context, self._timeout, safe=True
            )
            identity = _identity(result)
            if generation == self._generation:
                self._keep(key, identity)
                break
        return identity

    def _keep(self, key: bytes, identity: Identity) -> None:
        now = self._clock()
        self._kept[key] = _Kept(identity, now + self._ttl, now + self._ttl + self._grace)
        self._kept.move_to_end(key)
        while len(self._kept) > CAPACITY:
            self._kept.popitem(last=False)

    def _in_grace(self, key: bytes) -> Identity:
        kept = self._kept.get(key)
        if kept is None or kept.usable_until <= self._clock():
            raise Unavailable("sign_in_unavailable", "Sign-in is not available at the moment.", retry_after=2)
        return kept.identity


def _key(token: str) -> bytes:
    """What a token is kept under: never itself."""
    return hashlib.sha256(token.encode()).digest()


def token_of(header: str | None) -> str:
    """The token in `Authorization: Token <key>`. Raises `Unauthenticated`."""
    if not header:
        raise Unauthenticated("not_authenticated", "Sign in first: this needs a token.")
    scheme, _, token = header.partition(" ")
    token = token.strip()
    if scheme.lower() != "token" or not 0 < len(token) <= MAX_TOKEN or not (token.isascii() and token.isprintable()):
        raise Unauthenticated("not_authenticated", "The Authorization header must be: Token <key>.")
    return token


def _identity(result: Any) -> Identity:
    try:
        session = result["session_id"]
        return Identity(int(result["actor_id"]), str(result["role"]), None if session is None else int(session))
    except (KeyError, TypeError, ValueError) as broken:
        raise RemoteFailure("the authenticator's answer is not readable") from broken
