"""Asking the service's endpoints as the gateway does, but without a broker in between."""

from __future__ import annotations

import contextvars
import uuid
from types import SimpleNamespace
from typing import Any

import orjson

from accounts.service import AccountsService
from chassis.answering import answer
from chassis.call import Actor, Call, enter_call
from chassis.contract.document import operations_of
from chassis.contract.operation import Operation
from chassis.database import Store
from chassis.live import Channels
from chassis.testing.broker import request

from .cast import FILES

NOWHERE = "redis://127.0.0.1:1"
OPERATIONS: dict[str, Operation] = {operation.name: operation for operation in operations_of(AccountsService)}


class Reply:
    """An answer: its status, headers, and the body read as JSON."""

    def __init__(self, answered: dict[str, Any], raw: bool = False) -> None:
        self.status: int = answered["status"]
        self.headers: dict[str, str] = answered["headers"]
        text = answered["body"]
        self.body: Any = text if raw else orjson.loads(text) if text else None


def ask(
    db: Store,
    method: str,
    actor: Actor | None = None,
    *,
    body: object = None,
    key: str | None = None,
    raw: bool = False,
    form: bool = False,
    **parts: Any,
) -> Reply:
    """Ask for `method`; `body` is JSON, or the text itself. `key` is the client's Idempotency-Key.

    `form`: the body came as a form, in which files are; `raw`: the answer is not JSON.
    """
    text = body if isinstance(body, str) else "" if body is None else orjson.dumps(body).decode()
    service = SimpleNamespace(db=db, live=Channels(NOWHERE), files=FILES)
    call = Call(uuid.uuid4().hex, "request", actor, idempotency_key=key, address="198.51.100.1")

    def asked() -> dict[str, Any]:
        enter_call(call)
        return answer(service, OPERATIONS[method], {**request(body=text, **parts), "form": form})

    return Reply(contextvars.copy_context().run(asked), raw)
