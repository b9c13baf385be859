"""Puts a composed answer together: its parts are asked for at the same time, and each fails alone."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, quote

import orjson
import structlog

from chassis.errors import Forbidden, InvalidInput, NotFound, ServiceError
from gateway.answers import Answer, json_answer
from gateway.calls import Calls, passed_on
from gateway.catalogue import Catalogue
from gateway.compositions import Composition, Part
from gateway.operations import Reference
from gateway.problems import HttpError
from gateway.request import Request
from gateway.routing import Match, segments
from gateway.rpc import Context, RemoteFailure

log = structlog.get_logger(__name__)

MAX_WORDS = 100


@dataclass(frozen=True, slots=True)
class _Piece:
    """What became of a part. `away` names the service that should have answered."""

    value: Any = None
    references: tuple[Reference, ...] = ()
    away: str | None = None


class Composer:
    """Answers compositions. `timeout` is what each part has, in seconds."""

    def __init__(self, calls: Calls, timeout: float) -> None:
        self._calls = calls
        self._timeout = timeout

    async def answer(
        self, request: Request, composition: Composition, catalogue: Catalogue, context: Context
    ) -> Answer:
        """The whole answer; parts that there are not are null. Raises `InvalidInput` for unusable words."""
        words = words_of(request.query) if composition.searches else ""
        headers = passed_on(request)
        pieces = await asyncio.gather(
            *(self._piece(part, words, headers, catalogue, context) for part in composition.parts)
        )
        named = dict(zip((part.name for part in composition.parts), pieces, strict=True))
        document = {name: piece.value for name, piece in named.items()}
        references = [replace(one, path=(name, *one.path)) for name, piece in named.items() for one in piece.references]
        away = {piece.away for piece in pieces if piece.away}
        away.update(await self._calls.fill(document, references, catalogue, context))
        return json_answer(document, headers={"X-Degraded": ", ".join(sorted(away))} if away else None)

    async def _piece(
        self, part: Part, words: str, headers: dict[str, str], catalogue: Catalogue, context: Context
    ) -> _Piece:
        match = _match(part, catalogue)
        if match is None:
            return _Piece()
        operation = match.operation
        arguments = {
            "path": match.parameters,
            "query": _query(part, words, context.actor_role),
            "body": "",
            "content_type": "",
            "headers": headers,
        }
        try:
            reply = await self._calls.make(operation, context, arguments, self._timeout)
            value = orjson.loads(reply.get("body", ""))
            return _Piece(value[part.field]) if part.field else _Piece(value, operation.references)
        except (Forbidden, NotFound, InvalidInput):
            return _Piece()
        except (ServiceError, RemoteFailure, ValueError, LookupError, TypeError) as error:
            log.warning("part_failed", operation=operation.name, error=str(error))
            return _Piece(away=operation.service)


def words_of(query: str) -> str:
    """What the parameter `q` searches for. Raises `InvalidInput`."""
    words = parse_qs(query).get("q", [""])[0].strip()
    if not 0 < len(words) <= MAX_WORDS or not words.isprintable():
        sentence = f"Say in q what to search for, in 1 to {MAX_WORDS} characters."
        raise InvalidInput("search.words_invalid", sentence, errors={"q": [sentence]})
    return words


def _match(part: Part, catalogue: Catalogue) -> Match | None:
    """The operation of a part; None when nobody offers it."""
    try:
        return catalogue.router.match("GET", segments(part.path))
    except HttpError:
        return None


def _query(part: Part, words: str, role: str | None) -> str:
    own = part.query.format(words=quote(words, safe=""))
    return "&".join(one for one in (own, dict(part.for_role).get(role or "")) if one)
