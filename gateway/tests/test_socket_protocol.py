"""A client's socket by itself, over a made-up transport: who is slow gets time, who reads nothing is cut off."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import uvicorn
from uvicorn.server import ServerState
from websockets.frames import Frame, Opcode

from gateway.request import Message, Receive, Send
from gateway.sockets.protocol import MOST_PONGS, SocketProtocol
from gateway.testing.client import eventually

pytestmark = pytest.mark.anyio

UPGRADE = (
    b"GET / HTTP/1.1\r\nHost: lectern.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
BOARD = 3 * MOST_PONGS
PING = Frame(Opcode.PING, b"x" * 125).serialize(mask=True)


class FakeTransport(asyncio.Transport):
    """Keeps how much waits: what is written and not taken by `read`."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = 0
        self.written = 0
        self.is_over = False

    def write(self, data: object) -> None:
        """See asyncio."""
        self.written += len(bytes(data))  # type: ignore[call-overload]
        self.waiting += len(bytes(data))  # type: ignore[call-overload]

    def read(self, count: int | None = None) -> None:
        """The client takes so many bytes, or all."""
        self.waiting -= self.waiting if count is None else count

    def get_write_buffer_size(self) -> int:
        """See asyncio."""
        return self.waiting

    def pause_reading(self) -> None:
        """See asyncio."""

    def resume_reading(self) -> None:
        """See asyncio."""

    def is_closing(self) -> bool:
        """See asyncio."""
        return self.is_over

    def close(self) -> None:
        """See asyncio."""
        self.is_over = True

    abort = close


async def _app(scope: Message, receive: Receive, send: Send) -> None:
    await send({"type": "websocket.accept"})
    while (await receive())["type"] != "websocket.disconnect":
        pass


@pytest.fixture
async def transport(anyio_backend: str) -> FakeTransport:
    """The way to the client."""
    return FakeTransport()


@pytest.fixture
async def protocol(transport: FakeTransport) -> AsyncIterator[SocketProtocol]:
    """A socket that is open, and of which the client has read everything."""
    one = SocketProtocol(uvicorn.Config(_app, log_config=None), ServerState(), {})
    one.connection_made(transport)
    one.data_received(UPGRADE)
    await eventually(lambda: one.handshake_complete)
    transport.read()
    yield one
    one.connection_lost(ConnectionResetError())
    await asyncio.gather(*one.tasks)


async def test_who_pings_while_a_large_board_is_on_its_way_is_answered(
    protocol: SocketProtocol, transport: FakeTransport
) -> None:
    transport.write(b"x" * BOARD)
    for _ in range(1000):
        protocol.data_received(PING)
    assert not transport.is_over
    assert transport.waiting == BOARD + 1000 * 127


async def test_who_pings_for_long_and_reads_the_pongs_in_time_may_go_on(
    protocol: SocketProtocol, transport: FakeTransport
) -> None:
    while transport.written < 3 * MOST_PONGS:
        protocol.data_received(100 * PING)
        transport.read(100 * 127)
    assert not transport.is_over


async def test_who_pings_and_never_reads_is_cut_off(protocol: SocketProtocol, transport: FakeTransport) -> None:
    while not transport.is_over:
        protocol.data_received(PING)
    assert MOST_PONGS < transport.waiting <= MOST_PONGS + 127


async def test_who_is_asked_for_a_pong_has_time_as_long_as_it_reads(
    protocol: SocketProtocol, transport: FakeTransport
) -> None:
    transport.write(b"x" * BOARD)
    protocol.send_keepalive_ping()
    for _ in range(3):
        transport.read(1000)
        protocol.keepalive_timeout()
        assert not transport.is_over
    protocol.keepalive_timeout()
    assert transport.is_over
    assert transport.waiting


async def test_who_has_read_all_and_does_not_answer_is_told_goodbye(
    protocol: SocketProtocol, transport: FakeTransport
) -> None:
    protocol.send_keepalive_ping()
    transport.read()
    protocol.keepalive_timeout()
    assert transport.is_over
    assert transport.waiting == len(Frame(Opcode.CLOSE, b"12keepalive ping timeout").serialize(mask=False))
