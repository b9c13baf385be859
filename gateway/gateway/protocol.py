"""uvicorn's HTTP protocol with two additions: a limit for headers, and problems instead of plain text for bad HTTP."""

from __future__ import annotations

import uuid

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from gateway import problems
from gateway.edge import NO_CONTENT_POLICY, SECURITY
from gateway.problems import HttpError

MAX_HEADERS = 64 * 1024

UNREADABLE = HttpError(400, "bad_request", "This is not a valid HTTP request.")
TOO_LARGE = HttpError(431, "headers_too_large", f"The headers may have at most {MAX_HEADERS} bytes.")


class Protocol(HttpToolsProtocol):
    """One client connection."""

    _in_headers = False
    _received = 0
    _refusal = UNREADABLE

    def data_received(self, data: bytes) -> None:
        """Count what arrives while headers are read: the parser itself would take any amount."""
        self._received += len(data)
        super().data_received(data)
        if self._in_headers and self._received > MAX_HEADERS and not self.transport.is_closing():
            self._refusal = TOO_LARGE
            self.send_400_response("")

    def on_message_begin(self) -> None:
        """A request begins."""
        self._in_headers = True
        self._received = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Its headers are complete; raising makes the parser refuse it."""
        self._in_headers = False
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > MAX_HEADERS:
            self._refusal = TOO_LARGE
            raise ValueError("headers too large")
        super().on_headers_complete()

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
