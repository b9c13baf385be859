"""WebSockets through the gateway, one by one: who gets in, what is passed on, and when it ends.

The node here speaks no uplink, as one of another version would.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from chassis.errors import Forbidden, NotFound, TooMany, Unauthenticated, Unavailable
from gateway.app import Gateway
from gateway.limits import Limits, RateLimit
from gateway.protocol import Protocol
from gateway.settings import GatewaySettings
from gateway.testing.bus import FakeBus
from gateway.testing.client import eventually
from gateway.testing.door import door

pytestmark = pytest.mark.anyio

REFUSALS = {
    "closed": (Forbidden("x.closed", "No."), 4403),
    "unknown": (NotFound("x.unknown", "No."), 4404),
    "busy": (TooMany("x.busy", "Slow down."), 4429),
    "away": (Unavailable("x.away", "Later."), 1013),
}


@dataclass
class World:
    """A gateway on a port, and a node behind it that repeats what it hears."""

    port: int
    gateway: Gateway
    bus: FakeBus
    headers: list[dict[str, str]]
    nodes: set[ServerConnection]

    def open(self, path: str) -> connect:
        """Open a socket."""
        url = f"ws://127.0.0.1:{self.port}{path}"
        return connect(url, subprotocols=[Subprotocol("read.v1")], compression=None)


@pytest.fixture
async def world(settings: GatewaySettings, anyio_backend: str) -> AsyncIterator[World]:
    """Reading rooms: `/ws/rooms/{name}/`, admitted to by the library."""
    headers: list[dict[str, str]] = []
    nodes: set[ServerConnection] = set()

    async def repeat(connection: ServerConnection) -> None:
        nodes.add(connection)
        assert connection.request is not None
        headers.append(dict(connection.request.headers.raw_items()))
        async for content in connection:
            if content == "leave":
                await connection.close(4403)
            await connection.send(content)

    async with serve(repeat, "127.0.0.1", 0, subprotocols=[Subprotocol("read.v1")], compression=None) as node:
        address = f"ws://127.0.0.1:{node.sockets[0].getsockname()[1]}"

        def admit(path: dict[str, str], ticket: str | None) -> dict[str, Any]:
            if path["name"] in REFUSALS:
                raise REFUSALS[path["name"]][0]
            if ticket not in (None, "good"):
                raise Unauthenticated("x.ticket", "No.")
            url = address if path["name"] != "nowhere" else "ws://127.0.0.1:1"
            return {"url": url, "headers": {"X-Pass": path["name"]}, "actor_id": 1, "session_id": 7}

        async with door(settings, admit, _authenticate) as opened:
            yield World(opened.port, opened.gateway, opened.bus, headers, nodes)


def _authenticate(token: str) -> dict[str, Any]:
    if token != "alice-key":
        raise Unauthenticated("registry.unknown_token", "This token is not known.")
    return {"actor_id": 1, "role": "librarian", "session_id": 7}


async def code_of(connection: ClientConnection) -> int:
    """Wait for the end; its code."""
    async with asyncio.timeout(10):
        await connection.wait_closed()
    return connection.close_code or 0


@pytest.mark.parametrize("way", ["token=alice-key", "ticket=good"])
async def test_frames_go_both_ways_as_they_are(world: World, way: str) -> None:
    async with world.open(f"/ws/rooms/the%20attic/?{way}") as socket:
        assert socket.subprotocol == "read.v1"
        for content in ("text", b"\x00bytes"):
            await socket.send(content)
            assert await socket.recv() == content
    assert world.headers[0]["X-Pass"] == "the attic"


async def test_a_socket_lasts_longer_than_a_client_may_take_to_ask_for_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Protocol, "patience", 1.0)
    async with world.open("/ws/rooms/attic/?ticket=good") as socket:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(2.0):
                await socket.wait_closed()
        await socket.send("still here")
        assert await socket.recv() == "still here"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/ws/rooms/attic/", 4401),
        ("/ws/rooms/attic/?token=wrong", 4401),
        ("/ws/rooms/attic/?ticket=wrong", 4401),
        ("/ws/elsewhere/?token=alice-key", 4404),
        ("/ws/rooms/attic/?token=alice-key" + "&more=1" * 100, 4404),
        *((f"/ws/rooms/{name}/?token=alice-key", code) for name, (_, code) in REFUSALS.items()),
        ("/ws/rooms/nowhere/?token=alice-key", 4012),
    ],
)
async def test_whoever_may_not_come_in_is_told_why_and_reaches_no_node(world: World, path: str, code: int) -> None:
    async with world.open(path) as socket:
        assert await code_of(socket) == code
    assert world.nodes == set()


async def test_the_nodes_code_is_the_clients(world: World) -> None:
    async with world.open("/ws/rooms/attic/?token=alice-key") as socket:
        await socket.send("leave")
        assert await code_of(socket) == 4403


async def test_a_node_that_dies_sends_its_clients_elsewhere(world: World) -> None:
    async with world.open("/ws/rooms/attic/?token=alice-key") as socket:
        await eventually(lambda: world.nodes)
        for node in world.nodes:
            node.transport.abort()
        assert await code_of(socket) == 4012


async def test_a_client_that_leaves_leaves_the_node(world: World) -> None:
    async with world.open("/ws/rooms/attic/?token=alice-key"):
        await eventually(lambda: world.nodes)
    (node,) = world.nodes
    async with asyncio.timeout(10):
        await node.wait_closed()


@pytest.mark.parametrize("way", ["token=alice-key", "ticket=good"])
async def test_the_end_of_a_sign_in_ends_its_sockets(world: World, way: str) -> None:
    async with world.open(f"/ws/rooms/attic/?{way}") as socket:
        await eventually(lambda: world.nodes)
        world.bus.emit("registry.sessions_ended", {"user_id": 2, "session_ids": None})
        await socket.send("still here")
        assert await socket.recv() == "still here"
        world.bus.emit("registry.sessions_ended", {"user_id": 1, "session_ids": [7]})
        assert await code_of(socket) == 4401


async def test_a_ticket_of_a_sign_in_that_has_ended_opens_nothing(world: World) -> None:
    world.bus.emit("registry.sessions_ended", {"user_id": 1, "session_ids": [7]})
    async with world.open("/ws/rooms/attic/?ticket=good") as socket:
        assert await code_of(socket) == 4401


async def test_what_may_have_been_missed_is_made_up_for(world: World) -> None:
    async with (
        world.open("/ws/rooms/attic/?token=alice-key") as by_token,
        world.open("/ws/rooms/attic/?ticket=good") as by_ticket,
    ):
        await eventually(lambda: len(world.nodes) == 2)
        world.bus.lose()
        world.bus.recover()
        assert await code_of(by_ticket) == 4012
        await by_token.send("still here")
        assert await by_token.recv() == "still here"


async def test_a_client_that_does_not_read_holds_up_the_node_and_fills_no_memory(world: World) -> None:
    async with world.open("/ws/rooms/attic/?token=alice-key") as stalled:
        await eventually(lambda: world.nodes)
        (node,) = world.nodes
        stalled.transport.pause_reading()
        sending = asyncio.create_task(_flood(node))
        await eventually(lambda: node.transport.get_write_buffer_size() > 0, 30)
        sending.cancel()
        stalled.transport.abort()


async def _flood(node: ServerConnection) -> None:
    while True:
        await node.send("x" * 50_000)


async def test_who_guesses_credentials_is_soon_not_listened_to(world: World) -> None:
    world.gateway.sockets._admission._limits = Limits(RateLimit(0.001, 100), RateLimit(0.001, 3))
    codes = []
    for way in ("token=guess-1", "token=guess-2", "ticket=guess-3", "ticket=guess-4", "token=guess-5"):
        async with world.open(f"/ws/rooms/attic/?{way}") as socket:
            codes.append(await code_of(socket))
    assert codes == [4401, 4401, 4401, 4429, 4429]
    assert len(world.bus.made("authenticate")) == 2


async def test_who_opens_sockets_too_often_is_told_to_slow_down(world: World) -> None:
    world.gateway.sockets._admission._limits = Limits(RateLimit(0.001, 1), RateLimit(1, 100))
    async with world.open("/ws/rooms/attic/?token=alice-key") as first:
        async with world.open("/ws/rooms/attic/?token=alice-key") as second:
            assert await code_of(second) == 4429
        await first.send("still here")
        assert await first.recv() == "still here"


async def test_a_message_in_a_million_empty_pieces_is_refused(world: World) -> None:
    async def pieces() -> AsyncIterator[str]:
        while True:
            yield ""

    async with world.open("/ws/rooms/attic/?token=alice-key") as socket:
        with pytest.raises(ConnectionClosed):
            await socket.send(pieces())
        assert await code_of(socket) == 1009


async def _ask_for_pongs(socket: ClientConnection) -> None:
    async with asyncio.timeout(60):
        while True:
            await socket.ping(secrets.token_bytes(120))


async def test_who_asks_for_pongs_and_does_not_read_them_is_cut_off(world: World) -> None:
    async with world.open("/ws/rooms/attic/?token=alice-key") as socket:
        socket.transport.pause_reading()
        with pytest.raises(ConnectionClosed):
            await _ask_for_pongs(socket)


async def test_no_credential_is_ever_logged(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    for way in ("token=alice-key", "ticket=good", "token=secret-wrong"):
        async with world.open(f"/ws/rooms/attic/?{way}") as socket:
            await socket.close()
    logged = "".join(record.getMessage() for record in caplog.records)
    assert not [secret for secret in ("alice-key", "good", "secret-wrong") if secret in logged]
