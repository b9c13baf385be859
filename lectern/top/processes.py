"""Finding the processes of a running system, and reading what each counts at the moment."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
from prometheus_client.parser import text_string_to_metric_families

from lectern import leftovers
from lectern.probing import ask

Labels = tuple[tuple[str, str], ...]
Counts = dict[tuple[str, Labels], float]
"""By name and labels, the latter in their order."""


@dataclass(frozen=True)
class Sample:
    """What each process counted at a moment, in seconds of the monotonic clock; empty for one that did not answer."""

    moment: float
    processes: dict[str, Counts]


def sample(directory: Path) -> Sample:
    """Ask every process of the system in the directory."""
    return Sample(time.monotonic(), {name: _counts(port) for name, port in sorted(_ports(directory))})


def parse(text: str) -> Counts:
    """The samples in Prometheus' text format."""
    families = text_string_to_metric_families(text)
    return {(one.name, tuple(sorted(one.labels.items()))): one.value for family in families for one in family.samples}


def _counts(port: int) -> Counts:
    try:
        return parse(ask(port, "/metrics").raise_for_status().text)
    except httpx.HTTPError:
        return {}


def _ports(directory: Path) -> Iterator[tuple[str, int]]:
    """Name and port of everything that answers /metrics; what it is comes last in its command line."""
    for pid in leftovers.find(directory):
        settings, words = leftovers.environment_of_process(pid), leftovers.command_of(pid)
        if words[1:3] == ["-m", "gateway"]:
            yield "gateway", int(settings["PORT"])
        elif words[1:2] == ["-m"] and settings.get("HEALTH_PORT"):
            yield words[-1].rpartition(":")[2] or words[-1], int(settings["HEALTH_PORT"])
