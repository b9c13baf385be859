"""Facts that other services may want to know: `emit` tells one, `@handles` hears one.

    emit(session, "courses.student_enrolled", {"course_id": 5, …}, aggregate="course:5")

    @handles("courses.student_enrolled")
    def on_courses_student_enrolled(self, event: Event) -> None: …

An emitted event leaves if and only if the transaction it was written in is committed. A handled one has its effect
once, however often it is delivered; a handler that raises is tried again later.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chassis.amqp.events import handler_entrypoint
from chassis.call import current_call
from chassis.database.store import Receipt, Replayed, Store
from chassis.ledger.outbox import emit

__all__ = ["Event", "emit", "handles"]


@dataclass(frozen=True, slots=True)
class Event:
    """A past-tense fact. `data` is the emitting service's promise for this `type` and `version`."""

    id: str
    type: str
    version: int
    time: str
    actor_id: int | None
    request_id: str
    data: dict[str, Any]


def handles(event_type: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Handle `<service>.<fact>` in the method named `on_<service>_<fact>`; the name is part of a durable queue's."""

    def declare(function: Callable[..., None]) -> Callable[..., None]:
        expected = "on_" + event_type.replace(".", "_")
        if function.__name__ != expected:
            raise TypeError(f"the handler of {event_type} has to be named {expected}")

        @functools.wraps(function)
        def deliver(self: Any, body: dict[str, Any]) -> None:
            event = Event(**{name: body[name] for name in Event.__slots__})
            store: Store = self.db
            try:
                with store.unit(_receipt(function.__name__, event)) as unit:
                    function(self, event)
                    unit.finish(None)
            except Replayed:
                return

        del deliver.__dict__["__wrapped__"]
        registered: Callable[..., None] = handler_entrypoint(event_type)(deliver)
        return registered

    return declare


def _receipt(handler: str, event: Event) -> Receipt:
    return Receipt(handler, event.id, suspicious=current_call().redelivered, answered=False)
