"""What calls and replies look like on the wire: Nameko 2.14's RPC protocol, and the context headers of the system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

from chassis.errors import from_payload

CALLS = "nameko-rpc"
NO_SUCH_METHOD = "nameko.exceptions.MethodNotFound"


class RemoteFailure(Exception):
    """A service broke: its reply is an error that it did not mean to tell, or no reply that can be read."""


class NoSuchMethod(RemoteFailure):
    """The service runs, but not in a version that has the method: nothing was done."""


@dataclass(slots=True)
class Context:
    """On whose behalf a call is made. `actor_*` and `session_id` are None for an anonymous caller."""

    request_id: str
    address: str = ""
    base_url: str = ""
    actor_id: int | None = None
    actor_role: str | None = None
    session_id: int | None = None
    idempotency_key: str | None = None

    def headers(self, deadline_ms: int) -> dict[str, str | int]:
        """The AMQP headers of a call. Only strings and integers: pika and Nameko disagree about anything else."""
        headers: dict[str, str | int] = {
            "nameko.request_id": self.request_id,
            "nameko.deadline_ms": deadline_ms,
            "nameko.address": self.address,
            "nameko.base_url": self.base_url,
        }
        if self.actor_id is not None:
            headers["nameko.actor_id"] = self.actor_id
            headers["nameko.actor_role"] = self.actor_role or ""
        if self.session_id is not None:
            headers["nameko.session_id"] = self.session_id
        if self.idempotency_key is not None:
            headers["nameko.idempotency_key"] = self.idempotency_key
        return headers


def queue_of(service: str) -> str:
    """The queue that a service takes its calls from."""
    return f"rpc-{service}"


def encode_call(arguments: dict[str, Any]) -> bytes:
    """The body of a call with keyword arguments only."""
    return orjson.dumps({"args": [], "kwargs": arguments})


def decode_reply(body: bytes) -> Any:
    """The result in a reply. Raises the `ServiceError` that it carries, or `RemoteFailure` for anything else."""
    try:
        reply = orjson.loads(body)
        error = reply["error"]
        result = reply["result"]
    except (orjson.JSONDecodeError, KeyError, TypeError) as broken:
        raise RemoteFailure("the reply is not readable") from broken
    if error is not None:
        raise _remote(error)
    return result


def _remote(error: Any) -> Exception:
    """The exception for the error part of a reply, as `nameko.exceptions.serialize` makes it."""
    if not isinstance(error, dict):
        return RemoteFailure(str(error))
    arguments = error.get("exc_args") or [None]
    known = from_payload(arguments[0]) if isinstance(arguments, list) else None
    kind = NoSuchMethod if error.get("exc_path") == NO_SUCH_METHOD else RemoteFailure
    return known or kind(f"{error.get('exc_type')}: {error.get('value')}")
