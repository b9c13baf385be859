"""Front ends of other origins, where the settings let them in."""

from __future__ import annotations

import pytest

from gateway.app import Gateway
from gateway.settings import GatewaySettings
from gateway.testing.bus import FakeBus
from gateway.testing.client import running
from gateway.testing.fanout import FakeFanout

pytestmark = pytest.mark.anyio

PREFLIGHT = {"Access-Control-Request-Method": "PATCH"}


@pytest.mark.parametrize(
    ("setting", "origin", "allowed"),
    [
        ("", "https://a.test", False),
        ("https://a.test, https://b.test/", "https://b.test", True),
        ("https://a.test", "https://evil.test", False),
        ("*", "https://any.test", True),
    ],
)
async def test_only_named_origins_are_let_in(
    settings: GatewaySettings, setting: str, origin: str, allowed: bool
) -> None:
    named = settings.model_copy(update={"cors_allowed_origins": setting})
    async with running(Gateway(named, FakeBus(), FakeFanout())) as client:  # type: ignore[arg-type]
        preflight = await client.options("/api/anything/", headers={"Origin": origin, **PREFLIGHT})
        actual = await client.get("/healthz", headers={"Origin": origin})
    assert (preflight.status_code == 204) == allowed
    assert (preflight.headers.get("access-control-allow-origin") == origin) == allowed
    assert ("Authorization" in preflight.headers.get("access-control-allow-headers", "")) == allowed
    assert ("X-Degraded" in actual.headers.get("access-control-expose-headers", "")) == allowed
    assert (actual.headers.get("vary") == "Origin") == bool(setting)
