"""Emitting events: a row in the transaction of the change, so that the fact and its news exist together or not."""

from __future__ import annotations

import uuid
from typing import Any

import orjson
from sqlalchemy import insert
from sqlalchemy.orm import Session

from chassis import tracing
from chassis.call import current_call
from chassis.clock import now, wire
from chassis.ledger.tables import outbox

_NEW = insert(outbox)


def emit(session: Session, event_type: str, data: dict[str, Any], aggregate: str, version: int = 1) -> str:
    """Write an event into the outbox and return its id.

    `event_type` is `<service>.<past_tense_fact>`; `aggregate` (`course:5`) names the thing whose events keep their
    order. The session must be one of `Store.write()`: the relay is woken when that is committed.
    """
    call, moment, event_id = current_call(), now(), str(uuid.uuid4())
    body = {
        "id": event_id,
        "type": event_type,
        "version": version,
        "time": wire(moment),
        "actor_id": call.actor.id if call.actor else None,
        "request_id": call.request_id,
        "data": data,
    }
    with tracing.part(event_type, "producer", {}):
        text = orjson.dumps({**body, **tracing.onward()}).decode()
        row = {"event_id": event_id, "type": event_type, "aggregate": aggregate, "body": text, "created_at": moment}
        session.execute(_NEW, row)
    session.info["emitted"] = True
    return event_id
