"""A service that returns to an older version while the gateway is connected to it."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.directory import REQUESTS
from gateway.rpc import NoSuchMethod
from gateway.testing.client import eventually
from gateway.testing.contracts import library, operation

pytestmark = pytest.mark.anyio


def unknown(request: dict[str, Any]) -> None:
    raise NoSuchMethod("MethodNotFound: lend")


async def newer(world: Any) -> None:
    """The library offers lending, in a version that the running service turns out not to be."""
    world.bus.publish_contract(library("2.0.0", lend={"post": operation("library", "lend")}))
    await eventually(lambda: world.gateway.directory.catalogue.contracts["library"].version == "2.0.0")
    world.offer("lend", unknown)


def requests(world: Any) -> int:
    return len([one for one in world.bus.announced if one == (REQUESTS, b"{}")])


async def test_an_endpoint_that_vanished_is_404_once_the_service_has_said_what_it_is(world: Any) -> None:
    await newer(world)
    world.bus.when_announced(REQUESTS, lambda: world.bus.publish_contract(library("1.0.0")))
    answer = await world.client.post("/api/lend/", headers=world.alice)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert world.gateway.directory.catalogue.contracts["library"].version == "1.0.0"
    assert "/api/lend/" not in (await world.client.get("/api/schema/")).json()["paths"]


async def test_it_is_503_while_the_service_still_announces_it(world: Any) -> None:
    await newer(world)
    again = library("2.0.0", lend={"post": operation("library", "lend")})
    world.bus.when_announced(REQUESTS, lambda: world.bus.publish_contract(again))
    answer = await world.client.post("/api/lend/", headers=world.alice)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert answer.json()["code"] == "service_changed"


async def test_it_is_503_while_the_service_says_nothing_and_whatever_it_says_then_is_believed(world: Any) -> None:
    await newer(world)
    asked = requests(world)
    assert (await world.client.post("/api/lend/", headers=world.alice)).status_code == 503
    assert requests(world) == asked + 1
    world.bus.publish_contract(library("0.9.0"))
    await eventually(lambda: world.gateway.directory.catalogue.contracts["library"].version == "0.9.0")
    assert (await world.client.post("/api/lend/", headers=world.alice)).status_code == 404


async def test_of_two_versions_that_run_the_higher_one_still_counts(world: Any) -> None:
    await newer(world)

    def both() -> None:
        world.bus.publish_contract(library("1.0.0"))
        world.bus.publish_contract(library("2.0.0", lend={"post": operation("library", "lend")}))

    world.bus.when_announced(REQUESTS, both)
    assert (await world.client.post("/api/lend/", headers=world.alice)).status_code == 503
    await eventually(lambda: world.gateway.directory.catalogue.contracts["library"].version == "2.0.0")
