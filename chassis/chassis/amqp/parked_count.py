"""Counting a service's parked messages now and then, for its metrics and its health."""

from __future__ import annotations

import contextlib
from typing import Any

import eventlet
from nameko.extensions import DependencyProvider

from chassis.amqp.names import parked_queue
from chassis.amqp.publisher import Publisher
from chassis.errors import Unavailable
from chassis.metrics import PARKED

EVERY_SECONDS = 10.0


class ParkedCount(DependencyProvider):
    """Keeps `lectern_parked_messages` up to date; without a broker it keeps the last count."""

    def setup(self) -> None:
        """Nothing is counted yet."""
        self._count: int | None = None

    def start(self) -> None:
        """Begin to count."""
        self.container.spawn_managed_thread(self._run, identifier="parked count")

    def get_dependency(self, worker_ctx: Any) -> int | None:
        """The last count; None before the first."""
        return self._count

    def _run(self) -> None:
        service = self.container.service_name
        publisher = Publisher.shared(self.container.config["AMQP_URI"])
        while True:
            with contextlib.suppress(Unavailable):
                self._count = publisher.depth(parked_queue(service))
                PARKED.labels(service).set(self._count)
            eventlet.sleep(EVERY_SECONDS)
