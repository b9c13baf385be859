"""The queues every service needs beside its own: the parking, and the rungs of the retry ladder."""

from __future__ import annotations

import os
from typing import Any

from kombu.entity import Exchange, Queue

from chassis.amqp.names import parked_queue, retry_exchange


def retry_ladder() -> tuple[int, ...]:
    """Milliseconds to wait before each further try: RETRY_LADDER_MS, or 1 s, 5 s, 30 s, 2 min, 10 min."""
    rungs = os.environ.get("RETRY_LADDER_MS", "1000,5000,30000,120000,600000")
    return tuple(int(rung) for rung in rungs.split(",") if rung)


def parking(service: str) -> Queue:
    """The queue of a service's parked messages."""
    return Queue(parked_queue(service), durable=True, queue_arguments={"x-queue-type": "quorum"})


def retry_queue(delay_ms: int) -> Queue:
    """A queue in which a message waits `delay_ms`, to go back to the queue its routing key names."""
    name = retry_exchange(delay_ms)
    return Queue(
        name,
        exchange=Exchange(name, type="topic", durable=True),
        routing_key="#",
        durable=True,
        queue_arguments={"x-message-ttl": delay_ms, "x-dead-letter-exchange": ""},
    )


def declare_surroundings(channel: Any, service: str) -> None:
    """Declare them on a fresh connection, before anything is consumed that may have to go there."""
    for queue in (parking(service), *map(retry_queue, retry_ladder())):
        queue(channel).declare()
