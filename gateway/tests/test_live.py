"""A whole gateway on a real broker and Redis, with services that come, go, change their contract and end sessions."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from redis.asyncio import Redis

from chassis.errors import Unauthenticated
from gateway.app import Gateway, create_app
from gateway.settings import GatewaySettings
from gateway.testing.client import OpenStream, eventually, running
from gateway.testing.contracts import library, operation, registry
from gateway.testing.responder import Responder

pytestmark = pytest.mark.anyio

ALICE = {"Authorization": "Token alice-key"}


class Registry:
    """Knows one token until it is revoked."""

    def __init__(self) -> None:
        self.revoked = False

    def authenticate(self, _arguments: dict[str, Any], _headers: dict[str, Any]) -> dict[str, Any]:
        if self.revoked:
            raise Unauthenticated("registry.unknown_token", "Revoked.")
        return {"actor_id": 1, "role": "librarian", "session_id": 7}

    def resolve(self, arguments: dict[str, Any], _headers: dict[str, Any]) -> dict[str, Any]:
        return {str(one): {"name": f"Person {one}"} for one in arguments["ids"]}


def reply(body: Any) -> Any:
    return lambda _arguments, _headers: {"status": 200, "headers": {}, "body": json.dumps(body)}


LIBRARY = {
    "list_books": reply([{"id": 1, "author": 4}]),
    "get_best": reply({"id": 1}),
    "count": reply({"count": 2}),
    "news": reply({"events": []}),
}


@pytest.fixture
def people() -> Registry:
    return Registry()


@pytest.fixture
def registry_service(amqp_url: str, people: Registry) -> Iterator[Responder]:
    methods = {"authenticate": people.authenticate, "resolve": people.resolve}
    with Responder(amqp_url, registry(), methods) as service:
        yield service


@pytest.fixture
async def gateway(settings: GatewaySettings, amqp_url: str, redis_url: str, anyio_backend: str) -> Gateway:
    return create_app(settings.model_copy(update={"amqp_url": amqp_url, "redis_url": redis_url}))


@pytest.fixture
async def client(gateway: Gateway) -> AsyncIterator[httpx.AsyncClient]:
    async with running(gateway) as running_client:
        await eventually(lambda: gateway.bus.connected)
        yield running_client


async def knows(gateway: Gateway, *services: str) -> None:
    await eventually(lambda: set(services) <= gateway.directory.catalogue.contracts.keys())


async def test_services_that_were_there_before_and_that_come_later_are_found(
    amqp_url: str, gateway: Gateway, client: httpx.AsyncClient, registry_service: Responder
) -> None:
    await knows(gateway, "registry")
    with Responder(amqp_url, library(), LIBRARY) as service:
        await knows(gateway, "library")
        answer = await client.get("/api/books/", headers=ALICE)
        assert answer.json() == [{"id": 1, "author": 4, "author_name": "Person 4"}]
        assert (await client.get("/readyz")).status_code == 200
        service.announce(library("1.1.0", count={"get": operation("library", "count")}))
        await eventually(lambda: gateway.directory.catalogue.contracts["library"].version == "1.1.0")
        assert (await client.get("/api/count/", headers=ALICE)).json() == {"count": 2}


async def test_a_service_that_is_away_takes_only_its_own_routes_with_it(
    amqp_url: str, gateway: Gateway, client: httpx.AsyncClient, registry_service: Responder
) -> None:
    with Responder(amqp_url, library(), LIBRARY):
        await knows(gateway, "library", "registry")
        assert (await client.get("/api/books/best/")).status_code == 200
        registry_service.__exit__()
        answer = await client.get("/readyz")
        assert answer.json()["services"]["registry"]["state"] == "down"
        assert (await client.get("/api/books/best/")).status_code == 200
    answer = await client.get("/api/books/best/")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")


async def test_names_are_null_and_the_list_goes_on_while_their_owner_is_away(
    amqp_url: str, gateway: Gateway, client: httpx.AsyncClient, registry_service: Responder
) -> None:
    with Responder(amqp_url, library(), LIBRARY):
        await knows(gateway, "library", "registry")
        assert (await client.get("/api/books/", headers=ALICE)).json()[0]["author_name"] == "Person 4"
        registry_service.__exit__()
        gateway.records.clear()
        answer = await client.get("/api/books/", headers=ALICE)
        assert answer.status_code == 200
        assert answer.json()[0]["author_name"] is None
        assert answer.headers["x-degraded"] == "registry"


async def test_a_revoked_token_is_dead_and_its_stream_closed_within_two_seconds(
    amqp_url: str, redis_url: str, gateway: Gateway, client: httpx.AsyncClient, registry_service: Responder,
    people: Registry,
) -> None:  # fmt: skip
    with Responder(amqp_url, library(), LIBRARY):
        await knows(gateway, "library", "registry")
        stream = OpenStream(gateway, "/api/news/", ALICE)
        await stream.shows("retry")
        redis = Redis.from_url(redis_url)
        await redis.publish("library.news.1", json.dumps({"id": "1", "event": "news", "data": {}}))
        await redis.aclose()
        await stream.shows("id: 1")
        people.revoked = True
        registry_service.emit("registry.sessions_ended", {"user_id": 1, "session_ids": [7]})
        await stream.ended(seconds=10)
        assert (await client.get("/api/books/", headers=ALICE)).status_code == 401
