"""Who is asking, on whose behalf and until when: the context that travels with a call as AMQP headers."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from structlog.contextvars import bind_contextvars


@dataclass(frozen=True, slots=True)
class Actor:
    """The signed-in account on whose behalf a call is made."""

    id: int
    role: str
    session_id: int | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One call's context. `deadline_ms` is Unix time in milliseconds, `id` the AMQP correlation or message id."""

    id: str
    request_id: str
    actor: Actor | None = None
    deadline_ms: int | None = None
    idempotency_key: str | None = None
    address: str = ""
    base_url: str = ""
    redelivered: bool = False

    @classmethod
    def from_headers(cls, headers: Mapping[str, Any], call_id: str | None = None) -> Call:
        """Read the context out of AMQP headers without their `nameko.` prefix; what is malformed is left out."""
        actor_id, role = _whole(headers.get("actor_id")), headers.get("actor_role")
        actor = Actor(actor_id, str(role), _whole(headers.get("session_id"))) if actor_id and role else None
        key = headers.get("idempotency_key")
        return cls(
            id=call_id or uuid.uuid4().hex,
            request_id=str(headers.get("request_id") or uuid.uuid4().hex),
            actor=actor,
            deadline_ms=_whole(headers.get("deadline_ms")),
            idempotency_key=str(key) if key else None,
            address=str(headers.get("address") or ""),
            base_url=str(headers.get("base_url") or ""),
            redelivered=bool(headers.get("redelivered")),
        )

    def headers(self) -> dict[str, str | int]:
        """The part of the context that calls made on behalf of this one inherit."""
        found: dict[str, str | int | None] = {
            "request_id": self.request_id,
            "deadline_ms": self.deadline_ms,
            "actor_id": self.actor.id if self.actor else None,
            "actor_role": self.actor.role if self.actor else None,
            "address": self.address or None,
            "base_url": self.base_url or None,
        }
        return {name: value for name, value in found.items() if value is not None}

    def remaining(self, default: float) -> float:
        """Seconds left until the deadline, at most `default`; zero or less when it has passed."""
        if self.deadline_ms is None:
            return default
        return min(default, self.deadline_ms / 1000 - time.time())


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


_current: ContextVar[Call | None] = ContextVar("call", default=None)


def current_call() -> Call:
    """The call this greenlet works on; a fresh anonymous one outside of any."""
    return _current.get() or Call.from_headers({})


def enter_call(call: Call) -> None:
    """Make `call` the one this greenlet works on, and name its request in every log line."""
    _current.set(call)
    bind_contextvars(request_id=call.request_id)
