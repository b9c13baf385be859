"""Faults 12 and 14: work that would stop every other call, and many writers of one file."""

from __future__ import annotations

import statistics
import time

from lectern.waiting import wait_until
from tests.faults.support.calls import Caller, body_of
from tests.faults.support.processes import Stage
from tests.faults.support.traces import Traces

HASHES, AT_ONCE = 40, 4
WRITERS, WRITES = 50, 200
HUB_SECONDS = 0.25
WORK_SECONDS = 6.0
"""Three times the heartbeat."""
QUICK_SECONDS = 0.1
"""Of a ping. On a busy machine all takes longer, so a ping may also take half as long as a hash: behind the hashes that
are waiting at the time it would take as long as one."""


def ping_seconds(caller: Caller) -> float:
    """How long a ping takes."""
    began = time.monotonic()
    assert caller.get("ping") == {"text": "pong"}
    return time.monotonic() - began


def percentile_95(values: list[float]) -> float:
    """The value that 95 of 100 are below."""
    return sorted(values)[int(len(values) * 0.95)]


def test_pings_stay_quick_during_password_hashes(stage: Stage, caller: Caller, traces: Traces) -> None:
    stage.service(HEARTBEAT="2").start().wait_until_ready()
    pings: list[float] = []
    sent: dict[str, float] = {}
    while len(sent) < HASHES or sent.keys() - caller.replies.keys():
        while len(sent) < HASHES and len(sent.keys() - caller.replies.keys()) < AT_ONCE:
            sent[caller.send("hash_password", {})] = time.monotonic()
        pings.append(ping_seconds(caller))
    hashing = statistics.median(caller.arrived[call] - began for call, began in sent.items())
    assert percentile_95(pings) < max(QUICK_SECONDS, hashing / 2), f"median {statistics.median(pings):.3f} s"
    assert traces.runs("hash") == HASHES


def test_pings_stay_quick_and_nothing_is_delivered_again_during_a_long_piece_of_work(
    stage: Stage, caller: Caller, traces: Traces
) -> None:
    stage.service(HEARTBEAT="2").start().wait_until_ready()
    work = caller.send("grind", {"seconds": WORK_SECONDS})
    wait_until(lambda: traces.runs("grind"), 30, "it is at work")
    pings: list[float] = []
    while work not in caller.replies:
        pings.append(ping_seconds(caller))
    assert caller.replies[work]["error"] is None
    assert percentile_95(pings) < WORK_SECONDS / 6, f"median {statistics.median(pings):.3f} s"
    assert traces.runs("grind") == 1


def test_many_writers_of_one_file_neither_stall_the_hub_nor_see_its_lock(
    stage: Stage, caller: Caller, traces: Traces
) -> None:
    half = {"MAX_WORKERS": str(WRITERS // 2)}
    processes = [stage.service(name, **half).start() for name in ("one", "two")]
    processes.append(stage.handlers().start())
    for process in processes:
        process.wait_until_ready()
    for _ in range(8):  # calls go to the processes in turn
        caller.reply(caller.send("watch_hub", {}))
    calls = [caller.ask("write", seconds=60, text=f"{number}") for number in range(WRITES)]
    caller.collect(len(calls), 60, set(calls))
    for call in calls:
        body_of(caller.replies[call])
    wait_until(lambda: traces.heard() == WRITES, 30, "every event is handled")
    assert traces.notes() == WRITES
    worst = [caller.reply(caller.send("worst_stall", {}))["result"] for _ in range(8)]
    assert max(worst) < HUB_SECONDS
