"""Entity tags: 304 for a fresh copy, 412 for a change to a stale one."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.etags import is_fresh, may_change, tag_of

pytestmark = pytest.mark.anyio


async def test_a_fresh_copy_is_304_without_body(world: Any) -> None:
    world.reply("get_book", '{"id":1,"author":2}')
    first = await world.client.get("/api/books/1/", headers=world.alice)
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    again = await world.client.get("/api/books/1/", headers={**world.alice, "If-None-Match": f'"x", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    world.reply("get_book", '{"id":1,"author":1}')
    changed = await world.client.get("/api/books/1/", headers={**world.alice, "If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag


async def test_a_copy_with_an_old_name_in_it_is_stale_but_may_be_changed(world: Any) -> None:
    world.reply("get_book", '{"id":1,"author":2}')
    world.reply("change_book", '{"id":1}')
    tag = (await world.client.get("/api/books/1/", headers=world.alice)).headers["etag"]
    world.bus.offer("registry", "resolve", lambda ids, base_url: {"2": {"name": "Bob Bridge"}})
    world.bus.emit("registry.person_changed", {"id": 2})
    assert (await world.client.get("/api/books/1/", headers={**world.alice, "If-None-Match": tag})).status_code == 200
    change = await world.client.patch("/api/books/1/", json={}, headers={**world.alice, "If-Match": tag})
    assert change.status_code == 200


async def test_a_change_to_a_stale_copy_is_412_and_changes_nothing(world: Any) -> None:
    world.reply("get_book", '{"id":1,"author":2}')
    world.reply("change_book", '{"id":1}')
    answer = await world.client.patch("/api/books/1/", json={}, headers={**world.alice, "If-Match": '"old"'})
    assert answer.status_code == 412
    assert answer.json()["code"] == "precondition_failed"
    assert not world.bus.made("change_book")


async def test_a_degraded_answer_has_no_tag(world: Any) -> None:
    world.reply("get_book", '{"id":1,"author":2}')
    await world.client.get("/api/books/1/", headers=world.alice)
    world.bus.away("registry")
    world.bus.emit("registry.person_changed", {"id": 2})
    answer = await world.client.get("/api/books/1/", headers=world.alice)
    assert answer.headers["x-degraded"] == "registry"
    assert "etag" not in answer.headers


async def test_a_list_has_no_tag(world: Any) -> None:
    world.reply("list_books", "[]")
    answer = await world.client.get("/api/books/", headers=world.alice)
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_the_rules_of_comparison() -> None:
    tag = tag_of(b"a", b"ab")
    assert is_fresh("*", tag)
    assert is_fresh(f"W/{tag}", tag)
    assert not is_fresh(tag_of(b"a", b"a"), tag)
    assert may_change("*", tag)
    assert may_change(tag_of(b"a", b"other"), tag)
    assert not may_change(f"W/{tag}", tag)
    assert not may_change(tag_of(b"b", b"ab"), tag)
