"""A gateway on a port for WebSockets alone: a made-up service, the library, admits to its reading rooms."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn

from gateway.app import Gateway
from gateway.protocol import Protocol
from gateway.settings import GatewaySettings
from gateway.sockets.protocol import SocketProtocol
from gateway.testing.bus import FakeBus
from gateway.testing.client import eventually
from gateway.testing.contracts import library, registry
from gateway.testing.fanout import FakeFanout

Admit = Callable[[dict[str, str], str | None], dict[str, Any]]
"""From the path's parameters and a ticket to `{url, headers, actor_id, session_id}`."""


@dataclass
class Door:
    """A gateway that listens."""

    gateway: Gateway
    bus: FakeBus
    port: int

    def url(self, room: str, credentials: str) -> str:
        """Where a room is entered, with `token=…` or `ticket=…`."""
        return f"ws://127.0.0.1:{self.port}/ws/rooms/{room}/?{credentials}"


@asynccontextmanager
async def door(
    settings: GatewaySettings, admit: Admit, authenticate: Callable[[str], dict[str, Any]], port: int = 0
) -> AsyncIterator[Door]:
    """A gateway before whatever nodes `admit` leads to; it leaves as a process does."""
    bus = FakeBus()
    gateway = Gateway(settings, bus, FakeFanout())  # type: ignore[arg-type]
    config = uvicorn.Config(
        gateway,
        port=port,
        http=Protocol,
        ws=SocketProtocol,
        ws_per_message_deflate=False,
        log_config=None,
        access_log=False,
        lifespan="on",
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server._serve())
    await eventually(lambda: server.started)
    bus.offer("library", "admit", admit)
    bus.offer("registry", "authenticate", authenticate)
    bus.publish_contract({**library(), "sockets": {"/ws/rooms/{name}/": {"method": "admit"}}})
    bus.publish_contract(registry())
    await eventually(lambda: len(gateway.directory.catalogue.contracts) == 2)
    try:
        yield Door(gateway, bus, server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        gateway.sockets.close()
        await serving
