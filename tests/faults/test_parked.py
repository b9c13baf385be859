"""What becomes of parked messages: they are counted, looked at, sent back, thrown away."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import orjson

from lectern.waiting import wait_until
from tests.faults.conftest import LADDER
from tests.faults.support.calls import Caller, Queues, body_of
from tests.faults.support.processes import Stage
from tests.faults.support.traces import Traces
from tests.faults.support.world import World


def command(world: World, *words: str) -> str:
    """What `python -m chassis.parked probe …` prints."""
    return subprocess.run(
        [sys.executable, "-m", "chassis.parked", "probe", *words],
        env={**os.environ, "AMQP_URL": world.amqp_url},
        check=True,
        capture_output=True,
        text=True,
        timeout=30,
    ).stdout


def operate(caller: Caller, method: str, role: str = "operator", **path: str) -> dict[str, Any]:
    """Ask an endpoint of the parking on behalf of somebody with a role."""
    request = {"path": path, "query": "", "body": "", "headers": {}}
    return caller.reply(caller.send(method, {"request": request}, role=role))


def park(caller: Caller, queues: Queues, number: int) -> None:
    """Have so many events parked."""
    for index in range(number):
        caller.get("write", text=f"bad {index}", fact="failed")
    wait_until(lambda: queues.parked() == number, 30, "all are parked")


def test_parked_messages_are_counted_listed_shown_replayed_and_dropped(
    stage: Stage, world: World, caller: Caller, queues: Queues, traces: Traces
) -> None:
    service = stage.service().start().wait_until_ready()
    handlers = stage.handlers().start().wait_until_ready()
    park(caller, queues, 2)
    tries = 1 + len(LADDER)
    wait_until(lambda: handlers.metric('lectern_parked_messages{service="probe"}') == 2, 30, "they are counted")
    listed = command(world, "list").splitlines()
    assert len(listed) == 2
    assert all("evt-probe-failed--probe.on_probe_failed" in line and "never succeeds" in line for line in listed)
    shown = [command(world, "show", line.split()[0]) for line in listed]
    assert all("Traceback" in one for one in shown)
    assert all(any(f"bad {number}" in one for one in shown) for number in range(2))  # in whichever order they failed
    first = listed[0].split()[0]
    command(world, "replay", first)
    wait_until(lambda: traces.runs("failed") == 3 * tries, 30, "it was tried again, as often as a new one")
    wait_until(lambda: queues.parked() == 2, 30, "it is parked again")
    for line in listed:
        command(world, "drop", line.split()[0])
    assert command(world, "list") == "Nothing is parked.\n"
    assert service.alive


def test_operators_and_nobody_else_look_after_them_over_the_interface(
    stage: Stage, caller: Caller, queues: Queues, traces: Traces
) -> None:
    stage.service().start().wait_until_ready()
    stage.handlers().start().wait_until_ready()
    park(caller, queues, 1)
    refused = operate(caller, "list_parked", role="student")
    assert refused["error"]["exc_args"][0]["kind"] == "Forbidden"
    (parked,) = body_of(operate(caller, "list_parked"))["messages"]
    wait_until(lambda: body_of(operate(caller, "show_health"))["parked"] == 1, 30, "its health counts it")
    assert orjson.loads(parked["body"])["data"] == {"text": "bad 0"}
    assert operate(caller, "replay_parked", id=parked["id"])["result"]["status"] == 204
    wait_until(lambda: traces.runs("failed") == 2 * (1 + len(LADDER)), 30, "it was tried again")
    wait_until(lambda: queues.parked() == 1, 30, "it is parked again")
    assert operate(caller, "drop_parked", id=parked["id"])["result"]["status"] == 204
    assert queues.parked() == 0
    missing = operate(caller, "drop_parked", id=parked["id"])
    assert missing["error"]["exc_args"][0]["kind"] == "NotFound"


def test_an_event_whose_handler_killed_its_process_can_be_replayed(
    stage: Stage, world: World, caller: Caller, queues: Queues, traces: Traces
) -> None:
    stage.service().start().wait_until_ready()
    handlers = stage.handlers().start().wait_until_ready()
    caller.get("write", text="deadly", fact="exploded")

    def parked() -> bool:
        handlers.keep_alive()
        return queues.parked() == 1

    wait_until(parked, 90, "the event is parked")
    before = traces.runs("exploded")
    (line,) = command(world, "list").splitlines()
    assert "evt-probe-exploded--probe.on_probe_exploded" in line
    assert "died each time" in line
    handlers.keep_alive()
    handlers.wait_until_ready()
    command(world, "replay", line.split()[0])
    wait_until(lambda: traces.runs("exploded") > before, 30, "it is tried again")
