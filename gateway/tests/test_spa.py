"""The built web application: its files, its page, and what may run in it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from gateway.app import Gateway
from gateway.settings import GatewaySettings
from gateway.testing.bus import FakeBus
from gateway.testing.client import running
from gateway.testing.fanout import FakeFanout

pytestmark = pytest.mark.anyio

THEME = "document.documentElement.dataset.theme = '<dark>';"
PAGE = f"<!doctype html><script>{THEME}</script><script type=module src=/assets/app-1.js></script><h1>Hi</h1>"


@pytest.fixture
async def client(settings: GatewaySettings, anyio_backend: str) -> AsyncIterator[httpx.AsyncClient]:
    dist = settings.spa_dir
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text(PAGE)
    (dist / "favicon.svg").write_text("<svg/>")
    (dist / "assets" / "app-1.js").write_text("let x = 1;\n" * 300)
    (dist / "assets" / "worker-1.mjs").write_text("let y = 1;")
    (dist / "assets" / "app-1.js.br").write_bytes(b"brotli")
    (dist.parent / "secret.txt").write_text("secret")
    async with running(Gateway(settings, FakeBus(), FakeFanout())) as running_client:  # type: ignore[arg-type]
        yield running_client


@pytest.mark.parametrize("path", ["/", "/index.html", "/courses/5", "/anything/at/all/", "/apiary"])
async def test_every_client_route_gets_the_page(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.text) == (200, PAGE)
    assert answer.headers["cache-control"] == "no-cache"


async def test_only_what_we_serve_may_run_in_the_page(client: httpx.AsyncClient) -> None:
    policy = (await client.get("/")).headers["content-security-policy"]
    digest = base64.b64encode(hashlib.sha256(THEME.encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in policy
    assert "connect-src 'self' ws://lectern.test wss://lectern.test;" in policy
    assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]
    assert "unsafe-eval" not in policy
    strange = (await client.get("/", headers={"Host": "a; script-src *"})).headers["content-security-policy"]
    assert "script-src *" not in strange


async def test_a_worker_may_decode_and_neither_fetch_nor_load(client: httpx.AsyncClient) -> None:
    policy = (await client.get("/assets/worker-1.mjs")).headers["content-security-policy"]
    assert policy == "default-src 'none'; script-src 'wasm-unsafe-eval'; frame-ancestors 'none'"
    other = (await client.get("/assets/app-1.js")).headers["content-security-policy"]
    assert "wasm" not in other


async def test_hashed_files_are_kept_for_ever_and_sent_small(client: httpx.AsyncClient) -> None:
    answer = await client.get("/assets/app-1.js", headers={"Accept-Encoding": "gzip"})
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text.startswith("let x")
    async with client.stream("GET", "/assets/app-1.js", headers={"Accept-Encoding": "gzip, br"}) as brotli:
        assert brotli.headers["content-encoding"] == "br"
        assert [chunk async for chunk in brotli.aiter_raw()] == [b"brotli"]
    plain = await client.get("/assets/app-1.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(gzip.compress(plain.content)) == plain.content
    fresh = await client.get(
        "/favicon.svg", headers={"If-None-Match": (await client.get("/favicon.svg")).headers["etag"]}
    )
    assert fresh.status_code == 304


@pytest.mark.parametrize(
    "path",
    ["/assets/gone.js", "/assets/", "/missing.png", "/ws/room", "/../secret.txt", "/%2e%2e/secret.txt",
     "/assets/..%2f..%2f..%2fsecret.txt", "/app.php"],
)  # fmt: skip
async def test_what_is_not_there_is_a_404_problem(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_new_build_is_taken_up(client: httpx.AsyncClient, settings: GatewaySettings) -> None:
    page = settings.spa_dir / "index.html"
    page.write_text("new")
    os.utime(page, (1, 1))
    (settings.spa_dir / "assets" / "app-2.js").write_text("2")
    assert (await client.get("/")).text == "new"
    assert (await client.get("/assets/app-2.js")).text == "2"


async def test_without_a_build_the_api_works_and_pages_are_404(tmp_path: Path, settings: GatewaySettings) -> None:
    async with running(Gateway(settings, FakeBus(), FakeFanout())) as client:  # type: ignore[arg-type]
        assert (await client.get("/")).status_code == 404
        assert (await client.get("/healthz")).status_code == 200
