"""What a second replica of a service adds: `python bench/replicas.py`.

One system on PostgreSQL, in which a service is run by hand: once, then twice. Each replica is bound to a core of its
own, so that one can never take two; everything else goes where there is room. Replies are not kept, so that each
request is answered by the service. Clients, gateway, broker and database are on the same cores: the table says how busy
these were, and what they allow at the price of an answer.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit, urlunsplit

import httpx
import rest
import uvloop
from far import Far
from rest import say

from lectern.ports import next_free
from lectern.probing import ask
from lectern.system import System, running
from lectern.waiting import wait_until

SETTINGS = {"RATE_LIMITS": "off", "REPLIES_TTL": "0", "DB": "postgres"}
FIRST_PORT = 12_500
READY_SECONDS, STOP_SECONDS = 60, 40
FAR_SECONDS = 0.02


@dataclass(frozen=True)
class Trial:
    """A scenario, the service that answers it, and the settings of its replicas."""

    title: str
    service: str
    target: str
    work: rest.Work
    environment: dict[str, str] = field(default_factory=dict)


def trials(far_database: str) -> list[Trial]:
    """One that computes, one that hardly does anything else, and one that waits."""
    courses = ("courses", "courses.service:CoursesService")
    accounts = ("accounts", "accounts.service:AccountsService")
    far = {"COURSES_DATABASE_URL": far_database}
    return [
        Trial("20 courses", *courses, rest.SCENARIOS["20 courses"]),
        Trial("sign in", *accounts, rest.SCENARIOS["sign in"]),
        Trial(f"one course, database {FAR_SECONDS * 1000:.0f} ms away", *courses, rest.SCENARIOS["one course"], far),
    ]


@contextmanager
def replica(system: System, trial: Trial, core: int) -> Iterator[int]:
    """One process of the trial's service, bound to a core; gives its process id."""
    port = next_free(FIRST_PORT)
    process = subprocess.Popen(  # noqa: S603 (our own)
        [sys.executable, "-m", "chassis.run", trial.target],
        cwd=system.directory,
        env={**system.environment, **trial.environment, "HEALTH_PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        os.sched_setaffinity(process.pid, {core})
        wait_until(lambda: _is_ready(port), READY_SECONDS, f"{trial.service} is ready")
        yield process.pid
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)


def _is_ready(port: int) -> bool:
    try:
        return ask(port).status_code == 200
    except httpx.HTTPError:
        return False


def measured(system: System, asked: rest.System, trial: Trial, replicas: int, seconds: float) -> rest.Result:
    """The trial with so many replicas, and no other process of that service."""
    system.stop(trial.service)
    cores = sorted(os.sched_getaffinity(0))
    with ExitStack() as stack:
        pids = [stack.enter_context(replica(system, trial, cores[n % len(cores)])) for n in range(replicas)]
        result = uvloop.run(rest.measure(replace(asked, pids=(*asked.pids, *pids)), trial.work, 32, seconds))
    system.start(trial.service)
    system.wait_until_ready()
    return result


def row(trial: Trial, replicas: int, result: rest.Result) -> str:
    """A line of the table."""
    answers = len(result.waits)
    own, every = result.programs.get(trial.target, 0.0) / result.seconds, result.cpu / result.seconds
    allowed = (os.cpu_count() or 1) * result.per_cpu_second
    return (
        f"| {trial.title} | {replicas} | {answers / result.seconds:.0f} | {own:.2f} | {every:.2f} | {allowed:.0f} "
        f"| {result.quantile(0.5):.0f} | {result.failed} |"
    )


def main() -> None:
    """Measure each trial with one replica and with two, in turns."""
    parser = argparse.ArgumentParser(description="Measure what a second replica of a service adds.")
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--rounds", type=int, default=2)
    wanted = parser.parse_args()
    with running(env=SETTINGS) as system:
        near = urlsplit(system.environment["COURSES_DATABASE_URL"])
        asked = rest.system("lectern", system.url, str(system.supervisor.pid))
        with Far(near.port or 0, FAR_SECONDS).open() as port:
            far = urlunsplit(near._replace(netloc=near.netloc.replace(f":{near.port}", f":{port}")))
            say("| scenario | replicas | answers/s | cores of the replicas | of all | cores allow | p50 ms | failed |")
            say("| --- | --- | --- | --- | --- | --- | --- | --- |")
            for trial in trials(far):
                for _ in range(wanted.rounds):
                    for replicas in (1, 2):
                        say(row(trial, replicas, measured(system, asked, trial, replicas, wanted.seconds)))


if __name__ == "__main__":
    main()
