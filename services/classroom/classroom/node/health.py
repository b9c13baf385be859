"""`/healthz`, `/readyz` and `/metrics` of a node, on a port of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import orjson
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from classroom.node.rooms import Rooms

PATIENCE = 2.0
ROOMS = Gauge("classroom_rooms", "Rooms that this node owns")
SOCKETS = Gauge("classroom_sockets", "Sockets that this node holds")


async def listen(host: str, port: int, rooms: Rooms) -> asyncio.Server:
    """Answer from now on."""
    ROOMS.set_function(lambda: rooms.counts()[0])
    SOCKETS.set_function(lambda: rooms.counts()[1])
    return await asyncio.start_server(_answering(lambda: not rooms.is_closing), host, port)


def _answering(is_ready: Callable[[], bool]) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError):
            async with asyncio.timeout(PATIENCE):
                words = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)
                writer.write(_response(words[1] if len(words) == 3 else b"", is_ready()))
                await writer.drain()
        writer.close()

    return answer


def _response(path: bytes, is_ready: bool) -> bytes:
    status, kind, body = b"404 Not Found", "application/json", b"{}"
    if path == b"/healthz":
        status, body = b"200 OK", orjson.dumps({"ok": True})
    elif path == b"/readyz":
        status, body = (b"200 OK" if is_ready else b"503 Service Unavailable"), orjson.dumps({"ok": is_ready})
    elif path == b"/metrics":
        status, kind, body = b"200 OK", CONTENT_TYPE_LATEST, generate_latest()
    head = f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return b"HTTP/1.1 " + status + b"\r\n" + head.encode() + body
