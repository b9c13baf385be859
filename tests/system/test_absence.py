"""A service that is away takes nothing but its own part with it."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial

import httpx
import pytest

from lectern.system import System
from lectern.testing import Event, EventStream, Person, enter
from lectern.waiting import wait_until

NOTICE_SECONDS = 20
CATCH_UP_SECONDS = 30
AT_ONCE_SECONDS = 8
"""A call has 10 s before it is given up."""

Without = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def without(system: System) -> Without:
    """Take a process away for a while."""

    @contextmanager
    def away(name: str) -> Iterator[None]:
        system.stop(name)
        try:
            yield
        finally:
            system.start(name)
            system.wait_until_ready()

    return away


def assert_away(answer: httpx.Response) -> None:
    """503 as a problem that says when to try again."""
    assert answer.status_code == 503
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.json()["detail"]


def test_without_courses_the_others_work(without: Without, alice: Person) -> None:
    with without("courses"):
        assert_away(alice.api.get("/api/courses/"))
        assert_away(alice.api.post("/api/courses/", json={"title": "T", "code": "T-1"}))
        assert alice.api.get("/api/auth/me/").status_code == 200
        assert alice.api.get("/api/notifications/").status_code == 200
        assert "/api/courses/" in alice.api.get("/api/schema/").json()["paths"]
    assert alice.api.get("/api/courses/").status_code == 200


def test_without_accounts_lists_come_without_names(without: Without, alice: Person, bob: Person) -> None:
    alice.course()
    assert bob.api.get("/api/courses/?limit=1").json()[0]["teacher_name"] == alice.full_name
    with without("accounts"):
        assert_away(bob.api.get("/api/auth/me/"))
        wait_until(lambda: _is_degraded(bob), NOTICE_SECONDS, "names are left out")
        answer = bob.api.get("/api/courses/?limit=1")
        assert answer.status_code == 200
        assert answer.headers["X-Degraded"] == "accounts"
        assert answer.json()[0]["teacher_name"] is None
        assert answer.json()[0]["teacher"] == alice.id
    assert bob.api.get("/api/courses/?limit=1").json()[0]["teacher_name"] == alice.full_name


def _is_degraded(person: Person) -> bool:
    return "X-Degraded" in person.api.get("/api/courses/?limit=1").headers


def test_without_notifications_enrolling_works(without: Without, alice: Person, bob: Person) -> None:
    course = alice.course()
    with without("notifications"):
        assert_away(alice.api.get("/api/notifications/"))
        assert bob.api.post(f"/api/courses/{course['id']}/enroll/").status_code == 201
    wait_until(lambda: len(alice.api.get("/api/notifications/").json()) == 1, NOTICE_SECONDS, "it is there")


def test_what_happens_without_the_worker_is_told_later(without: Without, alice: Person, bob: Person) -> None:
    course = alice.course()
    with without("notifications-worker"):
        assert bob.api.post(f"/api/courses/{course['id']}/enroll/").status_code == 201
        assert alice.api.get("/api/notifications/").json() == []
    wait_until(lambda: len(alice.api.get("/api/notifications/").json()) == 1, NOTICE_SECONDS, "it came")


def test_without_redis_everything_but_live_works(without: Without, system: System, alice: Person, bob: Person) -> None:
    before, after = alice.course(title="Before"), alice.course(title="After")
    with EventStream(alice.api, "/api/notifications/stream/") as stream:
        bob.api.post(f"/api/courses/{before['id']}/enroll/").raise_for_status()
        stream.wait_for(partial(_tells_of, "Before"), NOTICE_SECONDS, "the stream is live")
        with without("redis"):
            with enter(system, "Charlie").api as newcomer:
                assert newcomer.get("/api/courses/").status_code == 200
            assert bob.api.post(f"/api/courses/{after['id']}/enroll/").status_code == 201
        stream.wait_for(partial(_tells_of, "After"), CATCH_UP_SECONDS, "the stream has caught up")
    assert [event.type for event in stream.events].count("notification") == 2


def _tells_of(title: str, event: Event) -> bool:
    return event.type == "notification" and title in json.dumps(event.data)


def test_without_the_broker_answers_come_at_once(without: Without, alice: Person) -> None:
    with without("rabbitmq"):
        wait_until(lambda: alice.api.get("/api/courses/").status_code == 503, NOTICE_SECONDS, "the gateway noticed")
        answer = alice.api.get("/api/courses/")
        assert_away(answer)
        assert answer.elapsed.total_seconds() < AT_ONCE_SECONDS
        assert alice.api.get("/healthz").status_code == 200
    assert alice.api.get("/api/courses/").status_code == 200
