"""What two samples say: rates between them, quantiles of what came between them, and where things stand now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lectern.top.processes import Counts, Sample

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Work:
    """Requests, or calls and events, of one process or service; seconds are None when there were none."""

    rate: float
    failures: float
    p50: float | None
    p95: float | None


@dataclass(frozen=True)
class Process:
    """One process: shares of a processor core, megabytes."""

    name: str
    answers: bool
    cpu: float
    memory: float
    work: Work


@dataclass(frozen=True)
class Figures:
    """All that is shown."""

    processes: list[Process]
    outbox_lag: dict[str, float]
    parked: dict[str, float]
    calls: dict[str, float]
    events: dict[str, float]
    sockets: float
    streams: float


def compare(before: Sample, after: Sample) -> Figures:
    """The figures between two samples."""
    seconds = max(after.moment - before.moment, 1e-6)
    everything = list(after.processes.values())
    return Figures(
        [_process(name, before.processes.get(name, {}), now, seconds) for name, now in after.processes.items()],
        _worst(everything, "lectern_outbox_lag_seconds"),
        _worst(everything, "lectern_parked_messages"),
        _waiting(everything, events=False),
        _waiting(everything, events=True),
        sum(_total(one, "classroom_sockets") for one in everything),
        sum(_total(one, "gateway_streams") for one in everything),
    )


def quantile(buckets: Mapping[float, float], share: float) -> float | None:
    """As Prometheus' histogram_quantile: from cumulative counts by upper bound, evenly spread within a bucket."""
    total = buckets.get(float("inf"), 0.0)
    if not total:
        return None
    below, least = 0.0, 0.0
    for bound, count in sorted(buckets.items()):
        if count >= share * total:
            if bound == float("inf"):
                return least
            return least + (bound - least) * (share * total - below) / (count - below)
        below, least = count, bound
    return least


def _process(name: str, before: Counts, now: Counts, seconds: float) -> Process:
    cpu = (_total(now, "process_cpu_seconds_total") - _total(before, "process_cpu_seconds_total")) / seconds
    memory = _total(now, "process_resident_memory_bytes") / MEGABYTE
    return Process(name, bool(now), max(cpu, 0.0) if before else 0.0, memory, _work(_difference(before, now), seconds))


def _work(grown: Counts, seconds: float) -> Work:
    """Of a gateway or of a service: each counts in words of its own."""
    done = {key: value for key, value in grown.items() if key[0] in ("gateway_requests_total", "lectern_work_total")}
    failed = [value for (_, labels), value in done.items() if _is_failure(dict(labels))]
    buckets: dict[float, float] = defaultdict(float)
    for (name, labels), value in grown.items():
        if name in ("gateway_request_seconds_bucket", "lectern_work_seconds_bucket"):
            buckets[float(dict(labels)["le"])] += value
    return Work(sum(done.values()) / seconds, sum(failed) / seconds, quantile(buckets, 0.5), quantile(buckets, 0.95))


def _is_failure(labels: Mapping[str, str]) -> bool:
    return labels.get("status", "").startswith("5") or labels.get("outcome", "ok") != "ok"


def _difference(before: Counts, now: Counts) -> Counts:
    """What was added; a process that began anew began at nothing."""
    return {key: value - before.get(key, 0.0) if value >= before.get(key, 0.0) else value for key, value in now.items()}


def _total(counts: Counts, name: str) -> float:
    return sum(value for (known, _), value in counts.items() if known == name)


def _waiting(everything: Iterable[Counts], events: bool) -> dict[str, float]:
    """By service, what waits in its queues: replicas tell of the same ones."""
    queues: dict[tuple[str, str], float] = defaultdict(float)
    for counts in everything:
        for (known, labels), value in counts.items():
            named = dict(labels)
            if known == "lectern_waiting_messages" and named["queue"].startswith("evt-") == events:
                key = named["service"], named["queue"]
                queues[key] = max(queues[key], value)
    found: dict[str, float] = defaultdict(float)
    for (service, _), value in queues.items():
        found[service] += value
    return dict(found)


def _worst(everything: Iterable[Counts], name: str) -> dict[str, float]:
    """By service, the largest: every process of a service tells of the same outbox and the same parking."""
    found: dict[str, float] = defaultdict(float)
    for counts in everything:
        for (known, labels), value in counts.items():
            if known == name:
                service = dict(labels).get("service", "")
                found[service] = max(found[service], value)
    return dict(sorted(found.items()))
