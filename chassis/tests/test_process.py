"""A service's process: it starts without a broker, says how it is, and leaves when it is told to."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from chassis.database import Store
from chassis.testing.broker import Broker, as_actor, request
from chassis.testing.processes import ServiceProcess, free_port, running
from chassis.testing.waiting import eventually

from .conftest import BOB, names
from .sample import SampleService


@pytest.fixture(autouse=True)
def _clean(amqp_url: str) -> Iterator[None]:
    yield
    with contextlib.closing(Broker(amqp_url)) as broker:
        broker.delete_queues_of(SampleService)


@pytest.fixture
def sample(environment: dict[str, str], tmp_path: Path) -> Iterator[ServiceProcess]:
    """The sample service, running."""
    with running("sample:SampleService", environment, tmp_path) as process:
        yield process


def test_it_says_that_it_lives_and_is_ready(sample: ServiceProcess) -> None:
    assert sample.get("/healthz")[0] == 200
    status, body = sample.get("/readyz")
    assert status == 200
    checks = orjson.loads(body)["checks"]
    assert {"consumers", "database", "outbox"} <= set(checks)
    assert set(checks.values()) == {"ok"}
    assert "lectern_outbox_lag_seconds" in sample.get("/metrics")[1]
    assert sample.get("/elsewhere")[0] == 404


def test_it_says_so_when_its_green_threads_are_stuck(sample: ServiceProcess, broker: Broker, tmp_path: Path) -> None:
    go_on = tmp_path / "go on"
    body = orjson.dumps({"args": [], "kwargs": {"path": str(go_on)}})
    broker.send_call("sample", "hold_the_hub", body, reply_to="gone")
    said = eventually(lambda: _said_with(sample, 503), "it is said to be stuck")
    assert "stuck" in said
    go_on.touch()
    assert "stuck" not in eventually(lambda: _said_with(sample, 200), "it is said to live again")


def _said_with(sample: ServiceProcess, status: int) -> str:
    """What it says of its life if that comes with this status."""
    found, said = sample.get("/healthz")
    return said if found == status else ""


def test_without_a_broker_it_starts_waits_and_is_not_ready(environment: dict[str, str], tmp_path: Path) -> None:
    away = {**environment, "AMQP_URL": f"amqp://guest:swordfish@127.0.0.1:{free_port()}/"}
    with running("sample:SampleService", away, tmp_path, wait=False) as process:
        eventually(lambda: process.get("/healthz")[0] == 200, "it lives")
        eventually(lambda: "broker is away" in process.log(), "it says that the broker is away")
        assert process.get("/readyz")[0] == 503
        assert process.stop() == 0
    assert "swordfish" not in process.log()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_finishes_what_is_in_flight_and_then_leaves(
    sample: ServiceProcess, broker: Broker, tmp_path: Path, number: int
) -> None:
    finish = tmp_path / "finish"
    caught = broker.catch("nameko-rpc", "topic", "caller")
    body = orjson.dumps({"args": [], "kwargs": {"path": str(finish)}})
    broker.send_call("sample", "wait_for", body, reply_to="caller", correlation_id="x")
    eventually(Path(f"{finish}.started").exists, "the work has begun")
    os.kill(sample.process.pid, number)
    eventually(lambda: sample.get("/readyz")[0] == 503, "it is leaving")
    assert sample.process.poll() is None
    finish.touch()
    answer = eventually(lambda: broker.take(caught), "the answer")
    assert orjson.loads(answer.body)["result"] == "done"
    assert sample.process.wait(20) == 0


def test_it_leaves_though_something_does_not_finish(
    environment: dict[str, str], broker: Broker, tmp_path: Path
) -> None:
    hasty = {**environment, "DRAIN_SECONDS": "0.3"}
    with running("sample:SampleService", hasty, tmp_path) as process:
        body = orjson.dumps({"args": [], "kwargs": {"path": str(tmp_path / "never")}})
        broker.send_call("sample", "wait_for", body, reply_to="caller", correlation_id="x")
        eventually((tmp_path / "never.started").exists, "the work has begun")
        assert process.stop() == 0
        assert "still busy" in process.log()


def test_what_was_emitted_leaves_before_the_process_does_or_with_the_next(
    environment: dict[str, str], broker: Broker, tmp_path: Path, stored: Store
) -> None:
    caught = broker.catch("sample.events", "topic", "thing_made")
    with running("sample:SampleService", environment, tmp_path) as process:
        made = request(body='{"name": "the last"}')
        assert broker.call("sample", "make_thing", context=as_actor(BOB), request=made)["result"]["status"] == 201
        process.kill()
    assert "the last" in names(stored)
    with running("sample:SampleService", environment, tmp_path):
        message = eventually(lambda: broker.take(caught), "the event")
    assert orjson.loads(message.body)["data"] == {"name": "the last"}
    assert message.properties["delivery_mode"] == 2


def test_a_class_that_is_not_there_is_named(tmp_path: Path, environment: dict[str, str]) -> None:
    with running("sample:Nonsense", environment, tmp_path, wait=False) as process:
        assert process.process.wait(30) == 1
        assert "Nonsense" in process.log()


def test_its_green_threads_run_on_while_one_waits_for_postgresql() -> None:
    """By default psycopg waits in C, which nothing can patch: the hub would stand still for as long as that takes."""
    asked = "import chassis.green; from psycopg import waiting; print(waiting.wait.__name__)"
    said = subprocess.check_output([sys.executable, "-W", "ignore", "-c", asked], text=True)
    assert said.strip() == "wait_select"


def test_what_others_would_import_is_kept_out() -> None:
    """structlog and redis take in what is installed beside them, which is 6 MB in every process."""
    asked = "import chassis.run, sys; from chassis.slim import NEVER_USED as never; print(*map(sys.modules.get, never))"
    said = subprocess.check_output([sys.executable, "-W", "ignore", "-c", asked], text=True)
    assert set(said.split()) == {"None"}
