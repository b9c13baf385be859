"""Prometheus metrics of a service: what is asked, how long it takes, how it ends, and what is waiting."""

from __future__ import annotations

import time
from typing import Any

from nameko.extensions import DependencyProvider
from prometheus_client import Counter, Gauge, Histogram

SECONDS = Histogram(
    "lectern_work_seconds",
    "Time spent on calls and events",
    ["service", "entrypoint"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
OUTCOMES = Counter("lectern_work_total", "Calls and events by how they ended", ["service", "entrypoint", "outcome"])
IN_PROGRESS = Gauge("lectern_work_in_progress", "Calls and events that are being worked on", ["service"])
PARKED = Gauge("lectern_parked_messages", "Messages that a service could not deal with", ["service"])
WAITING = Gauge("lectern_waiting_messages", "Calls or events that wait in a queue for a worker", ["service", "queue"])
OUTBOX_LAG = Gauge("lectern_outbox_lag_seconds", "Age of the oldest event that has not left", ["service"])


class WorkMetrics(DependencyProvider):
    """Measures every worker of a container."""

    def worker_setup(self, worker_ctx: Any) -> None:
        """Called in the worker's green thread before its method."""
        IN_PROGRESS.labels(worker_ctx.service_name).inc()
        worker_ctx.data["started"] = time.perf_counter()

    def worker_result(self, worker_ctx: Any, result: Any = None, exc_info: Any = None) -> None:
        """Called when the method has returned or raised."""
        labels = (worker_ctx.service_name, worker_ctx.entrypoint.method_name)
        SECONDS.labels(*labels).observe(time.perf_counter() - worker_ctx.data.pop("started"))
        OUTCOMES.labels(*labels, exc_info[0].__name__ if exc_info else "ok").inc()
        IN_PROGRESS.labels(worker_ctx.service_name).dec()
