"""Events, through a real worker and a real broker: done once, tried again, then parked."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import orjson
import pytest

from chassis.amqp.names import event_queue, parked_queue
from chassis.database import Store
from chassis.testing.broker import Broker
from chassis.testing.processes import ServiceProcess, running
from chassis.testing.waiting import eventually

from .conftest import names
from .sample import SampleHandlers

QUEUE = event_queue("sample.thing_made", "sampler", "on_sample_thing_made")


@pytest.fixture(scope="module")
def worker(
    environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory, amqp_url: str
) -> Iterator[ServiceProcess]:
    """The sample's handlers, running with the sample's database."""
    own = {**environment, "SAMPLER_DATABASE_URL": environment["SAMPLE_DATABASE_URL"]}
    with running("sample:SampleHandlers", own, tmp_path_factory.mktemp("sampler")) as process:
        yield process
    with contextlib.closing(Broker(amqp_url)) as broker:
        broker.delete_queues_of(SampleHandlers)


pytestmark = pytest.mark.usefixtures("worker")


def finished(worker: ServiceProcess, outcome: str) -> float:
    """How many deliveries have ended with this outcome, none being at work."""
    eventually(lambda: worker.metric("lectern_work_in_progress", service="sampler") == 0, "nothing is at work")
    labels = {"service": "sampler", "entrypoint": "on_sample_thing_made", "outcome": outcome}
    return worker.metric("lectern_work_total", **labels)


def copies(stored: Store, name: str) -> int:
    return names(stored).count(f"copy of {name}")


def test_the_queues_name_stays_what_it_was() -> None:
    assert QUEUE == "evt-sample-thing_made--sampler.on_sample_thing_made"


def test_an_event_is_handled(broker: Broker, stored: Store) -> None:
    broker.tell("sample.thing_made", {"name": "one"})
    assert eventually(lambda: copies(stored, "one"), "a copy") == 1


def test_an_event_that_is_delivered_twice_is_handled_once(
    broker: Broker, stored: Store, worker: ServiceProcess
) -> None:
    before = finished(worker, "ok")
    event_id = broker.tell("sample.thing_made", {"name": "twice"})
    broker.tell("sample.thing_made", {"name": "twice"}, event_id)
    eventually(lambda: finished(worker, "ok") == before + 2, "both are handled")
    assert copies(stored, "twice") == 1


@pytest.mark.parametrize("times", [1, 2])
def test_a_handler_that_fails_is_tried_again_and_its_first_effects_are_taken_back(
    broker: Broker, stored: Store, worker: ServiceProcess, times: int
) -> None:
    before = finished(worker, "LookupError")
    broker.tell("sample.thing_made", {"name": f"fails {times} times"})
    eventually(lambda: copies(stored, f"fails {times} times"), "a copy in the end")
    assert finished(worker, "LookupError") == before + times


def test_after_the_last_try_it_is_parked_with_the_traceback(broker: Broker, stored: Store) -> None:
    event_id = broker.tell("sample.thing_made", {"name": "fails 9 times"})
    parked = eventually(lambda: broker.take(parked_queue("sampler")), "a parked message")
    assert parked.properties["message_id"] == event_id
    assert orjson.loads(parked.body)["data"] == {"name": "fails 9 times"}
    assert "LookupError: failure 3" in parked.headers["x-parked-why"]
    assert parked.headers["x-parked-from"]
    assert copies(stored, "fails 9 times") == 0


@pytest.mark.parametrize(
    ("body", "why"),
    [(b"{", "decoded"), (b"[]", "without an id"), (b"{}", "without an id"), (b'{"id": 7}', "without an id")],
)
def test_what_is_no_event_is_parked_at_once(broker: Broker, body: bytes, why: str) -> None:
    broker.publish("sample.events", "thing_made", body, delivery_mode=2)
    parked = eventually(lambda: broker.take(parked_queue("sampler")), "a parked message")
    assert why in parked.headers["x-parked-why"]
    assert parked.body in (body, body.decode())


def test_an_event_with_fields_missing_is_tried_and_parked(broker: Broker) -> None:
    broker.publish("sample.events", "thing_made", b'{"id": "incomplete"}', delivery_mode=2)
    parked = eventually(lambda: broker.take(parked_queue("sampler")), "a parked message")
    assert "KeyError" in parked.headers["x-parked-why"]


def test_what_a_handler_emits_leaves_by_the_same_process(broker: Broker) -> None:
    caught = broker.catch("sample.events", "topic", "thing_copied")
    broker.tell("sample.thing_made", {"name": "chain"})
    message = eventually(lambda: broker.take(caught), "the event of the copy")
    assert orjson.loads(message.body)["data"] == {"name": "copy of chain"}
