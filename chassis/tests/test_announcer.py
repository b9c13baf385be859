"""What a service offers is told to gateways: when it starts, and whenever one asks."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from chassis.amqp.names import CONTRACT_REQUESTS_EXCHANGE, CONTRACTS_EXCHANGE
from chassis.contract.document import build
from chassis.testing.broker import Broker
from chassis.testing.processes import running
from chassis.testing.waiting import eventually

from .sample import SampleService


@pytest.fixture
def told(broker: Broker, amqp_url: str) -> Iterator[str]:
    """A queue that catches what services announce."""
    yield broker.catch(CONTRACTS_EXCHANGE, "fanout")
    broker.delete_queues_of(SampleService)


def next_contract(broker: Broker, told: str) -> dict[str, Any]:
    message = eventually(lambda: broker.take(told), "a contract")
    contract: dict[str, Any] = orjson.loads(message.body)
    return contract


def test_it_is_told_on_the_start_and_again_when_a_gateway_asks(
    broker: Broker, told: str, environment: dict[str, str], tmp_path: Path
) -> None:
    with running("sample:SampleService", environment, tmp_path):
        assert next_contract(broker, told) == build(SampleService)
        while broker.take(told):
            pass
        broker.publish(CONTRACT_REQUESTS_EXCHANGE, "", b"{}")
        assert next_contract(broker, told)["service"] == "sample"


def test_a_question_that_is_nonsense_is_still_one(
    broker: Broker, told: str, environment: dict[str, str], tmp_path: Path
) -> None:
    with running("sample:SampleService", environment, tmp_path):
        next_contract(broker, told)
        broker.publish(CONTRACT_REQUESTS_EXCHANGE, "", b"{")
        broker.publish(CONTRACT_REQUESTS_EXCHANGE, "", b"{}")
        assert next_contract(broker, told)["service"] == "sample"
        with contextlib.suppress(AssertionError):
            assert broker.call("sample", "health")["result"]["ready"]
