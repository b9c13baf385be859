"""What the gateway counts of uplinks."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram

BUCKETS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1)


class UplinkMetrics:
    """Records and bytes each way, what reached clients, what was left out, and how long writing to all took."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._records = Counter(
            "gateway_uplink_records", "Records told over uplinks.", ["direction"], registry=registry
        )
        self._bytes = Counter("gateway_uplink_bytes", "Bytes told over uplinks.", ["direction"], registry=registry)
        self._deliveries = Counter("gateway_uplink_deliveries", "Writes to clients behind uplinks.", registry=registry)
        self._left_out = Counter(
            "gateway_uplink_left_out", "Frames of streams that clients were not sent.", registry=registry
        )
        self._seconds = Histogram(
            "gateway_uplink_fanout_seconds",
            "Time to write what one message of a node holds to all its clients.",
            buckets=BUCKETS,
            registry=registry,
        )

    def went(self, records: int, size: int) -> None:
        """A message to a node."""
        self._records.labels("up").inc(records)
        self._bytes.labels("up").inc(size)

    def came(self, records: int, size: int, deliveries: int, seconds: float) -> None:
        """A message of a node, passed on to its clients."""
        self._records.labels("down").inc(records)
        self._bytes.labels("down").inc(size)
        self._deliveries.inc(deliveries)
        self._seconds.observe(seconds)

    def left_out(self, count: int) -> None:
        """Frames that clients were not sent, because they do not keep up."""
        self._left_out.inc(count)
