"""uvicorn's HTTP protocol, with limits on the size and time of what is no body, and with problems for what is no HTTP.

Whatever a client sends, it holds a connection for a bounded time only, and memory for a bounded size only.
"""

from __future__ import annotations

import asyncio
import uuid

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from gateway import problems
from gateway.edge import NO_CONTENT_POLICY, SECURITY
from gateway.problems import HttpError

MAX_HEADERS = 64 * 1024

UNREADABLE = HttpError(400, "bad_request", "This is not a valid HTTP request.")
TOO_LARGE = HttpError(431, "headers_too_large", f"The headers may have at most {MAX_HEADERS} bytes.")


class Protocol(HttpToolsProtocol):
    """One client connection. `patience`: seconds that headers may take, and so may what begins no request."""

    patience = 30.0
    _in_headers = False
    _received = 0
    _unsaid = 0
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
        """Count what arrives while headers are read: the parser itself would take any amount.

        So it would of trailers and of the words beside the length of a chunk, which come in the middle of a body, and
        of blank lines after an answer, or of a body that nobody reads any more.
        """
        counted = self._received if self._in_headers else 0
        self._unsaid += len(data)
        super().data_received(data)
        if self.transport.get_protocol() is not self:
            self._relax()  # it is a WebSocket from now on
        elif self._in_headers:
            self._received = counted + len(data)
            if self._received > MAX_HEADERS and not self.transport.is_closing():
                self._refusal = TOO_LARGE
                self.send_400_response("")
        elif self._unsaid > MAX_HEADERS:
            self.transport.close()
        elif self.cycle is None or self.cycle.response_complete:
            self._hurry()

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header; what comes after the body instead, nobody reads."""
        self._unsaid = 0
        if self._in_headers:
            super().on_header(name, value)

    def on_body(self, body: bytes) -> None:
        """The next bytes of the body."""
        self._unsaid = 0
        super().on_body(body)

    def on_message_begin(self) -> None:
        """A request begins."""
        self._in_headers = True
        self._unsaid = 0
        self._hurry()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Its headers are complete; raising makes the parser refuse it."""
        self._in_headers = False
        self._unsaid = 0
        self._relax()
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > MAX_HEADERS:
            self._refusal = TOO_LARGE
            raise ValueError("headers too large")
        super().on_headers_complete()

    def _hurry(self) -> None:
        if self._patience is None:
            self._patience = self.loop.call_later(self.patience, self.transport.close)

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


def patient(seconds: float) -> type[Protocol]:
    """The protocol with this patience: uvicorn wants a class."""
    return type("Protocol", (Protocol,), {"patience": seconds})
