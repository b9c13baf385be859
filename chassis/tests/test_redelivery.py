"""A process that dies in the middle of its work: what it did not finish is done by another, once."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from chassis.amqp.names import RPC_EXCHANGE
from chassis.database import Store
from chassis.testing.broker import Broker, as_actor, request
from chassis.testing.processes import running
from chassis.testing.waiting import eventually

from .conftest import BOB, names
from .sample import DEATH, SampleService


@pytest.fixture(autouse=True)
def _clean(amqp_url: str) -> Iterator[None]:
    yield
    with contextlib.closing(Broker(amqp_url)) as broker:
        broker.delete_queues_of(SampleService)


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_call_whose_worker_died_is_answered_by_another_and_done_once(
    broker: Broker, environment: dict[str, str], tmp_path: Path, stored: Store, moment: str
) -> None:
    name = f"dies {moment} the commit"
    parts = request(body=orjson.dumps({"name": name}).decode())
    body = orjson.dumps({"args": [], "kwargs": {"request": parts}})
    caught = broker.catch(RPC_EXCHANGE, "topic", "caller")
    (tmp_path / DEATH).write_text(moment)
    with running("sample:SampleService", environment, tmp_path) as first:
        broker.send_call(
            "sample", "make_thing", body, context=as_actor(BOB), reply_to="caller", correlation_id=f"once {moment}"
        )
        eventually(lambda: first.process.poll() is not None, "the first is dead")
    assert (name in names(stored)) is (moment == "after")
    with running("sample:SampleService", environment, tmp_path):
        answer = orjson.loads(eventually(lambda: broker.take(caught), "an answer").body)
    assert answer["result"]["status"] == 201
    assert names(stored).count(name) == 1
