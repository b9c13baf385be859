"""Runs a gateway inside a test and talks to it, without a socket in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx

from gateway.app import Gateway

HOST = "http://lectern.test"


@asynccontextmanager
async def running(gateway: Gateway) -> AsyncIterator[httpx.AsyncClient]:
    """Start a gateway as a server would, give a client for it, and stop it."""
    incoming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    outgoing: asyncio.Queue[Any] = asyncio.Queue()
    life = asyncio.create_task(gateway({"type": "lifespan"}, incoming.get, outgoing.put))
    incoming.put_nowait({"type": "lifespan.startup"})
    message = await outgoing.get()
    assert message["type"] == "lifespan.startup.complete", message  # noqa: S101  # only tests import this
    try:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(gateway), base_url=HOST) as client:
            yield client
    finally:
        incoming.put_nowait({"type": "lifespan.shutdown"})
        await life


async def eventually(condition: Callable[[], object], seconds: float = 20) -> None:
    """Return as soon as a condition holds. Raises `TimeoutError`."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)


class OpenStream:
    """One request whose answer is read while it is written."""

    def __init__(self, gateway: Gateway, path: str, headers: dict[str, str]) -> None:
        self._chunks: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._left = asyncio.Event()
        self._asked = False
        self.text = ""
        self.status = 0
        self.closed = asyncio.Event()
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "scheme": "http",
            "client": ("127.0.0.1", 1),
            "headers": [(b"host", b"lectern.test"), *((k.lower().encode(), v.encode()) for k, v in headers.items())],
        }
        self._task = asyncio.create_task(gateway(scope, self._receive, self._send))

    async def leave(self) -> None:
        """Hang up."""
        self._left.set()
        await self._task

    async def shows(self, text: str, seconds: float = 20) -> None:
        """Wait until a text has arrived."""
        await eventually(lambda: text in self.text, seconds)

    async def ended(self, seconds: float = 20) -> None:
        """Wait until the gateway ends the stream."""
        async with asyncio.timeout(seconds):
            await self.closed.wait()

    async def _receive(self) -> dict[str, Any]:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            return
        self.text += message["body"].decode()
        if not message.get("more_body"):
            self.closed.set()
