"""Files on their way in: where they end, what is refused, and that nothing stays of what went wrong."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from chassis.errors import DeadlineExceeded, UnsupportedMedia
from chassis.storage.keys import incoming_key
from chassis.storage.location import connect
from chassis.storage.objects import Storage
from chassis.storage.streaming import StreamingStorage
from gateway.problems import HttpError
from gateway.request import ClientGone, Message, Receive, Request
from gateway.settings import GatewaySettings
from gateway.testing.client import eventually
from gateway.testing.contracts import library, operation
from gateway.tests.conftest import World
from gateway.uploads import Uploads

pytestmark = pytest.mark.anyio

CONTENT: dict[str, Any] = {
    "application/json": {"schema": {"type": "object"}},
    "multipart/form-data": {"schema": {"type": "object"}},
}
HEAD = b'--XX\r\nContent-Disposition: form-data; name="file"; filename="film.mp4"\r\n\r\n'
FORM = {"Content-Type": "multipart/form-data; boundary=XX"}


@pytest.fixture
def storage(settings: GatewaySettings) -> Storage:
    """Where files end."""
    return Storage(connect(settings.storage_url))


@pytest.fixture
async def covers(world: World, storage: Storage) -> World:
    """A library that takes covers, and claims them."""

    def take(request: dict[str, Any]) -> dict[str, Any]:
        file = json.loads(request["body"]).get("file")
        if file:
            storage.claim(file["key"], f"covers/{file['key'].rpartition('/')[2]}")
        return {"status": 201, "headers": {}, "body": request["body"]}

    declared = operation("library", "take_cover", requestBody={"content": CONTENT}, x_upload="file")
    world.bus.publish_contract(library("1.1.0", covers={"post": declared}))
    await eventually(lambda: world.gateway.directory.catalogue.contracts["library"].version == "1.1.0")
    world.offer("take_cover", take)
    return world


async def send(world: World, content: bytes = b"picture", **fields: str) -> httpx.Response:
    files = {"file": ("Deckel ä.png", content, "image/png")}
    return await world.client.post("/api/covers/", headers=world.alice, data=fields, files=files)


def asked(world: World) -> dict[str, Any]:
    request: dict[str, Any] = world.bus.made("take_cover")[-1].arguments["request"]
    return request


async def test_the_service_hears_of_the_file_and_finds_it(covers: World, storage: Storage) -> None:
    answer = await send(covers, b"picture" * 1000, title="Ein Buch", pages="3")
    assert answer.status_code == 201
    request = asked(covers)
    assert (request["content_type"], request["form"]) == ("application/json", True)
    body = json.loads(request["body"])
    file = body.pop("file")
    assert body == {"title": "Ein Buch", "pages": "3"}
    assert (file["filename"], file["size"]) == ("Deckel ä.png", 7000)
    assert file["sha256"] == hashlib.sha256(b"picture" * 1000).hexdigest()
    assert storage.list_keys("incoming") == []
    (kept,) = storage.list_keys("covers")
    assert storage.read(kept, 0, 10_000) == b"picture" * 1000


async def test_json_is_still_taken_and_is_no_form(covers: World) -> None:
    answer = await covers.client.post("/api/covers/", headers=covers.alice, json={"title": "t"})
    assert answer.status_code == 201
    assert "form" not in asked(covers)


async def test_other_operations_take_no_forms(covers: World) -> None:
    answer = await covers.client.post("/api/books/", headers=covers.alice, files={"file": b"x"})
    assert answer.status_code == 415


async def test_nobody_uploads_without_a_token(covers: World, storage: Storage) -> None:
    answer = await covers.client.post("/api/covers/", files={"file": b"x"})
    assert answer.status_code == 401
    assert storage.list_keys("incoming") == []


async def test_a_file_that_the_service_refuses_is_removed(covers: World, storage: Storage) -> None:
    def refuse(request: dict[str, Any]) -> None:
        assert len(storage.list_keys("incoming")) == 1
        raise UnsupportedMedia("library.no_cover", "This is no cover.")

    covers.offer("take_cover", refuse)
    assert (await send(covers)).status_code == 415
    assert storage.list_keys("incoming") == []


async def test_a_file_that_the_service_does_not_want_is_removed(covers: World, storage: Storage) -> None:
    covers.reply("take_cover", "{}")
    assert (await send(covers)).status_code == 200
    assert storage.list_keys("incoming") == []


async def test_a_file_stays_while_nobody_knows_what_the_service_does(covers: World, storage: Storage) -> None:
    def too_slow(request: dict[str, Any]) -> None:
        raise DeadlineExceeded("timeout", "Too slow.")

    covers.offer("take_cover", too_slow)
    assert (await send(covers)).status_code == 504
    assert len(storage.list_keys("incoming")) == 1


async def test_a_file_that_is_too_large_is_refused_at_once_and_also_when_its_size_was_not_said(
    covers: World, storage: Storage
) -> None:
    assert (await send(covers, b"x" * 5_000_000)).status_code == 413

    async def endless() -> AsyncIterator[bytes]:
        yield HEAD
        while True:
            yield b"x" * 100_000

    answer = await covers.client.post("/api/covers/", headers={**covers.alice, **FORM}, content=endless())
    assert answer.status_code == 413
    assert answer.json()["code"] == "file_too_large"
    assert not covers.bus.made("take_cover")
    assert storage.list_keys("incoming") == []


async def test_a_form_that_breaks_off_leaves_nothing(covers: World, storage: Storage) -> None:
    answer = await covers.client.post("/api/covers/", headers={**covers.alice, **FORM}, content=HEAD + b"half")
    assert answer.status_code == 400
    assert storage.list_keys("incoming") == []


def incoming(receive: Receive) -> Request:
    """A request with a form that comes from `receive`; nothing is answered."""
    headers = [(b"content-type", FORM["Content-Type"].encode())]

    async def send(message: Message) -> None:
        raise AssertionError("unreachable")

    return Request({"type": "http", "method": "POST", "path": "/", "headers": headers}, receive, send)


async def receive_all(world: World, messages: list[dict[str, Any]]) -> None:
    """What arrives, without a client that would wait for an answer."""

    async def receive() -> dict[str, Any]:
        return messages.pop(0)

    async with world.gateway.uploads.received(incoming(receive), "file"):
        raise AssertionError("unreachable")


async def test_a_client_that_leaves_leaves_nothing(covers: World, storage: Storage, settings: GatewaySettings) -> None:
    begun = {"type": "http.request", "body": HEAD + b"x" * 500_000, "more_body": True}
    with pytest.raises(ClientGone):
        await receive_all(covers, [begun, {"type": "http.disconnect"}])
    assert storage.list_keys("incoming") == []
    assert not list(Path(settings.storage_url.removeprefix("file:")).rglob("*#*"))


async def test_a_client_that_says_no_more_is_not_waited_for(covers: World, storage: Storage) -> None:
    uploads = covers.gateway.uploads
    uploads._patience = 0.01
    forever = asyncio.Event()

    async def receive() -> dict[str, Any]:
        await forever.wait()
        raise AssertionError("unreachable")

    with pytest.raises(HttpError) as refused:
        async with uploads.received(incoming(receive), "file"):
            raise AssertionError("unreachable")
    assert refused.value.status == 408


async def test_a_trickle_is_not_waited_for_however_steady_it_is(covers: World, storage: Storage) -> None:
    uploads = covers.gateway.uploads
    uploads._patience, uploads._rate = 0.2, 100_000
    pieces = iter([HEAD])

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": next(pieces, b"x"), "more_body": True}

    with pytest.raises(HttpError) as refused:
        async with uploads.received(incoming(receive), "file"):
            raise AssertionError("unreachable")
    assert refused.value.code == "body_timeout"
    assert storage.list_keys("incoming") == []


async def test_a_form_that_goes_on_after_its_end_is_refused(covers: World) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield HEAD + b"x\r\n--XX--\r\n"
        while True:
            yield b"x" * 100_000

    answer = await covers.client.post("/api/covers/", headers={**covers.alice, **FORM}, content=endless())
    assert answer.status_code == 413


async def test_what_was_never_claimed_is_swept_by_one_gateway_for_all(
    settings: GatewaySettings, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.uploads.SWEEP_SECONDS", 0)
    uploads = Uploads(StreamingStorage(connect(settings.storage_url)), 1000, 1, 1)
    old, new = incoming_key(), incoming_key()
    for key in (old, new):
        storage.put(key, b"half a film")
    day_before = time.time() - 25 * 3600
    os.utime(Path(settings.storage_url.removeprefix("file:"), old), (day_before, day_before))
    turns = [False, False, True, False]
    asked: list[list[str]] = []

    async def is_our_turn() -> bool:
        asked.append(storage.list_keys("incoming"))
        return turns.pop(0)

    with pytest.raises(IndexError):
        await uploads.keep_swept(is_our_turn)
    assert [len(kept) for kept in asked] == [2, 2, 2, 1, 1]
    assert asked[-1] == [new]


def resident() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


async def test_two_hundred_megabytes_pass_without_being_held(covers: World, storage: Storage) -> None:
    covers.gateway.uploads._limit = 300_000_000
    peak = 0

    async def film(megabytes: int) -> AsyncIterator[bytes]:
        nonlocal peak
        yield HEAD
        for _ in range(megabytes * 8):
            yield b"x" * 125_000
            peak = max(peak, resident())
        yield b"\r\n--XX--\r\n"

    headers = {**covers.alice, **FORM}
    assert (await covers.client.post("/api/covers/", headers=headers, content=film(20))).status_code == 201
    before, peak = resident(), 0
    assert (await covers.client.post("/api/covers/", headers=headers, content=film(200))).status_code == 201
    assert json.loads(asked(covers)["body"])["file"]["size"] == 200_000_000
    assert peak - before < 30_000_000
