"""One request, an enrolment, followed through the processes it goes through, by what they tell a collector."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from chassis.testing.collector import Collected, Collector, collecting
from lectern.system import System, running
from lectern.testing import enter
from lectern.waiting import wait_until

PATIENCE_SECONDS = 60
GATEWAY, ACCOUNTS, COURSES = "gateway", "accounts.AccountsService", "courses.CoursesService"
WORKER = "notifications.NotificationsHandlers"
# What ends last in each: the parts that it has are told before it.
LAST = {
    (GATEWAY, "POST courses_enroll"),
    (ACCOUNTS, "accounts.authenticate"),
    (COURSES, "courses.enroll"),
    (WORKER, "notifications.on_courses_student_enrolled"),
}


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    """Where the processes send their spans."""
    with collecting() as collector:
        yield collector


@pytest.fixture(scope="module")
def traced(collector: Collector) -> Iterator[System]:
    """A system whose processes are traced."""
    with running(env=collector.environment()) as system:
        yield system


def trace_of(collector: Collector, request_id: str) -> list[Collected]:
    """Every span of the trace that the request began."""
    begun = {span.trace for span in collector.spans if request_id in span.attributes.get("lectern.request_id", "")}
    return [span for span in collector.spans if span.trace in begun]


@pytest.mark.timeout(400)
def test_an_enrolment_is_one_trace_through_four_processes(traced: System, collector: Collector) -> None:
    alice, bob, request_id = enter(traced, "Alice", "teacher"), enter(traced, "Bob"), uuid.uuid4().hex
    with alice.api, bob.api:
        course = alice.course()
        answer = bob.api.post(f"/api/courses/{course['id']}/enroll/", headers={"X-Request-ID": request_id})
    assert answer.status_code == 201, answer.text

    wait_until(
        lambda: {(span.process, span.name) for span in trace_of(collector, request_id)} >= LAST,
        PATIENCE_SECONDS,
        "every process has told of the request",
    )
    spans = trace_of(collector, request_id)
    assert len({span.trace for span in spans}) == 1

    def path(span: Collected) -> list[str]:
        above = next((one for one in spans if one.id == span.parent), None)
        return [*(path(above) if above else []), f"{span.process.partition('.')[0]}: {span.name}"]

    def named(process: str, name: str) -> Collected:
        return next(span for span in spans if span.process == process and span.name == name)

    handler = named(WORKER, "notifications.on_courses_student_enrolled")
    assert path(handler) == [
        "gateway: POST courses_enroll",
        "gateway: courses.enroll",
        "courses: courses.enroll",
        "courses: courses.student_enrolled",
        "notifications: notifications.on_courses_student_enrolled",
    ]
    written = named(COURSES, "INSERT enrolments")
    assert path(written)[:-1] == path(handler)[:3]
    told = " ".join(f"{span.name} {span.attributes}" for span in spans)
    secrets = [bob.api.headers["Authorization"].removeprefix("Token "), bob.username, bob.full_name, course["title"]]
    assert [secret for secret in secrets if str(secret) in told] == []
