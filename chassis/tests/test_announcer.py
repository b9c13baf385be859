"""What a service offers is told to gateways: when it starts, and whenever one asks."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import orjson
import pytest

from chassis.amqp.names import CONTRACT_REQUESTS_EXCHANGE, CONTRACTS_EXCHANGE
from chassis.contract.document import build
from chassis.testing.broker import Broker
from chassis.testing.processes import free_port, running
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


def test_it_is_told_when_a_broker_that_was_away_has_come(
    broker: Broker, told: str, environment: dict[str, str], tmp_path: Path
) -> None:
    port = free_port()
    real = urlsplit(environment["AMQP_URL"])
    address = real._replace(netloc=f"{real.username}:{real.password}@127.0.0.1:{port}").geturl()
    with running("sample:SampleService", {**environment, "AMQP_URL": address}, tmp_path, wait=False) as process:
        eventually(lambda: "broker is away" in process.log(), "it says that the broker is away")
        with forwarding(port, (str(real.hostname), int(real.port or 5672))):
            assert next_contract(broker, told)["service"] == "sample"
            process.kill()


@contextlib.contextmanager
def forwarding(port: int, target: tuple[str, int]) -> Iterator[None]:
    """Pass connections to `port` of this machine on to `target`."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with socket.create_connection(target) as far:
                for source, sink in ((self.request, far), (far, self.request)):
                    threading.Thread(target=_pass_on, args=(source, sink), daemon=True).start()
                gone.wait()

    gone = threading.Event()
    socketserver.ThreadingTCPServer.daemon_threads = True
    with socketserver.ThreadingTCPServer(("127.0.0.1", port), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield
        gone.set()
        server.shutdown()


def _pass_on(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while chunk := source.recv(65536):
            sink.sendall(chunk)


def test_a_question_that_is_nonsense_is_still_one(
    broker: Broker, told: str, environment: dict[str, str], tmp_path: Path
) -> None:
    with running("sample:SampleService", environment, tmp_path):
        next_contract(broker, told)
        broker.publish(CONTRACT_REQUESTS_EXCHANGE, "", b"{")
        broker.publish(CONTRACT_REQUESTS_EXCHANGE, "", b"{}")
        assert next_contract(broker, told)["service"] == "sample"
        assert broker.call("sample", "health")["result"]["service"] == "sample"
