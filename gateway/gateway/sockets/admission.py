"""Admitting: a token or a ticket is checked, and the service asked, before the socket is connected to anything."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote_to_bytes

from chassis.errors import Forbidden, ServiceError, TooMany, Unauthenticated
from gateway.authentication import MAX_TOKEN, Authentication, Identity, token_of
from gateway.catalogue import Catalogue, Owner
from gateway.limits import Limits
from gateway.request import Message
from gateway.routing import segments
from gateway.rpc import Caller, Context, RemoteFailure
from gateway.sockets.codes import CREDENTIALS, NOT_FOUND, REFUSALS, TOO_FAST, TRY_LATER, Refused

PATIENCE = 5.0
MOST_FIELDS = 20


@dataclass(frozen=True, slots=True)
class Admitted:
    """Where to connect, what to show there, and whose socket it is. `token` is None for one opened by a ticket."""

    url: str
    headers: dict[str, str]
    identity: Identity
    route: str
    token: str | None


class Admission:
    """Decides on sockets."""

    def __init__(
        self, caller: Caller, authentication: Authentication, catalogue: Callable[[], Catalogue], limits: Limits
    ) -> None:
        self._limits = limits
        self._caller = caller
        self._authentication = authentication
        self._catalogue = catalogue

    async def decide(self, scope: Message) -> Admitted:
        """What to do with a socket. Raises Refused. It takes the query out of the scope: nobody may log it."""
        try:
            return await self._counted(scope, str((scope.get("client") or ("",))[0]))
        except TooMany:
            raise Refused(TOO_FAST) from None

    async def _counted(self, scope: Message, address: str) -> Admitted:
        """Count as requests are counted: by person, or by address where there was nothing good. Raises TooMany too."""
        try:
            admitted = await self._admit(scope, address)
        except Refused as refused:
            if refused.code == CREDENTIALS:
                self._limits.address(address)
            raise
        self._limits.person(admitted.identity.actor_id)
        return admitted

    async def _admit(self, scope: Message, address: str) -> Admitted:
        query = _fields(bytes(scope["query_string"]))
        scope["query_string"] = b""
        route, owner, path = self._door(scope)
        ticket = query.get("ticket", [""])[0][:MAX_TOKEN]
        context = Context(uuid.uuid4().hex, address=address)
        token = None if ticket else _token(scope, query)
        if token is None or not self._authentication.knows(token):
            self._limits.stranger(address)
        if token is not None:
            context = (await self.identify(token, context)).on(context)
        answer = await self._ask(owner, {"path": path, "ticket": ticket or None}, context)
        return _admitted(answer, context, route, token)

    async def identify(self, token: str, context: Context | None = None) -> Identity:
        """Whose token it is. Raises Refused."""
        try:
            authenticator = self._catalogue().authenticator
            return await self._authentication.identify(authenticator, token, context or Context(uuid.uuid4().hex))
        except (Unauthenticated, Forbidden):
            raise Refused(CREDENTIALS) from None
        except (ServiceError, RemoteFailure):
            raise Refused(TRY_LATER) from None

    async def _ask(self, owner: Owner, arguments: dict[str, Any], context: Context) -> Any:
        try:
            return await self._caller.call(owner.service, owner.method, arguments, context, PATIENCE, safe=True)
        except ServiceError as error:
            raise Refused(REFUSALS.get(type(error), TRY_LATER)) from None
        except RemoteFailure:
            raise Refused(TRY_LATER) from None

    def _door(self, scope: Message) -> tuple[str, Owner, dict[str, str]]:
        """The path's template, whom to ask, and what stands for its parameters."""
        raw: bytes = scope.get("raw_path") or str(scope["path"]).encode()
        try:
            parts = [unquote_to_bytes(part).decode() for part in segments(raw.decode("latin-1").partition("?")[0])]
        except UnicodeDecodeError:
            raise Refused(NOT_FOUND) from None
        for template, owner in self._catalogue().sockets.items():
            found = _match(segments(template), parts)
            if found is not None:
                return template, owner, found
        raise Refused(NOT_FOUND)


def _fields(query: bytes) -> dict[str, list[str]]:
    """The fields of a query. Raises Refused when there are more than anybody has a use for."""
    try:
        return parse_qs(query.decode("latin-1"), max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Refused(NOT_FOUND) from None


def _match(template: list[str], parts: list[str]) -> dict[str, str] | None:
    if len(template) != len(parts):
        return None
    found: dict[str, str] = {}
    for wanted, part in zip(template, parts, strict=True):
        if wanted.startswith("{"):
            found[wanted.strip("{}")] = part
        elif wanted != part:
            return None
    return found


def _token(scope: Message, query: dict[str, list[str]]) -> str:
    """The token of the query, or else of the header. Raises Refused."""
    headers = dict(scope["headers"])
    given = query.get("token", [""])[0]
    header = f"Token {given}" if given else headers.get(b"authorization", b"").decode("latin-1")
    try:
        return token_of(header)
    except Unauthenticated:
        raise Refused(CREDENTIALS) from None


def _admitted(answer: Any, context: Context, route: str, token: str | None) -> Admitted:
    try:
        identity = Identity(int(answer["actor_id"]), context.actor_role or "", answer["session_id"])
        headers = {str(name): str(value) for name, value in answer["headers"].items()}
        return Admitted(str(answer["url"]), headers, identity, route, token)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refused(TRY_LATER) from None
