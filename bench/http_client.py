"""A keep-alive HTTP/1.1 client that costs little beside what it measures: one request at a time on one connection."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import httptools
import orjson


@dataclass(frozen=True, slots=True)
class Request:
    """What to send; `body` becomes JSON."""

    verb: str
    path: str
    token: str = ""
    body: object = None


class Connection(asyncio.Protocol):
    """One connection; opens itself again when the server has closed it."""

    def __init__(self, host: str, port: int) -> None:
        self._address = host, port
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[int] | None = None
        self._parser: httptools.HttpResponseParser
        self.content = b""

    async def send(self, request: Request) -> int:
        """The status of the answer; its body is in `content`. Raises OSError when the connection breaks."""
        loop = asyncio.get_running_loop()
        if self._transport is None or self._transport.is_closing():
            self._transport, _ = await loop.create_connection(lambda: self, *self._address)
        self._answer, self._parser, self.content = loop.create_future(), httptools.HttpResponseParser(self), b""
        self._transport.write(self._bytes(request))
        return await self._answer

    def data_received(self, data: bytes) -> None:
        """A piece of the answer."""
        self._parser.feed_data(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is closed: whoever waits is told."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionResetError("closed before the answer"))

    def on_body(self, body: bytes) -> None:
        """Called by the parser."""
        self.content += body

    def on_message_complete(self) -> None:
        """Called by the parser."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(self._parser.get_status_code())

    def close(self) -> None:
        """End it."""
        if self._transport is not None:
            self._transport.close()

    def _bytes(self, request: Request) -> bytes:
        body = b"" if request.body is None else orjson.dumps(request.body)
        lines = [f"{request.verb} {request.path} HTTP/1.1", f"Host: {self._address[0]}:{self._address[1]}"]
        if request.token:
            lines.append(f"Authorization: Token {request.token}")
        if request.verb != "GET":
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body
