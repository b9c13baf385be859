"""uvicorn's HTTP protocol, with limits on the size and time of headers, and with problems for what is no HTTP."""

from __future__ import annotations

import asyncio
import uuid

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from gateway import problems
from gateway.edge import NO_CONTENT_POLICY, SECURITY
from gateway.problems import HttpError

MAX_HEADERS = 64 * 1024
HEADERS_TIMEOUT = 30.0

UNREADABLE = HttpError(400, "bad_request", "This is not a valid HTTP request.")
TOO_LARGE = HttpError(431, "headers_too_large", f"The headers may have at most {MAX_HEADERS} bytes.")


class Protocol(HttpToolsProtocol):
    """One client connection."""

    _in_headers = False
    _received = 0
    _refusal = UNREADABLE
    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client has connected; it must say what it wants before long."""
        super().connection_made(transport)
        self._hurry()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        self._relax()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what arrives while headers are read: the parser itself would take any amount."""
        counted = self._received if self._in_headers else 0
        super().data_received(data)
        if self._in_headers:
            self._received = counted + len(data)
            if self._received > MAX_HEADERS and not self.transport.is_closing():
                self._refusal = TOO_LARGE
                self.send_400_response("")

    def on_message_begin(self) -> None:
        """A request begins."""
        self._in_headers = True
        self._hurry()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Its headers are complete; raising makes the parser refuse it."""
        self._in_headers = False
        self._relax()
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > MAX_HEADERS:
            self._refusal = TOO_LARGE
            raise ValueError("headers too large")
        super().on_headers_complete()

    def _hurry(self) -> None:
        if self._patience is None:
            self._patience = self.loop.call_later(HEADERS_TIMEOUT, self.transport.close)

    def _relax(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def send_400_response(self, msg: str) -> None:
        """Refuse what cannot be answered by the application, and hang up."""
        request_id = uuid.uuid4().hex
        answer = problems.from_http(self._refusal, request_id)
        headers = [
            *answer.raw_headers(),
            (b"x-request-id", request_id.encode()),
            (b"connection", b"close"),
            *SECURITY,
            NO_CONTENT_POLICY,
        ]
        head = b"".join(b"%s: %s\r\n" % (name, value) for name, value in headers)
        reason = {400: b"Bad Request", 431: b"Request Header Fields Too Large"}[answer.status]
        self.transport.write(b"HTTP/1.1 %d %s\r\n%s\r\n%s" % (answer.status, reason, head, answer.body))
        self.transport.close()
