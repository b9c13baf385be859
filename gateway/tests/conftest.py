"""Fixtures of the gateway's tests: a gateway with nothing real around it, and one on a real broker and Redis."""

from __future__ import annotations

import importlib
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# pytest names the modules of this folder `gateway.tests.…` and so puts a made-up `gateway` before the real one.
if getattr(sys.modules.get("gateway"), "__file__", None) is None:
    sys.modules.pop("gateway", None)
    importlib.import_module("gateway")

import httpx
import pytest

from chassis.errors import Unauthenticated
from gateway.app import Gateway
from gateway.compositions import COMPOSITIONS, Composition
from gateway.settings import GatewaySettings
from gateway.testing.bus import FakeBus
from gateway.testing.client import OpenStream, eventually, running
from gateway.testing.contracts import library, registry
from gateway.testing.fanout import FakeFanout

ALICE = {"Authorization": "Token alice-key"}
NAMES = {1: "Alice Arden", 2: "Bob Brook"}


@pytest.fixture
def anyio_backend() -> str:
    """The event loop of asynchronous tests."""
    return "asyncio"


@pytest.fixture
def settings(tmp_path: Path) -> GatewaySettings:
    """Settings that touch nothing outside the test's own folder."""
    return GatewaySettings(
        _env_file=None,
        contracts_cache=tmp_path / "contracts.json",
        spa_dir=tmp_path / "dist",
        stream_ping=0.2,
        storage_url=f"file:{tmp_path / 'storage'}",
        secret_key="for tests only, and long enough to pass",
        max_upload_mb=1,
    )


@dataclass
class World:
    """A running gateway with everything around it made up."""

    gateway: Gateway
    bus: FakeBus
    fanout: FakeFanout
    client: httpx.AsyncClient
    alice: dict[str, str] = field(default_factory=lambda: dict(ALICE))

    def offer(self, method: str, function: Callable[..., Any]) -> None:
        """Answer a method of the library."""
        self.bus.offer("library", method, function)

    def reply(self, method: str, body: str, status: int = 200, **headers: str) -> None:
        """Answer a method of the library with a fixed reply."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.offer(method, lambda request: {"status": status, "headers": named, "body": body})

    def stream(self, path: str, **headers: str) -> OpenStream:
        """Open an event stream as Alice."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return OpenStream(self.gateway, path, {**self.alice, **named})


def authenticate(token: str) -> dict[str, Any]:
    """Alice's key is the only one that is known."""
    if token != "alice-key":
        raise Unauthenticated("registry.unknown_token", "This token is not known.")
    return {"actor_id": 1, "role": "librarian", "session_id": 7}


def resolve(ids: list[int], base_url: str) -> dict[str, Any]:
    """Alice and Bob are the only people there are."""
    return {str(one): {"name": NAMES[one]} for one in ids if one in NAMES}


@pytest.fixture
def compositions() -> Sequence[Composition]:
    """What the gateway of `world` puts together."""
    return COMPOSITIONS


@pytest.fixture
async def world(
    settings: GatewaySettings, compositions: Sequence[Composition], anyio_backend: str
) -> AsyncIterator[World]:
    """A gateway that knows the library and the registry."""
    bus, fanout = FakeBus(), FakeFanout()
    gateway = Gateway(settings, bus, fanout, compositions)  # type: ignore[arg-type]
    bus.offer("registry", "authenticate", authenticate)
    bus.offer("registry", "resolve", resolve)
    async with running(gateway) as client:
        bus.publish_contract(library())
        bus.publish_contract(registry())
        await eventually(lambda: len(gateway.directory.catalogue.contracts) == 2)
        yield World(gateway, bus, fanout, client)
