"""Counting now and then how much waits in the queues that a process takes from, for its metrics."""

from __future__ import annotations

import contextlib

import eventlet
from nameko.extensions import DependencyProvider

from chassis.amqp.publisher import Publisher
from chassis.errors import Unavailable
from chassis.metrics import WAITING

EVERY_SECONDS = 10.0


class QueueDepth(DependencyProvider):
    """Keeps `lectern_waiting_messages` up to date; without a broker it keeps the last counts."""

    def start(self) -> None:
        """Begin to count."""
        self.container.spawn_managed_thread(self._run, identifier="queue depth")

    def _run(self) -> None:
        publisher = Publisher.shared(self.container.config["AMQP_URI"])
        while True:
            for queue in self._queues():
                with contextlib.suppress(Unavailable):
                    WAITING.labels(self.container.service_name, queue).set(publisher.depth(queue))
            eventlet.sleep(EVERY_SECONDS)

    def _queues(self) -> list[str]:
        """The queue of this service's calls, or those of its handlers; what works by the clock has none."""
        sources = [getattr(one, "rpc_consumer", one) for one in self.container.entrypoints]
        return sorted({one.queue.name for one in sources if getattr(one, "queue", None) is not None})
