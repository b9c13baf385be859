"""Clients behind an uplink, before a made-up node: what reaches whom and in which order, and what ends whom."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import orjson
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from chassis.errors import Unauthenticated
from chassis.sockets import uplink
from chassis.sockets.uplink import Kind, Record, Streamed
from gateway.settings import GatewaySettings
from gateway.sockets import uplink as uplinks
from gateway.sockets.outgoing import MOST_WAITING
from gateway.testing.client import eventually
from gateway.testing.door import Door, door

pytestmark = pytest.mark.anyio

READ = Subprotocol("read.v1")


@dataclass
class Node:
    """A node that answers as a test wants; it knows its clients by the names of their rooms."""

    told: list[Record] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    links: list[ServerConnection] = field(default_factory=list)
    greeting: bytes = b""
    is_answering: bool = True

    async def serve(self, connection: ServerConnection) -> None:
        """One gateway's uplink."""
        self.links.append(connection)
        try:
            async for message in connection:
                assert isinstance(message, bytes)
                for record in uplink.unpack(message):
                    self.told.append(record)
                    await self._answer(connection, record)
        except ConnectionClosed:
            return

    async def tell(self, *records: bytes) -> None:
        """Tell the gateway, in one message."""
        await self.links[-1].send(b"".join(records))

    def heard(self, room: str) -> list[bytes]:
        """What one client has sent."""
        return [one.payload for one in self.told if one.kind == Kind.TEXT and one.number == self.numbers[room]]

    async def _answer(self, connection: ServerConnection, record: Record) -> None:
        if record.kind == Kind.OPEN and self.is_answering:
            self.numbers[orjson.loads(record.payload)["headers"]["X-Room"]] = record.number
            accept = uplink.pack(Kind.ACCEPT, record.number, READ.encode())
            await connection.send(accept + (uplink.pack(Kind.OWN, record.number, self.greeting)))


@dataclass
class World:
    """A gateway, and the node behind it."""

    door: Door
    node: Node

    def open(self, room: str, way: str = "token=alice-key") -> connect:
        """Open a socket."""
        return connect(self.door.url(room, way), subprotocols=[READ], compression=None)

    def value(self, name: str) -> float:
        """A metric without labels."""
        lines = self.door.gateway.metrics.text().decode().splitlines()
        return next(float(line.split(" ")[1]) for line in lines if line.startswith(f"{name} "))


def text(content: str) -> bytes:
    """A WebSocket frame of a short text."""
    return bytes((0x81, len(content))) + content.encode()


async def read(client: ClientConnection, count: int) -> list[Any]:
    """So many messages."""
    async with asyncio.timeout(20):
        return [await client.recv() for _ in range(count)]


async def code_of(client: ClientConnection) -> int:
    """Wait for the end; its code."""
    async with asyncio.timeout(20):
        await client.wait_closed()
    return client.close_code or 0


def _authenticate(token: str) -> dict[str, Any]:
    if token != "alice-key":
        raise Unauthenticated("registry.unknown_token", "This token is not known.")
    return {"actor_id": 1, "role": "librarian", "session_id": 7}


@pytest.fixture
async def world(settings: GatewaySettings, anyio_backend: str) -> AsyncIterator[World]:
    """A gateway before a node that speaks uplinks."""
    node = Node()
    async with serve(
        node.serve, "127.0.0.1", 0, subprotocols=[Subprotocol(uplink.SUBPROTOCOL)], compression=None, close_timeout=1
    ) as server:
        url = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"

        def admit(path: dict[str, str], ticket: str | None) -> dict[str, Any]:
            return {"url": url, "headers": {"X-Room": path["name"]}, "actor_id": 1, "session_id": 7}

        async with door(settings, admit, _authenticate) as opened:
            yield World(opened, node)


async def test_frames_reach_those_they_are_for_in_the_order_they_were_told(world: World) -> None:
    async with world.open("one") as one, world.open("two") as two, world.open("three") as three:
        assert one.subprotocol == READ
        first, second, third = (world.node.numbers[name] for name in ("one", "two", "three"))
        await world.node.tell(
            *(uplink.pack_number(Kind.ENTER, number, 5) for number in (first, second)),
            uplink.pack(Kind.LASTING, 5, text("a")),
            uplink.pack(Kind.OWN, first, text("own")),
            uplink.pack(Kind.PASSING, 5, text("b")),
            uplink.pack_number(Kind.ENTER, third, 5),
            uplink.pack_stream(5, Streamed(second, 1, 0, 0, text("voice"))),
            uplink.pack(Kind.LASTING, 5, text("c")),
            uplink.pack(Kind.LASTING, 6, text("of nobody")),
            uplink.pack(Kind.OWN, 99, text("of nobody")),
        )
        assert await read(one, 5) == ["a", "own", "b", "voice", "c"]
        assert await read(two, 3) == ["a", "b", "c"]
        assert await read(three, 2) == ["voice", "c"]


async def test_what_a_node_tells_at_once_comes_after_the_upgrade(world: World) -> None:
    world.node.greeting = text("hello") + text("there")
    async with world.open("attic") as client:
        assert await read(client, 2) == ["hello", "there"]


async def test_what_clients_send_goes_up_in_its_order_and_their_end_too(world: World) -> None:
    async with world.open("one") as one, world.open("two") as two:
        for number in range(50):
            await one.send(f"1:{number}")
            await two.send(f"2:{number}")
        await eventually(lambda: len(world.node.heard("one")) == len(world.node.heard("two")) == 50)
        assert world.node.heard("one") == [f"1:{number}".encode() for number in range(50)]
        assert len(world.node.links) == 1
    left = {world.node.numbers["one"], world.node.numbers["two"]}
    await eventually(lambda: {one.number for one in world.node.told if one.kind == Kind.LEFT} == left)
    assert world.value("gateway_uplink_members") == 0


@pytest.mark.parametrize(("told", "code"), [(4403, 4403), (4012, 4012), (4429, 4429), (1009, 4012)])
async def test_the_nodes_code_is_the_clients_and_comes_after_its_last_words(world: World, told: int, code: int) -> None:
    async with world.open("attic") as client, world.open("other") as other:
        number = world.node.numbers["attic"]
        await world.node.tell(uplink.pack(Kind.OWN, number, text("bye")), uplink.pack_code(number, told))
        assert await read(client, 1) == ["bye"]
        assert await code_of(client) == code
        await other.send("still here")
        await eventually(lambda: world.node.heard("other"))


@pytest.mark.parametrize("way", ["token=alice-key", "ticket=good"])
async def test_the_end_of_a_sign_in_ends_its_sockets_and_the_node_is_told(world: World, way: str) -> None:
    async with world.open("attic", way) as client:
        world.door.bus.emit("registry.sessions_ended", {"user_id": 1, "session_ids": [7]})
        assert await code_of(client) == 4401
    await eventually(lambda: world.node.told[-1] == Record(Kind.LEFT, world.node.numbers["attic"], b""))


async def test_a_ticket_of_a_sign_in_that_has_ended_opens_nothing(world: World) -> None:
    world.door.bus.emit("registry.sessions_ended", {"user_id": 1, "session_ids": [7]})
    async with world.open("attic", "ticket=good") as client:
        assert await code_of(client) == 4401


@pytest.mark.parametrize(
    "end",
    [
        lambda link: link.transport.abort(),
        lambda link: asyncio.ensure_future(link.send(b"nonsense")),
        lambda link: asyncio.ensure_future(link.send(uplink.pack(Kind.TEXT, 1, b"no node says this"))),
        lambda link: asyncio.ensure_future(link.close()),
    ],
    ids=["it dies", "it talks nonsense", "it talks as a gateway", "it leaves"],
)
async def test_with_a_node_its_clients_are_sent_elsewhere_and_the_next_gets_a_new_uplink(
    world: World, end: Callable[[ServerConnection], object]
) -> None:
    async with world.open("one") as one, world.open("two") as two:
        end(world.node.links[0])
        assert [await code_of(one), await code_of(two)] == [4012, 4012]
    async with world.open("three") as three:
        await three.send("again")
        await eventually(lambda: world.node.heard("three") == [b"again"])
    assert len(world.node.links) == 2


async def test_a_node_that_does_not_answer_lets_nobody_in(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uplinks, "ANSWER_SECONDS", 0.2)
    world.node.is_answering = False
    async with world.open("attic") as client:
        assert await code_of(client) == 4012


async def test_a_node_that_does_not_read_holds_up_its_clients_and_fills_no_memory(world: World) -> None:
    async with world.open("attic") as client:
        world.node.links[0].transport.pause_reading()
        sending = asyncio.create_task(_flood(client))
        await eventually(lambda: world.value("gateway_uplink_waiting_bytes") > MOST_WAITING, 60)
        await eventually(lambda: client.transport.get_write_buffer_size() > 0, 60)
        assert world.value("gateway_uplink_waiting_bytes") < 2 * MOST_WAITING
        sending.cancel()
        client.transport.abort()
        world.node.links[0].transport.abort()


async def _flood(client: ClientConnection) -> None:
    while True:
        await client.send("x" * 50_000)


async def test_to_a_node_without_a_subprotocol_of_ours_sockets_go_one_by_one(settings: GatewaySettings) -> None:
    async def repeat(connection: ServerConnection) -> None:
        async for content in connection:
            await connection.send(content)

    async with serve(repeat, "127.0.0.1", 0, compression=None) as server:
        answer = {"headers": {}, "actor_id": 1, "session_id": 7}
        answer["url"] = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with door(settings, lambda path, ticket: answer, _authenticate) as opened:
            world = World(opened, Node())
            async with connect(opened.url("attic", "token=alice-key"), compression=None) as client:
                await client.send("hello")
                assert await read(client, 1) == ["hello"]
                assert world.value("gateway_uplinks") == 0
