"""What the relay publishes with: every event of the outbox goes to whoever listens, or is kept for who will."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kombu.entity import Exchange

from chassis.amqp import unrouted
from chassis.amqp.names import events_exchange
from chassis.amqp.publisher import PERSISTENT, Publisher, Unroutable


class EventPublisher:
    """Publishes outbox rows to the exchange of the service that wrote them."""

    def __init__(self, uri: str) -> None:
        self._publisher = Publisher.shared(uri)

    def publish_rows(self, rows: Sequence[Any]) -> None:
        """Publish rows of the outbox in order; returns when the broker has all of them. Raises Unavailable."""
        for row in rows:
            try:
                self._publish(row)
            except Unroutable:
                unrouted.keep(self._publisher, row.type, row.body.encode(), row.event_id, _headers(row))

    def _publish(self, row: Any) -> None:
        source, _, fact = row.type.partition(".")
        exchange = Exchange(events_exchange(source), type="topic", durable=True)
        self._publisher.publish(
            row.body.encode(),
            exchange.name,
            fact,
            declare=exchange,
            mandatory=True,
            delivery_mode=PERSISTENT,
            message_id=row.event_id,
            headers=_headers(row),
        )


def _headers(row: Any) -> dict[str, Any]:
    return {"aggregate": row.aggregate}
