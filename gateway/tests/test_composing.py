"""Answers that several services give together."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from chassis.errors import Forbidden, Unavailable
from gateway.compositions import COMPOSITIONS, HOME, SEARCH, Composition, Part
from gateway.contracts import Contract
from gateway.documents import merge

pytestmark = pytest.mark.anyio

SERVICES = Path(__file__).parents[2] / "services"

DESK = Composition(
    "gateway_desk",
    "Desk",
    "/api/desk/",
    "What a reader's desk shows",
    (
        Part("books", "/api/books/", "limit=3", (("librarian", "mine=1"), ("reader", "lent=1"))),
        Part("best", "/api/books/best/", field="title"),
        Part("people", "/api/people/"),
        Part("films", "/api/films/"),
    ),
)
FIND = Composition(
    "gateway_find", "Find", "/api/find/", "Find", (Part("books", "/api/books/", "search={words}"),), True
)


@pytest.fixture
def compositions() -> Sequence[Composition]:
    return (DESK, FIND)


def query(world: Any, method: str) -> str:
    return str(world.bus.made(method)[0].arguments["request"]["query"])


def answer_all(world: Any) -> None:
    world.reply("list_books", '[{"id":1,"author":2},{"id":2,"author":1}]')
    world.reply("get_best", '{"title":"Emma","author":1}')
    world.bus.offer("registry", "list_people", lambda request: {"status": 200, "body": '[{"name":"Bob"}]'})


async def test_it_puts_the_parts_together_and_fills_in_names_in_one_call(world: Any) -> None:
    answer_all(world)
    answer = await world.client.get("/api/desk/", headers=world.alice)
    assert answer.status_code == 200
    assert answer.json() == {
        "books": [
            {"id": 1, "author": 2, "author_name": "Bob Brook"},
            {"id": 2, "author": 1, "author_name": "Alice Arden"},
        ],
        "best": "Emma",
        "people": [{"name": "Bob"}],
        "films": None,
    }
    assert "x-degraded" not in answer.headers
    assert len(world.bus.made("resolve")) == 1


async def test_it_asks_as_the_caller_and_for_what_the_role_wants(world: Any) -> None:
    answer_all(world)
    await world.client.get("/api/desk", headers=world.alice)
    assert query(world, "list_books") == "limit=3&mine=1"
    call = world.bus.made("list_books")[0]
    assert (call.context.actor_id, call.context.actor_role, call.safe) == (1, "librarian", True)
    assert call.timeout == 3


async def test_the_parts_are_asked_for_at_the_same_time(world: Any) -> None:
    everyone = asyncio.Barrier(3)

    async def meet(request: dict[str, Any]) -> dict[str, Any]:
        await everyone.wait()
        return {"status": 200, "body": "{}"}

    for service, method in (("library", "list_books"), ("library", "get_best"), ("registry", "list_people")):
        world.bus.offer(service, method, meet)
    async with asyncio.timeout(5):
        assert (await world.client.get("/api/desk/", headers=world.alice)).status_code == 200


@pytest.mark.parametrize("body", ["", "{", "[]", "null", "{}"])
async def test_a_part_fails_alone_and_its_service_is_named(world: Any, body: str) -> None:
    answer_all(world)
    world.reply("get_best", body)

    def away(request: dict[str, Any]) -> None:
        raise Unavailable("service_unavailable", "It is away.")

    world.bus.offer("registry", "list_people", away)
    answer = await world.client.get("/api/desk/", headers=world.alice)
    assert answer.status_code == 200
    assert [name for name, value in answer.json().items() if value is None] == ["best", "people", "films"]
    assert answer.headers["x-degraded"] == "library, registry"


async def test_a_part_that_is_not_for_the_caller_is_null_and_nobody_is_away(world: Any) -> None:
    answer_all(world)

    def refuse(request: dict[str, Any]) -> None:
        raise Forbidden("registry.librarians_only", "This is for librarians.")

    world.bus.offer("registry", "list_people", refuse)
    answer = await world.client.get("/api/desk/", headers=world.alice)
    assert answer.json()["people"] is None
    assert "x-degraded" not in answer.headers


async def test_an_owner_of_names_that_is_away_is_named_too(world: Any) -> None:
    answer_all(world)
    world.bus.offer("registry", "resolve", lambda ids, base_url: "not a mapping")
    answer = await world.client.get("/api/desk/", headers=world.alice)
    assert [book["author_name"] for book in answer.json()["books"]] == [None, None]
    assert answer.headers["x-degraded"] == "registry"


async def test_it_is_for_those_who_are_signed_in_and_takes_nothing_but_get(world: Any) -> None:
    assert (await world.client.get("/api/desk/")).status_code == 401
    refused = await world.client.post("/api/desk/", headers=world.alice)
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


async def test_words_to_search_for_are_handed_on_as_they_are(world: Any) -> None:
    answer_all(world)
    answer = await world.client.get("/api/find/", params={"q": " a&limit=9 é{x} "}, headers=world.alice)
    assert answer.status_code == 200
    assert query(world, "list_books") == "search=a%26limit%3D9%20%C3%A9%7Bx%7D"


@pytest.mark.parametrize("words", ["", "?q=", "?q=%20", "?q=a%00b", f"?q={'x' * 101}"])
async def test_a_search_for_nothing_is_refused_with_a_sentence(world: Any, words: str) -> None:
    answer = await world.client.get(f"/api/find/{words}", headers=world.alice)
    assert answer.status_code == 400
    assert answer.json()["errors"]["q"]
    assert not world.bus.made("list_books")


async def test_the_document_says_what_the_parts_look_like(world: Any) -> None:
    document = (await world.client.get("/api/schema/")).json()
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []
    desk = document["components"]["schemas"]["Desk"]
    assert desk["required"] == ["books", "best", "people", "films"]
    assert desk["properties"]["films"] == {"type": "null"}
    assert {"400", "401", "503"} <= document["paths"]["/api/find/"]["get"]["responses"].keys()


def test_home_and_search_are_made_of_operations_that_there_are() -> None:
    announced = [Contract.model_validate_json(path.read_bytes()) for path in SERVICES.glob("*/contract.json")]
    document = merge(announced, {}, "1", "/", COMPOSITIONS)
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []
    schemas = document["components"]["schemas"]
    assert set(schemas["Home"]["properties"]) == {"courses", "due", "review", "unread", "feed", "rooms"}
    assert schemas["Home"]["properties"]["unread"]["anyOf"][0]["type"] == "integer"
    assert schemas["SearchResults"]["properties"]["people"]["anyOf"][0]["type"] == "array"
    offered = {path for one in announced for path, item in one.openapi.paths.items() if "get" in item}
    assert {part.path for part in SEARCH.parts} <= offered
    assert orjson.dumps(schemas[HOME.title])
