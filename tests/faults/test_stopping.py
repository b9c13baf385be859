"""Fault 13: SIGTERM under load, with the broker away, and when the process is stuck in some way."""

from __future__ import annotations

import signal

from lectern.waiting import wait_until
from tests.faults.support.calls import Caller, Queues
from tests.faults.support.processes import Stage
from tests.faults.support.traces import Traces
from tests.faults.support.world import World

DRAIN_SECONDS = 3  # DRAIN_SECONDS of the stage; 20 in production
GRACE_SECONDS = 20  # for the thread that ends a stuck process (2 s), and for a busy machine
CALLS, WORKERS = 12, 4


def test_sigterm_under_load_finishes_what_is_begun_and_leaves_the_rest_in_the_queue(
    stage: Stage, caller: Caller, traces: Traces, queues: Queues
) -> None:
    service = stage.service(MAX_WORKERS=str(WORKERS)).start().wait_until_ready()
    for number in range(CALLS):
        caller.send("linger", {"seconds": 1.0, "text": f"{number}"}, seconds=60)
    wait_until(lambda: traces.runs("linger") >= WORKERS, 30, "all workers are busy")
    service.signal(signal.SIGTERM)
    assert service.exit_code(DRAIN_SECONDS + GRACE_SECONDS) == 0
    begun, finished = traces.runs("linger"), traces.runs("lingered")
    assert WORKERS <= begun == finished < CALLS
    caller.collect(begun, 30)
    assert queues.depth("rpc-probe") == CALLS - begun
    service.start()
    caller.collect(CALLS, 60)
    assert traces.runs("linger") == CALLS


def test_sigterm_under_events_finishes_what_is_begun_and_none_is_lost(
    stage: Stage, caller: Caller, traces: Traces
) -> None:
    stage.service().start().wait_until_ready()
    handlers = stage.handlers().start().wait_until_ready()
    caller.send("write_many", {"number": 100})
    wait_until(lambda: traces.heard() > 20, 30, "events are handled")
    handlers.signal(signal.SIGTERM)
    assert handlers.exit_code(DRAIN_SECONDS + GRACE_SECONDS) == 0
    handlers.start()
    wait_until(lambda: traces.heard_events() == 100, 30, "all have been handled")
    assert traces.heard() == 100


def test_sigterm_while_the_broker_is_away_ends_the_process(stage: Stage, world: World, caller: Caller) -> None:
    processes = [stage.service().start(), stage.handlers().start()]
    for process in processes:
        process.wait_until_ready()
    world.stop_broker()
    never_connected = stage.service("never connected").start()
    for process in [*processes, never_connected]:
        wait_until(lambda process=process: process.health()[0] == 503, 30, "it is not ready")  # type: ignore[misc]
        process.signal(signal.SIGTERM)
    for process in [*processes, never_connected]:
        process.exit_code(DRAIN_SECONDS + GRACE_SECONDS)


def test_sigterm_ends_a_process_whose_worker_waits_for_ever_and_its_call_is_delivered_again(
    stage: Stage, caller: Caller, traces: Traces, queues: Queues
) -> None:
    service = stage.service().start().wait_until_ready()
    caller.send("be_stuck", {})
    wait_until(lambda: traces.runs("stuck"), 30, "a worker is stuck")
    service.signal(signal.SIGTERM)
    service.exit_code(DRAIN_SECONDS + GRACE_SECONDS)
    assert queues.depth("rpc-probe") == 1


def test_a_process_whose_hub_is_stuck_says_so_and_ends_on_sigterm(stage: Stage, caller: Caller, traces: Traces) -> None:
    service = stage.service().start().wait_until_ready()
    caller.send("hog", {}, seconds=20)
    wait_until(lambda: traces.runs("hog"), 30, "the hub is stuck")
    wait_until(lambda: service.health("/healthz")[0] == 503, 30, "it says that it is not alive")
    service.signal(signal.SIGTERM)
    service.exit_code(DRAIN_SECONDS + GRACE_SECONDS)
