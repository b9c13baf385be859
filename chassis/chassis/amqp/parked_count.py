"""Counting a service's parked messages now and then, for its metrics."""

from __future__ import annotations

import contextlib

import eventlet
from nameko.extensions import DependencyProvider

from chassis.amqp.names import parked_queue
from chassis.amqp.publisher import Publisher
from chassis.errors import Unavailable
from chassis.metrics import PARKED

EVERY_SECONDS = 10.0


class ParkedCount(DependencyProvider):
    """Keeps `lectern_parked_messages` up to date; without a broker it keeps the last count."""

    def start(self) -> None:
        """Begin to count."""
        self.container.spawn_managed_thread(self._run, identifier="parked count")

    def _run(self) -> None:
        service = self.container.service_name
        publisher = Publisher.shared(self.container.config["AMQP_URI"])
        while True:
            with contextlib.suppress(Unavailable):
                PARKED.labels(service).set(publisher.depth(parked_queue(service)))
            eventlet.sleep(EVERY_SECONDS)
