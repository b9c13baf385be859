"""Calls, through a real container and a real broker: what is answered, what is guarded against."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

import orjson
import pytest

from chassis.testing.broker import Broker, as_actor, request
from chassis.testing.processes import ServiceProcess, running
from chassis.testing.waiting import eventually

from .conftest import BOB
from .sample import SampleService


@pytest.fixture(scope="module")
def sample(
    environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory, amqp_url: str
) -> Iterator[ServiceProcess]:
    """The sample service, running."""
    with running("sample:SampleService", environment, tmp_path_factory.mktemp("sample")) as process:
        yield process
    with contextlib.closing(Broker(amqp_url)) as broker:
        broker.delete_queues_of(SampleService)


pytestmark = pytest.mark.usefixtures("sample")


def serves(broker: Broker) -> bool:
    return bool(broker.call("sample", "health")["result"]["ready"])


def parked_reason(broker: Broker) -> str:
    """Why the next message was parked."""
    return str(eventually(lambda: broker.take("sample.parked"), "a parked message").headers["x-parked-why"])


def test_a_call_is_answered(broker: Broker) -> None:
    value = {"text": "é 👩‍🏫", "number": 2**53, "list": [None, True, 1.5]}
    assert broker.call("sample", "echo", value=value) == {"result": value, "error": None}


def test_every_service_says_that_it_is_there(broker: Broker) -> None:
    health = broker.call("sample", "health")["result"]
    assert (health["service"], health["version"], health["ready"]) == ("sample", "1.2.3", True)


def test_the_context_arrives(broker: Broker) -> None:
    deadline = int((time.time() + 30) * 1000)
    context = as_actor(BOB, request_id="the request", deadline_ms=deadline)
    result = broker.call("sample", "who", context=context)["result"]
    assert (result["actor"], result["request_id"]) == (BOB.id, "the request")
    assert 0 < result["seconds"] <= 30


def test_the_context_is_passed_on_to_calls_made_on_the_way(broker: Broker) -> None:
    deadline = int((time.time() + 3) * 1000)
    context = as_actor(BOB, request_id="the request", deadline_ms=deadline)
    result = broker.call("sample", "ask_itself", context=context, method="who")["result"]
    assert (result["actor"], result["request_id"]) == (BOB.id, "the request")
    assert result["seconds"] <= 3


def test_an_expected_error_arrives_with_all_that_it_says(broker: Broker) -> None:
    error = broker.call("sample", "refuse")["error"]
    expected = {"kind": "Conflict", "code": "sample.taken", "message": "It is taken.", "details": {"by": "somebody"}}
    assert error["exc_args"] == [expected]


def test_an_expected_error_of_another_service_is_passed_on(broker: Broker) -> None:
    assert broker.call("sample", "ask_itself", method="refuse")["error"]["exc_args"][0]["code"] == "sample.taken"


def test_an_unexpected_error_says_nothing_of_itself_but_is_logged(broker: Broker, sample: ServiceProcess) -> None:
    error = broker.call("sample", "crash")["error"]
    assert (error["exc_type"], error["exc_args"], error["value"]) == ("LookupError", [], "")
    eventually(lambda: "swordfish" in sample.log(), "the error is in the log")


def test_a_method_that_the_running_version_does_not_have_is_said_to_be_away_for_now(broker: Broker) -> None:
    payload = broker.call("sample", "ask_itself", method="from_another_version")["error"]["exc_args"][0]
    assert (payload["kind"], payload["code"]) == ("Unavailable", "sample.changed")


def test_a_service_that_is_away_is_said_to_be_at_once(broker: Broker) -> None:
    payload = broker.call("sample", "ask_nobody")["error"]["exc_args"][0]
    assert (payload["kind"], payload["code"]) == ("Unavailable", "nobody.away")  # not: it did not answer in time


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b'{"args": [], "kwargs": {"unknown": 1}}', "IncorrectSignature"),
        (b'{"args": [], "kwargs": {}}', "IncorrectSignature"),
        (b'{"args": [1, 2, 3], "kwargs": {}}', "IncorrectSignature"),
        (b'{"args": [], "kwargs": []}', "MalformedRequest"),
        (b'{"args": {}, "kwargs": {}}', "MalformedRequest"),
        (b"{}", "MalformedRequest"),
    ],
)
def test_a_call_of_the_wrong_shape_is_answered_with_an_error(broker: Broker, body: bytes, says: str) -> None:
    assert broker.call_raw("sample", "echo", body)["error"]["exc_type"] == says


@pytest.mark.parametrize("method", ["unknown", "__init__", "db", "_private"])
def test_a_method_that_is_not_offered_is_not_there(broker: Broker, method: str) -> None:
    assert broker.call("sample", method)["error"]["exc_type"] == "MethodNotFound"


def test_an_answer_that_is_not_json_is_an_error_and_not_a_silence(broker: Broker) -> None:
    assert broker.call("sample", "answer_nonsense")["error"]["exc_type"]
    assert serves(broker)


def test_a_call_nobody_could_answer_is_parked(broker: Broker) -> None:
    broker.send_call("sample", "echo", b'{"args": [], "kwargs": {"value": 1}}')
    assert "reply_to" in parked_reason(broker)
    assert serves(broker)


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"nonsense"])
def test_a_call_that_is_not_json_is_parked(broker: Broker, body: bytes) -> None:
    broker.send_call("sample", "echo", body, reply_to="nobody")
    assert "decoded" in parked_reason(broker)
    assert serves(broker)


@pytest.mark.parametrize("body", [b"", b"[]", b"7", b"null", b'"x"'])
def test_a_call_that_is_no_object_is_parked(broker: Broker, body: bytes) -> None:
    broker.send_call("sample", "echo", body, reply_to="nobody")
    assert "object" in parked_reason(broker)
    assert serves(broker)


@pytest.mark.parametrize("content_type", ["application/x-python-serialize", "text/plain", "application/data", ""])
def test_a_call_of_another_content_type_does_no_harm(broker: Broker, content_type: str) -> None:
    broker.send_call("sample", "echo", b"cos\nsystem\n", reply_to="nobody", content_type=content_type)
    assert parked_reason(broker)
    assert serves(broker)


def test_a_call_past_its_deadline_is_dropped(broker: Broker, sample: ServiceProcess) -> None:
    labels = {"service": "sample", "entrypoint": "echo", "outcome": "ok"}
    before = sample.metric("lectern_work_total", **labels)
    late = {"deadline_ms": int(time.time() * 1000) - 1000}
    with pytest.raises(TimeoutError):
        broker.call("sample", "echo", context=late, seconds=0.5, value=1)
    assert broker.call("sample", "echo", value=1)["result"] == 1
    eventually(lambda: sample.metric("lectern_work_total", **labels) == before + 1, "one call is counted")


def test_an_answer_nobody_waits_for_does_no_harm(broker: Broker) -> None:
    for _ in range(3):
        broker.send_call("sample", "echo", b'{"args": [], "kwargs": {"value": 1}}', reply_to="gone", correlation_id="x")
    assert serves(broker)


def test_an_endpoint_is_called_with_the_requests_text(broker: Broker) -> None:
    parts = request(body='{"name": "over the broker"}')
    result = broker.call("sample", "make_thing", context=as_actor(BOB), request=parts)["result"]
    assert result["status"] == 201
    assert orjson.loads(result["body"])["name"] == "over the broker"
