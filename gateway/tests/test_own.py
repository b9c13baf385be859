"""The gateway's own operations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from chassis.settings import Settings
from gateway.settings import GatewaySettings

pytestmark = pytest.mark.anyio


def health(ready: bool = True) -> Any:
    return lambda: {"service": "x", "version": "1", "ready": ready}


async def test_readiness_names_every_service_with_its_state(world: Any) -> None:
    world.bus.offer("library", "health", health())
    answer = await world.client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {
        "ready": False,
        "broker": "up",
        "redis": "up",
        "services": {
            "library": {"state": "up", "version": "1.0.0"},
            "registry": {"state": "down", "version": "1.0.0"},
        },
    }
    world.bus.offer("registry", "health", health(ready=False))
    assert (await world.client.get("/readyz")).json()["services"]["registry"]["state"] == "unready"
    world.bus.offer("registry", "health", health())
    assert (await world.client.get("/readyz/")).status_code == 200


async def test_without_redis_it_is_ready_and_without_broker_it_is_not(world: Any) -> None:
    world.bus.offer("library", "health", health())
    world.bus.offer("registry", "health", health())
    world.fanout.up = False
    answer = await world.client.get("/readyz")
    assert (answer.status_code, answer.json()["redis"]) == (200, "down")
    world.bus.connected = False
    answer = await world.client.get("/readyz")
    assert (answer.status_code, answer.json()["broker"]) == (503, "down")


async def test_it_lives_whatever_else_is_away(world: Any) -> None:
    world.bus.lose()
    assert (await world.client.get("/healthz")).json() == {"status": "alive"}
    assert (await world.client.head("/healthz")).status_code == 200


async def test_metrics_count_requests_by_operation(world: Any) -> None:
    world.reply("list_books", "[]")
    await world.client.get("/api/books/", headers=world.alice)
    text = (await world.client.get("/metrics")).text
    assert 'gateway_requests_total{operation="library_list_books",status="200"} 1.0' in text
    assert 'gateway_cache_lookups_total{cache="tokens",outcome="miss"} 1.0' in text


async def test_metrics_are_not_for_the_public(world: Any) -> None:
    elsewhere = httpx.ASGITransport(world.gateway, client=("192.0.2.7", 1))
    async with httpx.AsyncClient(transport=elsewhere, base_url="http://lectern.test") as client:
        assert (await client.get("/metrics")).status_code == 404
    proxied = await world.client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"})
    assert proxied.status_code == 404
    assert proxied.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/api/schema/", "/api/docs/", "/"])
async def test_another_method_is_a_405_problem(world: Any, path: str) -> None:
    answer = await world.client.post(path)
    assert answer.status_code == 405
    assert answer.json()["code"] == "method_not_allowed"
    assert "GET" in answer.headers["allow"]


async def test_every_answer_carries_the_headers_of_safety(world: Any) -> None:
    for path in ("/healthz", "/api/books/", "/api/nothing/", "/", "/api/docs/"):
        answer = await world.client.get(path)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "microphone=(self)" in answer.headers["permissions-policy"]
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-request-id"]


async def test_browsers_are_told_to_stay_with_https_where_they_have_it(world: Any) -> None:
    secure = await world.client.get("https://lectern.test/healthz")
    assert secure.headers["strict-transport-security"].startswith("max-age=")
    assert "strict-transport-security" not in (await world.client.get("/healthz")).headers


def test_the_readme_lists_every_setting_with_its_meaning() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    for name, field in GatewaySettings.model_fields.items():
        if name not in Settings.model_fields:
            assert any(
                line.startswith(f"| `{name.upper()}` |") and f"| {field.description} |" in line
                for line in readme.splitlines()
            ), name
