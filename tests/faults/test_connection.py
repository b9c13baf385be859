"""Faults 8 and 10: a connection that is open but dead; a reply queue that is gone."""

from __future__ import annotations

import pytest

from lectern.waiting import wait_until
from tests.faults.support.calls import Caller, Queues
from tests.faults.support.processes import Stage
from tests.faults.support.proxy import Proxy
from tests.faults.support.time import stays
from tests.faults.support.traces import Traces
from tests.faults.support.world import World

HEARTBEAT = 2
NOTICED_SECONDS = 30.0
"""Twice the heartbeat and 2 s on a machine with nothing else to do; unguarded, a stalled connection takes 60 s."""
IN_PROGRESS = 'lectern_work_in_progress{service="probe"}'


@pytest.fixture
def through(world: World, proxy: Proxy) -> dict[str, str]:
    """Settings that lead a process to the broker through the proxy."""
    address, _, _ = world.amqp_url.rstrip("/").rpartition(":")
    return {"AMQP_URL": f"{address}:{proxy.port}/", "HEARTBEAT": str(HEARTBEAT)}


def test_a_stalled_connection_is_noticed_and_left(
    stage: Stage, caller: Caller, proxy: Proxy, traces: Traces, through: dict[str, str]
) -> None:
    service = stage.service(**through).start().wait_until_ready()
    handlers = stage.handlers(**through).start().wait_until_ready()
    caller.ask("write", text="in flight", after_commit=1)
    wait_until(lambda: traces.runs("committed"), 60, "a call is at work")
    proxy.stall()
    for process in (service, handlers):
        wait_until(lambda process=process: not process.ready, NOTICED_SECONDS, "it says that it is not ready")  # type: ignore[misc]
    stays(lambda: service.health("/healthz")[0] == 200, 5, "it is alive")
    assert not service.ready
    proxy.flow()
    service.wait_until_ready()
    handlers.wait_until_ready()
    assert caller.answers(20)
    wait_until(lambda: traces.heard("in flight") == 1, 60, "the event has had its effect")
    assert traces.notes("in flight") == 1
    wait_until(lambda: service.metric(IN_PROGRESS) == 0, 60, "no worker is left behind")


def test_connections_that_are_cut_again_and_again_lose_nothing(
    stage: Stage, caller: Caller, proxy: Proxy, traces: Traces, through: dict[str, str]
) -> None:
    # Cuts are noticed at once. On a busy machine short heartbeats would cut as well, and each cut begins the call anew.
    patient = {**through, "HEARTBEAT": "60"}
    stage.service(**patient).start().wait_until_ready()
    stage.handlers(**patient).start().wait_until_ready()
    caller.send("write_many", {"number": 200}, seconds=600)  # a call that came back too late would be refused
    for quarter in (40, 80, 120, 160):
        wait_until(lambda quarter=quarter: traces.notes() >= quarter, 60, "some are written")  # type: ignore[misc]
        proxy.cut()
    wait_until(lambda: traces.settled(200), 240, "all are written, and each has been handled once")
    wait_until(lambda: traces.unsent() == 0, 60, "none is left in the outbox")


def test_workers_that_wait_for_a_reply_come_back_when_its_queue_is_gone(
    stage: Stage, caller: Caller, queues: Queues, proxy: Proxy, through: dict[str, str]
) -> None:
    queues.declare("rpc-echo", durable=True, bind=("nameko-rpc", "echo.*"))
    service = stage.service(**through, MAX_WORKERS="2").start().wait_until_ready()
    for _ in range(2):
        caller.send("ask", {"wait": 0}, seconds=4)
    asked, _ = queues.take("rpc-echo")
    proxy.stall()
    proxy.cut()
    queues.delete(f"rpc.reply-probe-{asked.reply_to}")
    proxy.flow()
    wait_until(lambda: caller.answers(2), 60, "its workers are free again")
    assert service.alive
    wait_until(lambda: service.metric(IN_PROGRESS) == 0, 60, "no worker is left behind")
