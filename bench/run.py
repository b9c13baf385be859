"""Everything that is measured of a whole system, of one that is made for it: `make bench`.

    python bench/run.py [--system NAME URL PIDS …]

Starting, resting, answering, and live rooms, beside any others that offer the same API and run already.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import accounting
import rest
import sockets
import uvloop
from rest import say

from lectern import environment
from lectern.system import System

SETTLE_SECONDS, REST_SECONDS = 20, 30
LISTENERS = 400
SETTINGS = {"DEMO": "0", "RATE_LIMITS": "off"}


@contextmanager
def started(directory: Path) -> Iterator[System]:
    """A system of the directory."""
    system = System(directory, environment.neutral(SETTINGS), port=0)
    try:
        system.bring_up()
        yield system
    finally:
        system.shut_down()


def start_seconds(directory: Path) -> float:
    """How long a start takes."""
    began = time.monotonic()
    with started(directory):
        return time.monotonic() - began


def resting(system: System) -> str:
    """What it takes while nobody uses it."""
    time.sleep(SETTLE_SECONDS)
    everything = [system.supervisor.pid]
    before = accounting.total_cpu_seconds(everything)
    time.sleep(REST_SECONDS)
    spent = accounting.total_cpu_seconds(everything) - before
    memory, processes = accounting.memory_mb(everything), len(accounting.family(everything))
    return f"At rest: {spent / REST_SECONDS:.1%} of a core, {memory:.0f} MB (PSS) in {processes} processes"


def answer(system: System, others: list[list[str]], seconds: float) -> None:
    """Compare this system with the others: how it queues, how it feels, and how it teaches live."""
    ours = ["lectern", system.url, str(system.supervisor.pid)]
    systems = [rest.system(*words) for words in [ours, *others]]
    for workers in (32, 1):
        uvloop.run(rest.compare(systems, workers, seconds))
        say("")
    uvloop.run(sockets.compare(systems, LISTENERS, seconds))


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description="Measure a whole system.")
    parser.add_argument("--system", nargs=3, action="append", default=[], metavar=("NAME", "URL", "PIDS"))
    parser.add_argument("--seconds", type=float, default=8)
    wanted = parser.parse_args()
    say(f"Load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    with tempfile.TemporaryDirectory(prefix="lectern-", ignore_cleanup_errors=True) as name:
        directory = Path(name)
        say(f"First start, with empty databases: {start_seconds(directory):.0f} s")
        say(f"Second start: {start_seconds(directory):.0f} s")
        with started(directory) as system:
            say(resting(system) + "\n")
            answer(system, wanted.system, wanted.seconds)


if __name__ == "__main__":
    main()
