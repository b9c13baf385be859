"""The gateway behind its real server: what only shows on a socket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
import uvicorn

from gateway.app import Gateway
from gateway.protocol import patient
from gateway.settings import GatewaySettings
from gateway.testing.bus import FakeBus
from gateway.testing.client import eventually
from gateway.testing.contracts import library
from gateway.testing.fanout import FakeFanout

pytestmark = pytest.mark.anyio

END = b"\r\n\r\n"


@pytest.fixture
async def port(settings: GatewaySettings, anyio_backend: str) -> AsyncIterator[int]:
    """The port of a running server."""
    bus = FakeBus()
    bus.offer("library", "get_best", lambda request: {"status": 200, "body": request["query"] and '"q"'})
    gateway = Gateway(settings, bus, FakeFanout())  # type: ignore[arg-type]
    config = uvicorn.Config(gateway, port=0, http=patient(2), log_config=None, access_log=False, lifespan="on")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server._serve())
    await eventually(lambda: server.started)
    bus.publish_contract(library())
    await eventually(lambda: gateway.directory.catalogue.contracts)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await serving


async def exchange(port: int, sent: bytes) -> bytes:
    """Send bytes and give what comes back until the server hangs up or has answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    try:
        async with asyncio.timeout(5):
            answer = await reader.readuntil(END)
            while b"content-length: " in answer and not answer.endswith(b"}") and (more := await reader.read(65536)):
                answer += more
            return answer
    finally:
        writer.close()


async def test_headers_over_the_limit_are_a_431_problem(port: int) -> None:
    sent = b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 100_000 + END
    answer = await exchange(port, sent)
    assert answer.startswith(b"HTTP/1.1 431 ")
    assert b"application/problem+json" in answer
    assert b"x-content-type-options: nosniff" in answer


async def test_headers_that_never_end_are_a_431_problem(port: int) -> None:
    answer = await exchange(port, b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 100_000)
    assert answer.startswith(b"HTTP/1.1 431 ")


@pytest.mark.parametrize(
    "line",
    [
        b"GET /\xff HTTP/1.1",
        b"nonsense",
        b"GET / HTTP/9.9",
        b"GET http:// HTTP/1.1",
        b"GET /a\x00b HTTP/1.1",
        b"\x16\x03\x01",
    ],
)
async def test_what_is_no_http_is_a_400_problem(port: int, line: bytes) -> None:
    answer = await exchange(port, line + b"\r\nHost: x" + END)
    assert answer.startswith(b"HTTP/1.1 400 "), answer
    assert b"application/problem+json" in answer


async def test_a_query_that_is_no_utf8_is_a_400_problem(port: int) -> None:
    answer = await exchange(port, b"GET /api/books/best/?q=\xff HTTP/1.1\r\nHost: x" + END)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"application/problem+json" in answer


@pytest.mark.parametrize("path", [b"/api/books/%00", b"/api/%E0%A4%A/", b"/api/books/..%2f..%2fetc/passwd/x"])
async def test_strange_paths_are_404_problems(port: int, path: bytes) -> None:
    answer = await exchange(port, b"GET %s HTTP/1.1\r\nHost: x%s" % (path, END))
    assert answer.startswith(b"HTTP/1.1 404 ")


async def test_a_client_that_sends_10_mb_gets_its_413(port: int) -> None:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        declared = await client.post("/api/books/", content=b"x" * 10_000_000)
        assert declared.status_code == 401
        answer = await client.get("/api/books/best/")
        assert answer.status_code == 200


async def test_a_client_that_leaves_in_the_middle_of_a_body_leaves_nothing(port: int) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"POST /api/books/ HTTP/1.1\r\nHost: x\r\nContent-Length: 100" + END + b"half")
    await writer.drain()
    writer.close()
    answer = await exchange(port, b"GET /healthz HTTP/1.1\r\nHost: x" + END)
    assert answer.startswith(b"HTTP/1.1 200 ")


async def go_on(writer: asyncio.StreamWriter, piece: bytes, pause: float = 0) -> None:
    """Send the same again and again, as long as anybody takes it."""
    async with asyncio.timeout(30):
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET / HT",
        b"GET /healthz HTTP/1.1\r\nHost: x" + END,
        b"GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000" + END,
    ],
    ids=["nothing", "headers", "an answer", "an answer before its question is whole"],
)
async def test_who_goes_on_byte_by_byte_is_cut_off(port: int, begun: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(begun)
    reading = asyncio.create_task(reader.read())
    with pytest.raises(ConnectionError):
        await go_on(writer, b"\r\n" if begun.endswith(END) else b"X", pause=0.02)
    reading.cancel()
    writer.close()


@pytest.mark.parametrize("words", [b"1;" + b"a" * 1000, b"0\r\nX-Trailer: " + b"a" * 1000], ids=["chunk", "trailer"])
async def test_words_around_a_body_that_do_not_end_end_the_connection(port: int, words: bytes) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked" + END + words)
    with pytest.raises(ConnectionError):
        await go_on(writer, b"a" * 1000)
    writer.close()


async def test_what_comes_after_a_body_is_not_taken_for_headers(port: int) -> None:
    trailers = b"".join(b"X-Trailer-%d: a\r\n" % number for number in range(1000))
    sent = b"GET /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked" + END + b"0\r\n" + trailers + b"\r\n"
    assert (await exchange(port, sent)).startswith(b"HTTP/1.1 200 ")
