"""Faults 5, 7 and 9: the broker is killed, stopped, or stops reading."""

from __future__ import annotations

from lectern.waiting import wait_until
from tests.faults.support.calls import Caller, Queues
from tests.faults.support.processes import Stage
from tests.faults.support.time import stays
from tests.faults.support.traces import Traces
from tests.faults.support.world import World

EVENTS = 400
HANG_SECONDS = 20.0
"""A publish to a broker that does not read hangs for over 30 s where nobody guards it; the deadline is 8 s."""
OUTAGE_SECONDS = 8.0
"""Longer than everything that a process waits for: a publish (5 s), a pause between two tries to connect (2 s)."""
BACK_SECONDS = 30.0
"""Five on a machine with nothing else to do; without the chassis a process never comes back, or after minutes."""


def test_the_broker_is_killed_while_events_are_written_and_every_one_has_one_effect(
    stage: Stage, world: World, caller: Caller, traces: Traces
) -> None:
    stage.service().start().wait_until_ready()
    stage.handlers().start().wait_until_ready()
    caller.send("write_many", {"number": EVENTS})
    wait_until(lambda: traces.notes() > EVENTS // 4, 30, "a quarter is written")
    world.kill_broker()
    wait_until(lambda: traces.notes() >= EVENTS, 60, "all are written, broker or not")
    world.wait_for_broker()
    wait_until(lambda: traces.settled(EVENTS), 90, "each has been handled once")
    wait_until(lambda: traces.unsent() == 0, 30, "none is left in the outbox")


def test_a_call_finishes_while_the_broker_is_away_and_the_process_outlives_the_outage(
    stage: Stage, world: World, caller: Caller, traces: Traces
) -> None:
    service = stage.service(MAX_WORKERS="2").start().wait_until_ready()
    for number in range(2):
        caller.ask("write", seconds=60, text=f"{number}", after_commit=1.5)
    wait_until(lambda: traces.runs("committed") == 2, 30, "both calls are between commit and reply")
    world.stop_broker()
    wait_until(lambda: service.health()[0] == 503, 30, "it says that it is not ready")
    assert "the broker is away" in service.health()[1]["checks"]["consumers"]
    stays(lambda: service.alive and service.health("/healthz")[0] == 200, OUTAGE_SECONDS, "it lives")
    world.start_broker()
    with Caller(world.amqp_url) as again:
        wait_until(lambda: again.answers(2), BACK_SECONDS, "it answers again")
    assert service.metric('lectern_work_in_progress{service="probe"}') == 0
    assert traces.notes() == 2


def test_a_service_that_starts_before_its_broker_waits_for_it(
    stage: Stage, world: World, traces: Traces, queues: Queues
) -> None:
    world.stop_broker()
    service, handlers = stage.service().start(), stage.handlers().start()
    wait_until(lambda: service.health()[0] == handlers.health()[0] == 503, 30, "both say that they are not ready")
    stays(lambda: service.alive and handlers.alive, 3, "both live")
    world.start_broker()
    service.wait_until_ready()
    handlers.wait_until_ready()
    with Caller(world.amqp_url) as again:
        again.get("write", text="after")
    wait_until(lambda: traces.heard("after") == 1, 30, "the event is handled")


def test_calls_under_a_disk_alarm_fail_by_their_deadline_and_recover_when_it_clears(
    stage: Stage, world: World, queues: Queues, caller: Caller, traces: Traces
) -> None:
    queues.declare("rpc-echo", durable=True, bind=("nameko-rpc", "echo.*"))
    service = stage.service(MAX_WORKERS="20").start().wait_until_ready()
    deadline = 8.0
    for number in range(12):
        caller.send("ask", {"wait": 4.0, "text": f"{number}"}, seconds=deadline)
    caller.ask("write", text="kept", after_commit=4)
    wait_until(lambda: traces.runs("ask") == 12 and traces.runs("committed"), 30, "all are at work")
    world.raise_disk_alarm()
    wait_until(lambda: traces.runs("asked") >= 12, 30, "every call has ended")
    outcomes = [line.split() for line in traces.details("asked")]
    assert {outcome for outcome, _ in outcomes} <= {"Unavailable", "DeadlineExceeded"}
    assert max(float(took) for _, took in outcomes) < HANG_SECONDS
    assert service.health("/healthz")[0] == 200
    world.clear_disk_alarm()
    with Caller(world.amqp_url) as again:
        wait_until(lambda: again.answers(2), BACK_SECONDS, "it answers again")
    wait_until(lambda: traces.unsent() == 0, 30, "the event has left")
    assert traces.notes("kept") == 1
    in_progress = 'lectern_work_in_progress{service="probe"}'
    wait_until(lambda: service.metric(in_progress) == 0, 30, "no worker is left behind")
