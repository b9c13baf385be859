"""Handling events: durable queues, a ladder of retries, then the parking.

                   fails: publish, then acknowledge
evt-…--service.handler ──────────► lectern.retry.<n>ms ──(after n ms)──► back into the same queue
         │ the last rung failed, or RabbitMQ gave up (x-delivery-limit: the handler kills its process)
         └────────────────────────► <service>.parked
"""

from __future__ import annotations

import logging
import traceback
from functools import partial
from typing import Any

import eventlet
from kombu.entity import Exchange, Queue
from nameko.exceptions import ContainerBeingKilled
from nameko.extensions import Entrypoint

from chassis.amqp import unrouted
from chassis.amqp.connection import QueueConsumer, own_headers, park
from chassis.amqp.names import event_queue, events_exchange, parked_queue, retry_exchange
from chassis.amqp.publisher import PATIENCE_SECONDS, PERSISTENT, Publisher, Unroutable
from chassis.amqp.topology import retry_ladder
from chassis.errors import ServiceError, Unavailable
from chassis.tracing import TRACEPARENT

DELIVERY_LIMIT = 5
LOOK_AGAIN_SECONDS = 3 * PATIENCE_SECONDS
ATTEMPT = "x-attempt"
_log = logging.getLogger(__name__)


class EventHandler(Entrypoint):
    """The entrypoint behind `@handles`."""

    queue_consumer = QueueConsumer()

    def __init__(self, event_type: str, **options: Any) -> None:
        self.event_type = event_type
        super().__init__(expected_exceptions=(ServiceError,), **options)

    def setup(self) -> None:
        """Describe the queue; it is declared when the consumer connects."""
        service = self.container.service_name
        source, _, fact = self.event_type.partition(".")
        self.queue = Queue(
            event_queue(self.event_type, service, self.method_name),
            exchange=Exchange(events_exchange(source), type="topic", durable=True),
            routing_key=fact,
            durable=True,
            queue_arguments={
                "x-queue-type": "quorum",
                "x-delivery-limit": DELIVERY_LIMIT,
                "x-dead-letter-exchange": "",
                "x-dead-letter-routing-key": parked_queue(service),
                "x-dead-letter-strategy": "at-least-once",
                "x-overflow": "reject-publish",
            },
        )
        self.queue_consumer.register_provider(self)

    def on_consuming(self) -> None:
        """Called when the consumers are established: what was told before this queue existed may wait elsewhere."""
        self.container.spawn_managed_thread(self._take_up, identifier="take up")

    def _take_up(self) -> None:
        """Now, and once more when whoever found no queue a moment ago has put its event aside."""
        for pause in (0.0, LOOK_AGAIN_SECONDS):
            eventlet.sleep(pause)
            try:
                unrouted.take_up(self.container.config["AMQP_URI"], self.event_type)
            except (Unavailable, Unroutable) as error:
                _log.warning("events of type %s may wait for a handler: %s", self.event_type, error)

    def stop(self) -> None:
        """Take no more events; those at work finish."""
        self.queue_consumer.unregister_provider(self)

    def handle_message(self, body: Any, message: Any) -> None:
        """Called in a green thread of its own for every delivery."""
        if not isinstance(body, dict) or not isinstance(body.get("id"), str):
            self.queue_consumer.park(message, "an event without an id")
            return
        context = {
            "request_id": body.get("request_id"),
            "message_id": body["id"],
            "correlation_id": body["id"],
            "redelivered": bool(message.delivery_info.get("redelivered")) or _attempt(message) > 0,
            TRACEPARENT: body.get(TRACEPARENT),
        }
        try:
            self.container.spawn_worker(
                self, (body,), {}, context_data=context, handle_result=partial(self._settle, message)
            )
        except ContainerBeingKilled:
            self.queue_consumer.requeue_message(message)

    def _settle(self, message: Any, worker_ctx: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        if exc_info is None:
            self.queue_consumer.ack_message(message)
            return result, exc_info
        try:
            self._try_again_later(message, exc_info)
        except (Unavailable, Unroutable):
            self.queue_consumer.requeue_message(message)
        else:
            self.queue_consumer.ack_message(message)
        return result, exc_info

    def _try_again_later(self, message: Any, exc_info: Any) -> None:
        ladder, attempt = retry_ladder(), _attempt(message)
        uri = self.container.config["AMQP_URI"]
        if attempt >= len(ladder):
            why = "".join(traceback.format_exception(*exc_info))
            _log.error("parked %s after %d tries", message.properties.get("message_id"), attempt + 1)
            park(uri, self.container.service_name, message, why, self.queue.name)
            return
        Publisher.shared(uri).publish(
            message.body if isinstance(message.body, bytes) else message.body.encode(),
            retry_exchange(ladder[attempt]),
            self.queue.name,
            mandatory=True,
            delivery_mode=PERSISTENT,
            headers={**own_headers(message), ATTEMPT: attempt + 1},
            message_id=message.properties.get("message_id"),
        )


def _attempt(message: Any) -> int:
    """How often the message has failed before."""
    found = message.headers.get(ATTEMPT)
    return found if isinstance(found, int) else 0


handler_entrypoint = EventHandler.decorator
