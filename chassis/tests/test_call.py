"""The context that travels with a call."""

from __future__ import annotations

import threading
import time

import pytest

from chassis.call import Actor, Call, current_call, enter_call


def test_it_arrives_as_it_was_sent() -> None:
    call = Call("id", "request", Actor(7, "teacher"), 1_800_000_000_000, address="1.2.3.4", base_url="https://x")
    received = Call.from_headers(call.headers(), "another id")
    assert received == Call(
        "another id", "request", Actor(7, "teacher"), 1_800_000_000_000, None, "1.2.3.4", "https://x"
    )


def test_the_clients_key_is_not_passed_on() -> None:
    """It names what the client asked for, not what one service asks of another on the way."""
    assert "idempotency_key" not in Call("id", "request", idempotency_key="key").headers()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"actor_id": 7},
        {"actor_role": "teacher"},
        {"actor_id": "7", "actor_role": "teacher"},
        {"actor_id": True, "actor_role": "teacher"},
        {"actor_id": 0, "actor_role": "teacher"},
        {"actor_id": 1.5, "actor_role": "teacher"},
        {"actor_id": 7, "actor_role": ""},
    ],
)
def test_half_an_actor_is_none(headers: dict[str, object]) -> None:
    assert Call.from_headers(headers).actor is None


def test_what_is_left_is_at_most_what_one_would_wait() -> None:
    soon = int((time.time() + 1) * 1000)
    assert Call("id", "r").remaining(5) == 5
    assert Call("id", "r", deadline_ms=soon + 60_000).remaining(5) == 5
    assert 0 < Call("id", "r", deadline_ms=soon).remaining(5) <= 1
    assert Call("id", "r", deadline_ms=1).remaining(5) < 0
    assert Call.from_headers({"deadline_ms": "soon"}).remaining(5) == 5


def test_each_thread_has_a_call_of_its_own() -> None:
    enter_call(Call("mine", "request"))
    seen: list[str] = []
    thread = threading.Thread(target=lambda: seen.append(current_call().id))
    thread.start()
    thread.join(10)
    assert current_call().id == "mine"
    assert seen != ["mine"]
