"""Looking at a service's parked messages, sending one back to the queue it came from, and throwing one away.

Looking takes messages out of the parking and lets go of them again, so two people who look at the same moment may
each see only a part.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chassis.amqp.borrowed import channel, raw, taken
from chassis.amqp.names import parked_queue
from chassis.amqp.publisher import PERSISTENT, Publisher, Unroutable
from chassis.errors import Conflict, NotFound

AT_MOST = 500
PATIENCE_SECONDS = 10.0
BY_BROKER = "The broker gave it up: whoever handled it died each time."


@dataclass(frozen=True, slots=True)
class Parked:
    """A parked message. `id` is stable; `queue` is where it came from, `why` the reason, often a traceback."""

    id: str
    queue: str
    routing_key: str
    why: str
    body: str


class Parking:
    """The parked messages of one service."""

    def __init__(self, uri: str, service: str) -> None:
        self._uri = uri
        self._queue = parked_queue(service)

    def messages(self) -> list[Parked]:
        """The oldest AT_MOST messages."""
        with self._taken() as messages:
            return [parked for parked, _ in messages]

    def get(self, message_id: str) -> Parked:
        """One message. Raises NotFound."""
        with self._taken() as messages:
            return _find(messages, message_id)[0]

    def replay(self, message_id: str) -> None:
        """Put a message back into the queue it came from, as if it had never been tried.

        Raises NotFound, and Conflict when that queue is not known or not there any more.
        """
        with self._taken() as messages:
            parked, message = _find(messages, message_id)
            if not parked.queue:
                raise Conflict("parked.no_queue", "It is not known which queue this came from.")
            self._send_back(parked, message)
            message.ack()

    def drop(self, message_id: str) -> None:
        """Throw a message away for good. Raises NotFound."""
        with self._taken() as messages:
            _find(messages, message_id)[1].ack()

    def _send_back(self, parked: Parked, message: Any) -> None:
        kept = {name: value for name, value in message.headers.items() if not name.startswith("x-")}
        try:
            Publisher.shared(self._uri).publish(
                raw(message),
                "",
                parked.queue,
                mandatory=True,
                delivery_mode=PERSISTENT,
                headers=kept,
                message_id=message.properties.get("message_id"),
            )
        except Unroutable as error:
            raise Conflict("parked.queue_gone", f"There is no queue {parked.queue} any more.") from error

    @contextlib.contextmanager
    def _taken(self) -> Iterator[list[tuple[Parked, Any]]]:
        """Hold all messages; whatever is not acknowledged goes back when this ends."""
        with channel(self._uri, PATIENCE_SECONDS) as looking:
            yield [(_describe(message), message) for message in taken(looking, self._queue, AT_MOST)]


def _describe(message: Any) -> Parked:
    headers = message.headers
    death: dict[str, Any] = next(iter(headers.get("x-death") or []), {})
    queue = str(headers.get("x-parked-queue") or death.get("queue") or "")
    key = str(headers.get("x-parked-from") or next(iter(death.get("routing-keys") or []), ""))
    why = str(headers.get("x-parked-why") or BY_BROKER)
    body = raw(message)
    identity = hashlib.sha256(f"{queue} {message.properties.get('message_id')} ".encode() + body).hexdigest()[:16]
    return Parked(identity, queue, key, why, body.decode(errors="replace"))


def _find(messages: list[tuple[Parked, Any]], message_id: str) -> tuple[Parked, Any]:
    for parked, message in messages:
        if parked.id == message_id:
            return parked, message
    raise NotFound("parked.not_found", "There is no such parked message.")
