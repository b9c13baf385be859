"""Who is asking: tokens, what is kept of them, and how what is kept is emptied."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from chassis.errors import Forbidden, Unauthenticated, Unavailable
from gateway.authentication import Authentication, Ended, ended_by
from gateway.catalogue import Owner
from gateway.metrics import Metrics
from gateway.rpc import Context
from gateway.testing.bus import FakeBus
from gateway.testing.client import eventually
from gateway.testing.clock import Clock
from gateway.testing.contracts import operation, registry

pytestmark = pytest.mark.anyio

REGISTRY = Owner("registry", "authenticate")
ALICE = {"actor_id": 1, "role": "librarian", "session_id": 7}


@pytest.fixture
def bus() -> FakeBus:
    bus = FakeBus()
    bus.offer("registry", "authenticate", lambda token: ALICE)
    return bus


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def authentication(bus: FakeBus, clock: Clock) -> Authentication:
    return Authentication(bus, Metrics(), ttl=30, grace=300, clock=clock)


async def ask(authentication: Authentication, key: str = "key") -> Any:
    return await authentication.identify(REGISTRY, key, Context("r"))


@pytest.mark.parametrize("header", ["", "Token", "Token ", "Bearer key", "key", "Token k\u00e9y", "Token " + "x" * 513])
async def test_it_refuses_a_missing_or_malformed_token(world: Any, header: str) -> None:
    raw = {b"Authorization": header.encode("latin-1")} if header else {}
    answer = await world.client.get("/api/books/", headers=raw)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Token"
    assert answer.json()["code"] == "not_authenticated"
    assert not world.bus.calls


async def test_it_refuses_an_unknown_token_before_it_reads_the_body(world: Any) -> None:
    answer = await world.client.post(
        "/api/books/", content=b"x" * 2_000_000, headers={"Authorization": "Token wrong", "Content-Type": "text/plain"}
    )
    assert answer.status_code == 401
    assert answer.json()["code"] == "registry.unknown_token"
    assert answer.headers["www-authenticate"] == "Token"


async def test_a_blocked_account_is_403(world: Any) -> None:
    def block(token: str) -> None:
        raise Forbidden("registry.blocked", "This account is blocked.")

    world.bus.offer("registry", "authenticate", block)
    assert (await world.client.get("/api/books/", headers=world.alice)).status_code == 403


async def test_it_asks_once_and_again_after_the_time_is_over(
    authentication: Authentication, bus: FakeBus, clock: Clock
) -> None:
    await ask(authentication)
    clock.now += 29
    await ask(authentication)
    assert len(bus.calls) == 1
    clock.now += 2
    await ask(authentication)
    assert len(bus.calls) == 2


async def test_a_refusal_is_never_kept(authentication: Authentication, bus: FakeBus) -> None:
    def refuse(token: str) -> None:
        raise Unauthenticated("registry.unknown_token", "Unknown.")

    bus.offer("registry", "authenticate", refuse)
    for _ in range(2):
        with pytest.raises(Unauthenticated):
            await ask(authentication)
    assert len(bus.calls) == 2


@pytest.mark.parametrize(
    ("data", "forgotten"),
    [
        ({"user_id": 1, "session_ids": None}, True),
        ({"user_id": 1, "session_ids": [6, 7]}, True),
        ({"user_id": 1, "session_ids": [8]}, False),
        ({"user_id": 2, "session_ids": None}, False),
        ("nonsense", True),
    ],
)
async def test_the_end_of_a_session_empties_what_is_kept_of_it(
    authentication: Authentication, bus: FakeBus, data: object, forgotten: bool
) -> None:
    await ask(authentication)
    authentication.ended(ended_by(data))
    await ask(authentication)
    assert len(bus.calls) == (2 if forgotten else 1)


async def test_who_has_signed_out_is_out_with_the_answer_before_any_event_tells_so(world: Any) -> None:
    world.bus.offer("registry", "leave", lambda request: {"status": 204, "headers": {}, "body": ""})
    world.reply("list_books", "[]")
    assert (await world.client.get("/api/books/", headers=world.alice)).status_code == 200
    assert (await world.client.post("/api/people/leave/", headers=world.alice)).status_code == 204

    def refuse(token: str) -> None:
        raise Unauthenticated("registry.unknown_token", "Signed out.")

    world.bus.offer("registry", "authenticate", refuse)
    assert (await world.client.get("/api/books/", headers=world.alice)).status_code == 401


async def test_a_stranger_who_changes_something_makes_nobody_known_less(world: Any) -> None:
    entrance = operation("registry", "enter", security=[])
    contract = registry()
    contract["version"] = "1.0.1"
    contract["openapi"]["paths"]["/api/people/enter/"] = {"post": entrance}
    world.bus.publish_contract(contract)
    world.bus.offer("registry", "enter", lambda request: {"status": 204, "headers": {}, "body": ""})
    world.reply("list_books", "[]")
    await world.client.get("/api/books/", headers=world.alice)
    await eventually(lambda: world.gateway.directory.catalogue.contracts["registry"].version == "1.0.1")
    assert (await world.client.post("/api/people/enter/")).status_code == 204
    asked = len(world.bus.calls)
    assert (await world.client.get("/api/books/", headers=world.alice)).status_code == 200
    assert [call for call in world.bus.calls[asked:] if call.method == "authenticate"] == []


async def test_an_answer_that_was_under_way_when_a_session_ended_is_asked_for_again(
    authentication: Authentication, bus: FakeBus
) -> None:
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def slow(token: str) -> dict[str, Any]:
        asked.set()
        await go_on.wait()
        return ALICE

    bus.offer("registry", "authenticate", slow)
    asking = asyncio.create_task(ask(authentication))
    await asked.wait()

    def refuse(token: str) -> None:
        raise Unauthenticated("registry.unknown_token", "Revoked.")

    bus.offer("registry", "authenticate", refuse)
    authentication.ended(Ended(1, None))
    go_on.set()
    with pytest.raises(Unauthenticated):
        await asking


async def test_while_the_registry_is_away_a_known_token_goes_on_for_a_while(
    authentication: Authentication, bus: FakeBus, clock: Clock
) -> None:
    await ask(authentication)
    bus.away("registry")
    clock.now += 200
    assert (await ask(authentication)).actor_id == 1
    with pytest.raises(Unavailable):
        await ask(authentication, "another")
    clock.now += 200
    with pytest.raises(Unavailable):
        await ask(authentication)


async def test_a_session_that_ended_gets_no_grace(authentication: Authentication, bus: FakeBus, clock: Clock) -> None:
    await ask(authentication)
    bus.away("registry")
    authentication.ended(Ended(1, frozenset({7})))
    clock.now += 60
    with pytest.raises(Unavailable):
        await ask(authentication)


async def test_events_and_a_lost_broker_empty_it(world: Any) -> None:
    world.reply("list_books", "[]")

    async def asked() -> int:
        await world.client.get("/api/books/", headers=world.alice)
        return len(world.bus.made("authenticate"))

    assert await asked() == 1
    assert await asked() == 1
    world.bus.emit("registry.sessions_ended", {"user_id": 1, "session_ids": [7]})
    assert await asked() == 2
    world.bus.lose()
    world.bus.recover()
    assert await asked() == 3


async def test_without_anyone_who_knows_tokens_it_is_503(bus: FakeBus) -> None:
    with pytest.raises(Unavailable):
        await Authentication(bus, Metrics()).identify(None, "key", Context("r"))
