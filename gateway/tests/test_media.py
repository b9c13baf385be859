"""Stored files on their way out: to whom, which bytes, and as what."""

from __future__ import annotations

import time
from dataclasses import replace

import httpx
import pytest

from chassis.signing import Signer
from chassis.storage import links
from chassis.storage.links import Link, path_of
from chassis.storage.location import connect
from chassis.storage.objects import Storage
from gateway.ranges import NotSatisfiable, wanted
from gateway.settings import GatewaySettings
from gateway.tests.conftest import World

pytestmark = pytest.mark.anyio

CONTENT = bytes(range(256)) * 4096
LINK = Link("materials/abc/film.mp4", "video/mp4", "Übung 1.mp4", True, "7", int(time.time()) + 3600)


@pytest.fixture(autouse=True)
def _stored(settings: GatewaySettings) -> None:
    Storage(connect(settings.storage_url)).put(LINK.key, CONTENT)


@pytest.fixture
def signer(settings: GatewaySettings) -> Signer:
    """What services sign with."""
    return links.signer(settings.secret_key)


@pytest.fixture
def path(signer: Signer) -> str:
    """The film's address."""
    return path_of(LINK, signer)


def problem(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def test_a_signed_address_needs_no_token(world: World, path: str) -> None:
    answer = await world.client.get(path)
    assert answer.status_code == 200
    assert answer.content == CONTENT
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["content-length"] == str(len(CONTENT))
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["cache-control"].startswith("private")
    assert answer.headers["content-disposition"] == (
        "inline; filename=\"_bung 1.mp4\"; filename*=UTF-8''%C3%9Cbung%201.mp4"
    )


async def test_a_forged_address_is_refused(world: World, path: str) -> None:
    for forged in (path[:-1] + "x", path.replace("abc", "abd"), path.replace("video", "image"), path.split("?")[0]):
        assert problem(await world.client.get(forged)) == (403, "media.not_signed")
    assert problem(await world.client.get(path.replace("u=7", "u=8"))) == (403, "media.not_signed")


async def test_an_expired_address_is_refused(world: World, signer: Signer) -> None:
    expired = path_of(replace(LINK, expires=int(time.time()) - 1), signer)
    assert problem(await world.client.get(expired)) == (403, "media.expired")


@pytest.mark.parametrize(
    "key",
    ["../contracts.json", "..%2fcontracts.json", "%2e%2e/contracts.json", "materials/../../x", "%00", "", "/etc/x"],
)
async def test_no_address_leads_out_of_the_storage(world: World, path: str, key: str) -> None:
    answer = await world.client.get(f"/media/{key}?{path.partition('?')[2]}")
    assert answer.status_code in (403, 404)


async def test_even_a_signature_of_ours_leads_nowhere_else(world: World, signer: Signer) -> None:
    outside = replace(LINK, key="../contracts.json")
    signature = signer.sign(*outside.parts())
    _, expires, user, kind, name, shown = outside.parts()
    query = {"e": expires, "u": user, "t": kind, "n": name, "d": shown, "s": signature}
    answer = await world.client.get("/media/..%2fcontracts.json", params=query)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-9", 206, 0, 10),
        ("bytes=100-", 206, 100, len(CONTENT)),
        ("bytes=-5", 206, len(CONTENT) - 5, len(CONTENT)),
        ("bytes=600000-99999999999", 206, 600_000, len(CONTENT)),
        ("bytes=5-1", 200, 0, len(CONTENT)),
        ("bytes=0-1,4-5", 200, 0, len(CONTENT)),
        ("lines=1-2", 200, 0, len(CONTENT)),
    ],
)
async def test_a_range_is_answered_with_these_bytes(
    world: World, path: str, asked: str, status: int, start: int, end: int
) -> None:
    answer = await world.client.get(path, headers={"Range": asked})
    assert answer.status_code == status
    assert answer.content == CONTENT[start:end]
    if status == 206:
        assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{len(CONTENT)}"


async def test_bytes_that_are_not_there_are_416(world: World, path: str) -> None:
    answer = await world.client.get(path, headers={"Range": f"bytes={len(CONTENT)}-"})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(CONTENT)}"


def test_an_empty_file_has_no_parts() -> None:
    assert wanted(None, 0) is None
    for header in ("bytes=0-", "bytes=-1", "bytes=0-0"):
        with pytest.raises(NotSatisfiable):
            wanted(header, 0)


async def test_a_copy_that_is_still_good_is_not_sent_again(world: World, path: str) -> None:
    tag = (await world.client.get(path)).headers["etag"]
    again = await world.client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    part = await world.client.get(path, headers={"If-Range": tag, "Range": "bytes=0-0"})
    assert part.status_code == 206
    whole = await world.client.get(path, headers={"If-Range": '"other"', "Range": "bytes=0-0"})
    assert whole.status_code == 200


@pytest.mark.parametrize(
    "kind",
    ["text/html", "image/svg+xml", "application/xml", "application/xhtml+xml", "text/javascript", "nonsense", ""],
)
async def test_nothing_is_served_as_what_a_browser_would_run(world: World, signer: Signer, kind: str) -> None:
    answer = await world.client.get(path_of(replace(LINK, content_type=kind), signer))
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")


async def test_a_name_cannot_break_out_of_its_header(world: World, signer: Signer) -> None:
    answer = await world.client.get(path_of(replace(LINK, filename='a"\r\nX-Evil: 1\\.mp4'), signer))
    assert "x-evil" not in answer.headers
    assert answer.headers["content-disposition"].count('"') == 2


async def test_head_sends_no_bytes_and_a_file_cannot_be_changed(world: World, path: str) -> None:
    head = await world.client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(CONTENT))
    assert (await world.client.post(path)).status_code == 405


async def test_a_file_that_is_gone_is_404(world: World, signer: Signer) -> None:
    answer = await world.client.get(path_of(replace(LINK, key="materials/gone/film.mp4"), signer))
    assert answer.status_code == 404
