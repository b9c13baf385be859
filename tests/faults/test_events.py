"""Faults 2, 3 and 6: handlers that fail, handlers that kill their process, relays that die at the worst moment."""

from __future__ import annotations

import signal

import orjson

from lectern.waiting import wait_until
from tests.faults.conftest import LADDER
from tests.faults.support.calls import Caller, Queues
from tests.faults.support.processes import Stage
from tests.faults.support.traces import Traces

MOST_DELIVERIES = 6


def test_a_handler_that_always_fails_is_tried_as_often_as_the_ladder_says_then_parked(
    stage: Stage, caller: Caller, traces: Traces, queues: Queues
) -> None:
    stage.service().start().wait_until_ready()
    stage.handlers().start().wait_until_ready()
    caller.get("write", text="bad", fact="failed")
    properties, body = queues.take("probe.parked")
    assert traces.runs("failed") == 1 + len(LADDER)
    assert "this handler never succeeds" in properties.headers["x-parked-why"]
    assert orjson.loads(body)["data"] == {"text": "bad"}
    assert traces.heard() == 0
    caller.get("write", text="good")
    wait_until(lambda: traces.heard("good") == 1, 30, "the process goes on handling other events")


def test_a_handler_that_kills_its_process_ends_with_its_event_parked(
    stage: Stage, caller: Caller, traces: Traces, queues: Queues
) -> None:
    stage.service().start().wait_until_ready()
    handlers = stage.handlers().start().wait_until_ready()
    caller.get("write", text="deadly", fact="exploded")

    def parked() -> bool:
        handlers.keep_alive()
        return queues.parked() == 1

    wait_until(parked, 90, "the event is parked")
    assert 1 < traces.runs("exploded") <= MOST_DELIVERIES
    handlers.keep_alive()
    handlers.wait_until_ready()
    caller.get("write", text="good")
    wait_until(lambda: traces.heard("good") == 1, 30, "the process goes on handling other events")


def test_events_told_before_their_handler_ever_ran_reach_it(
    stage: Stage, caller: Caller, traces: Traces, queues: Queues
) -> None:
    stage.service().start().wait_until_ready()
    for number in range(20):
        caller.get("write", text=f"early {number}")
    wait_until(lambda: traces.unsent() == 0, 30, "all have left")
    assert queues.depth("unrouted--probe.noted") == 20
    stage.handlers().start().wait_until_ready()
    wait_until(lambda: traces.heard() == 20, 30, "all are handled")
    caller.get("write", text="late")
    wait_until(lambda: traces.heard("late") == 1, 30, "what is told now is handled too")
    assert traces.heard() == 21
    assert queues.depth("unrouted--probe.noted") == 0


def test_a_relay_killed_between_publishing_and_marking_publishes_again_for_one_effect(
    stage: Stage, caller: Caller, traces: Traces, queues: Queues
) -> None:
    handlers = stage.handlers().start().wait_until_ready()
    handlers.signal(signal.SIGTERM)  # its queue stays, and its relay does not step in
    handlers.exit_code(30)
    queues.declare("listener", auto_delete=True, bind=("probe.events", "noted"))
    service = stage.service().start(SABOTAGE="die between publish and mark").wait_until_ready()
    caller.ask("write", text="twice")
    service.exit_code(30)
    service.start()
    handlers.start().wait_until_ready()
    wait_until(lambda: traces.unsent() == 0, 30, "the next relay has sent it")
    published = [orjson.loads(queues.take("listener")[1])["id"] for _ in range(2)]
    assert published[0] == published[1]
    wait_until(lambda: traces.heard() == 1, 30, "the event has had its effect")
    handlers.wait_until_ready()
    assert queues.depth("evt-probe-noted--probe.on_probe_noted") == 0
    assert (traces.notes(), traces.heard()) == (1, 1)


def test_an_event_leaves_when_its_transaction_is_committed_and_not_when_somebody_looks(
    stage: Stage, caller: Caller, traces: Traces
) -> None:
    stage.service().start(SABOTAGE="never poll").wait_until_ready()
    stage.handlers().start(SABOTAGE="never poll").wait_until_ready()
    caller.get("write", text="at once")
    wait_until(lambda: traces.heard("at once") == 1, 30, "the event is handled")
