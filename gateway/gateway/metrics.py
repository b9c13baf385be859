"""What the gateway counts, for Prometheus."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

disable_created_metrics()  # type: ignore[no-untyped-call]

BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)


class Metrics:
    """The gateway's own registry, so that several gateways can live in one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self._requests = Counter(
            "gateway_requests", "Requests by operation and status.", ["operation", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "gateway_request_seconds", "Time to answer.", ["operation"], buckets=BUCKETS, registry=self.registry
        )
        self._lookups = Counter(
            "gateway_cache_lookups", "Cache lookups by outcome.", ["cache", "outcome"], registry=self.registry
        )
        self._degraded = Counter(
            "gateway_degraded", "Answers sent without a service's part.", ["service"], registry=self.registry
        )
        self.streams = Gauge("gateway_streams", "Open event streams.", registry=self.registry)

    def observe(self, name: str, about: str, value: Callable[[], float]) -> None:
        """A gauge that is read when asked for."""
        Gauge(name, about, registry=self.registry).set_function(value)

    def request(self, operation: str, status: int, seconds: float | None) -> None:
        """A request has been answered; `seconds` is None for a stream, which lasts as long as somebody listens."""
        self._requests.labels(operation, status).inc()
        if seconds is not None:
            self._seconds.labels(operation).observe(seconds)

    def cache(self, name: str, hit: bool, count: int = 1) -> None:
        """A cache has been looked into."""
        self._lookups.labels(name, "hit" if hit else "miss").inc(count)

    def degraded(self, service: str) -> None:
        """An answer went out without what `service` would have added."""
        self._degraded.labels(service).inc()

    def text(self) -> bytes:
        """Everything, in Prometheus' text format."""
        return generate_latest(self.registry)
