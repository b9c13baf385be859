"""Events that nobody listened to when they were told: kept, by type, for the first who will.

relay ── publish ──► <service>.events ── no queue ──► back to the relay ──► unrouted--<type>   (the newest KEPT)
                             ▲                                                     │
                             └────── published again by a handler that connects ◄──┘

Nothing has to be declared before anything else starts, and no exchange is other than it was. An event that one
handler's queue takes is routed: a second handler that is added later hears what is told from then on.
"""

from __future__ import annotations

import logging
from typing import Any

from amqp.exceptions import NotFound
from kombu.entity import Queue

from chassis.amqp.borrowed import channel, raw, taken
from chassis.amqp.names import events_exchange, unrouted_queue
from chassis.amqp.publisher import PERSISTENT, Publisher

KEPT = 10_000
TAKE_UP_SECONDS = 60.0
NO_SUCH_QUEUE = "no queue"
_log = logging.getLogger(__name__)


def keep(publisher: Publisher, event_type: str, body: bytes, event_id: str, headers: dict[str, Any]) -> None:
    """Put an event aside. Raises Unavailable."""
    queue = Queue(
        unrouted_queue(event_type),
        durable=True,
        queue_arguments={"x-queue-type": "quorum", "x-max-length": KEPT, "x-overflow": "drop-head"},
    )
    publisher.publish(
        body,
        "",
        queue.name,
        declare=queue,
        mandatory=True,
        delivery_mode=PERSISTENT,
        message_id=event_id,
        headers=headers,
    )


def take_up(uri: str, event_type: str) -> int:
    """Tell what was put aside again, now that somebody listens; returns how many. Raises Unavailable, Unroutable."""
    source, _, fact = event_type.partition(".")
    queue = unrouted_queue(event_type)
    number = 0
    with channel(uri, TAKE_UP_SECONDS) as looking:
        if not _exists(looking, queue):
            return 0
        for message in taken(looking, queue, KEPT):
            Publisher.shared(uri).publish(
                raw(message),
                events_exchange(source),
                fact,
                mandatory=True,
                delivery_mode=PERSISTENT,
                message_id=message.properties.get("message_id"),
                headers=dict(message.headers),
            )
            message.ack()
            number += 1
    if number:
        _log.info("%d events of type %s had waited for a handler", number, event_type)
    return number


def _exists(looking: Any, queue: str) -> bool:
    """A look at what is not there costs the channel. A queue that is there may be without a leader for a moment."""
    try:
        looking.queue_declare(queue, passive=True)
    except NotFound as error:
        if NO_SUCH_QUEUE in str(error):
            return False
        raise
    return True
