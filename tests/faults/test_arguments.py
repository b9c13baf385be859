"""Fault 15: a queue is there already, with other arguments."""

from __future__ import annotations

from lectern.waiting import wait_until
from tests.faults.support.calls import Caller, Queues
from tests.faults.support.processes import Stage


def test_a_service_whose_queue_has_other_arguments_is_not_ready_and_says_why(
    stage: Stage, caller: Caller, queues: Queues
) -> None:
    queues.declare("rpc-probe", durable=True, arguments={"x-max-length": 5})
    service = stage.service().start()

    def complaint() -> str:
        status, report = service.health()
        return report["checks"]["consumers"] if status == 503 and "rpc-probe" in str(report) else ""

    said = wait_until(complaint, 30, "it says what is wrong")
    assert "PRECONDITION_FAILED" in said
    assert "other properties" in said
    assert service.health("/healthz")[0] == 200
    queues.delete("rpc-probe")
    service.wait_until_ready()
    assert caller.answers(20)


def test_a_worker_whose_queue_has_other_arguments_is_not_ready_and_says_why(stage: Stage, queues: Queues) -> None:
    queue = "evt-probe-noted--probe.on_probe_noted"
    queues.declare(queue, durable=True)
    handlers = stage.handlers().start()
    wait_until(lambda: queue in str(handlers.health()), 30, "it names the queue")
    assert not handlers.ready
