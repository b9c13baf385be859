"""Before they have submitted, no answer and no stream of the whole system tells a student what is right, and why."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import httpx
import pytest

from lectern.system import System
from lectern.testing import Person
from lectern.testing.streams import EventStream
from tests.system.authorization.requests import request
from tests.system.authorization.scene import LATER, QUESTION, Cast, Scene
from tests.system.authorization.test_table import rows

TELLTALE = "tell-tale"
SECRETS = ('"correct"', '"explanation"', '"quote"', TELLTALE)
PROOF = {"explanation": f"{TELLTALE}: why", "page": 3, "quote": f"{TELLTALE}: where"}
SCHEMA = "GET /api/schema/"
"""It names the fields, and tells nothing of any quiz."""
# What a student may send that has to do with an attempt, beside looking at everything there is.
SENT = (
    "POST /api/attempts/",
    "POST /api/attempts/{id}/answer/",
    "POST /api/assignments/{id}/export/",
    "POST /api/assignments/{id}/publish/",
    "POST /api/assignments/{id}/reports/",
)


class Answering(Scene):
    """A scene in which the member has begun a quiz and not submitted it."""

    @cached_property
    def assignment(self) -> int:
        body = {"course": self.course, "title": "Sums", "assignment_type": "quiz"}
        questions = [{**QUESTION, **PROOF}, {**QUESTION, "question": "2 + 0?", **PROOF}]
        made = self.owner.post("/api/assignments/", json={**body, "content": {"questions": questions}})
        assert TELLTALE in made.raise_for_status().text
        return int(made.json()["id"])

    @cached_property
    def submission(self) -> int:
        """There is none: its number is that of the attempt under way."""
        return self.attempt


@pytest.fixture
def scene(system: System) -> Iterator[Answering]:
    people = Cast(system)
    yield Answering(people)
    people.leave()


@pytest.mark.timeout(300)
def test_nothing_tells_a_student_the_answers_before_submission(scene: Answering) -> None:
    member, attempt = scene.cast.member, scene.attempt
    looked = [row for row in rows() if row.startswith("GET ") and row != SCHEMA]
    told = {operation: text_of(member, scene, operation) for operation in [*looked, *SENT]}
    assert len(told) > len(SENT) + 40
    assert {where for where, text in told.items() if any(secret in text for secret in SECRETS)} == set()
    assert "2 + 0?" in told["GET /api/assignments/{id}/"]
    submitted = member.api.post(f"/api/attempts/{attempt}/submit/").raise_for_status().text
    assert all(secret in submitted for secret in SECRETS)


@pytest.mark.timeout(300)
def test_no_stream_tells_them_either(scene: Answering) -> None:
    path = f"/api/assignments/{scene.assignment}/"
    with EventStream(scene.cast.member.api, "/api/notifications/stream/") as stream:
        for changes in ({"deadline": LATER}, {"title": "More sums"}, {"deadline": None}):
            scene.owner.patch(path, json=changes).raise_for_status()
        stream.wait_for(lambda event: "no deadline any more" in str(event.data), 60, "the last change is told")
        assert not any(secret in str(event) for event in stream.events for secret in SECRETS)


def text_of(student: Person, scene: Scene, operation: str) -> str:
    """What an operation answers a student; of a stream, what has come when it is opened."""
    with student.api.stream(**request(scene, operation)) as answer:
        if "event-stream" in answer.headers.get("content-type", ""):
            return next(answer.iter_text(), "")
        try:
            return answer.read().decode("utf-8", "replace")
        except httpx.ReadTimeout:
            pytest.fail(f"{operation} does not end")
