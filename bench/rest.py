"""How much work a system does a CPU second, scenario by scenario, beside any others that offer the same API.

    python bench/rest.py --system NAME URL PIDS [--system NAME URL PIDS …]

PIDS are the processes that everything of the system descends from, with commas between them: all of it is counted, its
servers too. The systems take turns within each scenario, so that a machine that is busy for a while troubles all.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import accounting
import school
import uvloop
from http_client import Connection, Request
from school import School

WARM_UP_SECONDS = 1.5
Work = Callable[[School], Iterator[Request]]


@dataclass(frozen=True)
class System:
    """A system under measurement, with the school that was made in it."""

    name: str
    url: str
    pids: tuple[int, ...]
    school: School


@dataclass
class Result:
    """What one scenario cost on one system."""

    waits: list[float] = field(default_factory=list)
    failed: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    programs: dict[str, float] = field(default_factory=dict)

    @property
    def per_cpu_second(self) -> float:
        """Good answers for each second of CPU that the system took."""
        return len(self.waits) / max(self.cpu, 0.01)

    def row(self) -> str:
        """Its columns of the table."""
        rates = f"{len(self.waits) / self.seconds:.0f} | {self.per_cpu_second:.0f}"
        return f"{rates} | {self.quantile(0.5):.1f} | {self.quantile(0.99):.1f} | {self.failed}"

    def quantile(self, part: float) -> float:
        """A quantile of the time to the answer, in ms."""
        ordered = sorted(self.waits) or [0.0]
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))] * 1000


def _reading(path: Callable[[School], str], token: Callable[[School], str] = lambda it: it.teacher) -> Work:
    return lambda it: itertools.repeat(Request("GET", path(it), token(it)))


def _coming_and_going(it: School) -> Iterator[Request]:
    for token in itertools.cycle(it.students):
        yield Request("POST", f"/api/courses/{it.open_course}/enroll/", token, {})
        yield Request("POST", f"/api/courses/{it.open_course}/unenroll/", token, {})


def _answering(it: School) -> Iterator[Request]:
    body = {"assignment": it.quiz, "answers": [1] * school.QUESTIONS}
    return (Request("POST", "/api/submissions/", token, body) for token in itertools.cycle(it.students))


def _signing_in(it: School) -> Iterator[Request]:
    body = {"username": it.username, "password": school.PASSWORD}
    return itertools.repeat(Request("POST", "/api/auth/login/", body=body))


SCENARIOS: dict[str, Work] = {
    "who am I": _reading(lambda _: "/api/auth/me/"),
    "20 courses": _reading(lambda _: "/api/courses/?mine=1"),
    "one course": _reading(lambda it: f"/api/courses/{it.courses[0]}/"),
    "50 ratings": _reading(lambda it: f"/api/feedback/?course={it.courses[0]}"),
    "100 notifications": _reading(lambda _: "/api/notifications/", lambda it: it.told),
    "enrol, leave": _coming_and_going,
    "submit a quiz": _answering,
    "sign in": _signing_in,
}


async def measure(system: System, work: Work, workers: int, seconds: float) -> Result:
    """Let so many workers ask, each for the next as soon as it has an answer."""
    place = urlsplit(system.url)
    result, requests = Result(), work(system.school)
    connections = [Connection(place.hostname or "127.0.0.1", place.port or 80) for _ in range(workers)]
    began = time.perf_counter() + WARM_UP_SECONDS
    tasks = [asyncio.create_task(_ask(one, requests, began, began + seconds, result)) for one in connections]
    await asyncio.sleep(WARM_UP_SECONDS)
    before, cpu = accounting.by_program(accounting.family(system.pids)), accounting.total_cpu_seconds(system.pids)
    await asyncio.sleep(seconds)
    result.cpu, result.seconds = accounting.total_cpu_seconds(system.pids) - cpu, seconds
    after = accounting.by_program(accounting.family(system.pids))
    result.programs = {name: spent - before.get(name, 0.0) for name, spent in after.items()}
    await asyncio.gather(*tasks)
    for one in connections:
        one.close()
    return result


async def _ask(connection: Connection, requests: Iterator[Request], began: float, ends: float, result: Result) -> None:
    while (asked := time.perf_counter()) < ends:
        try:
            status = await connection.send(next(requests))
        except OSError:
            status = 0
        answered = time.perf_counter()
        if began <= asked and answered <= ends:
            if 200 <= status < 300:
                result.waits.append(answered - asked)
            else:
                result.failed += 1


async def compare(systems: list[System], workers: int, seconds: float) -> None:
    """Print a table: each scenario on each system, and what the first does for each answer of the others."""
    say(f"{workers} at a time, {seconds:g} s each\n")
    say("| scenario | system | answers/s | a CPU second | p50 ms | p99 ms | failed | ratio |")
    say("| --- | --- | --- | --- | --- | --- | --- | --- |")
    ratios: list[float] = []
    spent: Counter[str] = Counter()
    for title, work in SCENARIOS.items():
        results = [await measure(system, work, workers, seconds) for system in systems]
        for system, result in zip(systems, results, strict=True):
            ratio = results[0].per_cpu_second / max(result.per_cpu_second, 0.01)
            say(f"| {title} | {system.name} | {result.row()} | {ratio:.1f} |")
            ratios += [ratio] if system is not systems[0] else []
        spent.update(results[0].programs)
    summarize(systems, ratios, spent)


def summarize(systems: list[System], ratios: list[float], spent: Counter[str]) -> None:
    """Print what the table comes to."""
    name, whole = systems[0].name, spent.total() or 1.0
    if ratios:
        say(f"\nFor each answer of the others {name} gives {statistics.median(ratios):.1f} (median of the scenarios).")
    shares = [f"{program} {share / whole:.0%}" for program, share in spent.most_common() if share / whole > 0.01]
    say(f"\nWhere {name} spent its CPU time: {', '.join(shares)}")
    for system in systems:
        say(f"\nMemory of {system.name} afterwards: {accounting.memory_mb(system.pids):.0f} MB (PSS)")


def system(name: str, url: str, pids: str) -> System:
    """A running system as the command line names it, with a school made in it."""
    if urlsplit(url).hostname not in ("127.0.0.1", "localhost", "::1"):
        sys.exit("Only systems on this machine are measured.")
    return System(name, url, tuple(int(pid) for pid in pids.split(",")), school.found(url))


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Make a school in each system, then measure."""
    parser = argparse.ArgumentParser(description="Compare systems that offer the same API.")
    parser.add_argument("--system", nargs=3, action="append", required=True, metavar=("NAME", "URL", "PIDS"))
    parser.add_argument("--workers", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=8)
    wanted = parser.parse_args()
    uvloop.run(compare([system(*words) for words in wanted.system], wanted.workers, wanted.seconds))


if __name__ == "__main__":
    main()
