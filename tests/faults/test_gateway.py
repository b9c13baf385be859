"""Faults 11, 16 and 17, at the gateway: late answers, a broker that restarts under calls, and no Redis."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from lectern.waiting import wait_until
from tests.faults.support.processes import Process, Stage
from tests.faults.support.time import stays
from tests.faults.support.traces import Traces
from tests.faults.support.web import Browser, timed
from tests.faults.support.world import World

PENDING = 100
SLOW_SECONDS = 6
"""Much longer than the deadline of 1 s, so that an answer in time is told from one that waited."""


@pytest.fixture
def gateway(stage: Stage) -> Process:
    """A gateway, not started yet."""
    return stage.gateway(STREAM_PING="1")


@pytest.fixture
def browsers(gateway: Process) -> Iterator[Callable[[str], Browser]]:
    """Makes browsers, each with a token."""
    opened: list[Browser] = []

    def browse(token: str) -> Browser:
        opened.append(Browser(gateway, token))
        return opened[-1]

    yield browse
    for browser in opened:
        browser.close()


@pytest.fixture
def browser(browsers: Callable[[str], Browser]) -> Browser:
    """Somebody who is not signed in."""
    return browsers("")


def test_a_call_that_is_too_slow_is_a_504_in_time_and_one_that_expired_in_the_queue_never_runs(
    stage: Stage, gateway: Process, browser: Browser, traces: Traces
) -> None:
    stage.service(MAX_WORKERS="1").start().wait_until_ready()
    gateway.start(CALL_TIMEOUT="1").wait_until_ready()
    queries = [{"seconds": SLOW_SECONDS, "text": "begun"}]
    (begun,) = browser.get_many("/api/probe/slow/", queries)
    wait_until(lambda: traces.runs("slow"), 30, "the only worker is busy")
    answer, took = timed(lambda: browser.post("/api/probe/notes/", text="expired"))
    assert (answer.status_code, answer.json()["code"]) == (504, "deadline_exceeded")
    assert took < SLOW_SECONDS
    assert begun.result().status_code == 504
    wait_until(lambda: browser.serves("/api/probe/ping/"), 30, "the worker is free again")
    assert traces.runs("write") == 0
    assert traces.runs("slow") == 1


def test_a_broker_that_restarts_under_calls_loses_and_crosses_none(
    stage: Stage, world: World, gateway: Process, browser: Browser, traces: Traces
) -> None:
    stage.service(MAX_WORKERS="50").start().wait_until_ready()
    gateway.start().wait_until_ready()
    queries = [{"seconds": 1.5, "text": f"{number}"} for number in range(PENDING)]
    futures = browser.get_many("/api/probe/slow/", queries)
    wait_until(lambda: traces.runs("slow") >= 30, 30, "calls are at work and others wait")
    world.kill_broker()
    answers = [future.result(timeout=40) for future in futures]
    for query, answer in zip(queries, answers, strict=True):
        assert answer.status_code in (200, 503, 504)
        if answer.status_code == 200:
            assert answer.json() == {"text": query["text"]}
    assert any(answer.status_code == 503 for answer in answers)
    wait_until(lambda: browser.serves("/api/probe/ping/"), 30, "it serves again")


@pytest.fixture
def account(stage: Stage) -> dict[str, str]:
    """Bob's account, in a running accounts service."""
    url = {"ACCOUNTS_DATABASE_URL": f"sqlite:///{stage.directory / 'accounts.sqlite3'}"}
    stage.settings.update(url)
    stage.run("chassis.migrate", "accounts")
    stage.service("accounts", "accounts.service:AccountsService").start().wait_until_ready()
    return {"username": "bob", "password": "correct horse battery"}


def known_to(gateway: Process) -> set[str]:
    """The services that the gateway has heard of."""
    return set(gateway.health()[1].get("services", {}))


def test_without_redis_people_sign_in_and_work_and_streams_go_on_once_it_is_back(
    stage: Stage,
    world: World,
    gateway: Process,
    browser: Browser,
    browsers: Callable[[str], Browser],
    account: dict[str, str],
) -> None:
    stage.service().start().wait_until_ready()
    gateway.start()
    wait_until(lambda: {"accounts", "probe"} <= known_to(gateway), 30, "the gateway knows both services")
    gateway.wait_until_ready()
    made = browser.post("/api/auth/register/", **account, email="bob@example.org", user_type="student")
    assert made.status_code == 201, made.text
    bob = browsers(made.json()["token"])
    stream = bob.follow("/api/probe/stream/")
    bob.post("/api/probe/notes/", text="before")
    wait_until(lambda: stream.texts() == ["before"], 30, "an event arrives")
    world.supervisor.stop("redis")
    signed_in = browser.post("/api/auth/login/", **account)
    assert signed_in.status_code == 200, signed_in.text
    assert browsers(signed_in.json()["token"]).get("/api/auth/me/").json()["username"] == "bob"
    assert bob.post("/api/probe/notes/", text="meanwhile").status_code == 201
    stays(lambda: stream.open and bob.serves("/api/probe/notes/count/"), 3, "the stream stays open and calls work")
    world.supervisor.start("redis")
    wait_until(lambda: stream.texts() == ["before", "meanwhile"], 30, "what was missed arrives")
    bob.post("/api/probe/notes/", text="after")
    wait_until(lambda: stream.texts() == ["before", "meanwhile", "after"], 30, "events arrive at once again")
