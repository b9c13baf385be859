"""Lets front ends of other origins in, where the settings name them (https://fetch.spec.whatwg.org/#http-cors-protocol)."""

from __future__ import annotations

from gateway.answers import Answer
from gateway.request import Request

ALLOWED_HEADERS = (
    "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, "
    "Prefer, X-Request-ID"
)
EXPOSED_HEADERS = b"ETag, Link, Location, Retry-After, X-Degraded, X-Request-ID, X-Total-Count"


class Cors:
    """The origins that may use the interface. Tokens travel in a header, so no cookies and no credentials."""

    def __init__(self, origins: frozenset[str]) -> None:
        self._origins = origins

    def preflight(self, request: Request) -> Answer | None:
        """The answer to a preflight from an allowed origin."""
        if request.verb != "OPTIONS" or request.header(b"access-control-request-method") is None:
            return None
        if not self._allows(request):
            return None
        return Answer(
            204,
            headers={
                "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
                "Access-Control-Allow-Headers": ALLOWED_HEADERS,
                "Access-Control-Max-Age": "600",
            },
        )

    def headers(self, request: Request) -> list[tuple[bytes, bytes]]:
        """What every answer to an allowed origin carries."""
        if not self._origins:
            return []
        vary = (b"vary", b"Origin")
        if not self._allows(request):
            return [vary]
        origin = (request.header(b"origin") or "").encode("latin-1")
        return [vary, (b"access-control-allow-origin", origin), (b"access-control-expose-headers", EXPOSED_HEADERS)]

    def _allows(self, request: Request) -> bool:
        origin = request.header(b"origin")
        return bool(origin) and ("*" in self._origins or origin in self._origins)
