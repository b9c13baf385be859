"""`/healthz`, `/readyz` and `/metrics` of a service, answered from a real thread so that a stuck hub cannot lie.

Real throughout: the standard library's servers would use the patched sockets and threads, which a real thread cannot
wait for. And it touches no green lock.
"""

from __future__ import annotations

import contextlib
from http import HTTPStatus
from typing import Any, Protocol

import orjson
from eventlet import patcher
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

PATIENCE_SECONDS = 1.0
MOST_BYTES = 16_384
JSON = "application/json"

_socket: Any = patcher.original("socket")
_threading: Any = patcher.original("threading")


class Vitals(Protocol):
    """What a process says of itself: whether it lives, whether it can serve, and what it knows of either."""

    @property
    def alive(self) -> bool:
        """Whether it does what it is there for, however slowly."""
        ...

    @property
    def ready(self) -> bool:
        """Whether it can be given work."""
        ...

    @property
    def checks(self) -> dict[str, str]:
        """Each thing it needs, with `ok` or what is wrong."""
        ...


class HealthServer:
    """A server for one request at a time; nobody can keep it longer than a second."""

    def __init__(self, host: str, port: int, vitals: Vitals) -> None:
        family = _socket.AF_INET6 if ":" in host else _socket.AF_INET
        self._listener = _socket.create_server((host, port), family=family, backlog=64)
        self._vitals = vitals

    def start(self) -> None:
        """Serve until the process ends."""
        _threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            with connection, contextlib.suppress(OSError):
                connection.settimeout(PATIENCE_SECONDS)
                path = _requested_path(connection)
                connection.sendall(_response(*self._answer(path)))

    def _answer(self, path: str) -> tuple[HTTPStatus, str, bytes]:
        vitals = self._vitals
        if path == "/healthz":
            return _report(vitals.alive, {"hub": "ok" if vitals.alive else "stuck"})
        if path == "/readyz":
            return _report(vitals.ready, vitals.checks)
        if path == "/metrics":
            return HTTPStatus.OK, CONTENT_TYPE_LATEST, generate_latest()
        return HTTPStatus.NOT_FOUND, JSON, b"{}"


def _requested_path(connection: Any) -> str:
    """The path of a request; reads its headers, for a connection closed before that looks broken to the client."""
    request = b""
    while b"\r\n\r\n" not in request and len(request) < MOST_BYTES:
        chunk = connection.recv(4096)
        if not chunk:
            break
        request += chunk
    words = request.split(b"\r\n", 1)[0].split(b" ")
    return words[1].decode("ascii", "replace").partition("?")[0] if len(words) == 3 else ""


def _response(status: HTTPStatus, content_type: str, body: bytes) -> bytes:
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


def _report(good: bool, checks: dict[str, str]) -> tuple[HTTPStatus, str, bytes]:
    status = HTTPStatus.OK if good else HTTPStatus.SERVICE_UNAVAILABLE
    return status, JSON, orjson.dumps({"ok": good, "checks": checks})
