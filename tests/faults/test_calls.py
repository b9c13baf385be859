"""Faults 1 and 4: a service dies in the middle of a write; messages come that are no calls."""

from __future__ import annotations

import time
from typing import Any

import orjson

from lectern.waiting import wait_until
from tests.faults.support.calls import Caller, Queues, body_of
from tests.faults.support.processes import Stage
from tests.faults.support.traces import Traces

JSON: dict[str, Any] = {"content_type": "application/json", "content_encoding": "utf-8"}
PATIENCE = 5.0
"""Long enough for a busy machine to begin the call."""
CALL = orjson.dumps({"args": [], "kwargs": {}})


def test_a_write_whose_process_is_killed_after_its_commit_is_answered_and_not_repeated(
    stage: Stage, caller: Caller, traces: Traces
) -> None:
    service = stage.service().start().wait_until_ready()
    call = caller.ask("write", text="once", after_commit=30)
    wait_until(lambda: traces.runs("committed"), 30, "the call is between its commit and its reply")
    service.kill()
    service.start()
    assert body_of(caller.reply(call)) == {"text": "once"}
    assert traces.runs("write") == 1
    assert traces.notes("once") == 1


def test_a_write_whose_process_is_killed_before_its_commit_is_done_by_the_next_process(
    stage: Stage, caller: Caller, traces: Traces
) -> None:
    service = stage.service().start().wait_until_ready()
    call = caller.ask("write", text="again", before_commit=1.5)
    wait_until(lambda: traces.runs("written"), 30, "the call is in its transaction")
    service.kill()
    service.start()
    assert body_of(caller.reply(call)) == {"text": "again"}
    assert traces.runs("write") == 2
    assert traces.notes("again") == 1


def test_a_write_whose_caller_has_given_up_is_not_done_later(stage: Stage, caller: Caller, traces: Traces) -> None:
    service = stage.service().start().wait_until_ready()
    given_up = time.monotonic() + PATIENCE
    caller.ask("write", seconds=PATIENCE, text="late", before_commit=30)
    wait_until(lambda: traces.runs("written"), 30, "the call is in its transaction")
    service.kill()
    wait_until(lambda: time.monotonic() > given_up, 30, "the caller has given up")
    service.start().wait_until_ready()
    assert caller.get("count") == {"text": "0"}
    assert traces.runs("write") == 1


def test_the_same_idempotency_key_gets_the_same_answer_across_a_kill(
    stage: Stage, caller: Caller, traces: Traces
) -> None:
    service = stage.service().start().wait_until_ready()
    first = caller.reply(caller.ask("write", key="k1", text="keyed"))
    service.kill()
    service.start()
    assert caller.reply(caller.ask("write", key="k1", text="keyed")) == first
    assert traces.notes("keyed") == 1


NO_CALLS: dict[str, tuple[bytes, dict[str, Any]]] = {
    "without reply_to": (CALL, JSON),
    "without content_type": (CALL, {"reply": True}),
    "bad JSON": (b'{"args": [', {**JSON, "reply": True}),
    "JSON that is no object": (b"[1, 2]", {**JSON, "reply": True}),
    "a content type nobody reads": (b"\x80\x04", {"content_type": "application/x-python-serialize", "reply": True}),
}


def test_messages_that_are_no_calls_are_parked_and_the_service_lives(
    stage: Stage, caller: Caller, queues: Queues
) -> None:
    service = stage.service().start().wait_until_ready()
    for what, (body, properties) in NO_CALLS.items():
        given = dict(properties)
        waits = given.pop("reply", False)
        if waits:
            given |= {"reply_to": caller.reply_queue, "correlation_id": what}
        caller.publish("probe.ping", body, **given)
        kept, content = queues.take("probe.parked")
        assert content == body
        assert kept.headers["x-parked-from"] == "probe.ping"
        if waits:
            assert caller.reply(what)["error"]["exc_type"] == "MalformedRequest"
    assert caller.answers(20)
    assert service.alive


ODD_HEADERS: list[dict[str, Any]] = [
    {"nameko.call_id_stack": 5},
    {"nameko.call_id_stack": [1, None]},
    {"nameko.deadline_ms": "soon"},
    {"nameko.actor_id": "x", "nameko.actor_role": 7},
    {"nameko.idempotency_key": 3},
]


def test_odd_headers_neither_kill_a_service_nor_are_parked(stage: Stage, caller: Caller, queues: Queues) -> None:
    service = stage.service().start().wait_until_ready()
    request = orjson.dumps({"args": [], "kwargs": {"request": {}}})
    for number, headers in enumerate(ODD_HEADERS):
        caller.publish(
            "probe.ping", request, reply_to=caller.reply_queue, correlation_id=str(number), headers=headers, **JSON
        )
    caller.collect(len(ODD_HEADERS), 30)
    assert all(body_of(reply) == {"text": "pong"} for reply in caller.replies.values())
    assert service.alive
    assert caller.answers(20)
    assert queues.parked() == 0


def test_calls_that_wait_for_a_worker_are_counted(stage: Stage, caller: Caller) -> None:
    service = stage.service(MAX_WORKERS="1").start().wait_until_ready()
    for number in range(12):
        caller.send("linger", {"seconds": 2.0, "text": f"{number}"}, seconds=120)
    waiting = 'lectern_waiting_messages{queue="rpc-probe",service="probe"}'
    wait_until(lambda: service.metric(waiting) > 0, 60, "what waits is counted")
    caller.collect(12, 90)
    wait_until(lambda: service.metric(waiting) == 0, 60, "nothing waits any more")
