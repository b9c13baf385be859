"""The outermost layer: every request comes in and every answer goes out here, with its id, headers, log line, metrics.

Plain ASGI, because everything passes through it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping

import structlog

from chassis import tracing
from chassis.errors import ServiceError
from gateway import problems
from gateway.answers import Answer
from gateway.cors import Cors
from gateway.dispatch import Dispatcher
from gateway.media import Media
from gateway.metrics import Metrics
from gateway.request import ClientGone, Message, Receive, Request, Send
from gateway.rpc import RemoteFailure
from gateway.sockets import Sockets
from gateway.spa import Spa

log = structlog.get_logger(__name__)
access = structlog.get_logger("gateway.access")

App = Callable[[Message, Receive, Send], Awaitable[None]]

SECURITY = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), payment=(), usb=(), microphone=(self)"),
]
# Only over TLS, as RFC 6797 (7.2) has it: over plain HTTP it means nothing.
TRANSPORT = (b"strict-transport-security", b"max-age=31536000")
NO_CONTENT_POLICY = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")


class Edge:
    """The whole gateway as one ASGI application.

    `own` answers the gateway's own paths; `own_paths` has each of them, in both slash forms, and its canonical form.
    """

    def __init__(
        self,
        own: App,
        own_paths: Mapping[str, str],
        dispatcher: Dispatcher,
        media: Media,
        spa: Spa,
        cors: Cors,
        metrics: Metrics,
        sockets: Sockets,
    ) -> None:
        self._own = own
        self._sockets = sockets
        self._own_paths = own_paths
        self._dispatcher = dispatcher
        self._media = media
        self._spa = spa
        self._cors = cors
        self._metrics = metrics

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one HTTP request, one WebSocket, or the lifespan of the process."""
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._sockets.serve(scope, receive, send)
        else:
            await self._own(scope, receive, send)

    async def _http(self, scope: Message, receive: Receive, send: Send) -> None:
        started = time.perf_counter()
        request = Request(scope, receive, send)
        outgoing = _Outgoing(send, request, self._cors)
        request.send = outgoing.send
        structlog.contextvars.bind_contextvars(request_id=request.request_id)
        span = None
        if request.path not in self._own_paths:  # probes would only fill the collector
            span = tracing.begin(request.verb, "server", {"lectern.request_id": request.request_id})
        try:
            answer = await self._answer(request)
            if answer is not None and not outgoing.started:
                await send_answer(request, answer)
        finally:
            structlog.contextvars.unbind_contextvars("request_id")
            if span is not None:
                span.tell(f"{request.verb} {request.operation}", {"http.response.status_code": outgoing.status})
                span.end()
            self._record(request, outgoing.status, time.perf_counter() - started)

    async def _answer(self, request: Request) -> Answer | None:
        """The answer, or the problem that took its place; None when it is sent already or nobody waits for it."""
        try:
            return await self._route(request)
        except ServiceError as error:
            return problems.from_error(error, request.request_id)
        except problems.HttpError as error:
            return problems.from_http(error, request.request_id)
        except ClientGone:
            return None
        except RemoteFailure as error:
            log.error("service_failed", operation=request.operation, error=str(error))
        except asyncio.CancelledError:
            raise
        except Exception:
            log.exception("request_failed", operation=request.operation)
        return problems.internal(request.request_id)

    async def _route(self, request: Request) -> Answer | None:
        preflight = self._cors.preflight(request)
        if preflight is not None:
            return preflight
        own = self._own_paths.get(request.path)
        if own is not None:
            request.operation = request.path = own
            await self._own(_own_scope(request), request.receive, request.send)
            return None
        if request.path == "/api" or request.path.startswith("/api/"):
            return await self._dispatcher.answer(request)
        if request.path.startswith("/media/"):
            return await self._media.answer(request)
        request.operation = "spa"
        return self._spa.answer(request)

    def _record(self, request: Request, status: int, seconds: float) -> None:
        self._metrics.request(request.operation, status, None if request.streamed else seconds)
        access.info(
            "request",
            request_id=request.request_id,
            method=request.verb,
            path=request.route[:500],
            operation=request.operation,
            status=status,
            ms=round(seconds * 1000, 1),
        )


class _Outgoing:
    """Adds to the start of an answer what every answer carries, and remembers its status."""

    def __init__(self, send: Send, request: Request, cors: Cors) -> None:
        self._send = send
        self._request = request
        self._cors = cors
        self.started = False
        self.status = 499

    async def send(self, message: Message) -> None:
        """Pass a message on."""
        if message["type"] == "http.response.start":
            self.started = True
            self.status = message["status"]
            message["headers"] = self._dressed(message.get("headers", []))
        await self._send(message)

    def _dressed(self, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        dressed = [*headers, (b"x-request-id", self._request.request_id.encode("latin-1")), *SECURITY]
        if not any(name == b"content-security-policy" for name, _ in headers):
            dressed.append(NO_CONTENT_POLICY)
        if self._request.scope["scheme"] == "https":
            dressed.append(TRANSPORT)
        return dressed + self._cors.headers(self._request)


def _own_scope(request: Request) -> Message:
    """The scope for the gateway's own application, which knows one form of each path and no HEAD."""
    method = "GET" if request.verb == "HEAD" else request.verb
    return {**request.scope, "path": request.path, "method": method, "gateway.request": request}


async def send_answer(request: Request, answer: Answer) -> None:
    """Send a whole answer; without its body if only its head was asked for."""
    await request.send({"type": "http.response.start", "status": answer.status, "headers": answer.raw_headers()})
    body = b"" if request.verb == "HEAD" else answer.body
    await request.send({"type": "http.response.body", "body": body})
