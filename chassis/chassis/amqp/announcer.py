"""Telling gateways what a service offers: whenever it has connected to the broker, and whenever one asks."""

from __future__ import annotations

import logging
import uuid
from typing import Any

import orjson
from kombu.entity import Exchange, Queue
from nameko.extensions import DependencyProvider

from chassis.amqp.connection import QueueConsumer
from chassis.amqp.names import CONTRACT_REQUESTS_EXCHANGE, CONTRACTS_EXCHANGE
from chassis.amqp.publisher import Publisher
from chassis.contract.document import build
from chassis.errors import Unavailable

_log = logging.getLogger(__name__)
_ASKED = Exchange(CONTRACT_REQUESTS_EXCHANGE, type="fanout", durable=True)
_TOLD = Exchange(CONTRACTS_EXCHANGE, type="fanout", durable=True)


class Announcer(DependencyProvider):
    """Publishes the service's contract to the fanout exchange all gateways listen on."""

    queue_consumer = QueueConsumer()

    def setup(self) -> None:
        """Make the contract, and listen for gateways that ask."""
        self._contract = orjson.dumps(build(self.container.service_cls))
        name = f"{CONTRACT_REQUESTS_EXCHANGE}.{self.container.service_name}.{uuid.uuid4().hex}"
        self.queue = Queue(name, exchange=_ASKED, durable=False, auto_delete=True, expires=60)
        self.queue_consumer.register_provider(self)

    def on_consuming(self) -> None:
        """Called when the consumers are established, also anew: who asked meanwhile has had no answer."""
        self.container.spawn_managed_thread(self._announce, identifier="announce")

    def stop(self) -> None:
        """Answer no more."""
        self.queue_consumer.unregister_provider(self)

    def handle_message(self, body: Any, message: Any) -> None:
        """A gateway asked."""
        self.queue_consumer.ack_message(message)
        self._announce()

    def _announce(self) -> None:
        try:
            Publisher.shared(self.container.config["AMQP_URI"]).publish(self._contract, _TOLD.name, "", declare=_TOLD)
        except Unavailable:
            _log.warning("could not announce the contract; gateways ask again when the broker is back")
