"""Announced contracts: which one counts, what the file is for, and that a change takes effect at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from gateway.app import Gateway
from gateway.contracts import Contracts
from gateway.directory import REQUESTS
from gateway.settings import GatewaySettings
from gateway.testing.bus import FakeBus
from gateway.testing.client import eventually, running
from gateway.testing.contracts import library, operation
from gateway.testing.fanout import FakeFanout

pytestmark = pytest.mark.anyio


def body(contract: dict[str, Any]) -> bytes:
    return orjson.dumps(contract)


async def test_a_new_endpoint_is_there_without_a_restart(world: Any) -> None:
    world.reply("count", '{"count": 3}')
    assert (await world.client.get("/api/count/", headers=world.alice)).status_code == 404
    world.bus.publish_contract(library("1.1.0", count={"get": operation("library", "count")}))
    await eventually(lambda: world.gateway.directory.catalogue.contracts["library"].version == "1.1.0")
    assert (await world.client.get("/api/count/", headers=world.alice)).json() == {"count": 3}
    document = (await world.client.get("/api/schema/")).json()
    assert "/api/count/" in document["paths"]


async def test_services_are_asked_to_announce_themselves(world: Any) -> None:
    await eventually(lambda: world.bus.announced)
    assert world.bus.announced[0] == (REQUESTS, b"{}")


async def test_routes_of_an_absent_service_outlive_a_restart(settings: GatewaySettings) -> None:
    first, bus = FakeBus(), FakeBus()
    gateway = Gateway(settings, first, FakeFanout())  # type: ignore[arg-type]
    async with running(gateway):
        first.publish_contract(library())
        await eventually(settings.contracts_cache.is_file)
    async with running(Gateway(settings, bus, FakeFanout())) as client:  # type: ignore[arg-type]
        assert (await client.get("/api/books/best/")).status_code == 503
        assert (await client.get("/api/nothing/")).status_code == 404


def test_the_highest_version_counts_and_the_latest_of_the_same(tmp_path: Path) -> None:
    contracts = Contracts(tmp_path / "contracts.json")
    assert contracts.offer(body(library("1.10.0")))
    assert not contracts.offer(body(library("1.9.0")))
    assert not contracts.offer(body(library("1.10.0")))
    assert contracts.offer(body(library("1.10.0", more={})))
    assert "/api/more/" in contracts.known["library"].openapi.paths


def test_a_service_that_was_rolled_back_is_believed(tmp_path: Path) -> None:
    contracts = Contracts(tmp_path / "contracts.json")
    contracts.offer(body(library("2.0.0")))
    contracts.save()
    again = Contracts(tmp_path / "contracts.json")
    again.load()
    assert again.known["library"].version == "2.0.0"
    assert again.offer(body(library("1.0.0")))
    assert again.offer(body(library("2.0.0")))
    again.remember()
    assert again.offer(body(library("1.0.0")))


@pytest.mark.parametrize("junk", [b"", b"{", b"[]", b"{}", b'{"service": "../x", "version": "1"}', b"\xff"])
def test_what_is_no_contract_is_left_out(tmp_path: Path, junk: bytes) -> None:
    contracts = Contracts(tmp_path / "contracts.json")
    assert not contracts.offer(junk)
    assert not contracts.known


@pytest.mark.parametrize("junk", [b"", b"{", b"{}", b"[5]", b"null", b"\xff"])
def test_a_broken_file_is_as_good_as_none(tmp_path: Path, junk: bytes) -> None:
    path = tmp_path / "contracts.json"
    path.write_bytes(junk)
    contracts = Contracts(path)
    contracts.load()
    assert not contracts.known


async def test_an_operation_that_makes_no_sense_takes_no_other_with_it(world: Any) -> None:
    strange = library(
        "1.2.0", broken={"get": {"summary": "no method"}, "post": 5}, fine={"get": operation("library", "fine")}
    )
    strange["openapi"]["paths"]["/outside/"] = {"get": operation("library", "outside")}
    world.bus.publish_contract(strange)
    world.reply("fine", "{}")
    await eventually(lambda: world.gateway.directory.catalogue.contracts["library"].version == "1.2.0")
    assert (await world.client.get("/api/fine/", headers=world.alice)).status_code == 200
    assert (await world.client.get("/api/broken/", headers=world.alice)).status_code == 404


async def test_of_two_services_with_the_same_path_the_first_by_name_has_it(world: Any) -> None:
    rival = {**library("9.0.0"), "service": "rival"}
    world.bus.publish_contract(rival)
    await eventually(lambda: "rival" in world.gateway.directory.catalogue.contracts)
    world.reply("get_best", "{}")
    await world.client.get("/api/books/best/")
    assert world.bus.made("get_best")[0].service == "library"


async def test_an_operation_is_given_the_time_and_the_body_that_its_contract_says(world: Any) -> None:
    world.bus.publish_contract(
        library(
            "1.3.0",
            slow={
                "post": operation(
                    "library", "slow", x_timeout=42, x_max_body=5, requestBody={"content": {"application/json": {}}}
                )
            },
        )
    )
    world.reply("slow", "{}")
    await eventually(lambda: world.gateway.directory.catalogue.contracts["library"].version == "1.3.0")
    assert (await world.client.post("/api/slow/", content=b"12345", headers=world.alice)).status_code == 200
    assert world.bus.made("slow")[0].timeout == 42
    assert (await world.client.post("/api/slow/", content=b"123456", headers=world.alice)).status_code == 413
