"""From an HTTP request to a call and back. It carries text to and fro and understands none of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import quote

import orjson
import structlog

from chassis.errors import (
    InvalidInput,
    PreconditionFailed,
    ServiceError,
    Unauthenticated,
    Unavailable,
    UnsupportedMedia,
)
from gateway.answers import JSON, Answer
from gateway.authentication import Authentication, Ended, Identity, token_of
from gateway.calls import Calls, passed_on
from gateway.catalogue import Catalogue
from gateway.composing import Composer
from gateway.directory import Directory
from gateway.etags import is_fresh, may_change, tag_of
from gateway.limits import Limits
from gateway.operations import Operation
from gateway.problems import HttpError
from gateway.request import Request, utf8
from gateway.routing import Match, segments
from gateway.rpc import Context, RemoteFailure
from gateway.settings import GatewaySettings
from gateway.streams import Streams
from gateway.uploads import MEDIA_TYPE, Uploads
from gateway.waiting import finished

log = structlog.get_logger(__name__)

CHANGING = frozenset({"PUT", "PATCH", "DELETE"})
MAX_KEY = 255
OURS = frozenset({"link-next", "content-type", "content-length", "transfer-encoding", "connection"})


class Dispatcher:
    """Answers what is asked of the services."""

    def __init__(
        self,
        settings: GatewaySettings,
        calls: Calls,
        composer: Composer,
        directory: Directory,
        authentication: Authentication,
        streams: Streams,
        uploads: Uploads,
        limits: Limits,
    ) -> None:
        self._settings = settings
        self._calls = calls
        self._composer = composer
        self._directory = directory
        self._authentication = authentication
        self._streams = streams
        self._uploads = uploads
        self._limits = limits

    async def answer(self, request: Request) -> Answer | None:
        """The answer; None when it has been streamed. Raises `ServiceError`, `HttpError` or `ClientGone`."""
        catalogue = self._directory.catalogue
        parts = request.segments()
        if request.verb == "OPTIONS":
            return Answer(204, headers={"Allow": catalogue.router.allowed(parts)})
        try:
            return await self._answer(request, catalogue, catalogue.router.match(request.verb, parts))
        except Unavailable:
            # The service may have come back as one that does not offer this any more: then that is the answer.
            self._directory.catalogue.router.match(request.verb, parts)
            raise

    async def _answer(self, request: Request, catalogue: Catalogue, match: Match) -> Answer | None:
        operation = match.operation
        request.operation, request.route = operation.name, operation.path
        context = Context(request.request_id, request.address, request.base_url(self._settings.public_url))
        identity = await self._identify(request, operation, catalogue, context)
        if identity is not None:
            context = identity.on(context)
        if operation.composition is not None:
            return await self._composer.answer(request, operation.composition, catalogue, context)
        if operation.upload is not None and _media_type(request) == MEDIA_TYPE:
            _check_media(request, operation, MEDIA_TYPE)
            async with self._uploads.received(request, operation.upload) as form:
                arguments = {**self._described(request, match, form, JSON), "form": True}
                return await self._perform(request, match, catalogue, context, arguments)
        arguments = await self._arguments(request, match)
        if operation.channel is not None and identity is not None and request.verb == "GET":
            await self._stream(request, match, identity, context, arguments)
            return None
        return await self._perform(request, match, catalogue, context, arguments)

    async def _perform(
        self, request: Request, match: Match, catalogue: Catalogue, context: Context, arguments: dict[str, Any]
    ) -> Answer:
        operation = match.operation
        if operation.verb == "POST":
            context.idempotency_key = _idempotency_key(request)
        elif operation.verb in CHANGING:
            await self._check_match(request, match, context, arguments)
        result = await self._calls.make(operation, context, arguments)
        self._forget_caller(operation, catalogue, context)
        if operation.verb == "POST":
            result = await self._awaited(request, catalogue, context, result)
        return await self._finish(request, operation, catalogue, context, result)

    def _forget_caller(self, operation: Operation, catalogue: Catalogue, context: Context) -> None:
        """A change where sessions are kept may have ended the caller's: the event that tells so comes a bit later."""
        owner = catalogue.authenticator
        if owner is not None and operation.service == owner.service and not operation.safe and context.actor_id:
            self._authentication.ended(Ended(context.actor_id))

    async def _awaited(
        self, request: Request, catalogue: Catalogue, context: Context, begun: dict[str, Any]
    ) -> dict[str, Any]:
        """What was begun, or, when the client prefers to wait for it, what came of it."""

        async def ask(path: str) -> dict[str, Any]:
            match = catalogue.router.match("GET", segments(path))
            arguments = self._described(request, match, "", "")
            return await self._calls.make(match.operation, replace(context, idempotency_key=None), arguments)

        try:
            return await finished(begun, request.header(b"prefer"), ask)
        except (ServiceError, RemoteFailure, HttpError) as error:
            log.warning("waiting_failed", error=str(error))
            return begun

    async def _identify(
        self, request: Request, operation: Operation, catalogue: Catalogue, context: Context
    ) -> Identity | None:
        if not operation.needs_token:
            self._limits.address(request.address)
            return None
        try:
            token = token_of(request.header(b"authorization"))
            if not self._authentication.knows(token):
                self._limits.stranger(request.address)
            identity = await self._authentication.identify(catalogue.authenticator, token, context)
        except Unauthenticated:
            self._limits.address(request.address)
            raise
        self._limits.person(identity.actor_id)
        return identity

    async def _arguments(self, request: Request, match: Match) -> dict[str, Any]:
        """The request as a service gets it: raw text throughout."""
        operation = match.operation
        media_type = _media_type(request)
        body = b""
        if not operation.safe:
            body = await request.body(operation.max_body or self._settings.max_body, self._settings.body_timeout)
        if not operation.media_types:
            body = b""
        if body:
            _check_media(request, operation, media_type)
        return self._described(request, match, utf8(body), (media_type or JSON) if body else "")

    @staticmethod
    def _described(request: Request, match: Match, body: str, media_type: str) -> dict[str, Any]:
        return {
            "path": match.parameters,
            "query": request.query,
            "body": body,
            "content_type": media_type,
            "headers": passed_on(request),
        }

    async def _check_match(self, request: Request, match: Match, context: Context, arguments: dict[str, Any]) -> None:
        """`If-Match`: the caller's copy must be the current one. Between look and change another may change it."""
        if_match = request.header(b"if-match")
        reading = match.siblings.get("GET")
        if if_match is None or reading is None or not reading.etag:
            return
        current = await self._calls.make(reading, context, {**arguments, "body": "", "content_type": ""})
        owned = current["body"].encode()
        if not may_change(if_match, tag_of(owned, owned)):
            raise PreconditionFailed("precondition_failed", "Somebody changed this meanwhile. Load it again first.")

    async def _finish(
        self, request: Request, operation: Operation, catalogue: Catalogue, context: Context, result: dict[str, Any]
    ) -> Answer:
        """The service's reply as an answer: filled in, tagged, with its links."""
        owned = result.get("body", "").encode()
        headers = {str(name): str(value) for name, value in (result.get("headers") or {}).items()}
        media_type = _pop(headers, "content-type") or JSON
        answer = Answer(int(result.get("status", 200)), owned, media_type, _headers(request, headers))
        degraded = False
        if operation.references and owned and answer.status < 300:
            degraded = await self._fill(answer, operation, catalogue, context)
        answer.headers.setdefault("Cache-Control", "private, no-cache" if operation.etag else "no-store")
        if operation.etag and answer.status == 200 and not degraded:
            return _tagged(request, answer, owned)
        return answer

    async def _fill(self, answer: Answer, operation: Operation, catalogue: Catalogue, context: Context) -> bool:
        """Fill in what other services own; whether some of them were away."""
        document = orjson.loads(answer.body)
        away = await self._calls.fill(document, operation.references, catalogue, context)
        answer.body = orjson.dumps(document)
        if away:
            answer.headers["X-Degraded"] = ", ".join(away)
        return bool(away)

    async def _stream(
        self, request: Request, match: Match, identity: Identity, context: Context, arguments: dict[str, Any]
    ) -> None:
        operation = match.operation

        async def events_since(last_id: str | None) -> list[dict[str, Any]]:
            headers = {**arguments["headers"], **({"last-event-id": last_id} if last_id else {})}
            reply = await self._calls.make(operation, context, {**arguments, "headers": headers})
            events: list[dict[str, Any]] = orjson.loads(reply["body"])["events"]
            return events

        async def still_signed_in() -> None:
            token = token_of(request.header(b"authorization"))
            await self._authentication.identify(self._directory.catalogue.authenticator, token, replace(context))

        channel = str(operation.channel).format(**{**match.parameters, "actor_id": identity.actor_id})
        await self._streams.serve(request, identity, channel, events_since, still_signed_in)


def _media_type(request: Request) -> str:
    return (request.header(b"content-type") or "").partition(";")[0].strip().lower()


def _check_media(request: Request, operation: Operation, media_type: str) -> None:
    """Raises `UnsupportedMedia`. A body without a type is taken for the JSON it most likely is."""
    if request.header(b"content-encoding") not in (None, "identity"):
        raise UnsupportedMedia("encoding_not_supported", "Send the body without a Content-Encoding.")
    if (media_type or JSON) not in operation.media_types:
        taken = " or ".join(sorted(operation.media_types))
        raise UnsupportedMedia("media_type_not_supported", f"Send the body as {taken}.")


def _idempotency_key(request: Request) -> str | None:
    key = request.header(b"idempotency-key")
    if key is None:
        return None
    if not 0 < len(key) <= MAX_KEY or not (key.isascii() and key.isprintable()):
        raise InvalidInput(
            "idempotency_key_invalid", f"An Idempotency-Key has 1 to {MAX_KEY} printable ASCII characters."
        )
    return key


def _headers(request: Request, given: dict[str, str]) -> dict[str, str]:
    """The service's headers; its cursor becomes the link to the next page."""
    cursor = _pop(given, "link-next")
    headers = {name: value for name, value in given.items() if name.lower() not in OURS}
    if cursor:
        headers["Link"] = f'<{_next_page(request, cursor)}>; rel="next"'
    return headers


def _next_page(request: Request, cursor: str) -> str:
    """The same path and query with another cursor."""
    kept = [pair for pair in request.query.split("&") if pair and pair.partition("=")[0] != "cursor"]
    path = quote(request.path, safe="/:@!$&'()*+,;=-._~")
    query = quote("&".join([*kept, f"cursor={quote(cursor, safe='')}"]), safe="%&=+;,:@/?!$'()*-._~[]")
    return f"{path}?{query}"


def _tagged(request: Request, answer: Answer, owned: bytes) -> Answer:
    tag = tag_of(owned, answer.body)
    answer.headers["ETag"] = tag
    if_none_match = request.header(b"if-none-match")
    if if_none_match is not None and is_fresh(if_none_match, tag):
        answer.status, answer.body = 304, b""
    return answer


def _pop(headers: dict[str, str], name: str) -> str | None:
    """Take a header out by its lower-case name."""
    for written in headers:
        if written.lower() == name:
            return headers.pop(written)
    return None
