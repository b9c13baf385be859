"""What a request becomes on its way to a service, and what its answer becomes on the way back."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.errors import InvalidInput, TooMany

pytestmark = pytest.mark.anyio


async def test_it_passes_the_request_on_as_text(world: Any) -> None:
    world.reply("add_book", '{"id": 5}', status=201, Location="/api/books/5/")
    answer = await world.client.post("/api/books/?x=%C3%A9", content=b"{not json", headers=world.alice)
    assert answer.status_code == 201
    assert answer.headers["location"] == "/api/books/5/"
    assert answer.json() == {"id": 5}
    request = world.bus.made("add_book")[0].arguments["request"]
    assert request["body"] == "{not json"
    assert request["query"] == "x=%C3%A9"
    assert request["content_type"] == "application/json"


async def test_it_says_on_whose_behalf_it_calls(world: Any) -> None:
    world.reply("borrow", "", status=204)
    await world.client.post(
        "/api/books/5/borrow/", headers={**world.alice, "X-Request-ID": "abc", "Idempotency-Key": "once"}
    )
    context = world.bus.made("borrow")[0].context
    assert (context.actor_id, context.actor_role, context.session_id) == (1, "librarian", 7)
    assert (context.request_id, context.idempotency_key) == ("abc", "once")
    assert context.base_url == "http://lectern.test"


@pytest.mark.parametrize("path", ["/api/books/5/borrow/", "/api/books/5/borrow"])
async def test_it_takes_both_slash_forms_without_a_redirect(world: Any, path: str) -> None:
    world.reply("borrow", '{"ok": true}')
    answer = await world.client.post(path, headers=world.alice)
    assert answer.status_code == 200
    assert world.bus.made("borrow")[0].arguments["request"]["path"] == {"id": "5"}


async def test_a_literal_segment_goes_before_a_parameter(world: Any) -> None:
    world.reply("get_best", '{"id": 9}')
    assert (await world.client.get("/api/books/best/")).json() == {"id": 9}


async def test_a_public_operation_needs_no_token_and_ignores_a_bad_one(world: Any) -> None:
    world.reply("get_best", "{}")
    answer = await world.client.get("/api/books/best/", headers={"Authorization": "Token stale"})
    assert answer.status_code == 200
    assert world.bus.made("get_best")[0].context.actor_id is None


async def test_it_answers_204_without_body_or_type(world: Any) -> None:
    world.reply("drop_book", "", status=204)
    answer = await world.client.delete("/api/books/5/", headers=world.alice)
    assert (answer.status_code, answer.content) == (204, b"")
    assert "content-type" not in answer.headers


async def test_head_is_get_without_the_body(world: Any) -> None:
    world.reply("list_books", "[]")
    answer = await world.client.head("/api/books/", headers=world.alice)
    assert (answer.status_code, answer.content, answer.headers["content-length"]) == (200, b"", "2")


async def test_options_and_405_say_what_is_allowed(world: Any) -> None:
    options = await world.client.options("/api/books/5/")
    assert (options.status_code, options.headers["allow"]) == (204, "DELETE, GET, HEAD, OPTIONS, PATCH")
    refused = await world.client.put("/api/books/5/", headers=world.alice)
    assert refused.status_code == 405
    assert refused.headers["allow"] == "DELETE, GET, HEAD, OPTIONS, PATCH"
    assert refused.json()["code"] == "method_not_allowed"


@pytest.mark.parametrize(
    "path", ["/api/nothing/", "/api/", "/api", "/api//books/", "/api/books//", "/api/books/5/borrow/x"]
)
async def test_an_unknown_path_is_a_problem_and_never_the_page(world: Any, path: str) -> None:
    answer = await world.client.get(path, headers=world.alice)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


async def test_the_cursor_becomes_a_link_to_the_next_page(world: Any) -> None:
    world.reply("list_books", "[]", X_Total_Count="12", Link_Next="a/b=")
    answer = await world.client.get("/api/books/?limit=5&cursor=old&q=%C3%A9", headers=world.alice)
    assert answer.headers["link"] == '</api/books/?limit=5&q=%C3%A9&cursor=a%2Fb%3D>; rel="next"'
    assert answer.headers["x-total-count"] == "12"


async def test_errors_of_services_become_problems(world: Any) -> None:
    def refuse(request: dict[str, Any]) -> None:
        raise InvalidInput("library.bad", "The title is missing.", errors={"title": ["Give a title."]})

    world.offer("add_book", refuse)
    answer = await world.client.post("/api/books/", json={}, headers={**world.alice, "X-Request-ID": "r1"})
    assert answer.status_code == 400
    assert answer.json() == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "The title is missing.",
        "code": "library.bad",
        "request_id": "r1",
        "errors": {"title": ["Give a title."]},
    }


async def test_it_says_when_to_try_again(world: Any) -> None:
    def refuse(request: dict[str, Any]) -> None:
        raise TooMany("library.slow_down", "Too many.", retry_after="7.2")

    world.offer("borrow", refuse)
    answer = await world.client.post("/api/books/5/borrow/", headers=world.alice)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "8")
    world.bus.away("library")
    answer = await world.client.post("/api/books/5/borrow/", headers=world.alice)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")


async def test_what_nobody_foresaw_is_a_500_that_tells_nothing(world: Any) -> None:
    def explode(request: dict[str, Any]) -> None:
        raise ZeroDivisionError("secret detail")

    world.offer("list_books", explode)
    answer = await world.client.get("/api/books/", headers=world.alice)
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal"
    assert "secret" not in answer.text


@pytest.mark.parametrize("reply", [None, [], {"status": 200, "body": 5}, {"status": "x", "body": ""}])
async def test_a_reply_that_is_none_is_a_500(world: Any, reply: Any) -> None:
    world.offer("list_books", lambda request: reply)
    answer = await world.client.get("/api/books/", headers=world.alice)
    assert answer.status_code == 500


async def test_the_client_s_request_id_is_kept_if_it_is_fit(world: Any) -> None:
    kept = await world.client.get("/healthz", headers={"X-Request-ID": "mine-1"})
    assert kept.headers["x-request-id"] == "mine-1"
    made = await world.client.get("/healthz", headers={"X-Request-ID": "x" * 129})
    assert made.headers["x-request-id"] != "x" * 129
    assert len(made.headers["x-request-id"]) == 32


async def test_line_breaks_in_a_service_s_header_split_nothing(world: Any) -> None:
    world.reply("list_books", "[]", X_Note="a\r\nSet-Cookie: b=c")
    answer = await world.client.get("/api/books/", headers=world.alice)
    assert answer.headers["x-note"] == "aSet-Cookie: b=c"
    assert "set-cookie" not in answer.headers
