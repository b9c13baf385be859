"""Attacks on a real gateway: each gets a problem or a closed connection before long, and takes no memory for good."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from lectern.system import System
from lectern.testing import Person
from lectern.testing.people import client
from tests.faults.support.processes import Process, Stage
from tests.system.abuse.attacks import ATTACKS, Target

pytestmark = pytest.mark.timeout(600)

SHORT = {"HEADERS_TIMEOUT": "2", "BODY_TIMEOUT": "2", "UPLOAD_RATE": "1000"}
ROUNDS = 5
LEAST = 30_000_000
"""Bytes by which memory may differ for reasons of the allocator; what is sent is many times more."""


@pytest.fixture(scope="module")
def gateway(system: System, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A gateway of its own, with little patience, before the system's services."""
    stage = Stage(tmp_path_factory.mktemp("gateway"), {**system.environment, **SHORT})
    yield stage.gateway().start().wait_until_ready()
    stage.clear()


@pytest.fixture
def target(gateway: Process, alice: Person) -> Target:
    """That gateway as Alice attacks it, who teaches a course with a room."""
    room = {"name": f"room-{secrets.token_hex(4)}"}
    name = alice.api.post("/api/classrooms/", json=room).raise_for_status().json()["name"]
    return Target(gateway.port, alice.api.headers["Authorization"].removeprefix("Token "), name)


@pytest.mark.parametrize(("attack", "answers"), ATTACKS.items(), ids=lambda one: getattr(one, "__name__", ""))
def test_an_attack_is_refused_before_long(target: Target, attack: Callable[[Target], int], answers: set[int]) -> None:
    assert attack(target) in answers


def test_memory_stays_flat_under_all_of_it(gateway: Process, target: Target) -> None:
    quick = [attack for attack in ATTACKS if "byte_by_byte" not in attack.__name__]

    def attacked() -> int:
        for attack in quick:
            attack(target)
        return gateway.resident

    before = attacked()
    assert max(attacked() for _ in range(ROUNDS)) - before < LEAST
    assert gateway.ready


def test_many_who_connect_and_say_nothing_are_in_nobodys_way(gateway: Process, target: Target) -> None:
    with ExitStack() as stack:
        for _ in range(500):
            silent = socket.create_connection(("127.0.0.1", gateway.port), timeout=30)
            stack.enter_context(closing(silent))
            silent.sendall(b"GET / HTTP/1.1\r\n")
        with client(f"http://127.0.0.1:{gateway.port}", target.token) as api:
            api.get("/api/courses/").raise_for_status()
        assert silent.recv(1) == b"", "it is hung up on"
