"""The real service and its worker on a real broker: what the gateway would get, and what happens by itself."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import update

from assignments.domain import AssignmentStatus, AssignmentType
from assignments.handlers import AssignmentsHandlers
from assignments.models import Assignment
from assignments.schemas.generation import GenerateBody
from assignments.usecases import authoring, generating
from chassis.call import Actor
from chassis.clock import now
from chassis.storage import links
from chassis.storage.files import Files
from chassis.storage.keys import incoming_key
from chassis.storage.location import connect
from chassis.storage.objects import Storage
from chassis.testing.broker import Broker
from chassis.testing.channels import listening
from chassis.testing.databases import migrated_database, store_at
from chassis.testing.fakes import FakeService, faked
from chassis.testing.processes import running
from chassis.testing.waiting import eventually

from . import samples
from .conftest import ALICE, BIOLOGY, BOB, CHARLIE, QUESTIONS, Room
from .stub_model import stub_model


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, amqp_url: str, redis_url: str) -> dict[str, str]:
    """What the processes run with: real servers and an empty, migrated database."""
    directory = tmp_path_factory.mktemp("database")
    url = migrated_database("assignments", directory)
    return {
        "AMQP_URL": amqp_url,
        "REDIS_URL": redis_url,
        "ASSIGNMENTS_DATABASE_URL": url,
        "STORAGE_URL": f"file:{directory / 'storage'}",
        "SECRET_KEY": "for tests only, and long enough",
    }


@pytest.fixture(scope="module", autouse=True)
def _processes(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory, amqp_url: str) -> Iterator[None]:
    directory = tmp_path_factory.mktemp("processes")
    with (
        running("assignments.service:AssignmentsService", environment, directory),
        running("assignments.handlers:AssignmentsHandlers", environment, directory),
    ):
        yield
    with contextlib.closing(Broker(amqp_url)) as broker:
        broker.delete_queues_of(AssignmentsHandlers)


@pytest.fixture
def broker(amqp_url: str) -> Iterator[Broker]:
    """The test's own hands on the broker."""
    with contextlib.closing(Broker(amqp_url)) as broker:
        yield broker


@pytest.fixture(autouse=True)
def courses(amqp_url: str) -> Iterator[FakeService]:
    """A stand-in for the courses service: Alice teaches biology, Bob attends it."""

    def get_membership(course_id: int, user_id: int) -> dict[str, Any]:
        held = {ALICE.id: "owner", BOB.id: "student"}.get(user_id, "none")
        return {"course_id": course_id, "course_title": "Biology", "teacher_id": ALICE.id, "membership": held}

    def list_course_ids_for(user_id: int, after: int, limit: int) -> list[int]:
        return [BIOLOGY] if user_id in (ALICE.id, BOB.id) else []

    with faked(amqp_url, "courses", get_membership=get_membership, list_course_ids_for=list_course_ids_for) as service:
        yield service


def ask(broker: Broker, who: Actor, method: str, body: Any = None, form: bool = False, **path: int) -> dict[str, Any]:
    """Call an endpoint as the gateway does; the reply, or the error's first argument."""
    context = {"actor_id": who.id, "actor_role": who.role, "base_url": "http://lectern.test"}
    request: dict[str, Any] = {"path": {name: str(one) for name, one in path.items()}, "query": "", "headers": {}}
    request |= {"body": orjson.dumps(body).decode() if body is not None else "", "form": form}
    answer = broker.call("assignments", method, context=context, request=request)
    found: dict[str, Any] = answer["result"] or answer["error"]["exc_args"][0]
    return found


def quiz(broker: Broker, **fields: Any) -> int:
    body = {"course": BIOLOGY, "title": "Cells", "assignment_type": "quiz", "content": {"questions": QUESTIONS}}
    reply = ask(broker, ALICE, "create_assignment", {**body, **fields})
    assert reply["status"] == 201, reply
    return int(orjson.loads(reply["body"])["id"])


def test_no_answer_reaches_a_student_before_submission(broker: Broker) -> None:
    made = quiz(broker)
    begun = ask(broker, BOB, "begin_attempt", {"assignment": made})
    attempt = orjson.loads(begun["body"])["id"]
    seen = [
        begun,
        ask(broker, BOB, "get_assignment", id=made),
        ask(broker, BOB, "list_assignments"),
        ask(broker, BOB, "list_submissions"),
        ask(broker, BOB, "get_attempt", id=attempt),
        ask(broker, BOB, "list_attempts"),
        ask(broker, BOB, "save_answer", {"question": 0, "answer": 1}, id=attempt),
    ]
    assert [reply["status"] for reply in seen] == [201, 200, 200, 200, 200, 200, 200]
    for reply in seen:
        assert not any(name in reply["body"] for name in ('"correct"', '"explanation"', '"quote"', "binds four"))
    assert '"correct"' in ask(broker, BOB, "submit_attempt", id=attempt)["body"]


def test_an_outsider_is_refused_over_the_wire(broker: Broker) -> None:
    made = quiz(broker)
    assert ask(broker, CHARLIE, "get_assignment", id=made)["kind"] == "NotFound"
    assert ask(broker, CHARLIE, "submit_answers", {"assignment": made, "answers": [0, 0, 0]})["kind"] == "Forbidden"


def test_wrong_input_is_named_field_by_field(broker: Broker) -> None:
    body = {"course": BIOLOGY, "title": "", "assignment_type": "quiz", "content": {"questions": [{"question": "?"}]}}
    refused = ask(broker, ALICE, "create_assignment", body)
    assert refused["kind"] == "InvalidInput"
    assert {"title", "content.quiz.questions.0.options"} <= set(refused["details"]["errors"])


def test_the_worker_submits_what_the_deadline_ends(broker: Broker, environment: dict[str, str]) -> None:
    made = quiz(broker)
    attempt = orjson.loads(ask(broker, BOB, "begin_attempt", {"assignment": made})["body"])["id"]
    store = store_at(environment["ASSIGNMENTS_DATABASE_URL"])
    with store.write() as session:
        session.execute(update(Assignment).where(Assignment.id == made).values(deadline=now() - timedelta(seconds=1)))
    reply = eventually(lambda: _submission(broker, attempt), "the attempt is submitted")
    assert orjson.loads(reply["body"])["by_clock"] is True


def test_a_pdf_becomes_a_draft_while_windows_look_on(
    broker: Broker, environment: dict[str, str], redis_url: str
) -> None:
    content, key = samples.pdf(samples.BIOLOGY), incoming_key()
    Storage(connect(environment["STORAGE_URL"])).put(key, content)
    file = {"key": key, "filename": "cells.pdf", "size": len(content), "sha256": "0" * 64}
    form = {"course": str(BIOLOGY), "assignment_type": "quiz", "count": "3", "deadline": "", "file": file}
    begun = ask(broker, ALICE, "generate_assignment", form, form=True)
    assert begun["status"] == 202, begun
    made = orjson.loads(begun["body"])["id"]
    with listening(redis_url, f"assignments.progress.{made}") as window:
        ready = eventually(lambda: _settled(broker, made), "the draft", 60)
        last = window.next()
        while last["data"]["progress"]["stage"] != "ready":
            last = window.next()
    assert (ready["status"], ready["generator"], len(ready["content"]["questions"])) == ("draft", "basic", 3)
    assert last["data"] == orjson.loads(ask(broker, ALICE, "follow_progress", id=made)["body"])["events"][0]["data"]


def test_a_worker_that_is_killed_while_the_model_thinks_is_made_up_for(
    environment: dict[str, str], tmp_path: Path, amqp_url: str
) -> None:
    url = migrated_database("assignments", tmp_path)
    store, storage = store_at(url), Storage(connect(environment["STORAGE_URL"]))
    room = Room(store, Files(storage, links.signer(environment["SECRET_KEY"])))
    file = room.arrive(samples.pdf(samples.BIOLOGY))
    body = GenerateBody(course=BIOLOGY, assignment_type=AssignmentType.QUIZ, count=3, file=file)
    begun = generating.generate(room.desk(), body).body
    assert begun is not None
    with stub_model("hang", "valid") as server:
        own = {**environment, "ASSIGNMENTS_DATABASE_URL": url, "AI_BASE_URL": server.url, "AI_MODEL": "stub"}
        with running("assignments.handlers:AssignmentsHandlers", own, tmp_path) as worker:
            eventually(lambda: server.requests, "the model is asked", 60)
            worker.kill()
        with running("assignments.handlers:AssignmentsHandlers", own, tmp_path):
            status = AssignmentStatus.DRAFT
            eventually(lambda: authoring.get_assignment(room.desk(), begun.id).status is status, "the draft", 90)


def _settled(broker: Broker, made: int) -> dict[str, Any] | None:
    reply = ask(broker, ALICE, "get_assignment", id=made)
    found: dict[str, Any] = orjson.loads(reply["body"])
    assert ("Retry-After" in reply["headers"]) is (found["status"] == "generating")
    return None if found["status"] == "generating" else found


def _submission(broker: Broker, attempt: int) -> dict[str, Any] | None:
    reply = ask(broker, BOB, "get_submission", id=attempt)
    return reply if reply.get("status") == 200 else None


def test_a_deleted_course_is_followed(broker: Broker) -> None:
    made = quiz(broker, course=77)
    broker.tell("courses.course_changed", {"id": 77, "title": "Life", "teacher_id": ALICE.id})
    eventually(lambda: '"Life"' in ask(broker, ALICE, "get_assignment", id=made)["body"], "the new title")
    broker.tell("courses.course_deleted", {"id": 77, "title": "Life", "teacher_id": ALICE.id, "student_ids": []})
    assert eventually(lambda: ask(broker, ALICE, "get_assignment", id=made).get("kind") == "NotFound", "it is gone")
