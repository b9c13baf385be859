"""Filling in what other services own."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson
import pytest

from gateway.catalogue import Owner
from gateway.metrics import Metrics
from gateway.operations import Reference
from gateway.records import Records
from gateway.references import References
from gateway.rpc import Context
from gateway.testing.bus import FakeBus

pytestmark = pytest.mark.anyio

BOOKS = '[{"id":1,"author":1},{"id":2,"author":2},{"id":3,"author":1},{"id":4,"author":null},{"id":5,"author":99}]'


async def test_it_asks_the_owner_once_for_a_whole_list(world: Any) -> None:
    world.reply("list_books", BOOKS)
    answer = await world.client.get("/api/books/", headers=world.alice)
    assert [book["author_name"] for book in answer.json()] == ["Alice Arden", "Bob Brook", "Alice Arden", None, None]
    assert "x-degraded" not in answer.headers
    (call,) = world.bus.made("resolve")
    assert call.arguments == {"ids": [1, 2, 99], "base_url": "http://lectern.test"}
    assert call.safe


async def test_it_fills_a_single_resource(world: Any) -> None:
    world.reply("get_book", '{"id":1,"author":2}')
    answer = await world.client.get("/api/books/1/", headers=world.alice)
    assert answer.json() == {"id": 1, "author": 2, "author_name": "Bob Brook"}


async def test_an_owner_that_is_away_leaves_nulls_and_is_named(world: Any) -> None:
    world.bus.offer("registry", "resolve", lambda ids, base_url: "not a mapping")
    world.reply("list_books", BOOKS)
    answer = await world.client.get("/api/books/", headers=world.alice)
    assert answer.status_code == 200
    assert [book["author_name"] for book in answer.json()] == [None] * 5
    assert answer.headers["x-degraded"] == "registry"


async def test_what_is_known_is_not_asked_for_until_it_changes(world: Any) -> None:
    world.reply("list_books", BOOKS)

    async def asked_for() -> list[Any]:
        await world.client.get("/api/books/", headers=world.alice)
        return [call.arguments["ids"] for call in world.bus.made("resolve")]

    await asked_for()
    assert await asked_for() == [[1, 2, 99]]
    world.bus.emit("registry.person_changed", {"id": 2})
    assert await asked_for() == [[1, 2, 99], [2]]
    world.bus.emit("registry.person_changed", "nonsense")
    assert await asked_for() == [[1, 2, 99], [2], [1, 2, 99]]


async def test_a_record_that_changed_on_the_way_is_not_kept() -> None:
    bus, records = FakeBus(), Records()
    references = References(bus, records, Metrics())
    reference = Reference(("author",), "registry.people", (("author_name", "name"),))

    async def resolve(ids: list[int], base_url: str) -> dict[str, Any]:
        records.drop("registry.people", 1)
        return {"1": {"name": "Old"}}

    bus.offer("registry", "resolve", resolve)
    book = {"author": 1}
    await references.fill(book, [reference], {"registry.people": Owner("registry", "resolve")}, Context("r"))
    assert book == {"author": 1, "author_name": "Old"}
    assert records.get("registry.people", 1, "") is None


async def test_it_asks_for_at_most_500_at_a_time_and_for_all_at_once() -> None:
    bus = FakeBus()
    references = References(bus, Records(), Metrics())
    reference = Reference(("*", "author"), "registry.people", (("author_name", "name"),))
    all_asked = asyncio.Event()

    async def resolve(ids: list[int], base_url: str) -> dict[str, Any]:
        if len(bus.calls) == 3:
            all_asked.set()
        await all_asked.wait()
        return {str(one): {"name": f"P{one}"} for one in ids}

    bus.offer("registry", "resolve", resolve)
    books: list[dict[str, Any]] = [{"author": one} for one in range(1, 1201)]
    async with asyncio.timeout(5):
        away = await references.fill(
            books, [reference], {"registry.people": Owner("registry", "resolve")}, Context("r")
        )
    assert away == []
    assert books[1199]["author_name"] == "P1200"
    assert [len(call.arguments["ids"]) for call in bus.calls] == [500, 500, 200]


async def test_two_owners_that_are_away_are_both_named() -> None:
    references = References(FakeBus(), Records(), Metrics())
    wanted = [
        Reference(("author",), "registry.people", (("author_name", "name"),)),
        Reference(("shelf",), "stacks.shelves", (("shelf_name", "name"),)),
    ]
    book: dict[str, Any] = {"author": 1, "shelf": 2}
    away = await references.fill(book, wanted, {"registry.people": Owner("registry", "resolve")}, Context("r"))
    assert away == ["registry", "stacks"]
    assert book["shelf_name"] is None


@pytest.mark.parametrize("document", [[], {}, None, [None, 5, "x"], [{"author": "1"}], [{"author": True}]])
async def test_an_answer_of_another_shape_is_left_in_peace(document: Any) -> None:
    references = References(FakeBus(), Records(), Metrics())
    reference = Reference(("*", "author"), "registry.people", (("author_name", "name"),))
    before = orjson.loads(orjson.dumps(document))
    assert await references.fill(document, [reference], {}, Context("r")) == []
    assert [one["author"] for one in document or () if isinstance(one, dict)] == [
        one["author"] for one in before or () if isinstance(one, dict)
    ]


def test_records_are_kept_apart_by_base_url() -> None:
    records = Records()
    records.put("people", 1, "http://a", {"photo": "http://a/1"}, records.generation)
    assert records.get("people", 1, "http://b") is None
    assert records.get("people", 1, "http://a") == ({"photo": "http://a/1"},)
