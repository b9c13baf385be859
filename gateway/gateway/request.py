"""One HTTP request as the gateway sees it: headers, path and body, each read only as far as somebody asks."""

from __future__ import annotations

import asyncio
import re
import uuid
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import unquote_to_bytes

from chassis.errors import InvalidInput, TooLarge
from gateway.problems import HttpError, no_such_path
from gateway.routing import segments

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

MAX_REQUEST_ID = 128
HOST = re.compile(r"[A-Za-z0-9.\-_\[\]:]{1,255}")


class ClientGone(Exception):
    """The client left before it had sent its whole request: nobody waits for an answer."""


class Request:
    """One request. `send` is what answers it.

    `operation` and `route` name in logs and metrics what it was about: a path itself may hold a secret.
    """

    def __init__(self, scope: Message, receive: Receive, send: Send) -> None:
        self.scope = scope
        self.verb: str = scope["method"]
        self.path: str = scope["path"]
        self.receive = receive
        self.send = send
        self.operation = "unknown"
        self.route = self.path
        self.streamed = False
        self._headers: dict[bytes, bytes] = {}
        for name, value in scope["headers"]:
            self._headers.setdefault(name, value)
        self.request_id = self._request_id()

    def header(self, name: bytes) -> str | None:
        """A header by its lower-case name; the first one if there are several."""
        value = self._headers.get(name)
        return None if value is None else value.decode("latin-1")

    @property
    def address(self) -> str:
        """The client's IP address."""
        client = self.scope.get("client")
        return str(client[0]) if client else ""

    @property
    def query(self) -> str:
        """The raw query string. Raises `InvalidInput` when it is not text."""
        raw: bytes = self.scope["query_string"]
        return _text(raw, "The query is not valid UTF-8.")

    def host(self) -> str:
        """The value of `Host`, if it can be one; it ends up in URLs and in a policy."""
        host = self.header(b"host") or ""
        return host if HOST.fullmatch(host) else ""

    def base_url(self, public_url: str) -> str:
        """Scheme and host for absolute URLs. Raises `InvalidInput` when the request has no usable host."""
        if public_url:
            return public_url.rstrip("/")
        host = self.host()
        if not host:
            raise InvalidInput("host_invalid", "The Host header is missing or malformed.")
        return f"{self.scope['scheme']}://{host}"

    def segments(self) -> list[str]:
        """The decoded parts of the path, split before decoding: an encoded slash separates nothing.

        Raises a 404 when a part is not UTF-8 or holds control characters: no resource has such an address.
        """
        raw: bytes | None = self.scope.get("raw_path")
        if raw is None or b"%" not in raw:
            parts = segments(self.path)
        else:
            parts = [_decoded(part) for part in segments(raw.decode("latin-1"))]
        if not all(part.isprintable() for part in parts):
            raise no_such_path()
        return parts

    async def body(self, limit: int, timeout: float) -> bytes:
        """The body, counted while it arrives. Raises `TooLarge`, a 408, or `ClientGone`."""
        declared = self._headers.get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > limit:
            raise _too_large(limit)
        try:
            async with asyncio.timeout(timeout):
                return await self._collect(limit)
        except TimeoutError:
            raise HttpError(408, "body_timeout", "The body of the request took too long to arrive.") from None

    async def _collect(self, limit: int) -> bytes:
        chunks: list[bytes] = []
        size = 0
        while True:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise ClientGone
            chunk = message.get("body", b"")
            size += len(chunk)
            if size > limit:
                raise _too_large(limit)
            chunks.append(chunk)
            if not message.get("more_body", False):
                return b"".join(chunks)

    def _request_id(self) -> str:
        """The client's id if it is fit to be logged, else a new one."""
        given = self.header(b"x-request-id")
        if given and len(given) <= MAX_REQUEST_ID and given.isascii() and given.isprintable():
            return given
        return uuid.uuid4().hex


def utf8(body: bytes) -> str:
    """The body as text. Raises `InvalidInput`."""
    return _text(body, "The body is not valid UTF-8.")


def _text(raw: bytes, complaint: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise InvalidInput("not_utf8", complaint) from None


def _decoded(part: str) -> str:
    try:
        return unquote_to_bytes(part.encode("latin-1")).decode("utf-8")
    except UnicodeDecodeError:
        raise no_such_path() from None


def _too_large(limit: int) -> TooLarge:
    return TooLarge("body_too_large", f"The body may have at most {limit} bytes.")
