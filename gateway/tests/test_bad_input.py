"""Bad input of every kind is a 4xx problem with a sentence, never a 500, and never reaches a service half-read."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.anyio


def is_problem(answer: Any, status: int) -> bool:
    problem = answer.json()
    return bool(
        answer.status_code == problem["status"] == status
        and answer.headers["content-type"] == "application/problem+json"
        and problem["detail"].endswith(".")
        and problem["code"]
    )


async def test_bad_json_goes_to_the_service(world: Any) -> None:
    world.reply("add_book", "{}", status=400)
    await world.client.post("/api/books/", content=b'{"title": \x00', headers=world.alice)
    assert world.bus.made("add_book")[0].arguments["request"]["body"] == '{"title": \x00'


async def test_a_body_over_the_limit_is_413(world: Any) -> None:
    answer = await world.client.post("/api/books/", content=b"x" * 10_000_000, headers=world.alice)
    assert is_problem(answer, 413)
    assert not world.bus.made("add_book")


async def test_a_body_of_unknown_length_is_counted_while_it_arrives(world: Any) -> None:
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        while sent < 50_000_000:
            sent += 65536
            yield b"x" * 65536

    answer = await world.client.post("/api/books/", content=endless(), headers=world.alice)
    assert is_problem(answer, 413)
    assert sent < 2_000_000


async def test_a_body_that_is_no_utf8_is_400(world: Any) -> None:
    answer = await world.client.post("/api/books/", content=b'{"title": "\xff"}', headers=world.alice)
    assert is_problem(answer, 400)


@pytest.mark.parametrize("path", ["/api/books/1%00/", "/api/books/%FF/", "/api/books/%0A1/", "/api/bo%7Foks/"])
async def test_control_bytes_in_the_path_are_404(world: Any, path: str) -> None:
    assert is_problem(await world.client.get(path, headers=world.alice), 404)


async def test_an_encoded_slash_is_part_of_a_segment(world: Any) -> None:
    world.reply("get_book", "{}")
    await world.client.get("/api/books/1%2Fborrow/", headers=world.alice)
    assert world.bus.made("get_book")[0].arguments["request"]["path"] == {"id": "1/borrow"}


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
async def test_another_media_type_with_a_body_is_415(world: Any, kind: str) -> None:
    answer = await world.client.post("/api/books/", content=b"x", headers={**world.alice, "Content-Type": kind})
    assert is_problem(answer, 415)
    assert "application/json" in answer.json()["detail"]


async def test_a_compressed_body_is_415(world: Any) -> None:
    answer = await world.client.post("/api/books/", content=b"x", headers={**world.alice, "Content-Encoding": "gzip"})
    assert is_problem(answer, 415)


async def test_the_type_may_carry_parameters_and_be_absent(world: Any) -> None:
    world.reply("add_book", "{}", status=201)
    with_charset = {**world.alice, "Content-Type": "Application/JSON; charset=utf-8"}
    assert (await world.client.post("/api/books/", content=b"{}", headers=with_charset)).status_code == 201
    assert (await world.client.post("/api/books/", content=b"{}", headers=world.alice)).status_code == 201


async def test_a_body_that_nobody_asked_for_is_left_out(world: Any) -> None:
    world.reply("borrow", "{}")
    await world.client.post("/api/books/1/borrow/", content=b"whatever", headers=world.alice)
    assert world.bus.made("borrow")[0].arguments["request"]["body"] == ""


@pytest.mark.parametrize("key", [b"", b"x" * 256, "\u00e9".encode(), b"a\tb"])
async def test_a_bad_idempotency_key_is_400(world: Any, key: bytes) -> None:
    answer = await world.client.post("/api/books/1/borrow/", headers={**world.alice, b"Idempotency-Key": key})
    assert is_problem(answer, 400)
    assert not world.bus.made("borrow")


async def test_an_idempotency_key_of_255_characters_is_passed_on(world: Any) -> None:
    world.reply("borrow", "{}")
    await world.client.post("/api/books/1/borrow/", headers={**world.alice, "Idempotency-Key": "k" * 255})
    assert world.bus.made("borrow")[0].context.idempotency_key == "k" * 255


@pytest.mark.parametrize("host", ["a b", "evil/..", "x" * 300, "a;script-src"])
async def test_a_malformed_host_is_400(world: Any, host: str) -> None:
    answer = await world.client.get("/api/books/best/", headers={"Host": host})
    assert is_problem(answer, 400)
